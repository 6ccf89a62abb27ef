"""Pictures as handouts show them: black, white and greys that live through a photocopier."""

import base64
import io
from functools import lru_cache
from typing import Any

import tinycss2
from PIL import Image
from tinycss2.color4 import Color
from tinycss2.color5 import parse_color

from exercise_handbook.library.model.files import Picture
from exercise_handbook.pictures.drawing import read
from exercise_handbook.pictures.photograph import upright
from exercise_handbook.pictures.print_styles import in_light
from exercise_handbook.pictures.svg_cleanup import Attributes, redrawn

TONES = {
    "#efd0b8": "#ffffff",  # skin
    "#c2906c": "#dcdcdc",  # darker skin
    "#cbdad0": "#ffffff",  # the mat
    "#8fa699": "#8a8a8a",  # its edge
    "#dbe7f0": "#ededed",  # shirts
    "#efe3c4": "#f4f4f4",
    "#a3b7ca": "#c4c4c4",  # shorts
    "#9fb3a4": "#b8b8b8",
    "#5a4a40": "#4a4a4a",  # hair
    "#cf4a12": "#000000",  # arrows
    "#c94611": "#000000",  # a gap
    "#083b75": "#000000",  # muscles that work
    "#9d1f63": "#000000",  # where it stretches
}
"""The colours of our own drawings, and the greys that keep them apart. Any other becomes as light a grey."""

SHADOWS = {("#a3b8aa", None), ("#24313d", ".1")}
"""Fill and opacity of soft shadows: on a photocopy they are dirt."""

COLOURED = {"fill", "stroke", "color", "stop-color", "flood-color", "lighting-color", "solid-color"}
"""The attributes and properties whose values are colours."""

WIDEST = 900
"""Pixels; more are not seen at the 90 mm that a picture is wide on paper."""


def in_greys(picture: Picture) -> str:
    """A picture as SVG in greys; a photograph is wrapped into one."""
    content = picture.path.read_bytes()
    return drawing_in_greys(read(content)[1]) if picture.kind == "svg" else _wrapped(content)


def drawing_in_greys(words: str) -> str:
    """A drawing's XML with every colour in it turned into a grey, and without soft shadows."""
    return redrawn(words, _painted, _sheet)


def _painted(name: str, attributes: Attributes) -> Attributes | None:
    if name == "path" and (attributes.get("fill"), attributes.get("fill-opacity")) in SHADOWS:
        return None
    return {key: _attribute(key, value) for key, value in attributes.items()}


def _attribute(key: str, value: str) -> str:
    if key == "style":
        return _declarations(value)
    return _value(value) if key in COLOURED else value


@lru_cache(maxsize=4096)
def _value(value: str) -> str:
    """The value of a coloured attribute, such as url(#fade) red."""
    return str(tinycss2.serialize([_grey(token) for token in tinycss2.parse_component_value_list(value)]))


@lru_cache(maxsize=1024)
def _declarations(style: str) -> str:
    return _serialized(tinycss2.parse_blocks_contents(style, skip_comments=True))


@lru_cache(maxsize=256)
def _sheet(style: str) -> str:
    return _serialized(tinycss2.parse_stylesheet(style, skip_comments=True))


def _serialized(nodes: list[Any]) -> str:
    for node in nodes:
        _turn_grey(node)
    return str(tinycss2.serialize(nodes))


def _turn_grey(node: Any) -> None:
    """Turn a declaration grey, or those in the block of a rule."""
    if node.type == "declaration":
        node.name = node.lower_name  # the typesetter knows it in small letters alone
        node.value = [_grey(token) for token in node.value] if node.name in COLOURED else node.value
    elif node.type in ("qualified-rule", "at-rule") and node.content:
        inside = tinycss2.parse_blocks_contents(node.content)
        node.content = tinycss2.parse_component_value_list(_serialized(inside))


def _grey(token: Any) -> Any:
    """A token of CSS, grey if it is a colour. An address, such as url(#bed), is a token of its own."""
    token = in_light(token)
    colour = parse_color(token)
    if isinstance(colour, Color):
        return tinycss2.parse_one_component_value(grey(colour))
    if colour == "currentcolor":
        return tinycss2.parse_one_component_value("currentColor")  # likewise
    if token.type == "function":
        token.arguments = [_grey(one) for one in token.arguments]
    return token


def grey(colour: Color) -> str:
    """The grey for a colour, as #c8c8c8, or as rgba(200,200,200,0.5) if one sees through it."""
    tone = TONES.get("#" + bytes(_bytes(colour)).hex()) if colour.alpha == 1 and _is_rgb(colour) else None
    if tone:
        return tone
    light = _light(colour)
    if colour.alpha == 1:
        return f"#{light:02x}{light:02x}{light:02x}"
    return f"rgba({light},{light},{light},{colour.alpha:.3g})"


def _light(colour: Color) -> int:
    """How light a colour is, from 0 to 255."""
    if colour.space in ("lab", "lch", "oklab", "oklch"):
        most = 1 if colour.space.startswith("ok") else 100
        return round(255 * min(1, max(0, (colour.coordinates[0] or 0) / most)))
    red, green, blue = _bytes(colour)
    return round(0.2126 * red + 0.7152 * green + 0.0722 * blue)  # ITU-R BT.709


def _bytes(colour: Color) -> list[int]:
    """Red, green and blue from 0 to 255; those of a wider space are taken for those of sRGB."""
    plain = colour.to("srgb") if _is_rgb(colour) else colour
    return [round(255 * min(1, max(0, part or 0))) for part in plain.coordinates]


def _is_rgb(colour: Color) -> bool:
    return colour.space in ("srgb", "hsl", "hwb")


def _wrapped(content: bytes) -> str:
    flat = _on_white(upright(content, WIDEST))
    file = io.BytesIO()
    flat.save(file, "JPEG", quality=70)
    encoded = base64.b64encode(file.getvalue()).decode()
    width, height = flat.size
    return SVG.format(width=width, height=height, content=encoded)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.convert("L")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("L")


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    '<image width="{width}" height="{height}" href="data:image/jpeg;base64,{content}"/></svg>'
)
