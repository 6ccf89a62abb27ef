"""Whether what a clinician reviewed is what stands there now."""

from collections.abc import Callable
from functools import cache

from exercise_handbook.library.library import Library, Reviewed
from exercise_handbook.library.reviewed_text import fingerprint, text
from exercise_handbook.pictures.pictures import digest


def reviewed_text(library: Library) -> Callable[[Reviewed], str]:
    """Gives the text that a review of an entry is good for, as it is now."""

    @cache
    def seen(file: str) -> str:
        """What a picture is known by, as drawn of every body."""
        drawn = [pictures[file] for _, pictures in sorted(library.bodies.items()) if file in pictures]
        return digest(b"".join(picture.path.read_bytes() for picture in drawn))

    return lambda entry: text(entry, library, seen)


def changed_since_review(library: Library) -> frozenset[tuple[str, str]]:
    """What says something else than when it was reviewed, by part and slug. Asked of a library without mistakes."""
    now = reviewed_text(library)
    reviewed = [(key, one, one.reviewed.fingerprint) for key, one in library.reviewable.items() if one.reviewed]
    return frozenset(key for key, one, known in reviewed if known and fingerprint(now(one)) != known)
