"""A library in its other languages: its values with the words of languages/*.po, as far as these are fresh.

Freshness is safety. What is behind in steps, doses, who asks first or when to stop is not shown in that language until
somebody has looked; what is behind in a name or a caption is shown, and says so. A page is whole in a language, or it
is not there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from exercise_handbook.cache import Table
from exercise_handbook.intake.counts import with_counts
from exercise_handbook.intake.folder import Folder
from exercise_handbook.intake.languages import unspoken
from exercise_handbook.intake.rules import broken_rules_of_words
from exercise_handbook.intake.rules.whole import LANGUAGES_AT
from exercise_handbook.intake.shape import shape
from exercise_handbook.intake.texts import field_of, with_words
from exercise_handbook.intake.trails import exercise_in, fields_at
from exercise_handbook.intake.translated_pages import Pages, pages_in
from exercise_handbook.intake.words import Words, files_for, files_of, made_by_all, read_words
from exercise_handbook.labels.catalogue import SAY
from exercise_handbook.labels.made_by import MadeBy
from exercise_handbook.library import addresses as at
from exercise_handbook.library.languages import SiteLanguage, Translation, path_of
from exercise_handbook.library.library import HERE, Library
from exercise_handbook.library.model.publication import LANGUAGES
from exercise_handbook.library.problems import Place, Problem, Trail
from exercise_handbook.library.wording import good_reviews

SOFT = re.compile(
    r"exercises\.[\w-]+\.(name|plain_name|also_called|aim|feel|figures)\b|exercises\.[\w-]+\.\w+\.figure\b"
    r"|routines\.[\w-]+\.name$|routines\.pace\.|library\.|about\.|sources\.|labels\."
    r"|vocabulary\.(kinds|areas)\.|vocabulary\.positions\.[\w-]+\.(name|also_called|in_a_sentence)\b|safety\.also_called"
)
"""Fields whose words may be older than those of the first language: nobody comes to harm by them."""

STRANGE = "the program does not speak {tag}; call the file after a language that it speaks, such as es.po"
OWN = "it is the language of the library itself; its words stand in the YAML files"
TAKEN = "the site has a page at /{path} already, where this language would be; give that page another name"
GIVEN_UP = (
    "pages in this language were published, and now are not; publish its file in languages/ (docs/translating.md tells "
    "when that is), or write / instead of here: then each leads to the page in the library's own language"
)


def is_published(made: MadeBy, library: Library) -> bool:
    """Whether a library lets a translation be published that was made so."""
    chosen = library.publication
    if made.is_by_machine and chosen.machine_translations == "no":
        return False
    return not made.is_draft or chosen.drafts == "yes"


def in_its_languages(
    values: Mapping[str, Any], library: Library, folder: Folder, known: Table | None = None
) -> tuple[Library, list[Problem], list[Problem]]:
    """A library with its other languages that are published, all that is wrong with these, and what lags behind."""
    own = files_of(folder.home)
    others: list[Library] = []
    problems = [Problem(Place(str(file), 0), "", why) for file in own if (why := _misnamed(file.stem, library))]
    notices: list[Problem] = []
    for files in [] if problems else [files_for(file, folder) for file in own]:
        if not is_published(made_by_all(files), library):
            continue
        words = read_words(files, values, known)
        one, wrong = _in_language(words, values, library, folder)
        others.append(one)
        problems += wrong
        notices += [*words.notices, *pages_in(words.path, library, folder.written).behind]
    problems += _broken_promises(library, others, folder)
    library = _with_moved_languages(library)
    return _joined(library, others) if others else library, problems, notices


def _broken_promises(library: Library, others: list[Library], folder: Folder) -> Iterator[Problem]:
    """Languages that the ledger promises and that are not published any more."""
    there = {f"/{one.path}" for one in others} | library.page_addresses
    for address, target in library.addresses.items():
        if target == HERE and address in LANGUAGES_AT - there:
            yield folder.problem(("addresses", address), GIVEN_UP)


def _with_moved_languages(library: Library) -> Library:
    """The library with a line in its ledger for each page of a language that it gave up: where that leads now."""
    moved = {address: target for address, target in library.addresses.items() if address in LANGUAGES_AT}
    pages = {
        f"{address}{page[1:]}": f"{target}{page[1:]}"
        for address, target in moved.items()
        if target != HERE and target in ("/", *LANGUAGES_AT)
        for page in library.page_addresses
        if "#" not in page
    }
    return library.model_copy(update={"addresses": {**library.addresses, **pages}}) if pages else library


def _joined(library: Library, others: list[Library]) -> Library:
    """A library that knows its other languages, as each of these knows all of them."""
    first = library.publication
    languages = (
        SiteLanguage(first.language, "", first.address, library.page_addresses),
        *(_site_language(one) for one in others),
    )
    known = tuple(one.model_copy(update={"languages": languages}) for one in others)
    return library.model_copy(update={"languages": languages, "translations": known})


def _site_language(library: Library) -> SiteLanguage:
    told, about = library.translation, library.publication
    assert told
    pages = frozenset() if told.is_withheld else library.page_addresses
    return SiteLanguage(about.language, told.path, about.address, pages)


def _misnamed(tag: str, library: Library) -> str:
    """Why a file cannot be that of another language; "" where it can."""
    if tag not in LANGUAGES:
        return STRANGE.format(tag=tag)
    if tag.partition("-")[0] == library.publication.language.partition("-")[0]:
        return OWN
    return TAKEN.format(path=path_of(tag)) if f"/{path_of(tag)}" in library.page_addresses else ""


def _in_language(
    words: Words, values: Mapping[str, Any], first: Library, folder: Folder
) -> tuple[Library, list[Problem]]:
    """The library in a language, what of it is not shown left out; and what is wrong with the words."""
    lag = _Lag(words, values)
    pages = pages_in(words.path, first, folder.written)
    about = _about(words, first, pages.fresh)
    spoken = unspoken({"library": about}, Place(str(words.file), 1))
    problems = [*words.problems, *pages.problems, *spoken]
    withheld = _withheld(first, words)
    if problems or lag.is_everywhere:
        return withheld, problems
    said = with_words(values, words.of)
    said["library"] |= about | {"in_other_words": {}}
    library, findings = shape(with_counts(lag.without_withheld(said, first)))
    if library is None or findings:
        return withheld, [_problem(words, folder, *finding) for finding in findings]
    gone = sorted(one for one in first.page_addresses - library.page_addresses if "#" not in one)
    told = replace(_told(first, words), behind=lag.pages, withheld=tuple(gone), **_first_alone(pages, first))
    made = library.model_copy(update={"translation": told})
    return made, [_problem(words, folder, *finding) for finding in broken_rules_of_words(made)]


def _about(words: Words, first: Library, pages: tuple[str, ...]) -> dict[str, Any]:
    """What library.yaml says otherwise in a language, with the pages of docs/ that are shown."""
    return {"language": words.tag, "address": f"{first.publication.address}{words.path}", "pages": pages}


def _first_alone(pages: Pages, first: Library) -> dict[str, Any]:
    """The hand-written pages that a language does not have, as its Translation tells it."""
    alone = tuple((at.written(slug), page.title) for slug, page in first.pages.items() if slug not in pages.fresh)
    return {"first_alone": alone, "untranslated": frozenset(map(at.written, pages.missing))}


def _told(first: Library, words: Words) -> Translation:
    about = first.publication
    return Translation(words.made_by, words.path, about.language, about.address, reviewed=good_reviews(first))


def _withheld(first: Library, words: Words) -> Library:
    """A language of which nothing can be shown yet: every page leads to the first language."""
    pages = tuple(sorted(one for one in first.page_addresses if "#" not in one))
    return first.model_copy(
        update={
            "publication": first.publication.model_copy(update=_about(words, first, ())),
            "translation": replace(_told(first, words), withheld=pages, is_withheld=True),
            "labels": {},
        }
    )


def _problem(words: Words, folder: Folder, trail: Trail, message: str) -> Problem:
    """What is wrong with a text of a language: in its PO file, unless it is none of the words there."""
    place = words.place(field_of(trail))
    return Problem(place, field_of(trail), message) if place else folder.problem(trail, message)


class _Lag:
    """What of a language is not shown, and what is shown though the first language is newer."""

    def __init__(self, words: Words, values: Mapping[str, Any]):
        self.late = words.late
        self.grave = {one for one, state in self.late.items() if state == "missing" or not SOFT.match(one)}
        self.values = values

    @property
    def is_everywhere(self) -> bool:
        """Whether what is said of safety is behind, or words that every page needs are not there."""
        entries = ("exercises.", "routines.", "vocabulary.positions.", "labels.")
        return any(not one.startswith(entries) or one.startswith("routines.pace.") for one in self.grave)

    @cached_property
    def exercises(self) -> frozenset[str]:
        """The exercises that are not shown: for their own words, or for those of their position."""
        positions = self._entries("vocabulary.positions.")
        moved = {slug for slug, one in self.values["exercises"].items() if one["position"] in positions}
        return frozenset(self._entries("exercises.") | moved)

    @cached_property
    def routines(self) -> frozenset[str]:
        """The routines that are not shown: for their own words, or for those of an exercise."""
        routines = fields_at(self.values, "routines", "routines").items()
        moved = {slug for slug, one in routines if self.exercises & {*map(exercise_in, one["exercises"])}}
        return frozenset(self._entries("routines.") | moved)

    def _entries(self, start: str) -> set[str]:
        """The entries whose words may not be shown."""
        return {one.removeprefix(start).partition(".")[0] for one in self.grave if one.startswith(start)}

    @property
    def pages(self) -> frozenset[str]:
        """The pages that are shown and whose words are older than those of the first language."""
        return frozenset(_page_of(one) for one in self.late if one not in self.grave)

    def without_withheld(self, said: dict[str, Any], first: Library) -> dict[str, Any]:
        """The values without what is not shown, and without what leads there."""
        exercises = {
            slug: _without_ways(_unreviewed(one), self.exercises)
            for slug, one in said["exercises"].items()
            if slug not in self.exercises
        }
        made = {**said, "exercises": exercises, "differences": (), "safety": _unreviewed(said["safety"])}
        made["library"] = _leading(said["library"], self.exercises, self.routines, first)
        if "routines" in said:
            routines = said["routines"]["routines"].items()
            kept = {slug: _unreviewed(one) for slug, one in routines if slug not in self.routines}
            made["routines"] = said["routines"] | {"routines": kept}
        if "changes" in said.get("about", {}):
            changes = tuple(one for one in said["about"]["changes"] if one.get("exercise") not in self.exercises)
            made["about"] = said["about"] | {"changes": changes}
        if "labels" in said:
            made["labels"] = {slug: one for slug, one in said["labels"].items() if self._is_said(slug, one)}
        return made

    def _is_said(self, slug: str, label: Any) -> bool:
        """Whether a library's own words for a label are there in the language; else the program has some."""
        return f"labels.{slug}" not in self.late and (isinstance(label, str) or SAY in label)


def _unreviewed(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry without its review: that was of the words of the first language."""
    return {name: value for name, value in entry.items() if name != "reviewed"}


def _without_ways(exercise: dict[str, Any], withheld: frozenset[str]) -> dict[str, Any]:
    """An exercise whose easier and harder ways lead to no exercise that is not shown."""
    made = dict(exercise)
    for way in ("easier", "harder"):
        if isinstance(one := made.get(way), dict) and one.get("exercise") in withheld:
            left = {name: value for name, value in one.items() if name != "exercise"}
            made |= {way: left}
            if SAY not in left:
                del made[way]
    return made


def _leading(
    about: dict[str, Any], exercises: frozenset[str], routines: frozenset[str], first: Library
) -> dict[str, Any]:
    """The fields of library.yaml without names of what is not shown."""
    gone = {"cover": exercises, "start_here": routines}
    kept = {name: value for name, value in about.items() if value not in gone.get(name, ())}
    if "menu" in kept:
        absent = {*first.publication.pages} - {*about["pages"]}
        absent |= {*(["routines"] if routines >= first.routines.keys() else [])}
        kept["menu"] = tuple(name for name in kept["menu"] if name not in absent)
    return kept


def _page_of(field: str) -> str:
    """The page that tells most of a field."""
    part, _, rest = field.partition(".")
    slug = rest.partition(".")[0]
    pages = {"exercises": at.exercise(slug), "about": at.ABOUT, "library": at.HOME, "sources": at.SOURCES}
    pages |= {"vocabulary": at.EXERCISES, "safety": at.SAFETY, "labels": at.ABOUT}
    pages["routines"] = at.SOURCES if slug == "pace" else at.routine(slug)
    return pages[part]
