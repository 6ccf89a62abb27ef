"""What an SVG file really is: its size, and that it neither runs nor asks for anything else.

Read by expat without building a tree: a library of a thousand exercises has thousands of drawings.
"""

import re
from xml.parsers import expat

NAMESPACE = "http://www.w3.org/2000/svg"
ALIVE = {"script", "foreignObject", "iframe", "image"}
REACHES_OUT = re.compile(r"url\((?!\s*['\"]?#)|@import", re.IGNORECASE)


class NotADrawing(Exception):
    """Why a file cannot be shown as a drawing, in words for its author."""


def drawing_size(content: bytes) -> tuple[int, int]:
    """The width and height of a drawing's view box, in its own units. Raises NotADrawing."""
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise NotADrawing(f"it cannot be read as SVG ({error}); save it again") from None
    return reader.size


class _Reader:
    """Looks at each element as it comes by."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True  # or words could come in pieces, and a pattern fall between two
        self.parser.StartElementHandler = self.first
        self.parser.CharacterDataHandler = self.words
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.size = (0, 0)
        # Names that are judged once: a drawing says the same few thousands of times.
        self.harmless_elements: set[str] = set()
        self.harmless_attributes: set[str] = set()

    def first(self, name: str, attributes: dict[str, str]) -> None:
        """The outermost element says what the file is, and its size."""
        if name != f"{NAMESPACE} svg":
            raise NotADrawing("it is not SVG inside; save it as plain SVG")
        self.size = _size(attributes.get("viewBox", ""))
        self.parser.StartElementHandler = self.element
        self.element(name, attributes)

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Every element, the outermost included."""
        if name not in self.harmless_elements:
            self.judge_element(name)
        for key, value in attributes.items():
            if key not in self.harmless_attributes:
                self.judge_attribute(key, value)
            if "(" in value and REACHES_OUT.search(value):
                raise NotADrawing("it asks for another file; save it with everything inside")

    def judge_element(self, name: str) -> None:
        """An element that has not come before in this file."""
        if _plain(name) in ALIVE:
            raise NotADrawing(f"it holds <{_plain(name)}>; save it as a plain drawing")
        self.harmless_elements.add(name)

    def judge_attribute(self, key: str, value: str) -> None:
        """An attribute that has not come before in this file, or that each time may lead somewhere else."""
        if _plain(key).lower().startswith("on"):
            raise NotADrawing("it holds a script; save it as a plain drawing")
        if _plain(key) != "href":
            self.harmless_attributes.add(key)
        elif not value.startswith("#"):
            raise NotADrawing("it asks for another file; save it with everything inside")

    def words(self, said: str) -> None:
        """Words between elements, styles among them."""
        if REACHES_OUT.search(said):
            raise NotADrawing("it asks for another file; save it with everything inside")

    def doctype(self, *_: object) -> None:
        """A DOCTYPE can define words that stand for others."""
        raise NotADrawing("it has a DOCTYPE; save it as plain SVG")


def _size(view_box: str) -> tuple[int, int]:
    numbers = re.split(r"[\s,]+", view_box.strip())
    try:
        width, height = (max(1, round(float(number))) for number in numbers[2:4])
    except (ValueError, OverflowError):
        raise NotADrawing("it has no viewBox, so its size is not known; save it with one") from None
    return width, height


def _plain(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition(" ")[2]
