"""A library that is being checked: what did not fit is set aside. What it is asked here, only rules ask."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property

from exercise_handbook.library import addresses as at
from exercise_handbook.library.codes import Clash, clashes, code, code_of, past_slugs
from exercise_handbook.library.library import HERE, Library, grouped
from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.model.values import Slug

LOOKALIKES = str.maketrans({"-": "", "0": "o", "1": "l", "i": "l"})


class Draft(Library):
    """A library, and those of its entries that could not be understood and are told already."""

    unfinished: frozenset[tuple[str, str]] = frozenset()
    """The part and the slug of each: ("exercises", "hip-lift"), ("safety", "")."""

    def is_whole(self, file: str) -> bool:
        """Whether a file that is one entry was understood, so that rules can judge it."""
        return (file, "") not in self.unfinished

    def holds(self, collection: str, slug: Slug) -> bool:
        """Whether a collection has an entry with this slug, be it still to be put right."""
        is_renamed = collection == "exercises" and slug in self.renamed
        return slug in getattr(self, collection) or (collection, slug) in self.unfinished or is_renamed

    @cached_property
    def page_addresses(self) -> frozenset[str]:
        """Every address the site has, and those that it will have."""
        return super().page_addresses | {f"/{collection}/{slug}/" for collection, slug in self.unfinished}

    @cached_property
    def names(self) -> Counter[str]:
        """How often each name of an exercise is used, whatever its capitals."""
        return Counter(exercise.name.casefold() for exercise in self.exercises.values())

    @cached_property
    def lookalikes(self) -> dict[str, list[str]]:
        """Slugs that people may take for one another, by how they look."""
        return grouped((looks(slug), slug) for slug in self.exercises)

    @cached_property
    def code_clashes(self) -> dict[str, Clash]:
        """The exercises whose code in links of plans an older slug has.

        What is promised in the ledger had its code first: it is older than the slugs that are gone, as those were
        there when it was promised or came later. All others are newer, in the order of the data.
        """
        codes = {slug: code(one) for slug, one in self.exercises.items()}
        promised = {slug: code for slug, code in codes.items() if at.exercise(slug) in self.addresses}
        return clashes(promised | {slug: code_of(slug) for slug in past_slugs(self)} | codes)

    @cached_property
    def circles(self) -> frozenset[str]:
        """Exercises that are, by way of others, harder than themselves."""
        harder = defaultdict(set)
        for slug, exercise in self.exercises.items():
            if exercise.harder and exercise.harder.exercise:
                harder[slug].add(exercise.harder.exercise)
            if exercise.easier and exercise.easier.exercise:
                harder[exercise.easier.exercise].add(slug)
        return frozenset(_in_circles(harder))

    @cached_property
    def cited(self) -> frozenset[str]:
        """Every source that is cited anywhere."""
        entries: list[Entry] = [*self.exercises.values(), *self.routines.values(), *self.pages.values()]
        entries += [self.safety, self.about, self.publication, *self.vocabulary.positions.values()]
        entries += [self.pace] if self.routines_file else []
        return frozenset(slug for entry in entries for _, slug in self.citations(entry))

    @cached_property
    def floor_steps(self) -> tuple[str, ...]:
        """Every step down to the floor or up again."""
        floor, positions = self.safety.floor, self.vocabulary.positions.values()
        own = (*floor.down, *floor.up) if floor else ()
        return (*own, *(step for position in positions for step in (*position.down, *position.up)))

    @cached_property
    def picture_names(self) -> dict[str, str]:
        """The first picture that the data name, by what its name is in small letters."""
        return {file.lower(): file for file in reversed(self.files_named)}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The new slug of an exercise by its old one: the ledger promises the old one, and knows nothing of the new."""
        promised = {address for address, target in self.addresses.items() if target == HERE}
        pages = {at.exercise(slug) for slug in self.exercises}
        gone = [one for one in promised - pages if one.startswith(at.EXERCISES) and one.count("/") == 3]
        new = [slug for slug in self.exercises if at.exercise(slug) not in self.addresses]
        is_one = len(gone) == len(new) == 1 and not self.unfinished
        return {gone[0].split("/")[2]: new[0]} if is_one else {}


def looks(slug: str) -> str:
    """How a slug looks on paper: hyphens are lost, 0 is taken for o, 1 and i for l."""
    return slug.translate(LOOKALIKES)


def _in_circles(links: Mapping[str, set[str]]) -> set[str]:
    """The slugs on a way that leads back to its start: what is left when all dead ends are taken away."""
    left = _without_dead_ends(links, set(links))
    back = {slug: {other for other in left if slug in links[other]} for slug in left}
    return _without_dead_ends(back, left)


def _without_dead_ends(links: Mapping[str, set[str]], left: set[str]) -> set[str]:
    while dead_ends := {slug for slug in left if not links[slug] & left}:
        left = left - dead_ends
    return left
