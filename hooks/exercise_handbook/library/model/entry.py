"""The base types of all files of a library: entries that refuse unknown fields, and may name their sources.

A field's description is what the author of the data reads when the field is missing. Units stand in the names:
`hold_seconds`, `minutes`. Nothing here touches a disk, a clock or a page.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_before_validator_function

from exercise_handbook.library.model.values import Count, FileName, Fingerprint, Name, Slug, Words


class Short:
    """Lets an author write a single value in place of an entry, and says so in the schema."""

    def __init__(self, whole: Callable[[Any], Any], schema: Mapping[str, Any]):
        self.whole, self.schema = whole, dict(schema)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(self.whole, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        whole = handler(core)
        return whole if handler.mode == "serialization" else {"anyOf": [self.schema, whole]}


def short_for(field: str, short: type | tuple[type, ...]) -> Short:
    """Let an author write just the words in place of an entry with only that field."""
    return Short(lambda value: {field: value} if isinstance(value, short) else value, {"type": "string"})


NOT_KEPT: set[str] = set()
"""The same empty set for all entries, in place of the fields that were set."""


class Entry(BaseModel):
    """Anything written in the data: unknown keys are refused, nothing is guessed."""

    # what checks an entry alone is made when it is asked for: a build asks for the library, which holds them all
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    def model_post_init(self, context: Any, /) -> None:
        """Forget which fields were set: nothing uses it, and it takes a third of the memory of a large library."""
        object.__setattr__(self, "__pydantic_fields_set__", NOT_KEPT)


class Cited(Entry):
    """An entry that names the sources which support it."""

    sources: tuple[Slug, ...] = Field(default=(), description="keys of sources.yaml that support this")


class Sentence(Cited):
    """Something said to the reader."""

    say: Words = Field(description="the words the reader reads")


Said = Annotated[Sentence, short_for("say", str)]
"""Plain words, or {say: …, sources: […]} where a source supports them."""


class Range(Entry):
    """From one count to another, both included."""

    first: Count = Field(alias="from", description="the smallest count")
    last: Count = Field(alias="to", description="the largest count")


def both_ends(value: Any) -> Any:
    """A number as the range that holds it alone."""
    return {"from": value, "to": value} if isinstance(value, int) else value


CountOrRange = Annotated[Range, Short(both_ends, {"type": "integer"})]


class Illustration(Entry):
    """A picture, and the same in words."""

    file: FileName = Field(description="the picture's file in figures/, such as pelvic-tilt-start.svg")
    dark: FileName | None = Field(default=None, description="the same picture for a dark page")
    alt: Words = Field(description="the position in words, for readers who do not see the picture")
    caption: Words | None = Field(default=None, description="a few words under the picture")
    licence: Words | None = Field(
        default=None, description="the picture's licence, where it is not figures_licence of library.yaml"
    )

    @property
    def files(self) -> list[tuple[str, str]]:
        """Every file in figures/ that it names, by its field."""
        return [("file", self.file), *([("dark", self.dark)] if self.dark else [])]


class Review(Entry):
    """Who checked an exercise, a routine or the words on safety against their sources, and when."""

    by: Name = Field(description="the name of the clinician who checked it")
    role: Name = Field(description="that person's profession and registration")
    on: date = Field(description="the day of the review, as 2027-01-31")
    fingerprint: Fingerprint | None = Field(
        default=None,
        description="what was reviewed, from the reviewer's sheet; without it a review has run out",
    )
