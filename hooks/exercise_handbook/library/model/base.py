"""The library that another one builds on, and where that one differs."""

from typing import Annotated, Any

from pydantic import Field

from exercise_handbook.library.model.entry import Entry, short_for
from exercise_handbook.library.model.publication import Licence
from exercise_handbook.library.model.values import Name, Words


class Base(Entry):
    """What pages say of the library that this one builds on."""

    name: Name = Field(description="the name of the library that this one builds on")
    publisher: Words = Field(description="who publishes it")
    licence: Annotated[Licence, short_for("name", str)] = Field(description="the licence of its texts")
    figures_licence: Annotated[Licence, short_for("name", str)] | None = None
    figures: frozenset[str] = frozenset()
    """The names of the pictures that come from it."""

    about: frozenset[str] = frozenset()
    """The fields of About that are taken from it."""


class Difference(Entry):
    """Where a library differs from the one it builds on."""

    section: str = Field(description="a part of changes.yaml, such as exercises")

    slug: str = ""
    """The slug of the entry; "" in a part such as safety."""

    field: str = ""
    """The field, as dose.repetitions or steps[3]; "" if the whole entry is left out."""

    was: Any = None
    """The value in the base; None if there is none."""

    now: Any = None
    """The value in this library; None if it is left out."""

    why: str = ""
