"""The picture that goes with a link to an exercise: its end on white, as networks show it."""

import io

import typst
from PIL import Image

SIZE = 1200, 630
"""What networks ask for (Open Graph), pixels."""
COLOURS = 64
PAGE = b"""#set page(width: 1200pt, height: 630pt, margin: 40pt, fill: white)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%, height: 100%, fit: "contain")"""


def preview(drawing: str) -> bytes:
    """A drawing as PNG."""
    png = typst.compile(PAGE, format="png", ppi=72, sys_inputs={"picture": drawing})
    assert isinstance(png, bytes)
    small = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()
