"""What an SVG file really is: its words, its size, and that it neither runs nor asks for anything else.

Read by expat without building a tree: a library of a thousand exercises has thousands of drawings.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from exercise_handbook.library.problems import NotAPicture
from exercise_handbook.pictures.font_coverage import unknown_signs
from exercise_handbook.pictures.print_styles import IN_ATTRIBUTES, unprintable, unprintable_sheet
from exercise_handbook.pictures.svg_cleanup import (
    CSS_COMMENT,
    NAMES,
    NAMESPACE,
    SAYING,
    TELLING,
    WORDED,
    is_drawn,
    is_kept,
    is_told,
    length,
    tells,
)

MOVING = {"animate", "animateTransform", "animateMotion", "animateColor", "set", "discard"}
ALIVE = {"script", "foreignObject", "iframe", "image", "feImage", "audio", "video", "handler", "listener"} | MOVING
SILENT = {*SAYING, "style", "defs", "g"}
"""What shows nothing by itself."""

NOT_SHOWN = {"flowRoot", "font", "font-face"}
"""What browsers leave out: text that flows, of an SVG 1.2 that never came, and letters a file brings along."""

REACHES_OUT = re.compile(r"url\((?!\s*['\"]?#)|@import|image-set\(|src\(|\\", re.IGNORECASE)
"""What asks for another file; behind a backslash any of it could hide."""

OWN_FONT = re.compile(r"@font-face", re.IGNORECASE)
OUTLINES = "turn its text into outlines (“object to path”) and save it again"
ASKS = "it asks for another file; save it with everything inside"
NO_SIZE = "it has no viewBox, so its size is not known; save it with one"
UNPLAIN = "{}; save it as a plain drawing"
UNPRINTABLE = (
    "its styles have {}, which handouts cannot show; save it as plain SVG with every colour and place written out"
)
UNFIT = dict.fromkeys(NOT_SHOWN, f"{{}}, which browsers do not show; {OUTLINES}")
UNFIT |= dict.fromkeys(MOVING, "a part that moves ({}); save it as one still picture")
UNFIT |= dict.fromkeys(("image", "feImage"), "a picture of pixels ({}); save the whole as PNG or JPEG")
"""What to do about an element that must not be there, by its name."""

SMALLEST, LEAST, LARGEST = 10, 0.001, 100_000
"""Units of a view box that say its shape in whole numbers, and the fewest and most that are no mistake."""

LONGEST = 100
"""How many times as long as it is wide a picture may be; more is a mistake."""

TOO_MANY = 64
DEEP = re.compile(rf"(?:[(\[{{][^()\[\]{{}}]*){{{TOO_MANY}}}")
"""More brackets inside one another than any style has."""

LINES = re.compile(
    r"(?:<(?:path|use)(?: (d|id|href(?==\"#)|fill(?:-opacity)?|stroke(?:-(?:width|linecap|linejoin|dasharray))?)"
    r"=\"[0-9a-zA-Z_.,# -]*+\"(?![^>]* \1=))++/>\s*+)++"
)
"""Lines as most of a drawing are: nothing in them reaches out or tells of anyone, so none is looked at closely."""

BOMS = {
    BOM_UTF8: "utf-8",
    BOM_UTF32_LE: "utf-32-le",
    BOM_UTF32_BE: "utf-32-be",
    BOM_UTF16_LE: "utf-16-le",
    BOM_UTF16_BE: "utf-16-be",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
"""How a file says its encoding by its first bytes: a mark, or the width of its first sign. Longer marks first."""

WEB_ENCODINGS = {"utf-8", "us-ascii", "ascii"}
"""What a drawing may be sent in: servers say that everything is UTF-8."""

DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*['"]([A-Za-z][A-Za-z0-9._-]*)['"]""")
DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")
BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml\s+version\s*=\s*['\"]1\.0['\"]|\s*(?!\s|<\?xml\s))")
"""What every browser reads: nothing stands before a declaration, and that is of XML 1.0."""


class Drawing(NamedTuple):
    """What is known of a drawing: its width and height as it is shown, and whether it is all that the file holds."""

    width: int
    height: int
    is_bare: bool


def checked(content: bytes) -> Drawing:
    """What a drawing is, its size in units of its view box. Raises NotAPicture."""
    encoding, words = read(content)
    few = LINES.sub("<path/>", words)
    if DEEP.search(few):
        raise NotAPicture("it has brackets inside brackets, deeper than programs can read; save it as a plain drawing")
    reader = _read_by_expat(few, words)
    if reader.is_empty:
        raise NotAPicture("there is nothing in it; save the drawing again")
    return Drawing(*reader.size, reader.is_bare and encoding in WEB_ENCODINGS and BEGINNING.match(content) is not None)


def _read_by_expat(few: str, words: str) -> "_Reader":
    """A drawing's XML looked at, `few` of its lines standing for all. Raises NotAPicture, with the place among all."""
    reader = _Reader(few)
    try:
        reader.parser.Parse(few, True)
    except (expat.ExpatError, UnicodeEncodeError) as error:
        if few != words:
            return _read_by_expat(words, words)
        raise NotAPicture(f"it cannot be read as SVG ({error}); save it again") from None
    finally:
        del reader.parser  # each holds the other: thousands of drawings would stay in memory till all is looked through
    return reader


def read(content: bytes) -> tuple[str, str]:
    """The encoding of a file as it says, and its XML without the declaration. Raises NotAPicture."""
    mark = next((mark for mark in BOMS if content.startswith(mark)), b"")
    found = DECLARED.match(content)
    encoding = BOMS.get(mark) or (found[1].decode().lower() if found else "utf-8")
    try:
        words = content.decode(encoding)
    except LookupError:
        raise NotAPicture(f"its encoding {encoding} is not known; save it as UTF-8") from None
    except UnicodeError:
        raise NotAPicture(f"it is not saved as {encoding.upper()}, as it says; save it again as UTF-8") from None
    words = words.removeprefix("\ufeff")
    declaration = DECLARATION.match(words)
    return encoding, words[declaration.end() :] if declaration else words


HARMLESS: set[str] = set()
"""Attributes that are harmless in every drawing, by their name: found once, as all drawings have the same few."""


class _Reader:
    """Looks at each element as it comes by.

    Without one of five signs nothing reaches out and there are no styles. Most drawings have none but a bracket.
    """

    def __init__(self, all_words: str) -> None:
        self.all_words = all_words
        self.may_have_css = any(sign in all_words for sign in ("&", "\\", "(", "@", "style"))
        self.may_tell = any(sign in all_words for sign in TELLING)
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True  # or words could come in pieces, and a pattern fall between two
        self.parser.StartElementHandler = self.first
        self.parser.CharacterDataHandler = self.words
        self.parser.CommentHandler = self.aside
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction
        self.size, self.is_bare, self.is_empty = (0, 0), True, True
        self.said: list[str] = []
        """The words of the title, text or the like that is open."""
        self.harmless: set[str] = set()
        """Elements that were checked: a drawing says the same few thousands of times."""

    def first(self, name: str, attributes: dict[str, str]) -> None:
        """The outermost element says what the file is, and its size."""
        if name != f"{NAMESPACE} svg":
            raise NotAPicture("it is not SVG inside; save it as plain SVG")
        self.size = shown_size(attributes)
        if "transform" in attributes:
            raise NotAPicture("the whole of it is moved or turned, which handouts do not show; group it and move that")
        self.is_bare = self.is_bare and "viewBox" in attributes
        self.parser.StartElementHandler = self.element
        self.element(name, attributes)
        self.is_empty = True

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Every element, the outermost included."""
        if name not in self.harmless:
            self.check_element(name)
        if not HARMLESS.issuperset(attributes):
            for key in attributes.keys() - HARMLESS:
                self.check_attribute(key, attributes[key])
        if self.may_have_css:
            check_values(attributes)
        if self.may_tell:
            self.check_names(attributes)

    def check_names(self, attributes: dict[str, str]) -> None:
        """Names of parts are left out where they tell of a folder or a person, and nothing points to them."""
        for key, value in attributes.items():
            if tells(key, value):
                self.is_bare = False
                if f"#{value}" in self.all_words:
                    raise NotAPicture(f"one of its parts is called “{value}”; give that another name and save it again")

    def check_element(self, name: str) -> None:
        """An element that has not come before in this file, or whose words count."""
        home, _, plain = name.rpartition(" ")
        self.is_empty = self.is_empty and (plain in SILENT or not is_drawn(name))
        if plain in ALIVE or home.endswith("/xhtml") or (home == NAMESPACE and plain in NOT_SHOWN):
            raise NotAPicture(f"it holds {UNFIT.get(plain, UNPLAIN).format(f'<{plain}>')}")
        self.is_bare = self.is_bare and is_drawn(name)
        if plain not in WORDED:
            self.harmless.add(name)
        elif self.parser.EndElementHandler is None:
            self.said = []
            self.parser.EndElementHandler = self._end_of(name)
        elif plain == "style":
            raise NotAPicture("it has a style sheet inside of words; save it as a plain drawing")
        else:
            self.is_bare = False  # a title within a text, say: rare, and not worth a closer look

    def check_attribute(self, key: str, value: str) -> None:
        """An attribute that has not come before, or whose value counts each time."""
        plain = key.rpartition(" ")[2]
        if plain.lower().startswith("on"):
            raise NotAPicture("it holds a script; save it as a plain drawing")
        if plain == "href" and not value.startswith("#"):
            raise NotAPicture(ASKS)
        if key == "media" and value not in ("all", "screen"):
            raise NotAPicture(UNPRINTABLE.format(f"{key}="))
        if not is_kept(key):
            self.is_bare = False
        elif plain not in ("href", "media"):
            HARMLESS.add(key)

    def words(self, said: str) -> None:
        """Words between elements, styles among them."""
        if not said.isspace():
            self.said.append(said)

    def _end_of(self, opened: str) -> Callable[[str], None]:
        def end(name: str) -> None:
            if name == opened:
                self.parser.EndElementHandler = None
                self.check_words(name.rpartition(" ")[2], "".join(self.said))

        return end

    def check_words(self, plain: str, said: str) -> None:
        """All words of an element that has any."""
        if plain == "style":
            check_sheet(said)
        if plain == "text" and (unknown := unknown_signs(said)):
            raise NotAPicture(f"the fonts of the handouts have no “{unknown[0]}”; {OUTLINES}")
        is_aside = CSS_COMMENT.search(said) if plain == "style" else plain != "text" and not is_told(plain, said)
        self.is_bare = self.is_bare and not is_aside

    def aside(self, said: str) -> None:
        """A comment, most often of the program that wrote the file."""
        self.is_bare = False

    def doctype(self, name: str, system: str | None, public: str | None, has_words_of_its_own: int) -> None:
        """A DOCTYPE can define words that stand for others."""
        self.is_bare = False
        if has_words_of_its_own:
            raise NotAPicture("it has a DOCTYPE with words of its own; save it as plain SVG")

    def instruction(self, target: str, said: str) -> None:
        """A stylesheet beside the file would not be there."""
        self.is_bare = False
        if target.lower() == "xml-stylesheet":
            raise NotAPicture(ASKS)


def check_values(attributes: Mapping[str, str]) -> None:
    """Refuse an attribute of a drawing's own that asks for another file, or that paper does not know."""
    for key, value in attributes.items():
        if ("(" in value or "\\" in value) and " " not in key and key not in NAMES:
            check_value(key, value)
    if lack := unprintable(attributes.get("style", ""), "viewBox" in attributes):
        raise NotAPicture(UNPRINTABLE.format(lack))


def check_value(key: str, value: str) -> None:
    """Refuse a value with brackets or backslashes that asks for another file, or that paper does not know."""
    if REACHES_OUT.search(value):
        raise NotAPicture(ASKS)
    if key != "style" and (found := IN_ATTRIBUTES.search(value)):
        raise NotAPicture(UNPRINTABLE.format(f"{found[0]})"))


def check_sheet(words: str) -> None:
    """Refuse a style sheet with fonts of its own, or that asks for another file, or that paper does not know."""
    if OWN_FONT.search(words):
        raise NotAPicture(f"it brings a font of its own; {OUTLINES}")
    if REACHES_OUT.search(words):
        raise NotAPicture(ASKS)
    if lack := unprintable_sheet(words):
        raise NotAPicture(UNPRINTABLE.format(lack))


def shown_size(attributes: dict[str, str]) -> tuple[int, int]:
    """The shape of a drawing by its outermost element: its view box, or a size that differs from it."""
    said = [length(attributes.get(name, "")) for name in ("width", "height")]
    if 0.0 in said:
        raise NotAPicture("its width or height is 0, so nothing is shown; save it with a size")
    usual = f"0 0 {said[0]} {said[1]}" if said[0] and said[1] else ""
    width, height = _view_box(attributes.get("viewBox", usual))
    if said[0] and said[1] and abs(said[0] * height / (said[1] * width) - 1) > 0.01:
        width, height = said[0], said[1]
    if not 1 / LONGEST <= width / height <= LONGEST:
        raise NotAPicture(
            f"it is {width:g} wide and {height:g} high, which can hardly be seen; save it in another shape"
        )
    more = max(1.0, SMALLEST / min(width, height))
    return round(width * more), round(height * more)


def _view_box(words: str) -> tuple[float, float]:
    numbers = re.split(r"[\s,]+", words.strip())
    try:
        _, _, width, height = map(float, numbers)
    except ValueError:
        raise NotAPicture(NO_SIZE) from None
    if not (LEAST <= width <= LARGEST and LEAST <= height <= LARGEST):
        raise NotAPicture(
            f"its viewBox is {numbers[2]} wide and {numbers[3]} high; save it with the size of the drawing"
        )
    return width, height
