"""What the lock files pin."""

from collections.abc import Iterable
from pathlib import Path

from packaging.utils import canonicalize_name
from pip_requirements_parser import RequirementsFile


def pins(locks: Iterable[Path]) -> dict[str, str]:
    """Each package of some lock files, and its version."""
    lines = [line for lock in locks for line in RequirementsFile.from_file(str(lock)).requirements]
    return {canonicalize_name(line.name): line.get_pinned_version for line in lines}
