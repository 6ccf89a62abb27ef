"""What must be true of the pictures that an exercise or safety.yaml names."""

from collections.abc import Iterator

from exercise_handbook.intake.advice import nearest
from exercise_handbook.intake.draft import Draft
from exercise_handbook.library.addresses import is_a_device
from exercise_handbook.library.library import AVERAGE
from exercise_handbook.library.model.exercises import Exercise
from exercise_handbook.library.model.files import Picture
from exercise_handbook.library.model.publication import Publication
from exercise_handbook.library.model.safety import Safety
from exercise_handbook.library.problems import Finding, Trail
from exercise_handbook.pictures.pictures import ENDINGS


def figures_are_there(entry: Exercise | Safety | Publication, library: Draft) -> Iterator[Finding]:
    """A figure is a picture in figures/ of the kind that its name says."""
    for trail, file in entry.picture_files:
        yield from _as_named(trail, file, library)


def figures_have_a_licence(entry: Exercise | Safety, library: Draft) -> Iterator[Finding]:
    """A figure has a licence: its own, or figures_licence in library.yaml."""
    base = library.base
    for trail, figure in entry.illustrations:
        of_base = base and figure.file in base.figures and base.figures_licence
        if not (figure.licence or of_base or library.publication.figures_licence):
            yield trail, f"{figure.file} has none; write licence: with the licence's name"


def floor_figures_show_steps_there_are(entry: Safety, library: Draft) -> Iterator[Finding]:
    """A picture of getting down or up names steps as they are written under down and up, here or of a position."""
    for number, figure in enumerate(entry.floor.figures if entry.floor else ()):
        for place, step in enumerate(figure.steps):
            if step not in library.floor_steps:
                known = nearest(step, library.floor_steps)
                yield ("floor", "figures", number, "steps", place), f"no step says “{step}”{known}"


def _as_named(trail: Trail, file: str, library: Draft) -> Iterator[Finding]:
    picture = library.pictures.get(file)
    if is_a_device(file):
        yield trail, f"{file} cannot be saved on Windows, which needs that name; rename it"
    elif picture is None:
        yield trail, f"{file} is not there{_instead(file, library)}"
    elif file != (first := library.picture_names[file.lower()]):
        yield trail, f"{file} and {first} differ only in capitals, and many systems take them for one; rename one"
    elif picture.kind is None:
        yield trail, f"{_in_figures(picture, file, library)} does not fit: {picture.trouble}"
    elif picture.kind != ENDINGS[file[file.rindex(".") :]]:
        inside = f"is {picture.kind} inside; give it the ending of what it is"
        yield trail, f"{_in_figures(picture, file, library)} {inside}"


def _instead(file: str, library: Draft) -> str:
    """What there is instead of a picture that is not there."""
    others = {other.lower(): other for other in library.pictures}
    stems = {other.rpartition(".")[0]: other for other in library.pictures}
    other = others.get(file.lower()) or stems.get(file) or stems.get(file.rpartition(".")[0])
    if other is None:
        return nearest(file, [other for other in library.pictures if other.endswith(tuple(ENDINGS))])
    if other.lower() == file.lower():
        return f", but {other} is; rename that to {file}"
    return f", but {other} is; " + (library.pictures[other].trouble or f"write {other}").split("; ")[-1]


def _in_figures(picture: Picture, file: str, library: Draft) -> str:
    """Where an author finds a picture: that of another body lies in a folder of its own."""
    return file if library.bodies[AVERAGE][file] is picture else f"{picture.path.parent.name}/{file}"
