"""sources.yaml and about.yaml: where facts come from, how the pages were made, and what was changed."""

from typing import Annotated

from pydantic import Field

from exercise_handbook.library.model.entry import Cited, Entry, Said
from exercise_handbook.library.model.values import LanguageTag, Slug, WebAddress, Words


class Source(Entry):
    """Where a fact comes from."""

    organisation: Words = Field(description="who published it")
    title: Words = Field(description="its title")
    year: Annotated[int, Field(ge=1800, le=2200)] | None = Field(default=None, description="the year it was published")
    address: WebAddress | None = Field(default=None, description="where it is, starting with https://")
    language: LanguageTag | None = Field(
        default=None, description="the language of its title, such as en, if it is not that of the library"
    )
    how_read: Words | None = Field(
        default=None, description="what readers need to know of how it was read, such as Summary read."
    )
    says: tuple[Words, ...] = Field(
        default=(), description="what in it supports these pages, in your own words; the reviewer's sheet shows it"
    )
    for_editors: Words | None = Field(default=None, description="what is still to be done about it; no reader sees it")


class Change(Cited):
    """Where the pages depart from the text they began with, and why."""

    exercise: Slug | None = Field(
        default=None, description="the slug of the exercise that it is about, if it is about one"
    )
    text: Words = Field(description="what the first text said")
    now: Words = Field(description="what the page says now")
    why: Words = Field(description="why it was changed")


class About(Entry):
    """What the page about the library says beyond what can be derived."""

    for_whom: tuple[Said, ...] = Field(default=(), description="who these pages are written for")
    not_for: tuple[Said, ...] = Field(default=(), description="who they are not for")
    intended_use: tuple[Said, ...] = Field(
        default=(),
        description="what the site is and does not do; what tells one person what to do may be a medical device in law",
    )
    made: tuple[Said, ...] = Field(
        default=(), description="how the pages were made, and who has checked them; only what is true"
    )
    for_clinicians: tuple[Said, ...] = Field(
        default=(), description="what a clinician needs to know before linking or printing"
    )
    changes: tuple[Change, ...] = Field(
        default=(), description="where the pages depart from the text that they began with"
    )
