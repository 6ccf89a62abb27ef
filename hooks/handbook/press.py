"""Makes handouts that are not made yet: from what goes in to what comes out, never twice, on every core."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from handbook.handouts import Manuscript
from handbook.model import Handout
from handbook.problems import Trail
from handbook.qr import for_paper
from handbook.refusals import CannotGoOn
from handbook.store import put
from handbook.typesetting import FONTS, HOME, TEMPLATES, Job, Refused, typeset

FEW = 4
"""So many are made here; for more it pays to start other processes."""

MANY = 30
"""From so many on, a person waits long enough to want to see how it goes."""


PAGES = re.compile(rb"<xmpTPg:NPages>([0-9]+)<")


class Unfit(Exception):
    """Handouts that cannot be made: for each the trail to what is too long, and what to do."""

    def __init__(self, findings: Sequence[tuple[Trail, str]]):
        super().__init__("; ".join(why for _, why in findings))
        self.findings = findings


def printed(manuscripts: Sequence[Manuscript], store: Path) -> list[Handout]:
    """Every handout with its file, those made that are not in the store. Raises Unfit for those that do not fit."""
    store.mkdir(parents=True, exist_ok=True)
    tools = _digest_of_tools()
    files = [store / f"{_key(manuscript, tools)}.pdf" for manuscript in manuscripts]
    missing = {file: manuscript for file, manuscript in zip(files, manuscripts, strict=True) if not file.is_file()}
    findings = _make(missing)
    if findings:
        raise Unfit(findings)
    return [_with_file(one.handout, file) for one, file in zip(manuscripts, files, strict=True)]


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


def _key(manuscript: Manuscript, tools: bytes) -> str:
    job = json.dumps(manuscript.job, sort_keys=True).encode()
    return hashlib.sha256(tools + hashlib.sha256(job).digest()).hexdigest()[:40]


def _digest_of_tools() -> bytes:
    """What changes every handout: Typst, the packer, templates, fonts and how they are called."""
    files = sorted([*TEMPLATES.glob("*.typ"), *FONTS.iterdir(), HOME / "typesetting.py", HOME / "qr.py"])
    digest = hashlib.sha256(" ".join(map(version, ("typst", "pikepdf", "segno"))).encode())
    for file in files:
        digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.digest()


def _make(missing: Mapping[Path, Manuscript]) -> list[tuple[Trail, str]]:
    """Make all of them. Returns what did not fit."""
    if len(missing) <= FEW:
        return [told for file, one in missing.items() if (told := _told(one, _make_here(one, file)))]
    findings = []
    with _processes(min(os.cpu_count() or 1, len(missing))) as make:
        for number, told in enumerate(make(missing), start=1):
            _show(number, len(missing))
            findings += [told] if told else []
    return findings


def _make_here(manuscript: Manuscript, file: Path) -> Refused | None:
    try:
        content = typeset(_with_code(manuscript.job))
    except Refused as refused:
        return refused
    with put(file) as target:
        target.write_bytes(content)
    return None


def _with_code(job: Job) -> Job:
    """The job with the QR code of its address. Worked out only for what is made: it takes 3 ms."""
    code, modules = for_paper(job.inputs["address"])
    return job._replace(inputs=job.inputs | {"qr": code, "modules": str(modules)})


def _told(manuscript: Manuscript, refused: Refused | None) -> tuple[Trail, str] | None:
    """A refusal as an author is told it: on which paper, and where."""
    if refused is None:
        return None
    field = tuple(int(key) if key.isdigit() else key for key in filter(None, refused.field.split(".")))
    is_purpose = manuscript.trail[0] == "vocabulary"  # whose data holds none of these fields itself
    trail = manuscript.trail if is_purpose else (*manuscript.trail, *field)
    return trail, f"{Path(manuscript.handout.address).name} cannot be made: {refused.why}"


Told = tuple[Trail, str] | None
Make = Callable[[Mapping[Path, Manuscript]], Iterator[Told]]


@contextmanager
def _processes(count: int) -> Iterator[Make]:
    """A function that shares the work among processes which do nothing but set."""
    command = [sys.executable, "-m", "handbook.typesetting"]
    surroundings = os.environ | {"PYTHONPATH": str(HOME.parent)}
    workers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings, text=True)
        for _ in range(count)
    ]
    free: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()
    for worker in workers:
        free.put(worker)
    try:
        with ThreadPoolExecutor(count) as threads:
            yield lambda missing: threads.map(lambda item: _ask(free, *item), missing.items())
    finally:
        for worker in workers:
            with suppress(BrokenPipeError):
                worker.communicate()


def _ask(free: "SimpleQueue[subprocess.Popen[str]]", file: Path, manuscript: Manuscript) -> Told:
    """Let the next free process make one. Raises CannotGoOn when the process broke, OSError as the system does."""
    worker = free.get()
    try:
        with put(file) as target:
            refused = _answer(worker, [*_with_code(manuscript.job), str(target)])
    except (BrokenPipeError, ValueError):
        why = "the process that makes handouts broke; see above, or look whether the memory was enough"
        raise CannotGoOn(f"{manuscript.handout.address}: {why}") from None
    finally:
        free.put(worker)
    return _told(manuscript, Refused(*refused) if refused else None)


def _answer(worker: "subprocess.Popen[str]", question: object) -> Any:
    """What a process says to a line of JSON. Raises BrokenPipeError or ValueError when it has ended."""
    assert worker.stdin
    assert worker.stdout
    worker.stdin.write(json.dumps(question) + "\n")
    worker.stdin.flush()
    answer = json.loads(worker.stdout.readline())
    if isinstance(answer, dict):
        raise OSError(answer["errno"], answer["strerror"])
    return answer


def _show(number: int, total: int) -> None:
    """How far it is, on one line that stays in its place."""
    if total >= MANY and sys.stderr.isatty():
        done = number * 30 // total
        end = "\n" if number == total else ""
        print(f"\rhandouts [{'#' * done}{'.' * (30 - done)}] {number} of {total}", end=end, file=sys.stderr, flush=True)
