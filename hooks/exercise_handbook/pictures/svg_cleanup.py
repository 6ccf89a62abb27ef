"""Writes a drawing anew with what is drawn and nothing else: not who made it, with what, or in which folder."""

import re
from collections.abc import Callable
from html import escape
from xml.parsers import expat

NAMESPACE = "http://www.w3.org/2000/svg"
PREFIXES = {"": "", "http://www.w3.org/1999/xlink": "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:"}
"""How attributes are written that are a drawing's own, by their namespace. All others are those of editors."""

READ = {"data-moment", "data-moments", "data-move-seconds", "data-hold-seconds", "data-marks"}
"""What the player of movements and the key of the marks read; other data-… say how an editor calls its layers."""

TELLS = (
    r"[a-z]:\\|\\\\|file:|/(home|users|volumes|mnt|media|var|tmp)/|\S@\S|\bversion \d"
    r"|\.(svgz?|ai|eps|pdf|psd|png|jpe?g|tiff?|webp|cdr|indd|sketch|fig|afdesign|blend|dwg|dxf)\b"
    r"|\b(created|drawn|made|exported|generated|saved|photographed) (with|by|using|from|on)\b|\bgenerator\b|\bauthor\b"
)
PRIVATE = re.compile(TELLS, re.IGNORECASE)
"""A title or a description that names a file, a program or a person."""

LICENCE = re.compile(r"creativecommons\.org/|public domain", re.IGNORECASE)
SAYING = {"title", "desc", "metadata"}
WORDED = {*SAYING, "text", "style"}
"""The elements whose words count."""

NAMES = {"id", "class", "aria-label", "http://www.w3.org/1999/xlink title"}
"""The attributes, as expat calls them, into which editors write what a layer or a file is called."""

TELLING = ("\\", "@", "file:", "/home/", "/Users/", "/users/", "/Volumes/", "/mnt/", "/media/")
"""Signs without one of which no name in a drawing is that of a folder or a person: most drawings have none."""

CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)(px|pt|pc|mm|cm|in|q|r?em|ex)?\s*", re.IGNORECASE)
PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}
PIXELS |= {"em": 16.0, "rem": 16.0, "ex": 8.0}
"""How many pixels the units of CSS have."""

Attributes = dict[str, str]
Paint = Callable[[str, Attributes], Attributes | None]
"""Gives an element's attributes as they are to be written, by its name; None where it is left out."""


def redrawn(words: str, paint: Paint = lambda name, attributes: attributes, style: Callable[[str], str] = str) -> str:
    """A drawing's XML without comments, metadata and all that is an editor's own; painted anew where asked."""
    writer = _Writer(paint, style)
    try:
        writer.parser.Parse(words, True)
    finally:
        del writer.parser  # each holds the other, or neither would be let go of before all memory is looked through
    return "".join(writer.written)


def is_drawn(name: str) -> bool:
    """Whether an element, as expat calls it, is SVG and no editor's own."""
    return name.startswith(f"{NAMESPACE} ")


def is_kept(key: str) -> bool:
    """Whether an attribute, as expat calls it, belongs to the drawing."""
    home, _, plain = key.rpartition(" ")
    if plain == "base":
        return False
    return home in PREFIXES and (not plain.startswith("data-") or plain in READ)


def is_told(name: str, said: str) -> bool:
    """Whether the words of a title, a description or metadata are for readers."""
    if name == "metadata":
        return bool(LICENCE.search(said)) and not PRIVATE.search(said)
    return not PRIVATE.search(said)


def tells(key: str, value: str) -> bool:
    """Whether a name in a drawing is that of a file, a program or a person."""
    return key in NAMES and any(sign in value for sign in TELLING) and PRIVATE.search(value) is not None


def length(words: str) -> float | None:
    """A length in pixels; None for a part of the page, or where none is said."""
    found = LENGTH.fullmatch(words)
    return float(found[1]) * PIXELS[(found[2] or "").lower()] if found else None


class _Writer:
    def __init__(self, paint: Paint, style: Callable[[str], str]) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.paint, self.style = paint, style
        self.written: list[str] = []
        self.left_out = 0
        """How many elements are open that are left out."""
        self.open: list[tuple[str, int]] = []
        """The names of the elements that are open, and where each begins."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        plain = name.rpartition(" ")[2]
        kept = {
            _written_name(key): value for key, value in attributes.items() if is_kept(key) and not tells(key, value)
        }
        if "href" in kept:
            kept.pop("xlink:href", None)  # of two, browsers take the newer, and the typesetter the older
        painted = self.paint(plain, kept) if is_drawn(name) and not self.left_out else None
        if painted is None:
            self.left_out += 1
            return
        if not self.open:
            painted = {"xmlns": NAMESPACE, "xmlns:xlink": "http://www.w3.org/1999/xlink"} | _view_box(painted) | painted
        self.open.append((plain, len(self.written)))
        said = "".join(f' {key}="{escape(value)}"' for key, value in painted.items())
        self.written.append(f"<{plain}{said}>")

    def end(self, name: str) -> None:
        """An element ends."""
        if self.left_out:
            self.left_out -= 1
            return
        plain, begin = self.open.pop()
        said = "".join(self.written[begin + 1 :])
        if plain in SAYING and not is_told(plain, said):
            del self.written[begin:]
        else:
            self.written.append(f"</{plain}>")

    def words(self, said: str) -> None:
        """Words stand in elements that show them or tell of them."""
        names = {plain for plain, _ in self.open}
        if self.left_out or not names & WORDED:
            return
        if "style" in names:
            said = self.style(CSS_COMMENT.sub("", said))
        self.written.append(escape(said, quote=False))


def _view_box(attributes: Attributes) -> Attributes:
    """The view box that a drawing of so many pixels has where it names none: without it, it does not shrink."""
    size = [length(attributes.get(name, "")) for name in ("width", "height")]
    return {"viewBox": f"0 0 {size[0]:g} {size[1]:g}"} if all(size) else {}


def _written_name(key: str) -> str:
    home, _, plain = key.rpartition(" ")
    return PREFIXES[home] + plain
