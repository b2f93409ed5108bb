"""Judging in a real browser: the shipped instrument from the keyboard alone, without a script, and the audit after it."""

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
import django
django.setup()
from django.core.management import call_command
call_command("flush", interactive=False, verbosity=0)
from selfeval.actions import load_instrument, start_evaluation
from tests.keurmerk.cast import NOW, browser, make_world
from tests.keurmerk.judged import submit, whole_answers
from tests.reports.cast import HOSPITAL, shipped
world = make_world()
version = load_instrument(shipped(), publish=True, by=None, now=NOW)
evaluation, _token = start_evaluation(version, profile=HOSPITAL, organisation_name="De Bank", now=NOW)
application = world.application("assessment", evaluation=evaluation)
submit(application, whole_answers(evaluation), of=evaluation, bare=("A2",))
sessions = [browser(user).cookies["sessionid"].value for user in (world.ad, world.aud, world.iris)]
print(application.code, *sessions)
"""
ADVISED = """
import django
django.setup()
from django.utils import timezone
from keurmerk.actions.audit import open_audit
from keurmerk.models import Application
from goedgeregeld.accounts.models import User
aud = User.objects.get(name="Aud")
Application.objects.update(state="audit", auditor=aud)
open_audit(Application.objects.get(), auditor=aud, now=timezone.now())
"""
OPEN = "[data-statement][data-open]"
AT = "document.activeElement.closest('[data-statement]')?.dataset.statement ?? ''"


def run(site: Site, script: str) -> list[str]:
    env = _environment(site.var, site.url)
    env |= {"DJANGO_SETTINGS_MODULE": "goedgeregeld.settings", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script]
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()


@pytest.fixture
def enter(own_site: Site, device: NamedDevice) -> Callable[..., Page]:
    """Makes the page of Ad, Aud or Iris; `page.goto(code + ...)` begins at the application."""
    code, *sessions = run(own_site, SEED)
    kept = dict(zip(("ad", "aud", "iris"), sessions, strict=True))

    def make(name: str, size: tuple[int, int] = LAPTOP, **options: bool) -> Page:
        page = device(size, at=own_site, **options)
        page.context.add_cookies([{"name": "sessionid", "value": kept[name], "url": own_site.url}])
        page.goto(f"/aanvraag/{code}/")
        return page

    return make


def here(page: Page, path: str) -> None:
    page.goto("/".join(page.url.split("/")[:5]) + f"/{path}")


def judged(site: Site) -> dict[str, str]:
    rows = site.rows("SELECT statement, choice, evidence, remark FROM keurmerk_judgement")
    return {row["statement"]: f"{row['choice']} {row['evidence']} {row['remark']}".strip() for row in rows}


def test_seventy_statements_from_the_keyboard(own_site: Site, enter: Callable[..., Page]) -> None:
    ad = enter("ad")
    here(ad, "beoordelen/")
    sound(ad)
    here(ad, "beoordelen/open/")
    total = ad.locator(OPEN).count()
    assert total == 71
    sound(ad)
    ad.keyboard.press("g")
    assert ad.evaluate(AT) == "A1"
    ad.keyboard.press("e")
    assert ad.evaluate(AT) == "A2"  # nothing shows it: that one is judged by itself
    ad.keyboard.press("e")
    assert ad.evaluate(AT) == "A2"
    for key in ("2", "o", "t"):
        ad.keyboard.press(key)
    ad.keyboard.type("Er is geen bewijs: jkgeov123.")
    ad.keyboard.press("Escape")
    expect(ad.locator("#A2 .lacks")).to_have_text("Beoordeeld")
    ad.keyboard.press("g")
    while ad.locator(OPEN).count():
        ad.keyboard.press("e")
    expect(ad.locator("#voortgang-tijd")).to_have_text("alles is beoordeeld")
    assert ad.evaluate("document.activeElement.textContent").strip() == "Opslaan en verder"
    kept = judged(own_site)
    assert len(kept) == total
    assert kept["A2"] == "1 insufficient Er is geen bewijs: jkgeov123."
    assert {one for code, one in kept.items() if code != "A2"} == {"3 sufficient"}


def test_the_keys_can_be_switched_off_for_good(enter: Callable[..., Page]) -> None:
    ad = enter("ad")
    here(ad, "beoordelen/thema/A-missie/")
    knob = ad.locator("#toetsen-knop")
    expect(knob).to_have_attribute("aria-pressed", "true")
    knob.click()
    expect(knob).to_have_text("Sneltoetsen staan uit")
    ad.reload()
    expect(knob).to_have_attribute("aria-pressed", "false")
    ad.keyboard.press("j")
    assert ad.evaluate(AT) == ""
    ad.locator("#A1").focus()
    ad.keyboard.press("1")
    assert ad.locator("#A1 input:checked").count() == 0


def test_two_tabs_lose_nothing(own_site: Site, enter: Callable[..., Page]) -> None:
    ad = enter("ad")
    here(ad, "beoordelen/thema/A-missie/")
    other = ad.context.new_page()
    other.goto(ad.url)
    ad.get_by_label("Opmerking A1").fill("Eerste tab.")
    expect(ad.locator("#A1 .saved")).to_have_text("Opgeslagen")
    other.locator("#A1 [data-kind=choice] label").nth(3).click()
    expect(other.locator("#A1 .saved")).to_have_text("Hier stond intussen iets anders. Dat zie je nu.")
    expect(other.get_by_label("Opmerking A1")).to_have_value("Eerste tab.")
    other.get_by_label("Opmerking A1").fill("Tweede tab.")
    expect(other.locator("#A1 .saved")).to_have_text("Opgeslagen")
    ad.get_by_label("Opmerking A1").fill("Eerste tab, langer.")
    expect(ad.locator("#A1 .saved")).to_contain_text("Bij A1 stond intussen iets anders")
    assert judged(own_site)["A1"] == "3  Eerste tab, langer."


def test_without_a_script_a_theme_is_one_press(own_site: Site, enter: Callable[..., Page]) -> None:
    ad = enter("ad", PHONE, javascript=False)
    here(ad, "beoordelen/thema/A-missie/")
    expect(ad.locator("#toetsen")).to_be_hidden()
    ad.get_by_label("Opmerking A2").fill("Vraag ernaar.")
    ad.get_by_role("button", name="Neem de rest over en ga verder").click()
    expect(ad.get_by_role("heading", level=1)).to_have_text("Bestuur, plan en geld")
    assert judged(own_site) == {"A1": "3 sufficient", "A2": "Vraag ernaar.", "A3": "3 sufficient", "A4": "3 sufficient"}
    ad.get_by_role("button", name="Eens en voldoende, en verder A5").click()
    assert ad.url.endswith("#A6")


def test_the_audit_with_a_supplement(own_site: Site, enter: Callable[..., Page]) -> None:
    advises(enter("ad"))
    run(own_site, ADVISED)
    aud = enter("aud")
    finds(aud)
    asks(aud)
    answers(enter("iris", PHONE))
    here(aud, "audit/bevindingen/thema/B-omgang/")
    expect(aud.locator("main")).to_contain_text("Hij staat op onze site.")
    recommends(aud)


def advises(ad: Page) -> None:
    here(ad, "beoordelen/open/")
    ad.locator("#A2 input[name=A2][value='3']").check()
    ad.locator("#A2 input[name=A2-bewijs][value=sufficient]").check()
    ad.get_by_role("button", name="Neem de rest over en ga verder").click()
    expect(ad.locator("h1")).to_have_text("Beoordeel het dossier")
    here(ad, "beoordelen/gesprek/")
    sound(ad)
    ad.get_by_label("Op welke dag was het?").fill("2026-11-20")
    ad.get_by_label("Wie waren erbij?").fill("Fatima en Ad")
    ad.get_by_label("Wat is er besproken?").fill("Alles doorgenomen.")
    ad.get_by_role("button", name="Bewaar en ga terug").click()
    expect(ad.locator(".messages")).to_contain_text("Het verslag is bewaard.")
    here(ad, "beoordelen/positief-advies/")
    expect(ad.locator("main")).not_to_contain_text("Dit kan nog niet")
    sound(ad)
    ad.get_by_label("Waarom geef je dit advies?").fill("Het klopt.")
    ad.get_by_role("button", name="Geef een positief advies").click()
    expect(ad.locator(".messages")).to_contain_text("Je advies ligt bij NOV.")
    here(ad, "beoordeling/")
    sound(ad)


def finds(aud: Page) -> None:
    here(aud, "audit/steekproef/")
    sound(aud)
    aud.get_by_role("button", name="Trek een steekproef").click()
    sound(aud)
    here(aud, "audit/bevindingen/thema/A-missie/")
    sound(aud)
    here(aud, "audit/bevindingen/open/")
    left = aud.locator(OPEN)
    aud.keyboard.press("g")
    while left.count():
        before = left.count()
        aud.keyboard.press("e")
        if left.count() == before:  # nothing shows it
            aud.keyboard.press("2")
            aud.keyboard.press("t")
            aud.keyboard.type("Gezien bij het bezoek.")
            expect(left).to_have_count(before - 1)
            aud.keyboard.press("Escape")
            aud.keyboard.press("g")
    expect(aud.locator("#voortgang-tijd")).to_have_text("alles is beoordeeld")


def asks(aud: Page) -> None:
    here(aud, "audit/aanvulling-vragen/?stelling=B7")
    sound(aud)
    aud.get_by_label("Wat vraag je?").fill("Mag ik de gedragscode zien?")
    aud.get_by_role("button", name="Nog een vraag").click()
    expect(aud.get_by_label("Wat vraag je?").first).to_have_value("Mag ik de gedragscode zien?")
    sound(aud)
    aud.get_by_role("button", name="Vraag om een aanvulling").last.click()
    expect(aud.locator(".messages")).to_contain_text("Je vragen zijn gesteld.")


def answers(iris: Page) -> None:
    here(iris, "aanvulling/")
    sound(iris)
    iris.get_by_role("link", name="Mag ik de gedragscode zien?").click()
    sound(iris)
    iris.get_by_label("Jullie antwoord").fill("Hij staat op onze site.")
    expect(iris.locator(".saved")).to_have_text("Opgeslagen")
    iris.get_by_label("Bewijs B7").check()
    iris.get_by_role("button", name="Bewaar en ga terug").click()
    iris.get_by_role("link", name="Dien de aanvulling in").click()
    sound(iris)
    iris.get_by_role("button", name="Dien de aanvulling in").click()


def recommends(aud: Page) -> None:
    here(aud, "audit/oordeel/")
    sound(aud)
    aud.get_by_label("voldoet onder voorwaarden").check()
    aud.get_by_label("Waarom?").fill("Bijna alles klopt.")
    aud.get_by_role("button", name="Geef je oordeel").last.click()
    expect(aud.locator(".error-summary")).to_contain_text("Noem minstens één voorwaarde.")
    sound(aud)
    aud.get_by_label("Wat moet in orde zijn?").fill("Maak een verslag.")
    aud.get_by_label("Uiterlijk op welke dag?").fill((date.today() + timedelta(days=90)).isoformat())
    aud.get_by_role("button", name="Geef je oordeel").last.click()
    expect(aud.locator(".messages")).to_contain_text("Je oordeel ligt bij NOV.")
    here(aud, "audit/")
    sound(aud)
    with aud.expect_download() as download:
        aud.get_by_role("link", name="Download het auditrapport (pdf)").click()
    assert download.value.suggested_filename == "auditrapport-1-stichting-de-bank.pdf"
