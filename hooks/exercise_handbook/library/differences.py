"""What a library says otherwise than the one it builds on, in words."""

from collections.abc import Iterator
from typing import Any

UNSAID = ("sources", "licence", "file", "dark")
"""Fields of a value that are not words for readers."""


def in_words(value: Any) -> str:
    """A value of the data as one line of words, without its sources; "" where there is none."""
    return "; ".join(_words(value))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (
            word for key, inside in value.items() if key not in UNSAID for word in _words(_with_unit(key, inside))
        )
    elif isinstance(value, tuple):
        for inside in value:
            yield from _words(inside)
    elif value is not None:
        yield str(value)


def _with_unit(key: str, value: Any) -> Any:
    """A number with what it counts: repetitions 10."""
    return f"{key.replace('_', ' ')} {value}" if isinstance(value, int) else value
