"""agreed.yaml: what the base said when each change was made, so that nobody's change outlives what it was made against.

`handbook agree` writes it, after somebody has looked. It lies in git beside changes.yaml, one value a change.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from exercise_handbook.intake.changes import Changes, Edit
from exercise_handbook.intake.trails import value_at, with_value
from exercise_handbook.intake.yaml_places import YamlFile
from exercise_handbook.library.differences import in_words
from exercise_handbook.library.problems import Place, Problem, Trail, for_command

SAFETY_FIELDS = ("stop_if", "ask_first")
"""Fields of an exercise that are about safety, as all of safety.yaml is."""

REVIEW = "reviewed"
"""What is noted of a review is its fingerprint: it is of what readers are told now, whatever the base said."""

HEAD = """# What the library below said when each change of changes.yaml was made. `handbook agree` writes this file,
# once somebody has looked. When that library says something else, a build tells both, and asks somebody to look again.
"""

UNAGREED = (
    "you changed this; the library that this one builds on says {new} ({place}). "
    "Note that you have looked: handbook agree {what}"
)
CHANGED = (
    "the library that this one builds on says something else now. It said {old}, it says {new} ({place}), "
    "you say {now}. Decide what you want to say, then: handbook agree {what}"
)
SAME = "the library that this one builds on says the same ({place}); you may delete this"


def is_about_safety(edit: Edit) -> bool:
    """Whether a change is of a text about safety."""
    return edit.section == "safety" or (
        edit.section == "exercises" and edit.target[2:3] in {(f,) for f in SAFETY_FIELDS}
    )


def disagreements(
    changes: Changes, agreed: YamlFile, place: Callable[[Trail], Place]
) -> Iterator[tuple[Edit, Problem]]:
    """Every change whose base says something else than when it was made, or of which nobody noted what it said."""
    for edit in changes.edits:
        if edit.field.partition(".")[0] == REVIEW:
            continue
        if message := _message(edit, agreed, place(edit.target), for_command(Path(changes.file.file).parent)):
            yield edit, Problem(changes.place(edit), edit.field, message)


def agreed_with(agreed: YamlFile, changes: Changes, what: str) -> str | None:
    """The file once somebody has looked at the changes of a slug or a part, or at all; None if there is none of them.

    What no change needs any more is left out.
    """
    looked_at = [one for one in changes.edits if what in ("all", one.slug or one.section)]
    values: dict[str, Any] = {}
    for edit in changes.edits:
        known = value_at(agreed.values, _home(edit))
        was = _noted(edit) if edit in looked_at else known
        values = with_value(values, _home(edit), was) if was is not None else values
    return _written(values) if looked_at else None


def _message(edit: Edit, agreed: YamlFile, place: Place, folder: str) -> str:
    then, now = value_at(agreed.values, _home(edit)), _noted(edit)
    words = {"place": place, "what": f"{edit.slug or edit.section}{folder}", "new": _quoted(edit.was)}
    if edit.now == edit.was:
        return SAME.format(**words)
    if then is None:
        return UNAGREED.format(**words | {"new": _in_brief(edit)})
    return _changed(edit, then, now, words) if then != now else ""


def _changed(edit: Edit, then: Any, now: Any, words: dict[str, Any]) -> str:
    """That the base says something else now; of a whole entry, only what differs in it."""
    if not edit.field and isinstance(then, dict) and isinstance(now, dict):
        names = [name for name in {**then, **now} if then.get(name) != now.get(name)]
        then, now = ({name: one[name] for name in names if name in one} for one in (then, now))
    said = "that it is left out" if edit.hides else _quoted(edit.now)
    return CHANGED.format(**words | {"old": _quoted(then), "new": _quoted(now), "now": said})


def _home(edit: Edit) -> Trail:
    """Where in agreed.yaml a change is noted."""
    entry = (edit.section, edit.slug) if edit.slug else (edit.section,)
    return (*entry, edit.field or "hide")


def _noted(edit: Edit) -> Any:
    """What is noted of the base: an empty list where it says nothing."""
    return () if edit.was is None else edit.was


def _in_brief(edit: Edit) -> str:
    """What the base says where a change is made; of a whole entry, its name."""
    return _quoted(edit.was.get("name", edit.slug) if isinstance(edit.was, dict) and not edit.field else edit.was)


def _quoted(value: Any) -> str:
    return f"“{in_words(value)}”" if value not in (None, ()) else "nothing"


class _Dumper(yaml.SafeDumper):
    """Writes what the strict reader reads back as it was."""


class _Name(str):
    """The name of a field, which needs no quotes."""


_Dumper.add_representer(tuple, yaml.SafeDumper.represent_list)
_Dumper.add_representer(str, lambda dumper, words: dumper.represent_scalar("tag:yaml.org,2002:str", words, style='"'))
_Dumper.add_representer(_Name, lambda dumper, words: dumper.represent_scalar("tag:yaml.org,2002:str", str(words)))


def _written(values: dict[str, Any]) -> str:
    found: str = yaml.dump(_named(values), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    return HEAD + found


def _named(value: Any) -> Any:
    if isinstance(value, dict):
        return {_Name(key): _named(inside) for key, inside in value.items()}
    return tuple(map(_named, value)) if isinstance(value, tuple) else value
