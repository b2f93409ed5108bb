"""Showing the mark: logos that are drawings without letters, a text for the press from the data, and who gets them when."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from PIL import Image

from keurmerk.models import HandOver
from reports.mark.showing.logo import NAMES, SIZES, logo
from reports.mark.showing.pictures import WIDE, logo_png
from reports.mark.showing.press import News, press_text
from tests.keurmerk.cast import NOW, World, browser, make_world
from tests.keurmerk.register import shelf

NEWS = News(
    "De Bank", "Utrecht", "GG-2026-0001", "23 november 2026", "22 november 2030", "https://x.nl/register/GG-2026-0001/"
)


@pytest.fixture
def world(db: Any) -> World:
    return make_world()


@pytest.mark.parametrize("name", NAMES)
def test_a_logo_needs_no_font_and_says_what_it_is(name: str) -> None:
    svg = ET.fromstring(logo(name))
    tags = {one.tag.rpartition("}")[2] for one in svg.iter()}
    assert tags <= {"svg", "title", "g", "path", "circle"}
    assert svg[0].text == "Keurmerk vrijwillige inzet Goed Geregeld"
    assert len(logo(name)) < 16_000
    colours = set(re.findall(r'(?:fill|stroke)="(#\w+)"', logo(name)))
    if name.endswith(("zwart", "wit")):
        assert colours == {"#000" if name.endswith("zwart") else "#fff"}


@pytest.mark.parametrize("name", ["liggend-kleur", "rond-wit"])
def test_a_picture_of_it_has_nothing_behind_it(name: str) -> None:
    width, height = SIZES[name.partition("-")[0]]
    for wide in WIDE[:2]:
        with Image.open(BytesIO(logo_png(name, wide))) as image:
            assert image.size[0] == wide
            assert abs(image.size[1] - wide * height / width) <= 1
            assert image.mode == "RGBA"
            assert image.getpixel((0, 0))[3] == 0
            assert image.getextrema()[3] == (0, 255)


def test_the_text_for_the_press_says_what_is_known_and_leaves_out_the_rest() -> None:
    text = press_text(NEWS)
    assert "De Bank krijgt keurmerk voor goed vrijwilligerswerk" in text
    assert "Utrecht – De Bank heeft het keurmerk Vrijwillige Inzet Goed Geregeld gekregen." in text
    assert "Het keurmerk geldt tot en met 22 november 2030." in text
    assert "https://x.nl/register/GG-2026-0001/ (nummer GG-2026-0001)" in text
    assert "uitgereikt" not in text
    assert "auditor" in text
    before = press_text(replace(NEWS, place="", audited=False, again=True))
    assert "\nDe Bank heeft opnieuw het keurmerk" in before
    assert "De Bank krijgt opnieuw keurmerk" in before
    assert "auditor" not in before


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"on": "1 mei 2027"}, "Het keurmerk wordt uitgereikt op 1 mei 2027."),
        ({"on": "1 mei 2027", "at": "de kantine"}, "Het keurmerk wordt uitgereikt op 1 mei 2027 (de kantine)."),
        ({"on": "1 mei 2027", "by_whom": "Wethouder Jansen"}, "Wethouder Jansen reikt het keurmerk uit op 1 mei 2027."),
        ({"on": "1 mei 2026", "over": True}, "Het keurmerk is uitgereikt op 1 mei 2026."),
        (
            {"on": "1 mei 2026", "at": "de kantine", "by_whom": "wethouder Jansen", "over": True},
            "Het keurmerk is uitgereikt op 1 mei 2026 (de kantine) door wethouder Jansen.",
        ),
    ],
)
def test_it_tells_of_the_handing_over(known: dict[str, Any], words: str) -> None:
    assert f"\n{words}\n" in press_text(replace(NEWS, **known))


def test_the_page_holds_all_there_is_to_show_with(world: World) -> None:
    mark = shelf.mark(organisation=world.bank, name="De <Bank>")
    HandOver.objects.create(mark=mark, on=shelf.today(), place="De kantine", changed_at=NOW)
    page = browser(world.wim).get(f"/ons-keurmerk/{mark.number}/laten-zien/").content.decode()
    for words in (
        "certificaat.pdf",
        "certificaat.png",
        "persbericht.txt",
        "badge.svg",
        "credential.jwt",
        "De &lt;Bank&gt;",
    ):
        assert words in page
    assert f'value="&lt;a href=&quot;{settings.SITE_URL}/register/{mark.number}/&quot;' in page
    assert "(De kantine)" in page
    for at in re.findall(r'href="(/ons-keurmerk/[^"]+\.(?:svg|txt))"', page):
        assert browser(world.wim).get(at).status_code == 200


def test_files_have_names_and_types(world: World) -> None:
    mark, client = shelf.mark(organisation=world.bank), browser(world.iris)
    for path, kind, name in (
        ("logo/rond-kleur.svg", "image/svg+xml", "logo-rond-kleur-goed-geregeld.svg"),
        ("logo/liggend-wit-400.png", "image/png", "logo-liggend-wit-400-goed-geregeld.png"),
        ("persbericht.txt", "text/plain; charset=utf-8", "persbericht-goed-geregeld-stichting-de-bank.txt"),
    ):
        answer = client.get(f"/ons-keurmerk/{mark.number}/{path}")
        assert answer["Content-Type"] == kind
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    for path in ("logo/vierkant-kleur.svg", "logo/rond-paars.svg", "logo/rond-kleur-401.png", "logo/rond-x-400.png"):
        assert client.get(f"/ons-keurmerk/{mark.number}/{path}").status_code == 404


@pytest.mark.parametrize("state", ["suspended", "withdrawn", "expired"])
def test_of_a_mark_that_may_not_be_shown_there_is_nothing(world: World, state: str) -> None:
    mark = shelf.mark(organisation=world.bank, state=state)
    for path in ("laten-zien/", "persbericht.txt", "logo/rond-kleur.svg", "logo/rond-kleur-400.png"):
        answer = browser(world.fatima).get(f"/ons-keurmerk/{mark.number}/{path}")
        assert answer.status_code == 409
        assert "Dit is er nu niet" in answer.content.decode()


def test_an_example_has_no_badge_and_no_credential(world: World) -> None:
    mark = shelf.mark(organisation=world.bank, demo=True)
    page = browser(world.fatima).get(f"/ons-keurmerk/{mark.number}/laten-zien/").content.decode()
    assert "badge.svg" not in page
    assert "credential" not in page
