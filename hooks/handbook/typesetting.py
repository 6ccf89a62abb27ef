"""Sets handouts with Typst: data in, a tagged PDF out, the same bytes every time.

It names no other room of the house, so that a process which does nothing but set starts at once.
"""

import io
import json
import re
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import typst

HOME = Path(__file__).parent
TEMPLATES = HOME / "templates/handouts"
FONTS = HOME / "fonts"
REFUSAL = re.compile(r"HANDOUT\|([^|]*)\|([^\n]*)")
UNKNOWN_SIGN = re.compile(r"text `?\"?(.)")


class Job(NamedTuple):
    """What one PDF is set from."""

    template: str
    """The name of a template, without its ending."""
    day: str
    """The day the PDF bears, as 2026-11-23."""
    inputs: dict[str, str]
    """What the template reads as sys.inputs."""


class Refused(Exception):
    """The texts do not fit the sheet. Holds the field, as "steps.2", and what to do about it."""

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
    assert isinstance(pdf, bytes)
    return packed(pdf)


@cache
def compiler() -> "typst.Compiler":
    """The one compiler of a process, with our own fonts and no others."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts)


def packed(pdf: bytes) -> bytes:
    """The same PDF a third smaller: Typst leaves the structure tree uncompressed."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _refusal(error: "typst.TypstError", job: Job) -> Refused | None:
    """What an author can do about an error of Typst; None where the mistake is our own."""
    if told := REFUSAL.search(error.message):
        return Refused(told[1], told[2])
    unknown = UNKNOWN_SIGN.search(error.message) if "could not be displayed" in error.message else None
    if unknown:
        field = _field_with(unknown[1], json.loads(job.inputs["data"])) or ""
        return Refused(field, f"the fonts of the handouts have no “{unknown[1]}”; write it another way")
    return None


def _field_with(sign: str, value: object) -> str | None:
    """The field of some data whose words hold a sign, as "steps.2"."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in items:
        if isinstance(inside, str) and sign in inside:
            return str(key)
        if (found := _field_with(sign, inside)) is not None:
            return f"{key}.{found}"
    return None


def main() -> None:
    """Set each job that comes as a line of JSON with its target; answer null, the refusal, or the system's error."""
    for line in sys.stdin:
        *job, target = json.loads(line)
        answer: object = None
        try:
            Path(target).write_bytes(typeset(Job(*job)))
        except Refused as refused:
            answer = [refused.field, refused.why]
        except OSError as error:
            answer = {"errno": error.errno, "strerror": error.strerror}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
