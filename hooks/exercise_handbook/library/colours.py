"""A library's two colours: whether their contrast is enough, the nearest with enough, and those of dark pages."""

import colorsys
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from exercise_handbook.library.model.publication import Colours

TOKENS = Path(__file__).parent.parent / "assets/css/tokens.css"
PAIR = re.compile(r"--([a-z-]+): (?:var\(--light, (#\w+)\) var\(--dark, (#\w+)\)|(#\w+));")

TEXT, BORDER = 4.5, 3.0
"""The contrast that WCAG 2.2 AA requires of text, and of what must be seen but not read."""

EASY = 7.0
"""The contrast of the accent on dark pages."""

STEPS = 400
"""The number of lighter or darker shades that are tried."""


class Need(NamedTuple):
    """The contrast that a colour must have with another."""

    against: str
    what: str
    contrast: float


@cache
def token(name: str, is_dark: bool = False) -> str:
    """A colour of the stylesheet, on light or on dark pages."""
    for match in PAIR.finditer(TOKENS.read_text(encoding="utf-8")):
        if match[1] == name:
            return _long(match[4] or match[3 if is_dark else 2])
    raise KeyError(name)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_faint(colours: Colours) -> Iterator[tuple[str, str]]:
    """Each colour without enough contrast: its field, and what to write instead."""
    for field, colour, needs, end in _asked(colours):
        worst = min(needs, key=lambda need: contrast(colour, need.against) / need.contrast)
        if contrast(colour, worst.against) < worst.contrast:
            found = f"{contrast(colour, worst.against):.1f} to 1 with {worst.what} ({worst.against})"
            yield field, f"{colour} has {found}; the nearest that does is {nearest_passing(colour, needs, end)}"


def nearest_passing(colour: str, needs: list[Need], end: float) -> str:
    """The nearest lighter (end 1) or darker (end 0) shade of a colour with enough contrast."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(STEPS + 1):
        shade = _hex(colorsys.hls_to_rgb(hue, lightness + (end - lightness) * step / STEPS, saturation))
        if all(contrast(shade, need.against) >= need.contrast for need in needs):
            return shade
    return "#ffffff" if end else "#000000"


def on_dark_pages(accent: str) -> str:
    """The accent for dark pages: the same hue, light enough to be read with ease."""
    grounds = ("paper", "mat", "on-accent")
    needs = [Need(token(name, is_dark=True), name, EASY if name != "on-accent" else TEXT) for name in grounds]
    return nearest_passing(accent, needs, 1)


def stronger(accent: str, is_dark: bool) -> str:
    """The accent under the pointer: one step further from the colour of the page."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(accent))
    return _hex(colorsys.hls_to_rgb(hue, lightness + (1 - lightness) * 0.4 if is_dark else lightness * 0.7, saturation))


def _asked(colours: Colours) -> Iterator[tuple[str, str, list[Need], float]]:
    """Each colour of a library: its field, the contrasts it needs, and whether to make it lighter (1) or darker (0)."""
    band = colours.band or token("mat")
    if colours.band:
        inks = (("ink", "text", TEXT), ("soft", "notes", TEXT), ("alert", "the sign of emergency", TEXT))
        seen = (("edge", "borders", BORDER), ("focus", "the ring around what is chosen", BORDER))
        yield "band", colours.band, [Need(token(name), what, much) for name, what, much in (*inks, *seen)], 1
    if colours.accent:
        grounds = [Need(token("paper"), "the page", TEXT), Need(token("on-accent"), "words on buttons", TEXT)]
        yield "accent", colours.accent, [*grounds, Need(band.lower(), "the band", TEXT)], 0


def _luminance(colour: str) -> float:
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(one * 255):02x}" for one in channels)


def _long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
