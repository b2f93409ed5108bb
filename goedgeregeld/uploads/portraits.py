"""A photo of somebody: a square of 400 pixels from the middle, made anew from its pixels, so that no metadata stays."""

from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps

from goedgeregeld.uploads.images import cleaned
from goedgeregeld.uploads.inspection import EMPTY, too_large
from goedgeregeld.uploads.values import MIB, Refused

SIDE = 400
SMALLEST = 100  # pixels; less is a stamp
LARGEST = 10 * MIB
TOO_SMALL = "Deze foto is te klein. Kies een foto van minstens 100 bij 100 beeldpunten."


def portrait(stream: BinaryIO, *, size: int) -> bytes:
    """The photo as it is kept: a JPEG. Raises Refused, with the reason in Dutch."""
    if not size:
        raise Refused(EMPTY)
    if size > LARGEST:
        raise Refused(too_large(size, LARGEST))
    stream.seek(0)
    _kind, content = cleaned(stream)
    with Image.open(content) as picture:
        if min(picture.size) < SMALLEST:
            raise Refused(TOO_SMALL)
        square = ImageOps.fit(_on_white(picture), (SIDE, SIDE))
    out = BytesIO()
    square.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency, which a JPEG has not."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture.convert("RGBA"))
    return ground.convert("RGB")
