"""An organisation with its mark in a real browser: certificate and logo taken along, the handing over, the yearly question."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import LAPTOP, PHONE, NamedDevice
from tests.e2e.site import ROOT, Site, _environment
from tests.e2e.steps import heading, press
from tests.e2e.test_office import looks_right
from tests.e2e.test_people import sound

SEED = """
import django, json
django.setup()
from datetime import timedelta
from django.core.management import call_command
call_command("flush", interactive=False, verbosity=0)
from django.utils import timezone
from keurmerk.actions.declaring import ask_declarations
from keurmerk.validity import anniversary
from tests.keurmerk.cast import browser, make_world
from tests.keurmerk.register import shelf
world = make_world()
mark = shelf.mark(organisation=world.bank, scope="Het buurthuis", valid_from=anniversary(timezone.localdate(), -1))
ask_declarations(now=timezone.now())
sessions = {name: browser(user).cookies["sessionid"].value for name, user in world.users.items()}
print(json.dumps({"number": mark.number, "sessions": sessions}))
"""
Enter = Callable[..., Page]


@pytest.fixture
def enter(own_site: Site, device: NamedDevice) -> Enter:
    """Somebody of the cast on a device of their own, at their start page; De Bank has had its mark for a year today."""
    env = _environment(own_site.var, own_site.url)
    env |= {"DJANGO_SETTINGS_MODULE": "goedgeregeld.settings", "PYTHONPATH": str(ROOT)}
    made = subprocess.run([sys.executable, "-c", SEED], env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    seeded = json.loads(made.stdout.splitlines()[-1])

    def somebody(name: str, path: str = "/mijn/", *, javascript: bool = True) -> Page:
        page = device(PHONE if name == "Fatima" else LAPTOP, at=own_site, javascript=javascript)
        session = seeded["sessions"][name]
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": own_site.url}])
        page.goto(path.format(seeded["number"]))
        return page

    return somebody


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def download(page: Page, name: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).first.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_a_year_with_the_mark(enter: Enter) -> None:
    fatima = enter("Fatima")
    sound(fatima)
    follow(fatima, "Keurmerk van Stichting De Bank")
    expect(heading(fatima)).to_have_text("Ons keurmerk")
    looks_right(fatima, "ons keurmerk")
    name, data = download(fatima, "Download het certificaat (pdf)")
    assert name == "certificaat-goed-geregeld-stichting-de-bank.pdf"
    assert data.startswith(b"%PDF-")

    follow(fatima, "Spreek de uitreiking af")
    press(fatima, "Bewaar")
    expect(fatima.locator(".error-summary")).to_contain_text("Kies ja of nee.")
    sound(fatima)
    fatima.get_by_label("Ja, er komt een feestelijk moment").check()
    fatima.get_by_label("Op welke dag?").fill((date.today() + timedelta(days=30)).isoformat())
    fatima.get_by_label("Waar?").fill("De kantine")
    press(fatima, "Bewaar")
    expect(fatima.locator("main")).to_contain_text("De kantine")

    follow(fatima, "Logo, badge en persbericht")
    looks_right(fatima, "laten zien")
    expect(fatima.get_by_role("textbox", name="Persbericht")).to_have_value(re.compile(r"\(De kantine\)"))
    assert download(fatima, "Download als tekst (txt)")[1].startswith("\ufeffPersbericht".encode())
    assert download(fatima, "svg")[0] == "logo-liggend-kleur-goed-geregeld.svg"
    follow(fatima, "Naar ons keurmerk")

    follow(fatima, "Beantwoord de vraag")
    looks_right(fatima, "de jaarlijkse vraag")
    fatima.get_by_label("Ja, er is iets veranderd").check()
    fatima.get_by_label("Wat is er veranderd?").fill("We kregen een tweede locatie.")
    press(fatima, "Verstuur")
    expect(fatima.locator("main")).to_contain_text("Dank je wel. Je antwoord is bewaard.")
    expect(fatima.locator("main")).to_contain_text("We kregen een tweede locatie.")

    sanne = enter("Sanne", "/kantoor/keurmerken/{}/")
    sound(sanne)
    press(sanne, "Dit heb ik gelezen")
    expect(sanne.locator("main")).to_contain_text("Gelezen door NOV")
    sanne.goto("/kantoor/uitreikingen/")
    expect(sanne.locator("main")).to_contain_text("De kantine")
    sound(sanne)


def test_without_javascript_everything_can_be_taken_along(enter: Enter) -> None:
    iris = enter("Iris", "/ons-keurmerk/{}/laten-zien/", javascript=False)
    expect(iris.get_by_label("Om op jullie site te plakken (HTML)")).to_have_value(re.compile("badge.svg"))
    expect(iris.get_by_role("button", name="Kopieer")).to_have_count(0)
    assert download(iris, "Als plaatje (png)")[1].startswith(b"\x89PNG")
