"""All data of a library, frozen, with look-ups that cost the same at any size."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Self, TypeVar

from pydantic import Field, InstanceOf

from exercise_handbook.labels.say import Say, say_in
from exercise_handbook.library import addresses as at
from exercise_handbook.library.citations import citations
from exercise_handbook.library.languages import SiteLanguage, Translation
from exercise_handbook.library.model.base import Base, Difference
from exercise_handbook.library.model.entry import Entry, short_for
from exercise_handbook.library.model.exercises import Exercise
from exercise_handbook.library.model.files import ON_LETTER, PAPERS, Paper, Picture, WrittenPage
from exercise_handbook.library.model.provenance import About, Source
from exercise_handbook.library.model.publication import OwnLabel, Publication
from exercise_handbook.library.model.routines import Pace, Routine, Routines
from exercise_handbook.library.model.safety import FloorFigure, Safety
from exercise_handbook.library.model.values import Keyed, LabelSlug, PageAddress
from exercise_handbook.library.model.vocabulary import Position, Vocabulary
from exercise_handbook.library.problems import Trail

HERE = "here"
"""The ledger's word for an address that is still a page of its own."""

AVERAGE, MIXED = "average", "mixed"
"""The body whose pictures are in figures/ itself, and the value of figures_body that takes turns with all bodies."""

LONG = 60
"""With more exercises than this, a library lists them by letter and gives each purpose a page of its own."""

Reviewed = Exercise | Routine | Safety
"""What a clinician reviews, one at a time."""

Made = TypeVar("Made")
Key = TypeVar("Key")


def grouped(pairs: Iterable[tuple[Key, Made]]) -> dict[Key, list[Made]]:
    """The values by their keys, in the order given."""
    found = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return dict(found)


class Library(Entry):
    """All the data. Its fields are the files of a library's folder."""

    publication: Publication = Field(alias="library", description="library.yaml, what the library is")
    vocabulary: Vocabulary = Field(description="vocabulary.yaml, the lists an exercise chooses from")
    safety: Safety = Field(description="safety.yaml, what is said for every exercise")
    exercises: Keyed[Exercise] = Field(description="exercises.yaml, the exercises by their slug")
    routines_file: Routines | None = Field(None, alias="routines")
    sources: Keyed[Source] = Field({}, validate_default=True)
    addresses: Mapping[PageAddress, str] = {}
    about: About = About()
    labels: Mapping[LabelSlug, Annotated[OwnLabel, short_for("say", str)]] = {}
    """The library's own words for labels of the program."""

    bodies: Mapping[str, Mapping[str, InstanceOf[Picture]]] = {}
    """The pictures of each body: those in figures/ itself are AVERAGE's, others go by the name of their folder."""

    base: Base | None = None
    """The library that this one builds on, if it does."""

    differences: tuple[Difference, ...] = ()
    """Where this library differs from its base."""

    written: Mapping[str, WrittenPage] = {}
    general: tuple[str, ...] = ()
    """The parts of safety.yaml (SAFETY_PARTS) taken from the general text, not written by the library."""

    languages: tuple[SiteLanguage, ...] = ()
    """All languages of the site, including the first; empty if there is only one."""

    translation: Translation | None = None
    """For a library in a language other than its first: who translated it, and which pages are shown."""

    translations: tuple[Any, ...] = ()
    """The same library in each of its other languages."""

    changed_since_review: frozenset[tuple[str, str]] = frozenset()
    """What has changed since a clinician reviewed it: ("exercises", "hip-lift"), ("safety", "")."""

    @cached_property
    def say(self) -> Say:
        """The labels in the library's language, with its own words where it has any."""
        own = tuple((slug, tuple(label.forms.items())) for slug, label in self.labels.items())
        return say_in(self.publication.language, own)

    @property
    def path(self) -> str:
        """The folder of its pages in the site, such as es/; "" for its first language."""
        return self.translation.path if self.translation else ""

    @property
    def in_each_language(self) -> tuple[Self, ...]:
        """This library, and the same in each of its other languages."""
        return (self, *self.translations)

    def other_language_of(self, source: Source) -> str:
        """The language of a source's title; "" if it is that of the pages."""
        written = self.translation.first if self.translation else self.publication.language
        said, own = source.language or written, self.publication.language
        return "" if said.partition("-")[0] == own.partition("-")[0] else said

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers of its handouts: Letter only if readers of its language use it."""
        on_letter = self.publication.language in ON_LETTER
        return PAPERS if on_letter else tuple(paper for paper in PAPERS if not paper.endswith("letter"))

    def once(self, make: Callable[..., Made], *which: str) -> Made:
        """The result of a function of this library and some words, computed once."""
        key = (make, which)
        if key not in self._made:
            self._made[key] = make(self, *which)
        return self._made[key]  # type: ignore[no-any-return]

    @cached_property
    def _made(self) -> dict[Any, Any]:
        return {}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some values changed, without what was computed from the old ones."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied

    def coded_pages(self) -> list[str]:
        """The addresses of the pages that have a QR code."""
        return [*map(at.exercise, self.exercises), *(at.routine(one.slug) for one in self.routines_by_length)]

    @property
    def pace(self) -> Pace:
        """The seconds assumed when a routine is timed. Only for a library with routines."""
        assert self.routines_file
        return self.routines_file.pace

    @property
    def routines(self) -> Mapping[str, Routine]:
        """The routines by their slug."""
        return self.routines_file.routines if self.routines_file else {}

    @cached_property
    def routines_by_length(self) -> tuple[Routine, ...]:
        """The routines, the shortest first."""
        return tuple(sorted(self.routines.values(), key=lambda routine: routine.minutes))

    @cached_property
    def pictures(self) -> Mapping[str, Picture]:
        """Every picture by its file name, with the body that the library chooses, if it is drawn with that one."""
        own = self._drawn_of(AVERAGE)
        return {file: self._drawn_of(self._body_for(file)).get(file, own[file]) for file in own}

    @property
    def pictures_named(self) -> dict[str, Picture]:
        """The pictures that the data name, by file name. Only for a library without problems."""
        return {file: self.pictures[file] for file in self.files_named}

    def figure_key(self, exercise: Exercise) -> tuple[str, ...]:
        """The lines of the key that an exercise's pictures need: those for their marks, and those for no mark."""
        there = {mark for figure in exercise.figures for mark in self.pictures[figure.file].marks}
        return tuple(one.say for one in self.publication.figure_key if not one.mark or one.mark in there)

    @cached_property
    def floor_figures(self) -> Mapping[str, FloorFigure]:
        """The pictures beside steps down to the floor and up again, by step."""
        floor = self.safety.floor
        return {step: figure for figure in (floor.figures if floor else ()) for step in figure.steps}

    @property
    def files_named(self) -> list[str]:
        """The pictures that library.yaml, exercises and safety.yaml name."""
        naming: list[Publication | Exercise | Safety] = [self.publication, *self.exercises.values(), self.safety]
        return [file for entry in naming for _, file in entry.picture_files]

    def _drawn_of(self, body: str) -> Mapping[str, Picture]:
        return self.bodies.get(body, {})

    def _body_for(self, file: str) -> str:
        """The body in a picture; if bodies are mixed, exercises take turns."""
        body = self.publication.figures_body
        return [*self.bodies][self._turn.get(file, 0) % len(self.bodies)] if body == MIXED else body

    @cached_property
    def _turn(self) -> dict[str, int]:
        """The number of the first exercise with a picture, by file name."""
        numbered = reversed(list(enumerate(self.exercises.values())))
        return {file: number for number, exercise in numbered for _, file in exercise.picture_files}

    @cached_property
    def differing(self) -> dict[tuple[str, str], list[Difference]]:
        """Its differences from its base by part and slug, in the order of changes.yaml."""
        return grouped(((one.section, one.slug), one) for one in self.differences)

    @cached_property
    def pages(self) -> dict[str, WrittenPage]:
        """The hand-written pages of this library, in its language."""
        names = {slug: f"{self.path}{slug}.md" for slug in self.publication.pages}
        return {slug: self.written[name] for slug, name in names.items() if name in self.written}

    @cached_property
    def _by_goal(self) -> dict[tuple[str, str], list[Exercise]]:
        return grouped((goal, exercise) for exercise in self.exercises.values() for goal in exercise.goals)

    def exercises_for(self, kind: str, area: str) -> list[Exercise]:
        """The exercises that serve a purpose, in the order of the data."""
        return self._by_goal.get((kind, area), [])

    def purposes(self) -> Iterator[tuple[str, str]]:
        """Every pair of kind and area that some exercise serves, in the order of the vocabulary."""
        for kind in self.vocabulary.kinds:
            for area in self.vocabulary.areas:
                if (kind, area) in self._by_goal:
                    yield kind, area

    @property
    def is_long(self) -> bool:
        """Whether there are too many exercises to look through one by one."""
        return len(self.exercises) > LONG

    def purpose_address(self, kind: str, area: str) -> str:
        """Where the exercises of a purpose are listed: on a page of its own in a long library, else on /purposes/."""
        own = f"{at.PURPOSES}{kind}-{area}/"
        return own if self.is_long else at.purpose(kind, area)

    @cached_property
    def _by_exercise(self) -> dict[str, list[Routine]]:
        each = (
            (routine, dict.fromkeys(part.exercise for part in routine.exercises)) for routine in self.routines_by_length
        )
        return grouped((slug, routine) for routine, slugs in each for slug in slugs)

    def routines_with(self, exercise: Exercise) -> list[Routine]:
        """The routines an exercise is in, the shortest first."""
        return self._by_exercise.get(exercise.slug, [])

    @cached_property
    def _neighbours(self) -> dict[str, tuple[Exercise | None, Exercise | None]]:
        row = [None, *self.exercises.values(), None]
        return dict(zip(self.exercises, zip(row, row[2:], strict=False), strict=False))

    def previous(self, exercise: Exercise) -> Exercise | None:
        """The exercise before this one."""
        return self._neighbours[exercise.slug][0]

    def next(self, exercise: Exercise) -> Exercise | None:
        """The exercise after this one."""
        return self._neighbours[exercise.slug][1]

    @property
    def first_name(self) -> str:
        """The name of the first exercise, as an example for pages, which then depend on nothing else of it."""
        return next(iter(self.exercises.values())).name

    def citations(self, entry: Entry) -> list[tuple[Trail, str]]:
        """All sources named in an entry or anything inside it, with their trails. Computed once."""
        if id(entry) not in self._citing:
            found = [self._cited.setdefault(one, one) for one in citations(entry)]  # most are those of other entries
            self._citing[id(entry)] = (entry, found)  # held, so that no other entry gets its id
        return self._citing[id(entry)][1]

    @cached_property
    def _cited(self) -> dict[tuple[Trail, str], tuple[Trail, str]]:
        return {}

    @cached_property
    def _citing(self) -> dict[int, tuple[Entry, list[tuple[Trail, str]]]]:
        return {}

    @cached_property
    def kinds_used(self) -> list[str]:
        """The kinds that some exercise serves, in the order of the vocabulary."""
        return list(dict.fromkeys(kind for kind, _ in self.purposes()))

    @cached_property
    def areas_used(self) -> list[str]:
        """The areas that some exercise serves, in the order of the vocabulary."""
        used = {area for _, area in self.purposes()}
        return [slug for slug in self.vocabulary.areas if slug in used]

    @cached_property
    def positions_used(self) -> list[str]:
        """The positions that some exercise has, in the order of the vocabulary."""
        used = {exercise.position for exercise in self.exercises.values()}
        return [slug for slug in self.vocabulary.positions if slug in used]

    def is_on_the_floor(self, exercise: Exercise) -> bool:
        """Whether an exercise is done on the floor."""
        return self.vocabulary.positions[exercise.position].on_the_floor == "yes"

    @cached_property
    def exercises_off_the_floor(self) -> list[Exercise]:
        """The exercises for people who cannot get down to the floor, in the order of the data."""
        return [exercise for exercise in self.exercises.values() if not self.is_on_the_floor(exercise)]

    @cached_property
    def routines_off_the_floor(self) -> list[Routine]:
        """The routines with such exercises only, the shortest first."""
        off = {exercise.slug for exercise in self.exercises_off_the_floor}
        return [one for one in self.routines_by_length if {part.exercise for part in one.exercises} <= off]

    @property
    def floor_positions(self) -> list[Position]:
        """The positions on the floor that some exercise has, in the order of the vocabulary."""
        used = (self.vocabulary.positions[slug] for slug in self.positions_used)
        return [position for position in used if position.on_the_floor == "yes"]

    @property
    def cover(self) -> Exercise | None:
        """The exercise whose picture stands on the home page."""
        return self.exercises.get(self.publication.cover or "")

    @cached_property
    def page_addresses(self) -> frozenset[str]:
        """Every address of the site, including those of purposes."""
        single = (page.address for page in at.site_pages(self, say_in("en-GB")))
        return frozenset((*single, *at.pages_of_entries(self)))

    @property
    def all_addresses(self) -> frozenset[str]:
        """Every address that a link may lead to; in a translation, also those that redirect to the first language."""
        return self.page_addresses.union(self.translation.withheld if self.translation else ())

    @cached_property
    def site_pages(self) -> tuple[at.SitePage, ...]:
        """Each page that exists once, and where it is linked from."""
        return tuple(at.site_pages(self, self.say))

    @property
    def has_provenance(self) -> bool:
        """Whether there is anything for the page of sources: sources, changes to the first text, or a pace."""
        return bool(self.sources or self.about.changes or self.routines_file)

    @cached_property
    def menu(self) -> tuple[at.SitePage, ...]:
        """The pages in the menu: those that the library chooses, else the usual ones."""
        by_name = {page.address.strip("/"): page for page in self.site_pages}
        chosen = tuple(by_name[name] for name in self.publication.menu)
        return chosen or tuple(page for page in self.site_pages if page.in_menu)

    @cached_property
    def footer(self) -> tuple[at.SitePage, ...]:
        """The pages in the footer: those that every page links to and that are not in the menu."""
        linked = (page for page in self.site_pages if page.in_menu or page.in_footer)
        return tuple(page for page in linked if page not in self.menu)

    @property
    def reviewable(self) -> dict[tuple[str, str], Reviewed]:
        """All that a clinician reviews, by part and slug: the exercises, the routines, and safety."""
        exercises = {("exercises", slug): one for slug, one in self.exercises.items()}
        routines = {("routines", slug): one for slug, one in self.routines.items()}
        return {**exercises, **routines, ("safety", ""): self.safety}
