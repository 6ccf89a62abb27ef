"""Writes a library as a stock MkDocs and Material site: python tools/benchmarks/plain.py LIBRARY FOLDER.

It is what one would write by hand: a Markdown page an exercise that says all our page says, with
the same pictures, and an index of them all. Theme and search are as they come, no exercise is in
the navigation, and no extension is on beyond MkDocs' own, so that it is as fast as a stock site can be.
"""

import argparse
import shutil
from pathlib import Path

import yaml
from jinja2 import FileSystemLoader

from exercise_handbook.intake.load import load_library
from exercise_handbook.labels.say import say_in
from exercise_handbook.library.instructions import Instructions
from exercise_handbook.library.library import Library
from exercise_handbook.library.wording import leading_sources
from exercise_handbook.pages.templating import HOME, environment

DOCS = Path(__file__).parents[2] / "docs"
TEMPLATES = FileSystemLoader([Path(__file__).parent / "templates", HOME / "templates"])
MARKDOWN = environment(say_in("en-GB")).overlay(loader=TEMPLATES, autoescape=False)
"""The handbook's own words of a dose and a review, as Markdown."""


def write_site(home: Path, folder: Path) -> None:
    """Write the project that `mkdocs build` makes the plain site of, into a folder that is not there yet."""
    library = load_library(home, DOCS)
    pages = folder / "docs" / "exercises"
    pages.mkdir(parents=True)
    for slug, exercise in library.exercises.items():
        page = MARKDOWN.get_template("exercise.md").render(
            library=library,
            exercise=exercise,
            told=Instructions(exercise, exercise.dose, library),
            sources=leading_sources(exercise, library),
            here=f"/exercises/{slug}/",
        )
        (pages / f"{slug}.md").write_text(page, encoding="utf-8")
    index = MARKDOWN.get_template("index.md").render(library=library)
    (folder / "docs" / "index.md").write_text(index, encoding="utf-8")
    shutil.copytree(home / "figures", folder / "docs" / "figures")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings(library), sort_keys=False), encoding="utf-8")


def settings(library: Library) -> dict[str, object]:
    """The settings of a stock site."""
    return {
        "site_name": library.publication.name,
        "site_url": library.publication.address,
        "copyright": library.safety.disclaimer,
        "theme": {"name": "material"},
        "plugins": ["search"],
        "nav": ["index.md"],
        "not_in_nav": "/exercises/",
    }


def main() -> None:
    """Write the site that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path, help="the folder of the library")
    parser.add_argument("folder", type=Path, help="where to write the site's project; must not be there yet")
    asked = parser.parse_args()
    write_site(asked.library, asked.folder)


if __name__ == "__main__":
    main()
