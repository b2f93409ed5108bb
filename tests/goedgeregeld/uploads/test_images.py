"""Pictures are made anew: upright, and without a trace of where, when and by whom."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from goedgeregeld.uploads import images
from goedgeregeld.uploads.inspection import inspect
from goedgeregeld.uploads.values import JPEG, PNG, WEBP
from tests.goedgeregeld.uploads.making import SECRET, picture

KINDS = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP}


@pytest.mark.parametrize("form", KINDS)
def test_nothing_stays_of_place_time_and_maker(form: str) -> None:
    before = picture(form)
    assert SECRET in before
    assert Image.open(BytesIO(before)).getexif().get_ifd(0x8825)
    kind, made = images.cleaned(BytesIO(before))
    after = made.getvalue()
    assert kind is KINDS[form]
    assert SECRET not in after
    for trace in (b"Exif", b"EXIF", b"eXIf", b"XMP", b"xmpmeta", b"8BIM", b"tEXt", b"iTXt", b"ICCP"):
        assert trace not in after
    again = Image.open(BytesIO(after))
    assert again.format == form
    assert not again.getexif()
    own = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "loop", "background", "timestamp", "duration"}
    assert set(again.info) <= own


@pytest.mark.parametrize("form", KINDS)
def test_it_stands_upright(form: str) -> None:
    _kind, made = images.cleaned(BytesIO(picture(form, orientation=6)))
    assert Image.open(made).size == (40, 60)


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "P", "LA", "I;16"])
def test_every_way_of_keeping_colours_is_read(mode: str) -> None:
    out = BytesIO()
    Image.new("L", (9, 9)).convert(mode).save(out, "PNG")
    _kind, made = images.cleaned(out)
    again = Image.open(made)
    again.load()
    assert again.size == (9, 9)
    assert (again.mode == "RGBA") == (mode in ("RGBA", "LA"))


def test_of_a_picture_that_moves_the_first_image_is_kept() -> None:
    out = BytesIO()
    Image.new("RGB", (9, 9), "red").save(out, "WEBP", save_all=True, append_images=[Image.new("RGB", (9, 9), "blue")])
    _kind, made = images.cleaned(out)
    assert getattr(Image.open(made), "n_frames", 1) == 1


def test_heic_is_read_and_becomes_jpeg() -> None:
    before = (Path(__file__).parent / "klein.heic").read_bytes()
    assert SECRET in before
    checked = inspect(BytesIO(before), "IMG_0042.HEIC", size=len(before), largest=1_000_000)
    assert (checked.kind, checked.name) == (JPEG, "IMG_0042.jpg")
    after = checked.content.read()
    assert SECRET not in after
    assert Image.open(BytesIO(after)).size == (64, 48)
