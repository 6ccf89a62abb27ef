"""Pictures as handouts show them: black, white and greys that live through a photocopier."""

import base64
import io
import re

from PIL import Image

from handbook.model import Picture

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
    "#083b75": "#000000",  # muscles that work
    "#9d1f63": "#000000",  # where it stretches
}
"""The colours of our own drawings, and the greys that keep them apart. Any other becomes as light a grey."""

SHADOW = re.compile(r'<path d="[^"]*" fill="(?:#a3b8aa"|#24313d" fill-opacity="\.1")/>')
"""Soft shadows: on a photocopy they are dirt."""

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
WIDEST = 900
"""Pixels; more are not seen at the 90 mm that a picture is wide on paper."""


def in_greys(picture: Picture) -> str:
    """A picture as SVG in greys; a photograph is wrapped into one."""
    if picture.kind != "svg":
        return _wrapped(picture)
    return COLOUR.sub(lambda found: grey(found[0].lower()), SHADOW.sub("", picture.path.read_text(encoding="utf-8")))


def grey(colour: str) -> str:
    """The grey for a colour such as #c2410c or #c40."""
    if colour in TONES:
        return TONES[colour]
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = bytes.fromhex(digits)
    light = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)  # ITU-R BT.709
    return f"#{light:02x}{light:02x}{light:02x}"


def _wrapped(picture: Picture) -> str:
    with Image.open(picture.path) as image:
        white = Image.new("RGBA", image.size, "white")
        flat = Image.alpha_composite(white, image.convert("RGBA")).convert("L")
    flat.thumbnail((WIDEST, WIDEST))
    file = io.BytesIO()
    flat.save(file, "JPEG", quality=70)
    content = base64.b64encode(file.getvalue()).decode()
    width, height = flat.size
    return SVG.format(width=width, height=height, content=content)


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    '<image width="{width}" height="{height}" href="data:image/jpeg;base64,{content}"/></svg>'
)
