"""A library that notes what is read of it, so that what was made of it may be kept until one of these says otherwise.

A page is made from a Traced library and from nothing else. Each Read that it makes is noted by itself, with no word of
the page's author: an attribute, an entry of a mapping by its key, what a method gives. Asked of a later library, the
same reads tell whether the page would be the same. Whatever cannot be noted is an error, never a page kept in error.
"""

from collections import Counter
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from hashlib import blake2b
from pathlib import Path
from types import MethodType
from typing import Any, NamedTuple, cast

from exercise_handbook.labels.say import Say
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.model.exercises import Exercise

DIGEST = 16
"""Bytes of a digest."""

MANY = 200
"""More entries of one mapping than these are noted as all of it."""

ABSENT = "absent"
"""What stands for an entry that a mapping has not."""

OF_THE_ENTRY = frozenset({"citations"})
"""Methods that tell of the entry which they are given, and of nothing else."""

OF_NO_LIBRARY = frozenset({"model_copy", "_made", "_cited", "_citing"})
"""What no page may ask for: it is not the same each time, or would give the library out of hand."""


class Read(NamedTuple):
    """One thing that was read: of the library in which language, how, by which name, and by which key or words."""

    path: str
    how: str
    """whole, entry, size or call: of an attribute or of what a function made, an entry of it, or what a method gave."""

    name: str
    which: tuple[Any, ...] = ()
    """The function and its words, or what the method was given."""

    key: Any = None
    """Of the entry."""


class Named(NamedTuple):
    """An entry that a method was given, by where it stands in the library."""

    collection: str
    slug: str


class Trace:
    """What was read, each once, in order. Ended, it refuses more."""

    def __init__(self) -> None:
        self.reads: dict[Read, None] = {}
        self.is_ended = False

    def note(self, read: Read) -> None:
        """Note a read. Raises RuntimeError once it has ended: what was made is kept already, and would not tell."""
        if self.is_ended:
            raise RuntimeError(f"{read.name} is read too late to be noted: read it while the page is made")
        self.reads[read] = None

    def ended(self) -> tuple[Read, ...]:
        """All that was read; of what was read entry by entry many times, the whole in the place of the entries."""
        self.is_ended = True
        if len(self.reads) <= MANY:
            return tuple(self.reads)
        counts = Counter(read._replace(how="whole", key=None) for read in self.reads if read.how == "entry")
        many = {whole for whole, count in counts.items() if count > MANY}
        kept = (read for read in self.reads if read.how != "entry" or read._replace(how="whole", key=None) not in many)
        return tuple(dict.fromkeys((*kept, *many)))


class Facts:
    """What the libraries of a site say, a digest each: asked for often, worked out once."""

    def __init__(self, library: Edition):
        self._languages = {one.path: one for one in library.in_each_language}
        self._digests: dict[Read, bytes] = {}
        self._told: dict[int, tuple[Entry, bytes]] = {}
        self._parts: dict[Any, tuple[Any, tuple[Read, ...]]] = {}
        self._reads: dict[Read, Read] = {}

    def same(self, reads: Iterable[Read]) -> tuple[Read, ...]:
        """The same reads, those of many pages the same thing: in memory, between processes and in the store."""
        return tuple(self._reads.setdefault(read, read) for read in reads)

    def digest(self, reads: Iterable[Read]) -> bytes:
        """What all of these would give now. Raises whatever an entry that is gone makes of it."""
        return blake2b(b"".join(map(self._digest, reads)), digest_size=DIGEST).digest()

    def _digest(self, read: Read) -> bytes:
        if (digest := self._digests.get(read)) is None:
            digest = self._digests[read] = _digest_of(self._plain(self._said(read)))
        return digest

    def _said(self, read: Read) -> Any:
        library = self._languages[read.path]
        if read.how == "call":
            given = (
                getattr(library, one.collection)[one.slug] if isinstance(one, Named) else one for one in read.which
            )
            return _whole(getattr(library, read.name)(*given))
        make, *words = read.which or (None,)
        found = self.part(read.path, make, tuple(words))[0] if make else getattr(library, read.name)
        if read.how == "entry":
            return found.get(read.key, ABSENT)
        return len(found) if read.how == "size" else _by_paths(found)

    def _plain(self, value: Any) -> Any:
        """A value as nested tuples of plain ones, the same for equal values and for no others. Raises TypeError."""
        kind: type = type(value)
        if kind in PLAIN:
            return value
        if isinstance(value, tuple | list):
            return (kind.__name__, *map(self._plain, value))
        if kind is Exercise:
            return self._of_exercise(value)
        return self._by_name(value, names) if (names := _fields(kind)) else self._of_thing(value)

    def _by_name(self, value: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
        return (type(value).__name__, *(self._plain(getattr(value, name)) for name in names))

    def _of_exercise(self, one: Exercise) -> bytes:
        """An exercise by its digest, as many lists hold the same ones."""
        if id(one) not in self._told:
            digest = _digest_of(self._by_name(one, _fields(Exercise)))
            self._told[id(one)] = (one, digest)  # as long as it is there, no other has its id
        return self._told[id(one)][1]

    def _of_thing(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            told = ((self._plain(key), self._plain(one)) for key, one in value.items())
            # of many entries a digest each, as in full they would take as much memory as the library itself
            return ("mapping", *(map(_digest_of, told) if len(value) > MANY else told))
        if isinstance(value, set | frozenset):
            return ("set", *sorted(map(repr, map(self._plain, value))))
        if isinstance(value, Enum | Path):
            return (type(value).__name__, str(value))
        if isinstance(value, Say):
            return ("say", value.digest, self._plain(value.made_by))
        raise TypeError(f"{value!r:.80}: nobody knows how to tell whether this is still the same")

    def part(self, path: str, make: Callable[..., Any], which: tuple[str, ...]) -> tuple[Any, tuple[Read, ...]]:
        """What a function makes of a library, made once, and what it read for that."""
        key = (path, make, which)
        if key not in self._parts:
            trace = Trace()
            made = make(self.traced(path, trace), *which)
            self._parts[key] = (made, self.same(trace.ended()))
        return self._parts[key]

    def forget_parts(self) -> None:
        """Let go of what functions made. What somebody asks for again is made again."""
        self._parts.clear()

    def forget_reads(self) -> None:
        """Let go of what was noted. What somebody asks for again is worked out again."""
        self._digests.clear()
        self._told.clear()
        self._reads.clear()

    def traced(self, path: str, trace: Trace) -> Edition:
        """The library in a language, that notes what is read of it."""
        return cast(Edition, Traced(self._languages[path], self, trace))


class Traced:
    """Stands for an edition of a library. What was read once is at hand without being noted again."""

    def __init__(self, library: Edition, facts: Facts, trace: Trace):
        vars(self)["_traced"] = (library, facts, trace)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name in OF_NO_LIBRARY:
            raise AttributeError(f"{name}: not to be asked of a library that notes what is read of it")
        library, facts, trace = vars(self)["_traced"]
        found = getattr(library, name)
        if name in OF_THE_ENTRY:
            value = found
        elif isinstance(found, MethodType) and found.__self__ is library:
            value = self._calling(name, found)
        else:
            value = _handed_out(found, Read(library.path, "whole", name), facts, trace)
        vars(self)[name] = value
        return value

    def once(self, make: Callable[..., Any], *which: str) -> Any:
        """As a library's own: made once for all who ask, each of whom has read what was read for it.

        Of a mapping the entries that are asked for count, and not what all of it was made from.
        """
        library, facts, trace = vars(self)["_traced"]
        made, reads = facts.part(library.path, make, which)
        if isinstance(made, Mapping):
            return _Entries(made, Read(library.path, "whole", make.__qualname__, (make, *which)), trace)
        for read in reads:
            trace.note(read)
        return made

    def _calling(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        library, facts, trace = vars(self)["_traced"]

        def call(*given: Any) -> Any:
            which = tuple(_in_words(one, library) for one in given)
            if None in which:  # then all that the method itself reads is noted; to hold this one would keep both
                return getattr(type(library), name)(Traced(library, facts, trace), *given)
            trace.note(Read(library.path, "call", name, which))
            return _whole(method(*given))

        return call


class _Entries(Mapping[Any, Any]):
    """A mapping of a library: notes which entries are read, or that all are."""

    def __init__(self, held: Mapping[Any, Any], read: Read, trace: Trace):
        self._held, self._read, self._trace = held, read, trace

    def __getitem__(self, key: Any) -> Any:
        self._note(key)
        return self._held[key]

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self._held

    def _note(self, key: Any) -> None:
        path, _, name, which, _ = self._read
        self._trace.note(Read(path, "entry", name, which, key))

    def __len__(self) -> int:
        self._trace.note(self._read._replace(how="size"))
        return len(self._held)

    def __iter__(self) -> Iterator[Any]:
        self._trace.note(self._read)
        return iter(self._held)

    def items(self) -> ItemsView[Any, Any]:
        """All of it."""
        self._trace.note(self._read)
        return self._held.items()

    def values(self) -> ValuesView[Any]:
        """All that it holds, and by that all of it."""
        self._trace.note(self._read)
        return self._held.values()


def _handed_out(found: Any, read: Read, facts: Facts, trace: Trace) -> Any:
    """What is read as it is given to a page: libraries and mappings note by themselves what is read of them."""
    if isinstance(found, Mapping):
        return _Entries(found, read, trace)
    trace.note(read)
    if _is_a(Edition, found):
        return Traced(found, facts, trace)
    if isinstance(found, tuple) and found and _is_a(Edition, found[0]):
        return tuple(Traced(one, facts, trace) for one in found)
    return found


def _is_a(kind: type, value: Any) -> bool:
    """Whether a value is of a kind that pydantic made: of the value itself it asks ten times as long."""
    return issubclass(type(value), kind)


def _in_words(given: Any, library: Edition) -> Any:
    """What a method was given, as it can be given again later; None where that cannot be told."""
    if isinstance(given, str | int):
        return given
    if _is_a(Entry, given):
        for collection in ("exercises", "routines"):
            slug = getattr(given, "slug", "")
            if getattr(library, collection).get(slug) is given:
                return Named(collection, slug)
    return None


def _by_paths(found: Any) -> Any:
    """What was found; of libraries, which note what is read of them by themselves, their languages."""
    if _is_a(Edition, found):
        return found.path
    is_several = isinstance(found, tuple) and found and _is_a(Edition, found[0])
    return tuple(one.path for one in found) if is_several else found


def _whole(given: Any) -> Any:
    """What a method gives, all of it at once."""
    return tuple(given) if isinstance(given, Iterator) else given


PLAIN = frozenset({str, int, bool, type(None), date, bytes, float})
"""What tells what it is when it is written down as Python writes it."""


def _digest_of(plain: Any) -> bytes:
    return blake2b(repr(plain).encode(), digest_size=DIGEST).digest()


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """What an entry or another frozen thing holds; nothing where it is neither, or a whole library."""
    if issubclass(kind, Library):
        return ()
    if issubclass(kind, Entry):
        return tuple(kind.model_fields)
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()
