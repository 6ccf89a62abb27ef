"""vocabulary.yaml: the words an exercise chooses from."""

from typing import Annotated, Literal

from pydantic import Field

from exercise_handbook.library.model.entry import Entry, Said, short_for
from exercise_handbook.library.model.values import Keyed, Name, Words


class Term(Entry):
    """One word of the vocabulary, such as a kind of purpose or a target area."""

    name: Name = Field(description="the word as readers see it, such as Lower back")
    in_a_sentence: Words | None = Field(default=None, description="the word inside a sentence, such as your lower back")
    also_called: tuple[Name, ...] = Field(
        default=(), description="other names that readers search for, as [glutes, bottom]"
    )

    @property
    def phrase(self) -> str:
        """The word inside a sentence."""
        return self.in_a_sentence or self.name[0].lower() + self.name[1:]


class Position(Term):
    """How one lies, sits or stands before step 1."""

    on_the_floor: Literal["yes", "no"] = Field(default="no", description="yes if one gets down to the floor for it")
    get_ready: tuple[Said, ...] = Field(
        default=(), description="what to do first in this position, such as putting the chair against a wall"
    )

    afterwards: tuple[Said, ...] = Field(default=(), description="how to leave this position after the last exercise")

    down: tuple[Words, ...] = Field(
        default=(),
        description="for a position on the floor: the last steps down to it, after those of safety.yaml",
    )

    up: tuple[Words, ...] = Field(
        default=(),
        description="for a position on the floor: the first steps up from it, before those of safety.yaml",
    )


class Vocabulary(Entry):
    """The lists an exercise chooses from."""

    kinds: Keyed[Annotated[Term, short_for("name", str)]] = Field(
        default={}, description="kinds of purpose, such as stretch"
    )
    areas: Keyed[Annotated[Term, short_for("name", str)]] = Field(default={}, description="parts of the body")
    positions: Keyed[Annotated[Position, short_for("name", str)]] = Field(default={}, description="starting positions")
