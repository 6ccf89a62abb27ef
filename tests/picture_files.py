"""Pictures that tests write, and what is published of them."""

import io

from PIL import ExifTags, Image, ImageDraw

from exercise_handbook.pictures.picture_copies import developed
from exercise_handbook.pictures.pictures import picture

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 80 40">'
HEAD = EMPTY + '<path d="M9 9h9"></path>'
RASTERS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


def marked(width=90, height=60):
    """A picture that is red in its upper left quarter, blue in its upper right one, and white below."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, 0, width // 2, height // 2], "#cc0000")
    draw.rectangle([width // 2, 0, width, height // 2], "#0000cc")
    return image


def is_marked(image):
    """Whether it is that picture, standing upright."""
    image = image.convert("RGBA")
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    x, y = image.width // 4, image.height // 4
    red, blue, white = (image.getpixel(at)[:3] for at in ((x, y), (3 * x, y), (2 * x, 3 * y)))
    return red[0] > red[2] + 100 and blue[2] > blue[0] + 100 and min(white) > 230


def encoded(image, kind, **how):
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def saved(folder, content, name="a.jpg"):
    (folder / name).write_bytes(content)
    return folder / name


def published(file):
    """What is published of a file, the main one first."""
    found = picture(file)
    assert found.kind, found.trouble
    return [content for _, _, content in developed(found).values()] if found.digest else [file.read_bytes()]


def shown(file):
    return Image.open(io.BytesIO(published(file)[0]))


def trouble_of(folder, content, name="a.jpg"):
    found = picture(saved(folder, content, name))
    assert found.kind is None
    return found.trouble


def telling_exif():
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Artist] = "SecretMaker", "SecretArtist"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (51.0, 30.0, 26.0), 29: "2026:01:01", 27: b"GPSSecret"})
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = "SecretSerial"
    return exif


def telling_jpeg():
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0c\x1c\x02\x50\0\x06Secret"
    whole = encoded(marked(900, 600), "JPEG", exif=telling_exif(), comment=b"SecretComment", xmp=b"<x>SecretXmp</x>")
    app13 = b"\xff\xed" + (len(iptc) + 2).to_bytes(2) + iptc
    return whole[:2] + app13 + whole[2:] + b"SecretFilmBehindTheEnd"
