"""Makes the handouts that are not in the store yet, each named by all that decides how it looks, on every core."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from exercise_handbook.cache import made_by, put
from exercise_handbook.library.model.files import Handout
from exercise_handbook.library.problems import Finding, Trail
from exercise_handbook.pages.qr import for_paper
from exercise_handbook.paper.handouts import Manuscript
from exercise_handbook.paper.progress import reported
from exercise_handbook.paper.typesetting import FONTS, TEMPLATES, Job, Refused, no_sign, typeset
from exercise_handbook.paper.workers import Ask, answers, workers
from exercise_handbook.pictures.font_coverage import unknown_signs

FEW = 4
"""So many are made here; for more it pays to start other processes."""

LONG = 1600
"""Characters of an exercise's own words from which on it may be too long for its page, and is checked first."""

OWN = ("name", "aim", "starting_position", "steps", "breathing", "notes", "stop_if", "ask_first", "easier", "harder")
"""The fields of an exercise's own words."""

WIDE = re.compile(r"[^\W_]{20}")
"""A word that may be wider than its column; the names of fields have none."""

TOOLS = ("paper/typesetting.py", "paper/arabic_text.py", "pages/qr.py", "typst", "pikepdf", "zxing-cpp")
"""What decides how every handout looks, beside templates and fonts."""

PAGES = re.compile(rb"<xmpTPg:NPages>([0-9]+)<")


class Unfit(Exception):
    """Handouts that cannot be made: for each the trail to what is too long, and what to do."""

    def __init__(self, findings: Sequence[tuple[Trail, str]]):
        super().__init__("; ".join(why for _, why in findings))
        self.findings = findings


def printed(manuscripts: Iterable[Manuscript], store: Path) -> list[Handout]:
    """Every handout with its file; what is not in the store is made. Raises Unfit for texts that do not fit.

    The manuscripts are gone through several times, as not more than a few are held at once.
    """
    store.mkdir(parents=True, exist_ok=True)
    tools = made_by(*TOOLS, *map(str, sorted([*TEMPLATES.glob("*.typ"), *FONTS.iterdir()])))
    files = [(one.handout, store / f"{_key(one, tools)}.pdf") for one in manuscripts]
    missing = {handout.address: file for handout, file in files if not file.is_file()}
    findings = _make(manuscripts, missing) if missing else []
    if findings:
        raise Unfit(findings)
    return [_with_file(handout, file) for handout, file in files]


def file_of(manuscript: Manuscript, store: Path) -> Path:
    """The file of one handout, made if it is not in the store. Raises Unfit."""
    (handout,) = printed([manuscript], store)
    assert handout.path
    return handout.path


def _with_file(handout: Handout, file: Path) -> Handout:
    return handout.model_copy(update={"path": file, "pages": pages_of(file.read_bytes())})


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of ours has, as its metadata tell: to parse it would take a hundred times as long."""
    told = PAGES.search(pdf)
    assert told
    return int(told[1])


def _key(manuscript: Manuscript, tools: str) -> str:
    job = json.dumps(manuscript.job, sort_keys=True)
    return sha256(f"{tools} {job}".encode()).hexdigest()[:40]


def _make(manuscripts: Iterable[Manuscript], missing: Mapping[str, Path]) -> list[Finding]:
    """Make those that are missing, unless some cannot be made. Returns what is wrong with these.

    What is likely not to fit is checked first, so that an author waits for seconds, not until all others are made.
    """

    def wanted() -> Iterator[Manuscript]:
        return (one for one in manuscripts if one.handout.address in missing)

    if findings := [*_unknown(wanted)]:
        return findings
    if len(missing) <= FEW:
        return _findings((one, _make_here(one.job, missing[one.handout.address])) for one in wanted())
    with workers(len(missing)) as (threads, ask):
        doubtful = (one for one in wanted() if is_doubtful(one.job))
        checked = answers(threads, lambda one: (one, ask(_with_code(one.job), None)), doubtful)
        if findings := _findings(checked):
            return findings
        made = answers(threads, lambda one: (one, _let_make(ask, one, missing[one.handout.address])), wanted())
        return _findings(reported(made, "handouts", len(missing)))


def is_doubtful(job: Job) -> bool:
    """Whether a text may not fit, judged at a glance."""
    own = "".join(str(job.data.get(field, "")) for field in OWN) if job.template == "exercise" else ""
    return len(own) > LONG or WIDE.search(own) is not None


def _unknown(wanted: Callable[[], Iterable[Manuscript]]) -> Iterator[Finding]:
    """What holds a sign that the fonts do not have, each place once."""
    unknown = {*unknown_signs({sign for one in wanted() for sign in one.job.signs})}
    places: set[Trail] = set()
    for one in wanted() if unknown else ():
        for sign in sorted(unknown & one.job.signs):
            trail, why = _finding(one, no_sign(sign, one.job))
            if trail not in places:
                places.add(trail)
                yield trail, why


def _findings(answered: Iterable[tuple[Manuscript, Refused | None]]) -> list[Finding]:
    return [_finding(one, refused) for one, refused in answered if refused]


def _let_make(ask: Ask, manuscript: Manuscript, file: Path) -> Refused | None:
    """Have one made by another process. Raises RuntimeError when that broke."""
    with put(file) as target:
        return ask(_with_code(manuscript.job), target)


def _make_here(job: Job, file: Path) -> Refused | None:
    try:
        content = typeset(_with_code(job))
    except Refused as refused:
        return refused
    with put(file) as target:
        target.write_bytes(content)
    return None


def _with_code(job: Job) -> Job:
    """The job with the QR code of its address. Worked out only for what is made: it takes a millisecond."""
    code, modules = for_paper(job.inputs["address"])
    return job._replace(inputs=job.inputs | {"qr": code, "modules": str(modules)})


def _finding(manuscript: Manuscript, refused: Refused) -> Finding:
    """A refusal as an author is told it: on which paper, and where."""
    field = tuple(int(key) if key.isdigit() else key for key in filter(None, refused.field.split(".")))
    is_purpose = manuscript.trail[0] == "vocabulary"  # whose data holds none of these fields itself
    trail = manuscript.trail if is_purpose else (*manuscript.trail, *field)
    return trail, f"{Path(manuscript.handout.address).name} cannot be made: {refused.why}"
