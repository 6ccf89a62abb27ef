"""Adds a library's new addresses to its ledger.

Run as `handbook addresses` before a site is published: from then on each leads somewhere for good.
"""

from pathlib import Path

from exercise_handbook.cache import put
from exercise_handbook.intake.load import load_library
from exercise_handbook.library.library import HERE, Library

HEAD = "# The ledger: each address ever published, and where it leads now. `handbook addresses` adds new ones.\n"


def unpromised(library: Library) -> list[str]:
    """The addresses that are not in the ledger yet."""
    languages = {f"/{one.path}" for one in library.translations}  # each stands for all its pages
    return sorted((library.page_addresses | languages) - set(library.addresses))


def promise(addresses: list[str], ledger: Path) -> None:
    """Append addresses to a ledger; what a person wrote there stays as it is."""
    written = ledger.read_bytes() if ledger.exists() else HEAD.encode()
    end = b"\r\n" if b"\r\n" in written else b"\n"  # as its editor writes them
    lines = b"".join(f"{address}: {HERE}".encode() + end for address in addresses)
    with put(ledger.resolve()) as new:  # whole, or as it was: what it has promised must not be lost
        new.write_bytes(written + (b"" if written.endswith((b"\n", b"\r")) else end) + lines)


def main(home: Path, docs: Path) -> int:
    """Add a library's new addresses to its ledger, and print them."""
    addresses = unpromised(load_library(home, docs))
    if addresses:
        promise(addresses, home / "addresses.yaml")
    print("\n".join(f"promised for good: {address}" for address in addresses) or "nothing new to promise")
    return 0
