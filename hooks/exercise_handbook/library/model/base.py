"""The library that another one builds on, and what that one says otherwise."""

from typing import Annotated, Any

from pydantic import Field

from exercise_handbook.library.model.entry import Entry, short_for
from exercise_handbook.library.model.publication import Licence
from exercise_handbook.library.model.values import Name, Words


class Base(Entry):
    """The library that another one builds on, as far as pages speak of it."""

    name: Name = Field(description="the name of the library that this one builds on")
    publisher: Words = Field(description="who publishes it")
    licence: Annotated[Licence, short_for("name", str)] = Field(description="the licence of its texts")
    figures_licence: Annotated[Licence, short_for("name", str)] | None = None
    figures: frozenset[str] = frozenset()
    """The pictures that come from it."""

    about: frozenset[str] = frozenset()
    """What is said in its words of how the pages were made and the like: fields of About."""


class Difference(Entry):
    """Where a library says something else than the one it builds on."""

    section: str = Field(description="a part of changes.yaml, such as exercises")

    slug: str = ""
    """The entry; "" in parts that are one entry."""

    field: str = ""
    """The field, as dose.repetitions or steps[3]; "" where the whole entry is left out."""

    was: Any = None
    """What the base says, as it is written; None where it says nothing."""

    now: Any = None
    """What this library says instead; None where it leaves out what the base says."""

    why: str = ""
