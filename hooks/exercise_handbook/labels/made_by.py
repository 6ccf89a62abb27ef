"""Who made a translation, as the head of its PO file says."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

MACHINE = "machine"

HEADS = ("X-Translated-By", "X-Translated-On", "X-Reviewed-By", "X-Reviewed-Role", "X-Reviewed-On")
"""The names in the head of a PO file under which stands who made it, and who has checked it, as what."""

OWN_HEADER = re.compile(r'^"(X-[\w-]+): (.*)\\n"$', re.MULTILINE)
DAY = re.compile(r"\d{4}-\d\d-\d\d")

LONGEST_HEAD = 60  # lines


@dataclass(frozen=True)
class MadeBy:
    """How words came into a language, as their PO file says."""

    translator: str = ""
    """“machine”, or a person's name; "" where nobody said."""

    reader: str = ""
    """Who that speaks the language has checked it; "" is nobody."""

    role: str = ""
    """The profession of who checked it, where that is a clinician."""

    on: date | None = None
    """The day it was checked, or else made."""

    @property
    def is_by_machine(self) -> bool:
        """Whether a machine translated it; of what nobody answers for, one may have."""
        return self.translator in (MACHINE, "")

    @property
    def is_draft(self) -> bool:
        """Whether it is a machine's, and nobody has checked it."""
        return self.is_by_machine and not self.reader


def made_by(file: Path) -> MadeBy:
    """How a translation was made, as the head of its file says."""
    with file.open(encoding="utf-8") as opened:
        head = "".join(islice(opened, LONGEST_HEAD)).partition("\n\n")[0]
    said = dict(OWN_HEADER.findall(head))
    translator, made_on, reader, role, read_on = (said.get(name, "") for name in HEADS)
    day = next((date.fromisoformat(one) for one in (read_on, made_on) if DAY.fullmatch(one)), None)
    return MadeBy(translator, reader, role, day)
