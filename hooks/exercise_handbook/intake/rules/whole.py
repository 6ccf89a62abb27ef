"""What must be true of sources, addresses, safety, hand-written pages and the library itself."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from exercise_handbook.intake.advice import did_you_mean, nearest, not_there
from exercise_handbook.intake.draft import Draft
from exercise_handbook.intake.general import general
from exercise_handbook.labels.catalogue import SAY, Label, english, misfits
from exercise_handbook.library.addresses import HOME, MADE, written
from exercise_handbook.library.addresses import exercise as exercise_address
from exercise_handbook.library.colours import too_faint
from exercise_handbook.library.languages import path_of
from exercise_handbook.library.library import AVERAGE, HERE, MIXED, Reviewed
from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.model.files import WrittenPage
from exercise_handbook.library.model.provenance import About
from exercise_handbook.library.model.publication import LANGUAGES, Publication
from exercise_handbook.library.model.safety import Safety
from exercise_handbook.library.problems import Finding, Trail

BLANK = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
AS_IT_STANDS = "{{{}}} would be read as it stands; write words"


def sources_are_known(entry: Entry, library: Draft) -> Iterator[Finding]:
    """A source is one of sources.yaml."""
    for trail, slug in library.citations(entry):
        if not library.holds("sources", slug):
            yield trail, _no_such_source(slug, library)


def footnotes_are_known(page: WrittenPage, library: Draft) -> Iterator[Finding]:
    """A footnote is a source of sources.yaml."""
    for slug in page.sources:
        if not library.holds("sources", slug):
            yield (f"[^{slug}]",), _no_such_source(slug, library)


def _no_such_source(slug: str, library: Draft) -> str:
    """What to do about a source that is not there; where there is none at all, the same for each."""
    if library.sources.keys() <= general("sources").keys():
        return "there is none yet; write it there (handbook add source shows how), or take the names of sources out"
    return not_there(slug, library.sources)


def links_lead_to_pages(page: WrittenPage, library: Draft) -> Iterator[Finding]:
    """A link that starts with / leads to a page of this site."""
    for link in page.links:
        address = link.partition("#")[0]
        if address not in library.all_addresses and not library.unfinished:
            yield (f"({link})",), f"{address} is no page{nearest(address, library.page_addresses)}"


def source_is_cited(slug: str, library: Draft) -> Iterator[Finding]:
    """A source supports something."""
    if slug not in library.cited and not library.unfinished:
        yield (), "nothing cites it; cite it where it belongs, or delete it"


def library_has_exercises(library: Draft, same: Draft) -> Iterator[Finding]:
    """A library has exercises."""
    if not library.exercises and not library.unfinished:
        yield ("exercises",), "there are none; write one, or copy one from another library"


def blanks_are_counts(entry: Entry, library: Draft) -> Iterator[Finding]:
    """In words, {exercises} stands for how many there are."""
    for trail, words in texts(entry):
        for blank in BLANK.findall(words):
            near = did_you_mean(blank, ["exercises"]) or "; write {exercises}, or words"
            yield trail, f"{{{blank}}} stands for nothing{near}"


def words_have_no_blanks(entry: Entry, library: Draft) -> Iterator[Finding]:
    """Numbers are filled in only where an exercise tells its steps, and in what is said of a library or a routine."""
    for trail, words in texts(entry):
        yield from ((trail, AS_IT_STANDS.format(blank)) for blank in BLANK.findall(words))


def texts(value: Any, trail: Trail = ()) -> Iterator[tuple[Trail, str]]:
    """Every text inside a value, with the trail that leads there."""
    if isinstance(value, str):
        yield trail, value
    items = value if isinstance(value, Entry) else value.items() if isinstance(value, Mapping) else ()
    for key, inside in enumerate(value) if isinstance(value, tuple) else items:
        yield from texts(inside, (*trail, key))


def edition_has_been(publication: Publication, today: date) -> Iterator[Finding]:
    """An edition is a day that has been."""
    if publication.edition > today:
        yield ("edition",), f"{publication.edition} is yet to come; write the day of the last change"


def start_is_a_routine(publication: Publication, library: Draft) -> Iterator[Finding]:
    """The home page starts with a routine of routines.yaml."""
    slug = publication.start_here
    if slug and not library.holds("routines", slug):
        yield ("start_here",), not_there(slug, library.routines)


def cover_is_an_exercise(publication: Publication, library: Draft) -> Iterator[Finding]:
    """The picture on the home page is that of an exercise."""
    slug = publication.cover
    if slug and not library.holds("exercises", slug):
        yield ("cover",), not_there(slug, library.exercises)


def figures_body_is_drawn(publication: Publication, library: Draft) -> Iterator[Finding]:
    """The body in the pictures is average, a folder of figures/, or mixed."""
    body, known = publication.figures_body, [AVERAGE, *publication.figures_bodies, MIXED]
    if body not in known and not library.bodies.get(body):
        yield ("figures_body",), not_there(body, known)


def figures_bodies_have_pictures(publication: Publication, library: Draft) -> Iterator[Finding]:
    """A body is a folder in figures/ with pictures of the same names."""
    own = library.bodies.get(AVERAGE, {})
    for number, body in enumerate(publication.figures_bodies):
        if not own.keys() & library.bodies.get(body, {}).keys():
            yield ("figures_bodies", number), f"figures/{body}/ has none; put them there, or take {body} out"


def pages_are_written(publication: Publication, library: Draft) -> Iterator[Finding]:
    """A page is a Markdown file in docs/, at an address of its own."""
    names = [name.removesuffix(".md") for name in library.written if "/" not in name]
    for number, slug in enumerate(publication.pages):
        if slug not in names:
            near = nearest(slug, names) if names else "; write it, or take it out of the list"
            yield ("pages", number), f"{slug}.md is not there{near}"
        elif written(slug) in MADE:
            yield ("pages", number), f"{written(slug)} is made from the data; choose another name"


def menu_names_pages(publication: Publication, library: Draft) -> Iterator[Finding]:
    """The menu names pages of this site, each once."""
    names = [page.address.strip("/") for page in library.site_pages if page.address != HOME]
    for number, name in enumerate(publication.menu):
        if name not in names:
            yield ("menu", number), not_there(name, names)
        elif name in publication.menu[:number]:
            yield ("menu", number), f"{name} is named again; take it out"


def colours_can_be_read(publication: Publication, library: Draft) -> Iterator[Finding]:
    """A colour stands out enough for people who see little: 4.5 to 1 for text, 3 to 1 for borders."""
    for field, told in too_faint(publication.colours):
        yield ("colours", field), told


def help_names_signs(safety: Safety, library: Draft) -> Iterator[Finding]:
    """A card of help names signs."""
    for level, card in safety.help:
        if not any(group.signs for group in card.groups):
            yield ("help", level, "groups"), "there are none; write signs, each after a dash"


def emergency_line_is_short(safety: Safety, library: Draft) -> Iterator[Finding]:
    """The emergency line names one to five signs, so that it stays a line."""
    if not 1 <= len(safety.in_short.signs) <= 5:
        yield ("in_short", "signs"), f"there are {len(safety.in_short.signs)}; write the gravest, each after a dash"


def changes_are_of_known_exercises(about: About, library: Draft) -> Iterator[Finding]:
    """A change is about an exercise of the library, or about none."""
    for number, change in enumerate(about.changes):
        if change.exercise and not library.holds("exercises", change.exercise):
            yield ("changes", number, "exercise"), not_there(change.exercise, library.exercises)


LANGUAGES_AT = frozenset(f"/{path_of(tag)}" for tag in LANGUAGES)
"""Where the pages of another language begin: in the ledger this stands for all of them."""


def address_leads_somewhere(address: str, library: Draft) -> Iterator[Finding]:
    """An address that was published leads to a page for good: it is here, or it names the page it moved to."""
    if library.unfinished and "#" in address:  # a purpose comes back with the exercise that serves it
        return
    target = library.addresses[address]
    is_page = address in library.page_addresses
    if (slug := address.split("/")[-2]) in library.renamed and address == exercise_address(slug):
        new = library.renamed[slug]
        yield (), f"it has no page any more, and {new} is new; is that {slug} renamed? Then call it {slug} again"
    elif target == HERE and not is_page and address not in LANGUAGES_AT:  # which is judged with its words
        yield (), "it has no page any more; write where it moved instead of here, or bring it back"
    elif target != HERE and is_page:
        yield (), f"it moved to {target}, so no new page may have it; choose another slug, or write here"
    elif target != HERE and target not in library.page_addresses:
        yield (), f"{target} is no page{nearest(target, library.page_addresses)}"


def label_fits(slug: str, library: Draft) -> Iterator[Finding]:
    """A library's own words stand for a label of the program, and have its slots and forms."""
    labels = english()
    if slug not in labels:
        yield (), f"no label is called {slug}{did_you_mean(slug, labels)}"
        return
    own = Label(library.labels[slug].forms)
    for form, why in misfits(own, labels[slug], library.say.locale):
        yield ((form,) if form not in ("", SAY) else ()), why


def review_lies_behind(entry: Reviewed, today: date) -> Iterator[Finding]:
    """A review is a day that has been."""
    if entry.reviewed and entry.reviewed.on > today:
        yield ("reviewed", "on"), f"{entry.reviewed.on} is yet to come; write the day it was done"
