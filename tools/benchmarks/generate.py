"""Writes a whole library of any size, to measure with: python tools/benchmarks/generate.py 1000 FOLDER.

It begins with the real exercises, so that routines, cover and changes are valid. The others are made
of sentences of the real ones, seeded by their number: the same size gives the same bytes. They are for
measuring, never for doing. A size below that of the real library takes its first exercises, and the
routines with only these.
"""

import argparse
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from exercise_handbook.library.codes import clashes, code_of

REAL = Path(__file__).parents[2] / "data"
UNCHANGED = ("about.yaml", "safety.yaml", "vocabulary.yaml")
FEWEST = 7
"""The text about how the library was made mentions the first seven exercises."""

NOTE = "# Made by tools/benchmarks/generate.py, to measure with. These exercises are not to be done.\n\n"

WAYS = ("slow", "small", "steady", "gentle", "quiet", "short", "deep", "careful", "smooth", "calm", "light", "soft")
AIDS = ("towel", "pillow", "belt", "ball", "cushion", "book", "scarf", "blanket", "band", "bolster", "stick", "cup")
PLACES = ("wall", "bed", "door", "chair", "sofa", "window", "table", "desk", "step", "stool", "bench", "rail")

DEALT = ("steps", "feel", "stop_if", "mistakes", "ask_first")
"""Lists whose items come from all exercises."""

TOGETHER = (("aim", "purposes"), ("sides", "dose"), ("breathing",), ("counts_as_one",), ("starting_position",))
"""Fields that belong together, so they are taken from the same exercise."""

NEEDED = {*DEALT, *(name for names in TOGETHER for name in names), "plain_name", "also_called", "easier", "harder"}
"""The fields that a real exercise needs to be a model for others."""

Fields = dict[str, Any]
Exercises = dict[str, Fields]


@dataclass(frozen=True)
class Kin:
    """A made exercise: the real one it is like, and the number of its family, from 0."""

    like: str
    family: int

    @property
    def words(self) -> tuple[str, str, str]:
        """The words that are unique to this family: slow, towel, wall."""
        rest, way = divmod(self.family, len(WAYS))
        place, aid = divmod(rest, len(AIDS))
        return WAYS[way], AIDS[aid], PLACES[place]

    @property
    def slug(self) -> str:
        """Its slug: slow-pelvic-tilt-towel-wall."""
        way, aid, place = self.words
        return f"{way}-{self.like}-{aid}-{place}"

    def named(self, name: str) -> str:
        """The name of the real exercise with these words: Slow pelvic tilt with a towel by the wall."""
        way, aid, place = self.words
        return f"{way.capitalize()} {name[0].lower()}{name[1:]} with a {aid} by the {place}"


class Writer(yaml.CSafeDumper):
    """Writes every value in full, as a library may not have anchors."""

    def ignore_aliases(self, data: object) -> bool:
        """Whether to write a value in full again: always."""
        return True


def write_library(size: int, folder: Path) -> None:
    """Write a library of `size` exercises into a folder that is not there yet."""
    real = _first(size, yaml.load(_real("exercises.yaml"), yaml.CSafeLoader))
    models = {slug: fields for slug, fields in real.items() if _is_whole(fields)}
    made = dict(made_exercises(size - len(real), models))
    (folder / "figures").mkdir(parents=True)
    for name in UNCHANGED:
        shutil.copy(REAL / name, folder)
    shutil.copytree(REAL.parent / "docs", folder / "docs", ignore=shutil.ignore_patterns("readme"))
    write_text(folder, "library.yaml", _real("library.yaml").replace("figures_bodies: [older]\n", ""))
    write_text(folder, "exercises.yaml", NOTE + as_yaml(with_codes(real | made)))
    _write_routines(folder, real, [*made])
    _write_sources(folder)
    _write_figures(folder / "figures", len(made), list(models))


def _write_routines(folder: Path, real: Exercises, made: list[str]) -> None:
    """The routines with only these exercises, and a ledger of all addresses."""
    written = yaml.load(_real("routines.yaml"), yaml.CSafeLoader)
    routines = {slug: one for slug, one in written["routines"].items() if _exercises_of(one) <= real.keys()}
    write_text(folder, "routines.yaml", as_yaml(written | {"routines": routines}))
    promised = _promised({"exercises": real, "routines": routines, "purposes": _purposes(real)})
    write_text(folder, "addresses.yaml", as_yaml(promised | {f"/exercises/{slug}/": "here" for slug in made}))


def _write_sources(folder: Path) -> None:
    """The sources that are named in a folder."""
    files = [*folder.glob("*.yaml"), *folder.glob("docs/*.md")]
    named = set(re.findall(r"[a-z0-9-]+", " ".join(file.read_text(encoding="utf-8") for file in files)))
    sources = yaml.load(_real("sources.yaml"), yaml.CSafeLoader)
    write_text(folder, "sources.yaml", as_yaml({slug: one for slug, one in sources.items() if slug in named}))


def _first(size: int, real: Exercises) -> Exercises:
    """The first real exercises, without links to those left out."""
    if size < FEWEST:
        raise SystemExit(f"write a size from {FEWEST}")
    first = dict(list(real.items())[:size])
    for fields in first.values():
        fields.pop("preview")  # goes with links alone: a build only copies it
        for way in ("easier", "harder"):
            if fields.get(way, {}).get("exercise") not in (None, *first):
                del fields[way]["exercise"]
    return first


def _exercises_of(routine: Fields) -> set[str]:
    return {part if isinstance(part, str) else part["exercise"] for part in routine["exercises"]}


def _purposes(exercises: Exercises) -> set[str]:
    """The fragment of each purpose of the exercises: #stretch-hips."""
    purposes = (one["purposes"].items() for one in exercises.values())
    return {f"#{kind}-{area}" for several in purposes for kind, areas in several for area in areas}


def _promised(pages: dict[str, Any]) -> dict[str, str]:
    """The real ledger, without the exercises and routines left out."""
    ledger = yaml.load(_real("addresses.yaml"), yaml.CSafeLoader)
    return {address: now for address, now in ledger.items() if _is_there(address, pages) and _is_there(now, pages)}


def _is_there(address: str, pages: dict[str, Any]) -> bool:
    _, kind, slug, *_ = *address.split("/"), "", ""
    return kind not in pages or not slug or slug in pages[kind]


def _write_figures(folder: Path, number: int, models: list[str]) -> None:
    """The drawings of the models and of all that are made like them; those of other exercises and of safety.yaml."""
    for name, drawing in figures(number, models):
        write_text(folder, name, drawing)
    for file in (REAL / "figures").glob("*.svg"):
        if not file.name.startswith(tuple(f"{slug}-" for slug in models)):
            shutil.copy(file, folder)


def _is_whole(fields: Fields) -> bool:
    """Whether a real exercise can be a model for others."""
    ways = [fields.get("easier"), fields.get("harder")]
    is_held = "hold_seconds" in fields["dose"]
    return fields.keys() >= NEEDED and is_held and all(isinstance(way, dict) and "say" in way for way in ways)


def made_exercises(number: int, real: Exercises) -> Iterator[tuple[str, Fields]]:
    """A number of exercises by slug, each with its own words."""
    kin = list(family_members(number, list(real)))
    slugs = {one.slug for one in kin}
    for seed, one in enumerate(kin):
        yield one.slug, _made(one, real, slugs, Random(seed))


def family_members(number: int, real: list[str]) -> Iterator[Kin]:
    """A number of made exercises, modelled on each real one in turn."""
    most = len(real) * len(WAYS) * len(AIDS) * len(PLACES)
    if not 0 <= number <= most:
        raise SystemExit(f"write a size from {len(real)} to {len(real) + most}")
    yield from (Kin(real[place % len(real)], place // len(real)) for place in range(number))


def figures(number: int, real: list[str]) -> Iterator[tuple[str, str]]:
    """The figures of the real and of the made exercises, each file with its exercise's slug in it."""
    slugs = [(slug, slug) for slug in real] + [(one.like, one.slug) for one in family_members(number, real)]
    drawings = {like: sorted((REAL / "figures").glob(f"{like}-*.svg")) for like in real}
    texts = {file: file.read_text(encoding="utf-8") for files in drawings.values() for file in files}
    for like, slug in slugs:
        yield from ((file.name.replace(like, slug), texts[file].replace(like, slug)) for file in drawings[like])


def with_codes(exercises: Exercises) -> Exercises:
    """The exercises, a code of its own under each whose slug makes that of one before it."""
    written = {slug: clash.free for slug, clash in clashes({slug: code_of(slug) for slug in exercises}).items()}
    return {slug: fields | ({"code": written[slug]} if slug in written else {}) for slug, fields in exercises.items()}


def as_yaml(entries: Mapping[str, Any]) -> str:
    """Entries as people write them: in order, a line each field."""
    return yaml.dump(entries, Dumper=Writer, sort_keys=False, allow_unicode=True, width=10_000)


def write_text(folder: Path, name: str, text: str) -> None:
    """Write a file."""
    (folder / name).write_text(text, encoding="utf-8")


def _real(name: str) -> str:
    return (REAL / name).read_text(encoding="utf-8")


def _made(kin: Kin, real: Exercises, slugs: set[str], chance: Random) -> Fields:
    """An exercise like a real one, with sentences of all of them."""
    like, others = real[kin.like], list(real.values())
    names = chance.sample([name for other in others for name in other["also_called"]], len(like["also_called"]))
    fields = like | {name: _some(name, len(like[name]), others, chance) for name in DEALT}
    for names_together in TOGETHER:
        other = chance.choice(others)
        fields |= {name: other[name] for name in names_together}
    return fields | {
        "name": kin.named(like["name"]),
        "plain_name": kin.named(like["plain_name"]),
        "also_called": [f"{kin.words[0]} {name}" for name in names],
        "in_short": f"{kin.words[0].capitalize()}. {like['in_short']}",
        "easier": _neighbour(chance.choice(others)["easier"], like["easier"], kin, slugs),
        "harder": _neighbour(chance.choice(others)["harder"], like["harder"], kin, slugs),
        "figures": _renamed(like["figures"], kin),
        "movement": _renamed(like["movement"], kin),
    }


def _some(field: str, number: int, others: list[Fields], chance: Random) -> list[Any]:
    """A number of items from all exercises, none twice, in the order of the data."""
    items = list({_words(item): item for other in others for item in other[field]}.values())
    return [items[place] for place in sorted(chance.sample(range(len(items)), number))]


def _words(item: str | Fields) -> str:
    return item if isinstance(item, str) else str(next(iter(item.values())))


def _neighbour(said: Fields, like: Fields, kin: Kin, slugs: set[str]) -> Fields:
    """The easier or harder way in words, and the exercise of the same family, if it is made."""
    words = {name: value for name, value in said.items() if name in ("say", "sources")}
    other = Kin(like.get("exercise", ""), kin.family).slug
    return words | ({"exercise": other} if other in slugs else {})


def _renamed(value: Any, kin: Kin) -> Any:
    """Fields of a real exercise, its drawings named after the made one."""
    if isinstance(value, list):
        return [_renamed(item, kin) for item in value]
    if isinstance(value, dict):
        return {name: _renamed(item, kin) for name, item in value.items()}
    return value.replace(kin.like, kin.slug) if isinstance(value, str) and value.endswith(".svg") else value


def main() -> None:
    """Write the library that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", type=int, help=f"how many exercises, {FEWEST} or more")
    parser.add_argument("folder", type=Path, help="where to write the library; must not be there yet")
    asked = parser.parse_args()
    write_library(asked.size, asked.folder)


if __name__ == "__main__":
    main()
