"""Typesets handouts with Typst: data in, a tagged PDF out, the same bytes every time.

It imports nothing else of the package, so that a process which only typesets starts at once.
"""

import io
import json
import re
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from exercise_handbook.paper import arabic_text

if TYPE_CHECKING:
    import typst

HOME = Path(__file__).parent.parent
TEMPLATES = HOME / "templates/handouts"
FONTS = HOME / "fonts"
PICTURE = re.compile(r"failed to parse SVG \((.*?)(?: at \d+:\d+)?\)")
REFUSAL = re.compile(r"HANDOUT\|([^|]*)\|([^\n]*)")
UNKNOWN_SIGN = re.compile(r"text `?\"?(.)")


class Job(NamedTuple):
    """The input of one PDF."""

    template: str
    """The name of a template, without its ending."""
    day: str
    """The date in the PDF, as 2026-11-23."""
    inputs: dict[str, str]
    """What the template reads as sys.inputs."""

    @property
    def data(self) -> Any:
        """The data of the sheet."""
        return json.loads(self.inputs["data"])

    @property
    def signs(self) -> set[str]:
        """Every character in the data."""
        return {*json.dumps(self.data, ensure_ascii=False)}


class Refused(Exception):
    """A text does not fit the sheet: its field, as "steps.2", and what to do about it."""

    def __init__(self, field: str, why: str):
        super().__init__(field, why)
        self.field, self.why = field, why


def typeset(job: Job) -> bytes:
    """The PDF of a job. Raises Refused when a text does not fit."""
    import typst  # here and below: a build that finds every PDF in the store does without

    try:
        pdf = compiler().compile(
            input=TEMPLATES / f"{job.template}.typ",
            format="pdf",
            sys_inputs=job.inputs,
            pdf_standards=["ua-1"],
            timestamp=datetime.fromisoformat(job.day).replace(tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise _refusal(error, job) or error from None
    finally:
        _forget()
    assert isinstance(pdf, bytes)
    return packed(pdf)


def check(job: Job) -> None:
    """Check that a job fits, in a fifth of the time that typesetting takes. Raises Refused if it does not."""
    import typst

    try:
        compiler().compile(
            input=TEMPLATES / f"{job.template}.typ", format="svg", sys_inputs=job.inputs | {"only": "check"}
        )
    except typst.TypstError as error:
        raise _refusal(error, job) or error from None
    finally:
        _forget()


def _forget() -> None:
    """Make Typst drop its cache of a job, 60 MB of no use to others: it drops what ten compilations did not need."""
    for _ in range(11):
        compiler().compile(input=b"", format="svg")


@cache
def compiler() -> "typst.Compiler":
    """The compiler of this process, with our own fonts only."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts)


def packed(pdf: bytes) -> bytes:
    """The same PDF with its Arabic text corrected, and a third smaller: Typst does not compress the structure tree."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        arabic_text.mended(opened)
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _refusal(error: "typst.TypstError", job: Job) -> Refused | None:
    """What an author can do about an error of Typst; None if the mistake is ours."""
    if told := REFUSAL.search(error.message):
        return Refused(told[1], told[2])
    if told := PICTURE.search(error.message):
        return Refused(
            "figures", f"{_unreadable(job)} is more than the typesetter can read ({told[1]}); save it simpler"
        )
    unknown = UNKNOWN_SIGN.search(error.message) if "could not be displayed" in error.message else None
    return no_sign(unknown[1], job) if unknown else None


def _unreadable(job: Job) -> str:
    """The file name of the first picture that Typst cannot read."""
    drawings: dict[str, str] = json.loads(job.inputs["pictures"])
    return next(file for file, drawing in drawings.items() if not _is_readable(drawing))


def _is_readable(drawing: str) -> bool:
    import typst

    try:
        compiler().compile(
            input=b'#image(bytes(sys.inputs.drawing), format: "svg")', format="svg", sys_inputs={"drawing": drawing}
        )
    except typst.TypstError:
        return False
    return True


def no_sign(sign: str, job: Job) -> Refused:
    """What to do about a character that the fonts lack."""
    return Refused(
        _field_with(sign, job.data) or "", f"the fonts of the handouts have no “{sign}”; write it another way"
    )


def _field_with(sign: str, value: object) -> str | None:
    """The first field with a character in it, as "steps.2"; None if there is none."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in items:
        if isinstance(inside, str) and sign in inside:
            return str(key)
        if (found := _field_with(sign, inside)) is not None:
            return f"{key}.{found}"
    return None


def main() -> None:
    """Typeset each job that arrives as a line of JSON with its target file, or only check it if that is null.

    Answers null, the refusal, or the system's error.
    """
    for line in sys.stdin:
        *job, target = json.loads(line)
        answer: object = None
        try:
            _work(Job(*job), target)
        except Refused as refused:
            answer = [refused.field, refused.why]
        except OSError as error:
            answer = {"errno": error.errno, "strerror": error.strerror}
        print(json.dumps(answer), flush=True)


def _work(job: Job, target: str | None) -> None:
    if target is None:
        check(job)
    else:
        Path(target).write_bytes(typeset(job))


if __name__ == "__main__":
    main()
