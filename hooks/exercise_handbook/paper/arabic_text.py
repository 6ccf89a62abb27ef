"""Corrects the Unicode text of Arabic glyphs in a PDF, so that it can be copied, searched and read aloud.

Typst maps both a letter and the vowel mark on it to the two together, so that marks are copied twice. It maps the
ligature of lam and alef to two letters, which PDFium, in Chrome and Edge, puts the wrong way round; here it is mapped
to the one character that Unicode has for both. Nothing that is drawn changes.
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
"""Ligatures: two letters that are drawn as one, and the one character for both."""

MEANS = re.compile(rb"(?<=\n)<([0-9A-F]{4})> <([0-9A-F]+)>(?=\r?\n)")
"""A line of a ToUnicode map: a glyph and its text, in UTF-16."""

Texts = dict[int, str]
"""The text of each glyph of a font."""


def mended(pdf: "pikepdf.Pdf") -> None:
    """Correct the text of all Arabic glyphs of a PDF, in place."""
    known: dict[tuple[int, int], Texts] = {}
    for page in pdf.pages:
        fonts = {}
        for name, font in page.Resources.get("/Font", {}).items():
            if "Arabic" in str(font.BaseFont):
                fonts[name] = known[font.objgen] = known.get(font.objgen) or _own_texts(font)
        if fonts:
            _without_what_is_said_twice(page, fonts, pdf)


def _own_texts(font: "pikepdf.Object") -> Texts:
    """The text of each glyph, corrected in the font too."""
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
    """The width of each glyph, from entries “first [width …]” and “first last width”. That of marks is 0."""
    while entries:
        first, then, *entries = entries
        try:
            widths = [float(one) for one in then]
        except TypeError:
            widths = [float(entries[0])] * (int(then) - int(first) + 1)
            entries = entries[1:]
        yield from enumerate(widths, int(first))


def _own(text: str, is_wide: bool) -> str:
    """The text of one glyph, of a letter with its marks: a wide glyph is the letter, the others are marks."""
    marks = "".join(sign for sign in text if unicodedata.combining(sign))
    letters = "".join(sign for sign in text if not unicodedata.combining(sign))
    own = (letters if is_wide else marks) if marks and letters else text
    return PAIRS.get(own, own)


def _without_what_is_said_twice(page: "pikepdf.Page", fonts: dict[str, Texts], pdf: "pikepdf.Pdf") -> None:
    """Remove the ActualText of a page wherever the font now has the same text."""
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
    """The text of the glyphs in some instructions; None if they are not Arabic."""
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
    """Whether the text drawn is all part of the ActualText."""
    bare = partial(unicodedata.normalize, "NFKC")
    return drawn is not None and set(bare(drawn)) <= set(bare(said))
