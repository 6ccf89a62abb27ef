"""The picture that goes with a link to any page that has none of its own: the publisher's sign on white."""

import io

from exercise_handbook.library.model.files import Picture

TOOLS = ("pictures/link_preview.py", "typst", "pillow")
"""What decides how it looks."""

WIDTH, HEIGHT = 1200, 630
"""Pixels, as those who show links ask for."""

ROOM = (720, 360)
"""Pixels that the sign may take."""

SHEET = b"""#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: white)
#place(center + horizon, image(bytes(sys.inputs.sign), format: "svg", width: 720pt, height: 360pt, fit: "contain"))
"""


def link_preview(sign: Picture) -> bytes:
    """The sign as large as there is room, as PNG."""
    content = sign.path.read_bytes()
    return _drawn(content.decode("utf-8")) if sign.kind == "svg" else _put(content)


def _drawn(svg: str) -> bytes:
    import typst  # here and below: only where a library has a sign

    made = typst.compile(SHEET, format="png", ppi=72, sys_inputs={"sign": svg})
    assert isinstance(made, bytes)
    return made


def _put(content: bytes) -> bytes:
    from PIL import Image

    from exercise_handbook.pictures.photograph import upright

    sign = upright(content).convert("RGBA")
    sign.thumbnail(ROOM)
    sheet = Image.new("RGB", (WIDTH, HEIGHT), "white")
    sheet.paste(sign, ((WIDTH - sign.width) // 2, (HEIGHT - sign.height) // 2), sign)
    file = io.BytesIO()
    sheet.save(file, "PNG", optimize=True)
    return file.getvalue()
