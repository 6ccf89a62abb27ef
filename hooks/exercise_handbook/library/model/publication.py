"""library.yaml and labels.yaml: what a library is, who answers for it, and its own words for labels of the program."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field

from exercise_handbook.library.model.entry import Entry, Said, short_for
from exercise_handbook.library.model.values import (
    CallablePhone,
    Colour,
    Contact,
    FileName,
    Name,
    SiteAddress,
    Slug,
    WebAddress,
    Words,
)
from exercise_handbook.library.problems import Trail


class Licence(Entry):
    """What others may do with it."""

    name: Name = Field(description="the licence's name, such as CC BY 4.0")
    address: WebAddress | None = Field(default=None, description="where the licence can be read")


class Logo(Entry):
    """The publisher's logo, beside the site's name."""

    file: FileName = Field(description="the picture's file in figures/, such as logo.svg")
    dark: FileName | None = Field(default=None, description="the same picture for a dark page")


class Colours(Entry):
    """Two colours of the site's own, for light pages. Those of dark pages are worked out from them."""

    accent: Colour | None = Field(default=None, description="what can be pressed, and the numbers of steps")
    band: Colour | None = Field(default=None, description="the ground of titles and of quiet boxes")


English = Literal["en", "en-GB", "en-US", "en-AU", "en-CA", "en-IE", "en-NZ", "en-ZA"]
Spanish = Literal["es", "es-ES", "es-MX", "es-US"]
German = Literal["de", "de-AT", "de-CH", "de-DE"]
Polish = Literal["pl", "pl-PL"]
Arabic = Literal[
    "ar", "ar-AE", "ar-DZ", "ar-EG", "ar-IQ", "ar-JO", "ar-LB", "ar-MA", "ar-SA", "ar-SD", "ar-SY", "ar-TN"
]
Welsh = Literal["cy", "cy-GB"]
French = Literal["fr", "fr-BE", "fr-CA", "fr-CH", "fr-FR"]
Portuguese = Literal["pt", "pt-BR"]
Bangla = Literal["bn", "bn-BD", "bn-IN"]
Language = Literal[English, Spanish, German, Polish, Arabic, Welsh, French, Portuguese, Bangla]
LANGUAGES: tuple[str, ...] = get_args(Language)
"""The languages that the program speaks, also in the forms of single countries."""


class Mark(Entry):
    """What a mark in the pictures means."""

    say: Words = Field(description="the mark, and what it means")
    mark: Slug | None = Field(
        default=None,
        description="its name in the drawings, where only these shall have it beside them: our own have arrow, work, "
        "stretch and gap",
    )


class Publication(Entry):
    """What the library is, and who answers for it."""

    extends: Words | None = Field(
        default=None, description="the library that this one builds on, lower-back or a folder"
    )
    name: Name = Field(description="the site's name, at the top of every page")
    heading: Name | None = Field(default=None, description="the heading of the home page; else the name")
    in_short: Words = Field(
        description="what the site is, for its home page; {exercises} stands for how many there are"
    )
    language: Language = Field(description="the language of the texts, such as en-GB")
    address: SiteAddress = Field(description="where the site will be, such as https://example.org/")
    edition: date = Field(description="the day of the last change to any words that readers see, as 2026-11-23")
    in_other_words: Mapping[Words, Words] = Field(
        {},
        description="what some readers call a thing otherwise, as {tummy: belly}: each page says it in brackets, once",
    )

    publisher: Words = Field(description="who publishes it")
    contact: Contact | None = Field(
        default=None, description="an e-mail address, or one that starts with https://, for readers who find a mistake"
    )
    phone: CallablePhone | None = Field(
        default=None, description='a telephone number in quotes, for readers to call, such as "01234 567890"'
    )
    logo: Annotated[Logo, short_for("file", str)] | None = Field(
        default=None, description="your sign beside the site's name: an SVG or PNG in figures/"
    )
    colours: Colours = Field(default=Colours(), description='two colours of your own, as {accent: "#0c4f4b"}')
    foot: Words | None = Field(default=None, description="a line of your own at the foot of every page and sheet")
    menu: tuple[Slug, ...] = Field(
        default=(),
        description="the pages in the menu, in your order, as [safety, exercises]; the others stand at the foot",
    )
    licence: Annotated[Licence, short_for("name", str)] = Field(description="the licence of the texts")
    figures_licence: Annotated[Licence, short_for("name", str)] | None = Field(
        default=None, description="the licence of the pictures"
    )
    figures_body: Slug = Field(
        default="average",
        description="the body in the pictures: average, a folder of figures/, or mixed, which takes turns",
    )
    figures_bodies: tuple[Slug, ...] = Field(
        default=(), description="the folders of figures/ with other bodies, as [older]"
    )
    figure_key: tuple[Annotated[Mark, short_for("say", str)], ...] = Field(
        default=(), description="what the marks in the pictures mean"
    )
    handouts: Literal["one-page", "as-long-as-needed"] = Field(
        default="one-page",
        description="an exercise too long for a page: one-page refuses it, as-long-as-needed takes more pages",
    )
    review_months: Annotated[int, Field(ge=1, le=120)] = Field(
        description="how many months a review is good for, such as 24"
    )
    honest: Said = Field(description="what exercise can do and cannot, for the home page")
    start_here: Slug | None = Field(default=None, description="the routine that the home page offers first")
    cover: Slug | None = Field(default=None, description="the exercise whose picture stands on the home page")
    drafts: Literal["yes", "no"] = Field(
        default="no",
        description="yes publishes translations too that a machine made and nobody has checked yet",
    )
    machine_translations: Literal["yes", "no"] = Field(
        default="yes", description="no keeps back translations that a machine made, whoever has checked them"
    )
    offline: Literal["yes", "no"] = Field(
        default="yes",
        description="no takes back what lets pages work without a network, from phones that have it too",
    )
    pages: tuple[Slug, ...] = Field(default=(), description="pages of docs/ that belong to this library")

    @property
    def picture_files(self) -> list[tuple[Trail, str]]:
        """Every file in figures/ that it names, and where it names it."""
        if not self.logo:
            return []
        files = [("logo", self.logo.file), ("logo", self.logo.dark)]
        return [((field,), file) for field, file in files if file]


class OwnLabel(Entry):
    """A library's own words for a label: one form, or the plural forms that a number picks."""

    say: Words | None = Field(default=None, description="the words")
    zero: Words | None = Field(default=None, description="the words for none")
    one: Words | None = Field(default=None, description="the words for one")
    two: Words | None = Field(default=None, description="the words for two")
    few: Words | None = Field(default=None, description="the words for a few")
    many: Words | None = Field(default=None, description="the words for many")
    other: Words | None = Field(default=None, description="the words for any other number")

    @property
    def forms(self) -> dict[str, str]:
        """The words of each form that is given."""
        return {name: words for name, words in self if words}
