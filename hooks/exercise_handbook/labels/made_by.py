"""Who made and who checked a translation, according to the head of its PO file."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

MACHINE = "machine"

HEADS = ("X-Translated-By", "X-Translated-On", "X-Reviewed-By", "X-Reviewed-Role", "X-Reviewed-On")
"""The names in the head of a PO file: who translated it and when; who checked it, as what, and when."""

OWN_HEADER = re.compile(r'^"(X-[\w-]+): (.*)\\n"$', re.MULTILINE)
DAY = re.compile(r"\d{4}-\d\d-\d\d")

LONGEST_HEAD = 60  # lines


@dataclass(frozen=True)
class MadeBy:
    """Who made and who checked a translation."""

    translator: str = ""
    """“machine”, or a person's name; "" if it is not known."""

    reader: str = ""
    """The speaker of the language who checked it; "" if nobody did."""

    role: str = ""
    """The profession of that person, if a clinician."""

    on: date | None = None
    """The day it was checked, else the day it was made."""

    @property
    def is_by_machine(self) -> bool:
        """Whether a machine translated it, or may have: nobody is named."""
        return self.translator in (MACHINE, "")

    @property
    def is_draft(self) -> bool:
        """Whether a machine translated it and nobody has checked it."""
        return self.is_by_machine and not self.reader


def made_by(file: Path) -> MadeBy:
    """Who made and who checked a translation, read from the head of its PO file."""
    with file.open(encoding="utf-8") as opened:
        head = "".join(islice(opened, LONGEST_HEAD)).partition("\n\n")[0]
    said = dict(OWN_HEADER.findall(head))
    translator, made_on, reader, role, read_on = (said.get(name, "") for name in HEADS)
    day = next((date.fromisoformat(one) for one in (read_on, made_on) if DAY.fullmatch(one)), None)
    return MadeBy(translator, reader, role, day)
