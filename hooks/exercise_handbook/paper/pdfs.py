"""Makes the PDFs that are not in the store yet, on every core. Each is named by a hash of all that it is made from."""

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
"""The most PDFs that are made in this process; for more, it pays to start others."""

LONG = 1600
"""From this many characters on, an exercise may be too long for its page, and is checked first."""

OWN = ("name", "aim", "starting_position", "steps", "breathing", "notes", "stop_if", "ask_first", "easier", "harder")
"""The fields with the words of the exercise itself."""

WIDE = re.compile(r"[^\W_]{20}")
"""A word that may be wider than its column."""

TOOLS = ("paper/typesetting.py", "paper/arabic_text.py", "pages/qr.py", "typst", "pikepdf", "zxing-cpp")
"""What all PDFs are made with, besides templates and fonts."""

PAGES = re.compile(rb"<xmpTPg:NPages>([0-9]+)<")


class Unfit(Exception):
    """Texts that do not fit on paper: the trail to each, and what to do."""

    def __init__(self, findings: Sequence[tuple[Trail, str]]):
        super().__init__("; ".join(why for _, why in findings))
        self.findings = findings


def printed(manuscripts: Iterable[Manuscript], store: Path) -> list[Handout]:
    """All handouts with their files, made if they are not in the store. Raises Unfit for texts that do not fit.

    Iterates over the manuscripts several times, so that only a few are in memory at once.
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
    """The file of one handout, made if it is not in the store. Raises Unfit if its texts do not fit."""
    (handout,) = printed([manuscript], store)
    assert handout.path
    return handout.path


def _with_file(handout: Handout, file: Path) -> Handout:
    return handout.model_copy(update={"path": file, "pages": pages_of(file.read_bytes())})


def pages_of(pdf: bytes) -> int:
    """The number of pages of a PDF of ours, from its metadata: parsing it would take a hundred times as long."""
    told = PAGES.search(pdf)
    assert told
    return int(told[1])


def _key(manuscript: Manuscript, tools: str) -> str:
    job = json.dumps(manuscript.job, sort_keys=True)
    return sha256(f"{tools} {job}".encode()).hexdigest()[:40]


def _make(manuscripts: Iterable[Manuscript], missing: Mapping[str, Path]) -> list[Finding]:
    """Make the missing PDFs, unless some cannot be made. Returns what is wrong with those.

    Texts that may not fit are checked first, so that an author waits seconds, not until all others are made.
    """

    def wanted() -> Iterator[tuple[Manuscript, Job]]:
        """Each with its input, asked for here: two threads would write that of two papers twice."""
        return ((one, one.job) for one in manuscripts if one.handout.address in missing)

    if findings := [*_unknown(wanted)]:
        return findings
    if len(missing) <= FEW:
        return _findings((one, _make_here(job, missing[one.handout.address])) for one, job in wanted())
    with workers(len(missing)) as (threads, ask):
        doubtful = ((one, job) for one, job in wanted() if is_doubtful(job))
        checked = answers(threads, lambda it: (it[0], ask(_with_code(it[1]), None)), doubtful)
        if findings := _findings(checked):
            return findings
        made = answers(threads, lambda it: (it[0], _let_make(ask, it[1], missing[it[0].handout.address])), wanted())
        return _findings(reported(made, "handouts", len(missing)))


def is_doubtful(job: Job) -> bool:
    """Whether a text might not fit, by a quick estimate."""
    own = "".join(str(job.data.get(field, "")) for field in OWN) if job.template == "exercise" else ""
    return len(own) > LONG or WIDE.search(own) is not None


def _unknown(wanted: Callable[[], Iterable[tuple[Manuscript, Job]]]) -> Iterator[Finding]:
    """The texts with a character that the fonts lack, each place once."""
    unknown = {*unknown_signs({sign for _, job in wanted() for sign in job.signs})}
    places: set[Trail] = set()
    for one, job in wanted() if unknown else ():
        for sign in sorted(unknown & job.signs):
            trail, why = _finding(one, no_sign(sign, job))
            if trail not in places:
                places.add(trail)
                yield trail, why


def _findings(answered: Iterable[tuple[Manuscript, Refused | None]]) -> list[Finding]:
    return [_finding(one, refused) for one, refused in answered if refused]


def _let_make(ask: Ask, job: Job, file: Path) -> Refused | None:
    """Have a PDF made by another process."""
    with put(file) as target:
        return ask(_with_code(job), target)


def _make_here(job: Job, file: Path) -> Refused | None:
    try:
        content = typeset(_with_code(job))
    except Refused as refused:
        return refused
    with put(file) as target:
        target.write_bytes(content)
    return None


def _with_code(job: Job) -> Job:
    """The job with the QR code of its address, which takes a millisecond: so only PDFs that are made get one."""
    code, modules = for_paper(job.inputs["address"])
    return job._replace(inputs=job.inputs | {"qr": code, "modules": str(modules)})


def _finding(manuscript: Manuscript, refused: Refused) -> Finding:
    """A refusal in words for the author, with the paper it is about, and its trail."""
    field = tuple(int(key) if key.isdigit() else key for key in filter(None, refused.field.split(".")))
    is_purpose = manuscript.trail[0] == "vocabulary"  # whose data holds none of these fields itself
    trail = manuscript.trail if is_purpose else (*manuscript.trail, *field)
    return trail, f"{Path(manuscript.handout.address).name} cannot be made: {refused.why}"
