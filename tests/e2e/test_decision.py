"""Deciding in a real browser: conditions set, reported, judged and confirmed; and a refusal that is overturned by an objection.

Each with the devices of those who do it; every page on the way is looked at for accessibility and width.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import LAPTOP, PHONE, NamedDevice
from tests.e2e.site import ROOT, Site, _environment
from tests.e2e.test_people import sound

SEED = """
import django, json, sys
django.setup()
from django.core.management import call_command
call_command("flush", interactive=False, verbosity=0)
from django.utils import timezone
from tests.keurmerk import decided
from tests.keurmerk.cast import browser, make_world
from keurmerk.models import Audit, Finding
world = make_world()
proposed = [{"text": "Maak een gedragscode.", "statement": "A1", "until": "2030-01-31"}]
application = decided.to_decide(world, sys.argv[1], proposed)
for code, verdict in (("A1", "minor"), ("A4", "remark")):
    Finding.objects.create(
        audit=Audit.objects.get(), statement=code, verdict=verdict, reason="Zie ik niet.", saved_at=timezone.now()
    )
sessions = {name: browser(user).cookies["sessionid"].value for name, user in world.users.items()}
print(json.dumps({"code": application.code, "sessions": sessions}))
"""
Enter = Callable[[str], Page]


@pytest.fixture
def enter(request: pytest.FixtureRequest, own_site: Site, device: NamedDevice) -> Enter:
    """Somebody of the cast on a device of their own, at the page of the application that is to be decided."""
    env = _environment(own_site.var, own_site.url) | {
        "DJANGO_SETTINGS_MODULE": "goedgeregeld.settings",
        "PYTHONPATH": str(ROOT),
    }
    made = subprocess.run(
        [sys.executable, "-c", SEED, request.param], env=env, cwd=ROOT, capture_output=True, text=True, check=True
    )
    seeded = json.loads(made.stdout.splitlines()[-1])

    def somebody(name: str) -> Page:
        page = device(PHONE if name in ("Fatima", "Iris") else LAPTOP, at=own_site)
        session = seeded["sessions"][name]
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": own_site.url}])
        page.goto(f"/aanvraag/{seeded['code']}/")
        return page

    return somebody


def go(page: Page, name: str) -> None:
    """Follow this link (some look like a button) to a page, and look at it."""
    page.get_by_role("link", name=name, exact=True).first.click()
    sound(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).last.click()


@pytest.mark.parametrize("enter", ["met_with_conditions"], indirect=True)
def test_conditions_from_decision_to_mark(enter: Enter) -> None:
    sanne = enter("Sanne")
    go(sanne, "Ken toe onder voorwaarden")
    press(sanne, "Ken toe onder voorwaarden")
    expect(sanne.locator(".error-summary")).to_be_visible()
    sound(sanne)
    sanne.get_by_label("Waarom?").fill("Bijna alles is in orde.")
    sanne.get_by_label("Uiterlijk op welke dag?").fill((date.today() + timedelta(days=60)).isoformat())
    press(sanne, "Nog een voorwaarde")
    expect(sanne.get_by_label("Waarom?")).to_have_value("Bijna alles is in orde.")
    expect(sanne.locator(".grow-row")).to_have_count(2)
    sound(sanne)
    press(sanne, "Ken toe onder voorwaarden")
    expect(sanne.locator(".messages")).to_contain_text("toegekend onder voorwaarden")

    iris = enter("Iris")
    go(iris, "Besluit van NOV")
    expect(iris.get_by_role("heading", level=1)).to_contain_text("zodra aan de voorwaarden is voldaan")
    for text, met in (("We zijn bezig.", "Nee, nog niet"), ("Hier is de code.", "Ja, er is aan voldaan")):
        iris.goto(iris.url)
        go(iris, "Meld dat aan een voorwaarde is voldaan")
        iris.get_by_label("Hoe voldoen jullie eraan?").fill(text)
        iris.get_by_label("Bewijs A1 (link)").check()
        press(iris, "Meld dit aan de auditor")
        expect(iris.locator(".messages")).to_contain_text("bij de auditor")
        aud = enter("Aud")
        go(aud, "Beoordeel een voorwaarde")
        expect(aud.locator(".conditions")).to_contain_text(text)
        aud.get_by_label(met).check()
        aud.get_by_label("Waarom?").fill("Dat zag ik zo.")
        press(aud, "Geef dit oordeel")
        expect(aud.locator(".messages")).to_be_visible()

    sol = enter("Sol")
    go(sol, "Bevestig dat aan alles is voldaan")
    press(sol, "Bevestig, en ken het keurmerk toe")
    expect(sol.locator(".messages")).to_contain_text("toegekend")
    fatima = enter("Fatima")
    go(fatima, "Besluit van NOV")
    expect(fatima.get_by_role("heading", level=1)).to_contain_text("krijgt het keurmerk Vrijwillige Inzet")
    with fatima.expect_download() as download:
        fatima.get_by_role("link", name="Het besluit als brief (pdf)").click()
    assert download.value.suggested_filename.startswith("besluit-keurmerk-stichting-de-bank-")


@pytest.mark.parametrize("enter", ["not_met"], indirect=True)
def test_a_refusal_is_overturned(enter: Enter) -> None:
    stef = enter("Stef")
    expect(stef.get_by_role("main")).to_contain_text("Je keurde het plan van aanpak goed")
    sanne = enter("Sanne")
    go(sanne, "Wijs het keurmerk af")
    sanne.get_by_label("Waarom?").fill("Er mist te veel.")
    press(sanne, "Wijs het keurmerk af")

    fatima = enter("Fatima")
    go(fatima, "Besluit van NOV")
    go(fatima, "Maak bezwaar")
    fatima.get_by_label("Waarom zijn jullie het er niet mee eens?").fill("De code is er wel.")
    press(fatima, "Maak bezwaar")
    expect(fatima.locator(".messages")).to_contain_text("bezwaar ligt bij NOV")

    sol = enter("Sol")
    go(sol, "Leg het bezwaar voor aan een tweede auditor")
    sol.get_by_label("Wat vindt NOV van het bezwaar?").fill("Laat een ander kijken.")
    sol.get_by_label("Otto").check()
    press(sol, "Leg het voor aan deze auditor")
    expect(sol.locator(".messages")).to_contain_text("tweede auditor is aangewezen")

    otto = enter("Otto")
    go(otto, "Verklaar het bezwaar ongegrond")
    otto.go_back()
    go(otto, "Verklaar het bezwaar gegrond")
    otto.get_by_label("Toekennen: de organisatie voldoet").check()
    otto.get_by_label("Waarom?").fill("De code is er.")
    press(otto, "Verklaar het bezwaar gegrond")
    expect(otto.locator(".messages")).to_contain_text("nieuw besluit")

    sol.goto(sol.url)
    go(sol, "Ken het keurmerk toe")
    sol.get_by_label("Waarom?").fill("Zoals de tweede auditor oordeelt.")
    press(sol, "Ken het keurmerk toe")
    fatima.goto(fatima.url)
    go(fatima, "Besluit van NOV")
    expect(fatima.get_by_role("heading", level=1)).to_contain_text("krijgt het keurmerk Vrijwillige Inzet")
    expect(fatima.get_by_role("main")).to_contain_text("Eerder besluit")
