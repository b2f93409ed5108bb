"""Pictures are made anew from their pixels: so nothing stays of where and when they were taken, nor of anything hidden in them.

They stand upright afterwards. Of a picture that moves the first image is kept; HEIC becomes JPEG, which everybody can open.
"""

import warnings
from io import BytesIO
from typing import BinaryIO

import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from goedgeregeld.uploads.values import JPEG, PNG, WEBP, Kind, Refused

MAX_PIXELS = 50_000_000  # what the newest telephones make; decoded some 150 MB
QUALITY = 88
_FORMATS = {"JPEG": JPEG, "MPO": JPEG, "HEIF": JPEG, "PNG": PNG, "WEBP": WEBP}
_OPEN_AS = ["JPEG", "PNG", "WEBP", "HEIF"]

NO_PICTURE = "Deze foto is beschadigd of niet helemaal aangekomen. Maak of bewaar haar opnieuw en upload haar nog eens."
TOO_LARGE = "Deze foto heeft te veel beeldpunten (meer dan 50 miljoen). Maak haar kleiner en upload haar opnieuw."

pi_heif.register_heif_opener(thumbnails=False)


def cleaned(stream: BinaryIO) -> tuple[Kind, BytesIO]:
    """The picture anew, and its kind. Raises Refused where it cannot be read or is too large to."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata, which goes anyway
        try:
            return _cleaned(stream)
        except (Refused, MemoryError):
            raise
        except (UnidentifiedImageError, Image.DecompressionBombError) as error:
            raise Refused(NO_PICTURE) from error
        except Exception as error:  # a decoder that stumbles says so in its own way
            raise Refused(NO_PICTURE) from error


def _cleaned(stream: BinaryIO) -> tuple[Kind, BytesIO]:
    with Image.open(stream, formats=_OPEN_AS) as picture:
        kind = _FORMATS[picture.format or ""]
        if picture.width * picture.height > MAX_PIXELS:
            raise Refused(TOO_LARGE)
        upright = ImageOps.exif_transpose(picture)
        plain = upright.convert(_mode(upright, kind))
    plain.info.clear()  # some of it would be written along
    out = BytesIO()
    if kind is PNG:
        plain.save(out, "PNG")
    else:
        plain.save(out, "JPEG" if kind is JPEG else "WEBP", quality=QUALITY)
    out.seek(0)
    return kind, out


def _mode(picture: Image.Image, kind: Kind) -> str:
    if kind is not JPEG and picture.has_transparency_data:
        return "RGBA"
    return "L" if picture.mode in ("1", "L") else "RGB"
