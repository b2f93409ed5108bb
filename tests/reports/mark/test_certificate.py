"""The certificate: tagged, the same bytes for the same mark, what it says can be checked, and who gets it when."""

from datetime import date
from io import BytesIO
from pathlib import Path
from subprocess import run
from typing import Any

import pdfua
import pikepdf
import pytest
import zxingcpp
from django.conf import settings
from django.urls import reverse
from PIL import Image

from keurmerk.models import Mark
from reports.mark.certificate.pdf import certificate_pdf, certificate_picture
from tests.keurmerk.cast import World, browser, make_world
from tests.keurmerk.register import shelf
from tests.reports.mark.test_plan_pdf import WEIRD


@pytest.fixture
def world(db: Any) -> World:
    return make_world()


def of_bank(world: World, **fields: Any) -> Mark:
    return shelf.mark(organisation=world.bank, scope="Het buurthuis", **fields)


def written(data: bytes) -> str:
    """What stands on it, as people read it."""
    return " ".join(
        run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True).stdout.decode().split()
    )


CASES: dict[str, dict[str, Any]] = {
    "as most are": {},
    "an example": {"demo": True, "number": "VB-2026-0001"},
    "from before this system": {"route": "", "scope": "", "municipality": None, "imported_at": "2026-11-01T10:00Z"},
    "anything people type": {"name": (WEIRD * 4)[:200], "scope": WEIRD * 60},
    "long": {"name": "Vereniging van Vrijwilligers " * 6, "scope": "Locatie Noord en locatie Zuid. " * 10},
}


@pytest.mark.parametrize("case", CASES)
def test_pdf_ua_finds_nothing_and_it_is_one_page(db: Any, tmp_path: Path, case: str) -> None:
    mark = shelf.mark(**{"scope": "Het buurthuis"} | CASES[case])
    mark.refresh_from_db()
    file = tmp_path / "certificaat.pdf"
    file.write_bytes(certificate_pdf(mark))
    found = pdfua.validate(str(file)).outcomes
    assert [finding for outcome in found for finding in outcome.findings] == []
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("Certificaat keurmerk Goed Geregeld ")
        assert (len(pdf.pages) > 1) == (len(mark.scope) > 180)


def test_it_says_whose_mark_it_is_how_long_it_is_valid_and_how_to_check_it(world: World) -> None:
    first = date(2024, 2, 29)
    mark = of_bank(world, valid_from=first, decided_on=date(2024, 2, 1))
    text = written(certificate_pdf(mark))
    for words in (
        "Stichting De Bank",
        "Utrecht",
        mark.number,
        mark.code,
        "29 februari 2024",
        "28 februari 2028",
        "Besloten op 1 februari 2024",
        "De sterstellingen zijn beoordeeld",
        "Het keurmerk geldt voor: Het buurthuis.",
        "/controle",
    ):
        assert words in text
    assert "Voorbeeld" not in text
    assert "Voorbeeld: dit is geen echt keurmerk" in written(certificate_pdf(of_bank(world, demo=True)))


def test_the_name_is_the_one_on_the_mark_also_when_the_organisation_is_called_otherwise_by_now(world: World) -> None:
    world.bank.name = "Stichting De Nieuwe Bank"
    world.bank.save()
    text = written(certificate_pdf(of_bank(world)))
    assert "Stichting De Bank" in text
    assert "Nieuwe" not in text


def test_the_same_mark_gives_the_same_bytes(world: World) -> None:
    mark = of_bank(world)
    assert certificate_pdf(mark) == certificate_pdf(Mark.objects.get(pk=mark.pk))
    assert certificate_picture(mark) == certificate_picture(Mark.objects.get(pk=mark.pk))


def test_the_code_is_scanned_from_what_is_printed(world: World, tmp_path: Path) -> None:
    mark = of_bank(world)
    (tmp_path / "c.pdf").write_bytes(certificate_pdf(mark))
    run(["pdftoppm", "-r", "100", "-png", "-singlefile", tmp_path / "c.pdf", tmp_path / "c"], check=True)
    address = settings.SITE_URL + reverse("register:check", args=[mark.code])
    for picture in ((tmp_path / "c.png").read_bytes(), certificate_picture(mark)):
        with Image.open(BytesIO(picture)) as image:
            assert [one.text for one in zxingcpp.read_barcodes(image.convert("L"))] == [address]
    assert browser(world.boris).get(reverse("register:check", args=[mark.code])).status_code in (200, 302)


def test_the_organisation_and_the_office_download_it(world: World) -> None:
    mark = of_bank(world)
    for kind, begin in (("pdf", b"%PDF-"), ("png", b"\x89PNG")):
        at = f"/ons-keurmerk/{mark.number}/certificaat.{kind}"
        for name in ("fatima", "iris", "wim", "sanne", "bea"):
            answer = browser(getattr(world, name)).get(at)
            assert answer.content.startswith(begin)
            assert f'filename="certificaat-goed-geregeld-stichting-de-bank.{kind}"' in answer["Content-Disposition"]
        for name in ("boris", "ad", "aud"):
            assert browser(getattr(world, name)).get(at).status_code == 404


def test_a_mark_without_an_organisation_is_the_offices(world: World) -> None:
    at = f"/ons-keurmerk/{shelf.mark().number}/certificaat.pdf"
    assert browser(world.sanne).get(at).status_code == 200
    assert browser(world.fatima).get(at).status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "suspended"}, "Het keurmerk is geschorst."),
        ({"state": "withdrawn"}, "Het keurmerk is ingetrokken."),
        ({"state": "expired"}, "Het keurmerk liep tot en met"),
        ({"valid_from": date(2019, 3, 1)}, "Het keurmerk liep tot en met 28 februari 2023."),  # nobody noted it yet
    ],
)
def test_of_a_mark_that_may_not_be_shown_there_is_none(world: World, fields: dict[str, Any], words: str) -> None:
    mark = of_bank(world, **fields)
    for name in ("fatima", "sanne"):
        for kind in ("pdf", "png"):
            answer = browser(getattr(world, name)).get(f"/ons-keurmerk/{mark.number}/certificaat.{kind}")
            assert answer.status_code == 409
            assert words in answer.content.decode()


def test_of_a_mark_that_begins_later_there_is_one_already(world: World) -> None:
    mark = of_bank(world, valid_from=shelf.today() + 30 * shelf.DAY)
    assert browser(world.fatima).get(f"/ons-keurmerk/{mark.number}/certificaat.pdf").status_code == 200
