"""The dossier in a real browser, with and without a script: explanations saved as they are typed, uploads, handing in."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from goedgeregeld.uploads.archives import MACROS
from tests.e2e.conftest import LAPTOP, PHONE, NamedDevice
from tests.e2e.site import ROOT, Site, _environment
from tests.e2e.test_people import sound
from tests.goedgeregeld.uploads.making import office, pdf, picture

SEED = """
import django
django.setup()
from django.core.management import call_command
call_command("flush", interactive=False, verbosity=0)
from tests.keurmerk.cast import browser, make_world
from tests.keurmerk.dossier.stage import at_work
world = make_world()
application = at_work(world)
print(browser(world.fatima).cookies["sessionid"].value, application.code)
"""

PAGES = (
    "bewijs/",
    "bewijs/link/",
    "bewijs/bezoek/",
    "stelling/B1/bewijs/",
    "bewijs/1/",
    "bewijs/1/titel/",
    "bewijs/1/weghalen/",
    "zelfevaluatie/",
    "verschillen/",
    "indienen/",
)


@pytest.fixture
def seeded(own_site: Site) -> tuple[Site, str, str]:
    """A site with De Bank's application, at work; the session of Fatima, and the code."""
    env = _environment(own_site.var, own_site.url) | {
        "DJANGO_SETTINGS_MODULE": "goedgeregeld.settings",
        "PYTHONPATH": str(ROOT),
    }
    made = subprocess.run([sys.executable, "-c", SEED], env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    session, code = made.stdout.split()
    return own_site, session, code


def enter(page: Page, site: Site, session: str) -> Page:
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])
    return page


def files(tmp_path: Path) -> list[str]:
    """A good document, a picture, and one that is not kept."""
    made = {
        "beleid.pdf": pdf(),
        "kantine.jpg": picture(size=(1200, 800)),
        "brief.docx": office(more={"word/vbaProject.bin": b"x"}),
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return [str(tmp_path / name) for name in made]


def test_the_whole_way_with_a_script(seeded: tuple[Site, str, str], device: NamedDevice, tmp_path: Path) -> None:
    site, session, code = seeded
    page = enter(device(PHONE, at=site), site, session)
    page.goto(f"/aanvraag/{code}/dossier/")
    sound(page)
    page.get_by_role("link", name="Thema A-1").click()
    sound(page)
    page.get_by_label("Jullie toelichting A1").fill("Zie de statuten, artikel 2.")
    expect(page.locator("#A1 .saved")).to_have_text("Opgeslagen")
    page.get_by_role("button", name="bestand bij A1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Upload bestanden")
    sound(page)
    page.get_by_label("Kies een of meer bestanden").set_input_files(files(tmp_path))
    page.get_by_role("button", name="Upload").click()
    expect(page.locator(".upload-said")).to_have_text(["bewaard", "bewaard", MACROS])
    sound(page)
    page.get_by_role("link", name="Ga verder").click()
    expect(page.locator("#A1 .pieces li")).to_have_count(2)
    expect(page.get_by_label("Jullie toelichting A1")).to_have_value("Zie de statuten, artikel 2.")
    with page.expect_download() as download:
        page.get_by_role("link", name="download beleid").click()
    assert download.value.suggested_filename == "beleid.pdf"
    assert Path(download.value.path()).read_bytes() == pdf()
    for path in PAGES:
        page.goto(f"/aanvraag/{code}/dossier/{path}")
        sound(page)
    page.get_by_label("We weten dat dit ontbreekt").check()
    page.get_by_role("button", name="Dien het dossier in").click()
    expect(page.locator(".messages")).to_contain_text("Het dossier is ingediend.")
    page.goto(f"/aanvraag/{code}/dossier/ingediend/1/")
    expect(page.locator("#A1")).to_contain_text("Zie de statuten, artikel 2.")
    sound(page)
    page.goto(f"/aanvraag/{code}/dossier/verschillen/")
    expect(page.locator("main")).to_contain_text("Er is niets veranderd.")


def test_the_connection_breaks_during_an_upload(
    seeded: tuple[Site, str, str], device: NamedDevice, tmp_path: Path, complaints: list[str]
) -> None:
    site, session, code = seeded
    complaints.allow("net::ERR_FAILED")  # type: ignore[attr-defined]
    page = enter(device(LAPTOP, at=site), site, session)
    page.goto(f"/aanvraag/{code}/dossier/bewijs/bestanden/?statements=A1")
    page.route("**/bewijs/bestanden/**", lambda route: route.abort())
    page.get_by_label("Kies een of meer bestanden").set_input_files(files(tmp_path)[0])
    page.get_by_role("button", name="Upload").click()
    expect(page.locator(".upload-wrong")).to_contain_text("De verbinding viel weg. Dit bestand is niet bewaard.")
    assert site.rows("SELECT * FROM keurmerk_evidence") == []
    page.unroute("**/bewijs/bestanden/**")
    page.get_by_label("Kies een of meer bestanden").set_input_files(files(tmp_path)[0])
    page.get_by_role("button", name="Upload").click()
    page.wait_for_url("**/thema/A-1/#A1")
    assert len(site.rows("SELECT * FROM keurmerk_evidence")) == 1


def test_without_a_script(seeded: tuple[Site, str, str], device: NamedDevice, tmp_path: Path) -> None:
    site, session, code = seeded
    page = enter(device(PHONE, javascript=False, at=site), site, session)
    page.goto(f"/aanvraag/{code}/dossier/thema/A-1/")
    page.get_by_label("Jullie toelichting A1").fill("Zonder script.")
    page.get_by_role("button", name="bestand bij A1").click()
    page.get_by_label("Kies een of meer bestanden").set_input_files(files(tmp_path))
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("main")).to_contain_text("2 bestanden zijn toegevoegd.")
    expect(page.locator("main")).to_contain_text("brief.docx: Dit bestand bevat macro’s")
    page.goto(f"/aanvraag/{code}/dossier/thema/A-1/")
    expect(page.get_by_label("Jullie toelichting A1")).to_have_value("Zonder script.")
    expect(page.locator("#A1 .pieces li")).to_have_count(2)
