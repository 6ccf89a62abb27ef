"""Types of texts and numbers, each with advice for an author whose value does not fit."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

PLACEHOLDER = re.compile(
    r"(?i:^\W*(?:to[ -]?do|tb[acd]|fix[ -]?me|n[/.]?a|null|nil|none|undefined|placeholder|lorem ipsum.*|x+)\W*$)"
    r"|\b(?:TODO|TBA|TBC|TBD|FIXME|XXX)\b"
)
"""Placeholders for words still to be written: alone in any case, or in capitals among other words."""


def says_something(words: str) -> str:
    """The words, unchanged. Raises PydanticCustomError for placeholders, and for words without a letter."""
    if not any(map(str.isalpha, words)):
        raise PydanticCustomError("no_letter", "no letter")
    if PLACEHOLDER.search(words):
        raise PydanticCustomError("placeholder", "placeholder")
    return words


WRITE: dict[str, str] = {}
"""What to write if a text does not match a pattern, by pattern."""


def _like(pattern: str, write: str, **more: Any) -> Any:
    """A text that matches a pattern, with the advice for one that does not."""
    WRITE[pattern] = write
    return Field(pattern=pattern, **more)


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PICTURE_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png|webp|jpe?g)$"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_PORT = r"([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_SITE = rf"^https://{_LABEL}(\.{_LABEL})+(:{_PORT})?"
SITE_ADDRESS = rf"{_SITE}/([A-Za-z0-9._~-]*[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*$"

Slug = Annotated[str, _like(SLUG, "write small letters, digits and single hyphens, as in pelvic-tilt", max_length=60)]
LabelSlug = Annotated[
    str, _like(r"^[a-z0-9]+(_[a-z0-9]+)*$", "write the name of a label, as in not_found", max_length=60)
]
Words = Annotated[
    str,
    _like(r"^\S(.*\S)?$", "write words on one line, without a space before or after them"),
    AfterValidator(says_something),
]
Name = Annotated[Words, Field(max_length=80)]
Count = Annotated[int, Field(ge=1, le=100)]
Seconds = Annotated[int, Field(ge=1, le=300)]
LanguageTag = Annotated[
    str, _like(r"^[a-z]{2,3}(-[A-Z]{2})?$", "write the short name of a language, such as en or pt-BR")
]
WebAddress = Annotated[str, _like(rf"{_SITE}(/\S*)?$", "write an address that starts with https://")]
SiteAddress = Annotated[str, _like(SITE_ADDRESS, "write an address that starts with https:// and ends with a slash")]
PageAddress = Annotated[
    str, _like(r"^/([a-z0-9-]+/)*(#[a-z0-9-]+)?$", "write an address of this site, such as /exercises/pelvic-tilt/")
]
Contact = Annotated[
    str,
    _like(
        r"^(https://\S+\.\S+|[^\s@]+@[^\s@]+\.[^\s@]+)$",
        "write an address that starts with https:// or an e-mail address",
    ),
]
FileName = Annotated[
    str,
    _like(PICTURE_NAME, "write the name of a file in figures/ that ends in .svg, .png, .webp, .jpg or .jpeg"),
]
PlanCode = Annotated[
    str,
    _like(r"^[0-9A-HJKMNP-TV-Z]{4}$", "write the four signs that `handbook check` asks for, or delete it"),
]
Fingerprint = Annotated[str, _like(r"^[0-9a-f]{16}$", "write the 16 signs that stand on the reviewer’s sheet")]
CallablePhone = Annotated[
    str,
    _like(
        r"^\+?[0-9][0-9 ()/-]{3,24}$",
        'write a telephone number as digits, spaces, +, - and ( ) alone, in quotes, such as "01234 567890"',
    ),
]
Phone = Annotated[str, _like(r"^[0-9]{3,15}$", "write the digits of a telephone number alone, in quotes")]
Colour = Annotated[
    str,
    _like(
        r"^#[0-9a-fA-F]{6}$",
        'write a colour in quotes as # and six digits or letters a to f, such as "#0c4f4b"',
    ),
]
Value = TypeVar("Value")
Keyed = Annotated[Mapping[Slug, Value], AfterValidator(MappingProxyType)]
"""Entries by their slug, in the order of the file, not to be changed."""
