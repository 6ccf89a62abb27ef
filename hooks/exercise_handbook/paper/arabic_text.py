"""Arabic letters of a PDF, each with what it stands for: what is copied, searched and read aloud.

Typst says of both a letter and the vowel mark on it that they stand for the two together, so that marks are copied
twice. It says of the one glyph for lam and alef that it stands for two letters, which PDFium, in Chrome and Edge, puts
the wrong way round: so it gets the one sign that Unicode has for both. What is drawn stays as it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

PAIRS = {"لا": "\ufefb", "لأ": "\ufef7", "لإ": "\ufef9", "لآ": "\ufef5", "لى": "\ufc43"}
"""Two letters that are drawn as one, and the sign for both."""

MEANS = re.compile(rb"(?<=\n)<([0-9A-F]{4})> <([0-9A-F]+)>(?=\r?\n)")
"""A line of a ToUnicode map: a glyph, and its text in UTF-16."""

Texts = dict[int, str]
"""What each glyph of a font stands for."""


def mended(pdf: "pikepdf.Pdf") -> None:
    """Let each Arabic glyph of a PDF stand for itself."""
    known: dict[tuple[int, int], Texts] = {}
    for page in pdf.pages:
        fonts = {}
        for name, font in page.Resources.get("/Font", {}).items():
            if "Arabic" in str(font.BaseFont):
                fonts[name] = known[font.objgen] = known.get(font.objgen) or _own_texts(font)
        if fonts:
            _without_what_is_said_twice(page, fonts, pdf)


def _own_texts(font: "pikepdf.Object") -> Texts:
    """What each glyph stands for, from now on in the font too."""
    widths = dict(_widths(list(font.DescendantFonts[0].get("/W", []))))
    texts: Texts = {}

    def renewed(line: re.Match[bytes]) -> bytes:
        glyph = int(line[1], 16)
        texts[glyph] = _own(bytes.fromhex(line[2].decode()).decode("utf-16-be"), bool(widths.get(glyph)))
        return b"<%s> <%s>" % (line[1], texts[glyph].encode("utf-16-be").hex().upper().encode())

    head, tables, rest = font.ToUnicode.read_bytes().partition(b"endcodespacerange")
    font.ToUnicode.write(head + tables + MEANS.sub(renewed, rest))
    return texts


def _widths(entries: "list[pikepdf.Object]") -> Iterator[tuple[int, float]]:
    """The width of each glyph: a font has “first [width …]” and “first last width”. Marks have none."""
    while entries:
        first, then, *entries = entries
        try:
            widths = [float(one) for one in then]
        except TypeError:
            widths = [float(entries[0])] * (int(then) - int(first) + 1)
            entries = entries[1:]
        yield from enumerate(widths, int(first))


def _own(text: str, is_wide: bool) -> str:
    """What a glyph stands for, of a letter and the marks on it: a wide one for the letter, the others for the marks."""
    marks = "".join(sign for sign in text if unicodedata.combining(sign))
    letters = "".join(sign for sign in text if not unicodedata.combining(sign))
    own = (letters if is_wide else marks) if marks and letters else text
    return PAIRS.get(own, own)


def _without_what_is_said_twice(page: "pikepdf.Page", fonts: dict[str, Texts], pdf: "pikepdf.Pdf") -> None:
    """Take away what a page says of a glyph beside its font, where the font now says it."""
    import pikepdf

    lines: list[Any] = list(pikepdf.parse_content_stream(page))
    plain = pikepdf.ContentStreamInstruction([pikepdf.Name.Span], pikepdf.Operator("BMC"))
    for at, (operands, operator) in enumerate(lines):
        if str(operator) == "BDC" and "/ActualText" in operands[1]:
            drawn = takewhile(lambda line: str(line[1]) != "EMC", lines[at + 1 :])
            if _is_part(_drawn_text(drawn, fonts), str(operands[1].ActualText)):
                lines[at] = plain
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(lines))


def _drawn_text(lines: Iterable[Any], fonts: dict[str, Texts]) -> str | None:
    """What the glyphs of some lines stand for; None where they are not Arabic ones."""
    texts, found = None, ""
    for operands, operator in lines:
        if str(operator) == "Tf":
            texts = fonts.get(str(operands[0]))
        elif str(operator) in ("Tj", "TJ") and texts is not None:
            glyphs = b"".join(_strings(operands[0]))
            found += "".join(texts.get(int.from_bytes(glyphs[i : i + 2]), "\ufffd") for i in range(0, len(glyphs), 2))
    return found or None


def _strings(shown: "pikepdf.Object") -> Iterator[bytes]:
    import pikepdf

    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    return (bytes(one) for one in parts if isinstance(one, pikepdf.String))


def _is_part(drawn: str | None, said: str) -> bool:
    """Whether all that is drawn is of what is said."""
    bare = partial(unicodedata.normalize, "NFKC")
    return drawn is not None and set(bare(drawn)) <= set(bare(said))
