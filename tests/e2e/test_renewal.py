"""A renewal in a real browser, in time and late: asked for, each answer confirmed or changed, what changed seen first, granted.

The clock is not moved: the mark's last day is. What is not about renewing (plan, audit) is put in place from outside.
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
from tests.e2e.steps import choose_and_see_saved, told
from tests.e2e.test_people import sound

SEED = """
import django, json, sys
django.setup()
from datetime import date
from django.core.management import call_command
call_command("flush", interactive=False, verbosity=0)
from tests.keurmerk.cast import browser, make_world
from tests.keurmerk.renewal.stage import held
from keurmerk.actions.findable import keep_marks_findable
world = make_world()
mark = held(world, date.fromisoformat(sys.argv[1]), number="GG-2022-0001", code="2222-2222-2222")
keep_marks_findable([mark])
sessions = {name: browser(user).cookies["sessionid"].value for name, user in world.users.items()}
print(json.dumps({"sessions": sessions, "before": mark.application.code}))
"""
MOVE = """
import django, json, sys
django.setup()
from tests.keurmerk.renewal.stage import moved
print(json.dumps({"code": moved(sys.argv[1]).code}))
"""


class Stage:
    """The site with De Bank's mark, and everybody on a device of their own."""

    def __init__(self, site: Site, device: NamedDevice, last: date) -> None:
        self.site, self.device = site, device
        self.seeded = self._run(SEED, last.isoformat())

    def _run(self, script: str, argument: str) -> dict[str, dict[str, str]]:
        env = _environment(self.site.var, self.site.url) | {
            "DJANGO_SETTINGS_MODULE": "goedgeregeld.settings",
            "PYTHONPATH": str(ROOT),
        }
        made = subprocess.run(
            [sys.executable, "-c", script, argument], env=env, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stderr
        return json.loads(made.stdout.splitlines()[-1])

    def move(self, state: str) -> None:
        """Put the renewal in this state, with what belongs to it."""
        self._run(MOVE, state)

    def enter(self, name: str, *, javascript: bool = True) -> Page:
        size = PHONE if name in ("Fatima", "Iris") else LAPTOP
        page = self.device(size, javascript=javascript, at=self.site)
        page.context.add_cookies([{"name": "sessionid", "value": self.seeded["sessions"][name], "url": self.site.url}])
        return page


Begin = Callable[[date], Stage]


@pytest.fixture
def begin(own_site: Site, device: NamedDevice) -> Begin:
    return lambda last: Stage(own_site, device, last)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).or_(page.get_by_role("link", name=name, exact=True)).last.click()


def ask(page: Page, before: str) -> str:
    """From the application of then, with the adviser of then; returns the code of the renewal."""
    page.goto(f"/aanvraag/{before}/")
    press(page, "Vraag de herbeoordeling aan")
    expect(page.locator("label:has(input[name='adviser']:checked)")).to_contain_text("Ad")
    press(page, "Verstuur de aanvraag")
    expect(page.get_by_role("main")).to_contain_text("Dit is een herbeoordeling.")
    return page.url.rstrip("/").rpartition("/")[2]


def confirm(page: Page, code: str) -> None:
    page.get_by_role("button", name=f"Ja, dit klopt nog {code}").click()
    expect(told(page, code)).to_have_text("Opgeslagen")
    expect(page.locator(f"[data-earlier='{code}'] .earlier-confirmed")).to_be_visible()


def answer_again(page: Page) -> None:
    """Three answers are confirmed with a press, one is changed."""
    press(page, "Bekijk de zelfevaluatie")
    expect(page.get_by_role("main")).to_contain_text("Nog 4 antwoorden na te kijken.")
    page.locator(".buttons a").first.click()
    sound(page)
    confirm(page, "A1")
    choose_and_see_saved(page, "A2", 3)
    expect(page.locator("[data-earlier='A2'] .earlier-changed")).to_be_visible()
    sound(page)
    for code in ("A4", "B1"):
        press(page, "Opslaan en verder")
        confirm(page, code)
    press(page, "Opslaan en nakijken")
    expect(page.get_by_role("main")).to_contain_text("Alle 4 stellingen zijn beantwoord.")
    press(page, "Afronden en rapport maken")


def hand_in(page: Page, code: str) -> None:
    """What was taken over is looked at, and the dossier handed in."""
    page.goto(f"/aanvraag/{code}/dossier/")
    press(page, "Begin bij A1")
    sound(page)
    for theme, statement in (("A-1", "A1"), ("A-2", "A4")):
        page.goto(f"/aanvraag/{code}/dossier/thema/{theme}/")
        button = page.get_by_role("button", name=f"Ja, dit klopt nog {statement}")
        button.click()
        expect(button).to_have_count(0)
    page.goto(f"/aanvraag/{code}/dossier/indienen/")
    page.get_by_role("checkbox").last.check()
    press(page, "Dien het dossier in")
    expect(page.locator(".messages")).to_contain_text("ingediend")


def look(page: Page, address: str) -> None:
    """What the adviser or auditor sees first: the one statement that changed, with what it was."""
    page.goto(address)
    expect(page.locator(".since")).to_contain_text("Veranderd sinds de vorige keer.")
    expect(page.locator(".since")).to_contain_text("Niveau 2")
    sound(page)


def test_in_time_it_follows_on(begin: Begin) -> None:
    last = date.today() + timedelta(days=100)
    stage = begin(last)
    fatima = stage.enter("Fatima")
    code = ask(fatima, stage.seeded["before"])
    sound(fatima)
    stage.move("working")
    fatima.goto(f"/aanvraag/{code}/")
    answer_again(fatima)
    hand_in(fatima, code)

    ad = stage.enter("Ad")
    ad.goto(f"/aanvraag/{code}/beoordelen/")
    expect(ad.get_by_role("main")).to_contain_text("Bij 1 van de 4 stellingen is iets veranderd")
    press(ad, "Begin met wat veranderd is")
    look(ad, f"/aanvraag/{code}/beoordelen/veranderd/")
    stage.move("audit")
    look(stage.enter("Aud"), f"/aanvraag/{code}/audit/bevindingen/veranderd/")

    stage.move("decision")
    sanne = stage.enter("Sanne")
    grant(sanne, code)
    sanne.goto(f"/aanvraag/{code}/")
    expect(sanne.get_by_role("main")).to_contain_text(str((last + timedelta(days=1)).year + 4))


def grant(page: Page, code: str) -> None:
    page.goto(f"/aanvraag/{code}/")
    press(page, "Ken het keurmerk toe")
    page.get_by_label("Waarom?").fill("Het is nog steeds goed geregeld.")
    press(page, "Ken het keurmerk toe")
    expect(page.locator(".messages")).to_contain_text("toegekend")


def test_late_it_begins_with_the_decision_and_everybody_reads_since_when_it_lapsed(begin: Begin) -> None:
    last = date.today() - timedelta(days=40)
    stage = begin(last)
    fatima = stage.enter("Fatima", javascript=False)
    code = ask(fatima, stage.seeded["before"])
    expect(fatima.get_by_role("main")).to_contain_text("is verlopen sinds")
    stage.move("working")

    # Without a script: the same press, and on to the next
    press(fatima, "Bekijk de zelfevaluatie")
    fatima.locator(".buttons a").first.click()
    for statement in ("A1", "A2", "A4", "B1"):
        fatima.get_by_role("button", name=f"Ja, dit klopt nog {statement}").click()
    expect(fatima.get_by_role("main")).to_contain_text("Alle 4 stellingen zijn beantwoord.")

    stage.move("decision")
    grant(stage.enter("Sanne"), code)
    wim = stage.enter("Wim", javascript=False)
    wim.goto("/register/GG-2022-0001/")
    expect(wim.get_by_role("main")).to_contain_text("het is verlopen")
    wim.get_by_role("main").get_by_role("link", name="GG-").first.click()
    expect(wim.get_by_role("main")).to_contain_text("vandaag geldig")
