"""What a file of pixels really is, and its picture as readers should see it: upright, whole, in the web's colours."""

import io
import re
import warnings
from functools import cache

from PIL import ExifTags, Image, ImageCms, ImageOps

from exercise_handbook.library.model.files import PictureKind
from exercise_handbook.library.problems import UNREADABLE, NotAPicture
from exercise_handbook.pictures.drawing import LONGEST
from exercise_handbook.pictures.jpeg_scans import with_more

LARGEST = 1600
"""Pixels of the longer side of what is published: sharp at 530 px on a screen with three pixels to one."""

LIGHT = 50_000
"""Bytes up to which a file that holds nothing but a picture is published as it lies."""

MOST_PIXELS = 120_000_000
"""More is hardly a photograph: a small file may hold so many that unpacking it fills the memory."""

KINDS: dict[str, PictureKind] = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp"}
"""Pillow's names of the formats that browsers show; a phone's MPO is a JPEG with more behind it."""

READ = ("JPEG", "PNG", "WEBP")
"""What Pillow may try; it finds by itself that a JPEG is an MPO."""

PNG_PARTS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"sRGB", b"gAMA", b"pHYs", b"sBIT", b"bKGD"}
"""The chunks of a PNG that say nothing of anybody."""

WEBP_PARTS = {b"VP8 ", b"VP8L", b"ALPH", b"VP8X"}
"""Likewise of a WebP."""

JFIF = b"\xff\xe0\0\x10"
"""How the first segment of a JPEG begins that holds no small copy of the picture, as it was before it was cut."""

JPEG_MORE = re.compile(rb"\xff[\xe0-\xfe]|\xff\xd9(?!\Z)")
"""In a JPEG: a program's own segment, a comment, or bytes behind its end. It may see one too many, never too few."""

USUAL_GAMMA = 1 / 2.2

SPOILT = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, KeyError)
"""What Pillow raises of a file that is cut off, damaged or none at all."""

DAMAGED = "it is cut off or damaged; copy or save it again"

warnings.filterwarnings("ignore", module=r"PIL\.")  # on odd tags that are left out anyway
Image.MAX_IMAGE_PIXELS = None  # judged here instead, in words


def kind_and_size(content: bytes) -> tuple[PictureKind, tuple[int, int]]:
    """The kind of a file of pixels, and how many lie side by side and below one another. Raises NotAPicture."""
    with _opened(content) as image:
        return KINDS[image.format or ""], image.size


def upright(content: bytes, most: int = LARGEST) -> Image.Image:
    """The picture in sRGB (L, RGB or RGBA), turned as it was held, its longer side at most so many pixels.

    It bears nothing of what else the file says, but for the sizes of a JPEG's own tables. Raises NotAPicture.
    """
    try:
        with _opened(content) as image:
            image.verify()  # the checksums of a PNG, which reading its pixels leaves unproved
        image = _whole(content, most)
        image = _turned(_smaller(_eight_bits(image), most))
        image = _in_srgb(image)
    except SPOILT:
        raise NotAPicture(DAMAGED) from None
    image.info = {}
    if image.mode == "RGBA":
        return _without_what_is_erased(image)
    return image


def is_bare(kind: PictureKind, content: bytes) -> bool:
    """Whether a light file holds only 8-bit pixels as they are seen, and no word on who, where or with what."""
    return len(content) <= LIGHT and IS_BARE[kind](content) and not _hides_what_is_erased(content)


def fitted(size: tuple[int, int], most: int) -> tuple[int, int]:
    """A size with its longer side at most so many pixels, never larger than it was."""
    part = min(1, most / max(size))
    return max(1, round(size[0] * part)), max(1, round(size[1] * part))


def _opened(content: bytes) -> Image.Image:
    if content.startswith(b"RIFF") and int.from_bytes(content[4:8], "little") + 8 > len(content):
        raise NotAPicture(DAMAGED)  # Pillow takes half of a WebP for no picture at all
    try:
        image = Image.open(io.BytesIO(content), formats=READ)
    except SPOILT:
        raise NotAPicture(UNREADABLE) from None
    if image.width * image.height > MOST_PIXELS:
        raise NotAPicture(f"it is {image.width} × {image.height} pixels; save it at most 4000 wide and high")
    if max(image.size) > LONGEST * min(image.size):
        raise NotAPicture(
            f"it is {image.width} × {image.height} pixels, which can hardly be seen; save it in another shape"
        )
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise NotAPicture("it moves; save it as one still picture")
    return image


def _whole(content: bytes, most: int) -> Image.Image:
    """The picture, nothing of it missing. Raises NotAPicture."""
    image = _loaded(content, most)
    if KINDS[image.format or ""] == "jpeg" and image.tobytes() != _loaded(with_more(content), most).tobytes():
        raise NotAPicture(DAMAGED)
    return image


def _loaded(content: bytes, most: int) -> Image.Image:
    image = _opened(content)
    image.draft(None, (most, most))  # a JPEG can be read at a half, a quarter or an eighth at once
    image.load()
    return image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Any palette, any depth and any way to be transparent as L, RGB, RGBA or CMYK, which can be made smaller."""
    if image.mode in ("I;16", "I;16B", "I"):
        return _with_info(image.convert("I").point(lambda value: value * (1 / 257)).convert("L"), image)
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else _with_info(image.convert("RGBA"), image)
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return _with_info(image.convert("L" if image.mode == "1" else "RGB"), image)


def _smaller(image: Image.Image, most: int) -> Image.Image:
    size = fitted(image.size, most)
    return image if size == image.size else _with_info(image.resize(size, Image.Resampling.LANCZOS), image)


def _with_info(image: Image.Image, before: Image.Image) -> Image.Image:
    """The new picture with what was said of the one before: its orientation and its profile."""
    image.info = before.info
    return image


def _turned(image: Image.Image) -> Image.Image:
    try:
        is_upright = image.getexif().get(ExifTags.Base.Orientation, 1) == 1
        return image if is_upright else ImageOps.exif_transpose(image)
    except SPOILT:  # no browser heeds what cannot be read either
        return image


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    try:
        return _by_profile(image, profile) if profile else _without_profile(image)
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile of other colours than the picture's, or none at all
        return _without_profile(image)


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    inks = image.convert("RGB") if alpha else image
    plain = ImageCms.profileToProfile(inks, ImageCms.ImageCmsProfile(io.BytesIO(profile)), _srgb(), outputMode="RGB")
    assert plain
    if alpha:
        plain.putalpha(alpha)
    return plain.convert("L") if image.mode == "L" else plain


def _without_profile(image: Image.Image) -> Image.Image:
    if image.mode == "CMYK":
        return image.convert("RGB")
    gamma = USUAL_GAMMA if "srgb" in image.info else image.info.get("gamma", USUAL_GAMMA)
    if abs(gamma / USUAL_GAMMA - 1) < 0.05:
        return image
    curve = [round(255 * (value / 255) ** (USUAL_GAMMA / gamma)) for value in range(256)]
    alpha = [*range(256)] if image.mode == "RGBA" else []
    return image.point(curve * (len(image.getbands()) - bool(alpha)) + alpha)


def _without_what_is_erased(image: Image.Image) -> Image.Image:
    """The picture with nothing under what is clear, where programs leave the colours that a person rubbed out."""
    alpha = image.getchannel("A")
    if alpha.getbbox() is None:
        raise NotAPicture("there is nothing in it that can be seen; save the picture again")
    bare = Image.new("RGBA", image.size)
    bare.paste(image, mask=alpha.point(bool, "1"))
    return bare


def _hides_what_is_erased(content: bytes) -> bool:
    """Whether more than one colour lies under what is clear."""
    with _opened(content) as image:
        if image.mode not in ("LA", "RGBA"):
            return False
        is_clear = image.getchannel("A").point(lambda value: not value, "1")
        return sum(map(bool, image.convert("RGB").histogram(is_clear))) > len("RGB")


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _bare_jpeg(content: bytes) -> bool:
    return content.startswith(JFIF, 2) and content.endswith(b"\xff\xd9") and not JPEG_MORE.search(content, 4)


def _bare_png(content: bytes) -> bool:
    parts, at = set(), 8
    while at < len(content):
        parts.add(content[at + 4 : at + 8])
        at += 12 + int.from_bytes(content[at : at + 4])
    return content[24] <= 8 and parts <= PNG_PARTS


def _bare_webp(content: bytes) -> bool:
    parts, at = set(), 12
    while at < len(content):
        parts.add(content[at : at + 4])
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return parts <= WEBP_PARTS


IS_BARE = {"jpeg": _bare_jpeg, "png": _bare_png, "webp": _bare_webp}
