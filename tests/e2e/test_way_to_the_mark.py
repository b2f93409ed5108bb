"""One road to the mark, walked by everybody on it: from the link in the report to the mark, with a supplement and a condition.

Nobody types an address: whose turn it is comes from their own start page. At each hand-over the application says for whom it
waits, and the queue holds mail to who must know, and to nobody else. A refusal that is overturned stands in `test_decision`.
"""

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import LAPTOP, PHONE, NamedDevice
from tests.e2e.site import ROOT, Site, _environment
from tests.e2e.steps import heading, press
from tests.e2e.test_people import sound
from tests.goedgeregeld.uploads.making import pdf

SEED = """
import django, json
django.setup()
from django.core.management import call_command
call_command("flush", interactive=False, verbosity=0)
from tests.keurmerk.cast import NOW, browser, make_world
from selfeval import actions
from tests.selfeval.cast import LARGE, entry, file, loaded, sent
world = make_world()
made, _token = actions.start_evaluation(
    loaded(file()), profile=LARGE, organisation_name="De Bank", now=NOW, organisation=world.bank, by=world.fatima
)
actions.save_answers(made, sent(A1=3, A2=entry("nvt", "Past niet."), A4=3, B1=3), device="", now=NOW)
actions.complete(made, now=NOW)
print(json.dumps({name: browser(user).cookies["sessionid"].value for name, user in world.users.items()}))
"""
OURS = "Stichting De Bank"
ORGANISATION = {"fatima", "iris"}  # who works for De Bank; Wim only reads
OFFICE = "goedgeregeld"  # the mailbox of the office


class Road:
    """The people on the road, each on a device of their own, and the mail that was queued since somebody last looked."""

    def __init__(self, site: Site, device: NamedDevice) -> None:
        env = _environment(site.var, site.url) | {
            "DJANGO_SETTINGS_MODULE": "goedgeregeld.settings",
            "PYTHONPATH": str(ROOT),
        }
        made = subprocess.run(
            [sys.executable, "-c", SEED], env=env, cwd=ROOT, capture_output=True, text=True, check=True
        )
        self.site, self._device, self._read = site, device, 0
        self._pages: dict[str, Page] = {}
        self._sessions: dict[str, str] = json.loads(made.stdout.splitlines()[-1])

    def home(self, name: str) -> Page:
        """Somebody at their own start page: the first time they come in by the front door."""
        if name not in self._pages:
            page = self._pages[name] = self._device(PHONE if name == "Fatima" else LAPTOP, at=self.site)
            page.context.add_cookies([{"name": "sessionid", "value": self._sessions[name], "url": self.site.url}])
            page.goto("/")
        page = self._pages[name]
        follow(page, "Mijn Goed Geregeld")
        expect(heading(page)).to_have_text("Mijn Goed Geregeld")
        return page

    def turn(self, name: str, task: str) -> Page:
        """The page of the application, from the start page of who is to do this, where it stands among what waits for them."""
        page = self.home(name)
        if name in ("Sanne", "Stef", "Sol"):
            follow(waiting(page), task)
            follow(page.get_by_role("main"), OURS)
            expect(lead(page)).to_contain_text("NOV is aan zet")
        else:
            follow(waiting(page), f"Keurmerk voor {OURS}")
            expect(lead(page)).to_contain_text(f"aan zet: {task}")
        return page

    def mailed(self) -> set[str]:
        """Who got mail since the last time this was asked, by the first part of their address."""
        rows = self.site.rows('SELECT id, "to" FROM post_office_email WHERE id > ? ORDER BY id', self._read)
        self._read = rows[-1]["id"] if rows else self._read
        return {row["to"].partition("@")[0] for row in rows}

    def handed_over(self, page: Page, waits: str, *, mail: set[str]) -> None:
        """The application says who is next, and they were told."""
        expect(page.locator(".messages")).to_be_visible()  # it was done, and this is the page after it
        if not (heading(page).text_content() or "").startswith("Keurmerk voor"):
            follow(page, "Terug naar de aanvraag")
        expect(lead(page)).to_contain_text(waits)
        assert self.mailed() == mail


@pytest.fixture
def road(own_site: Site, device: NamedDevice) -> Road:
    return Road(own_site, device)


def follow(where: Page | Locator, name: str) -> None:
    """Follow the link with this name (some look like a button)."""
    where.get_by_role("link", name=name, exact=name != OURS).first.click()


def waiting(page: Page) -> Locator:
    return page.locator("section", has=page.get_by_role("heading", name="Dit wacht op jou"))


def lead(page: Page) -> Locator:
    return page.locator("main .lead")


def act(page: Page, name: str, **fields: str) -> None:
    """Go to the page of an act, fill in what it asks, and do it."""
    follow(page, name)
    expect(heading(page)).to_have_text(name)
    for label, value in fields.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name=name, exact=True).last.click()


def pick(page: Page, name: str) -> None:
    """Choose this one; what is said of a choice belongs to its name."""
    page.get_by_role("radio", name=re.compile(rf"^([0-9]+\. )?{re.escape(name)}\b")).check()


def in_days(number: int) -> str:
    return (date.today() + timedelta(days=number)).isoformat()


def test_from_the_report_to_the_mark(road: Road, tmp_path: Path) -> None:
    asks_for_the_mark(road)
    makes_a_plan(road)
    hands_in_a_dossier(road, tmp_path)
    advises(road)
    audits(road)
    decides(road)
    meets_the_condition(road)
    sees_the_mark(road)


def asks_for_the_mark(road: Road) -> None:
    fatima = road.home("Fatima")
    fatima.get_by_role("link", name=f"Rapport ({OURS})").click()
    expect(fatima.get_by_role("heading", name="Hoe ver van het keurmerk")).to_be_visible()
    follow(fatima, "Vraag het keurmerk aan")
    sound(fatima)
    pick(fatima, "Ad")
    fatima.get_by_label("Wat moet de adviseur weten?").fill("Graag in het voorjaar.")
    press(fatima, "Verstuur de aanvraag")
    road.handed_over(fatima, "Wacht op adviseur Ad: de aanvraag aannemen of afwijzen", mail={"ad"})
    sound(fatima)


def makes_a_plan(road: Road) -> None:
    ad = road.turn("Ad", "de aanvraag aannemen of afwijzen")
    expect(ad.get_by_role("main")).to_contain_text("Graag in het voorjaar.")
    act(ad, "Neem de aanvraag aan")
    assert road.mailed() == ORGANISATION
    ad = road.turn("Ad", "het intakegesprek houden en het plan van aanpak maken")
    follow(ad, "Werk aan het plan")
    ad.get_by_label("Wanneer was het intakegesprek?").fill(in_days(0))
    ad.get_by_label("Hoeveel uren begeleidt de adviseur?").fill("16")
    expect(ad.locator("[name=stap-0-what]")).not_to_have_value("")  # a first draft names the usual steps
    for number, day in enumerate(ad.locator("[name^=stap-][name$=-on]").all()):
        day.fill(in_days(30 * (number + 1)))
    sound(ad)
    press(ad, "Bewaar het plan")
    sound(ad)
    road.handed_over(ad, "Wacht op", mail=set())

    fatima = road.turn("Fatima", "het plan van aanpak bekijken en akkoord gaan")
    sound(fatima)
    act(fatima, "Ga akkoord met het plan")
    road.handed_over(fatima, "Wacht op adviseur Ad", mail={"ad"})
    ad = road.turn("Ad", "")
    act(ad, "Dien het plan in bij NOV")
    road.handed_over(ad, "Wacht op NOV: het plan van aanpak beoordelen", mail={OFFICE})

    stef = road.turn("Stef", "1 plan van aanpak wacht op goedkeuring")
    act(stef, "Keur het plan goed")
    road.handed_over(stef, f"Wacht op {OURS}: het dossier afmaken en indienen", mail={*ORGANISATION, "ad"})


def hands_in_a_dossier(road: Road, tmp_path: Path) -> None:
    (tmp_path / "statuten.pdf").write_bytes(pdf())
    fatima = road.turn("Fatima", "het dossier afmaken en indienen")
    sound(fatima)
    follow(fatima, "Werk aan het dossier")
    follow(fatima, "Thema A-1")
    fatima.get_by_label("Jullie toelichting A1").fill("Zie artikel 2.")
    press(fatima, "bestand bij A1")
    fatima.get_by_label("Kies een of meer bestanden").set_input_files(tmp_path / "statuten.pdf")
    press(fatima, "Upload")
    expect(fatima.locator("#A1 .pieces li")).to_have_count(1)
    press(fatima, "Opslaan en verder")
    for code, after in (("A4", "Opslaan en verder"), ("B1", "Opslaan en terug naar het dossier")):
        press(fatima, f"link bij {code}")
        fatima.get_by_label("Wat staat er op deze pagina?").fill(f"Pagina over {code}")
        fatima.get_by_label("Webadres").fill(f"https://debank.example/{code}")
        press(fatima, "Voeg toe")
        expect(fatima.locator(f"#{code} .pieces li")).to_have_count(1)
        press(fatima, after)
    sound(fatima)
    follow(fatima, "Nakijken en indienen")
    press(fatima, "Dien het dossier in")
    road.handed_over(fatima, "Wacht op adviseur Ad: het dossier beoordelen", mail={"ad"})


def advises(road: Road) -> None:
    ad = road.turn("Ad", "het dossier beoordelen")
    follow(ad, "Beoordeel de stellingen")
    follow(ad, "Begin met ‘Thema A-1’")
    expect(ad.get_by_role("main")).to_contain_text("Zie artikel 2.")
    for _theme in range(3):
        press(ad, "Neem de rest over en ga verder")
    follow(ad, "Leg het gesprek vast")
    ad.get_by_label("Op welke dag was het?").fill(in_days(0))
    ad.get_by_label("Wie waren erbij?").fill("Fatima en Ad")
    ad.get_by_label("Wat is er besproken?").fill("Alles doorgenomen.")
    press(ad, "Bewaar en ga terug")
    sound(ad)
    act(ad, "Geef een positief advies", **{"Waarom geef je dit advies?": "Het klopt."})
    road.handed_over(ad, "Wacht op NOV: een auditor aanwijzen", mail={OFFICE, *ORGANISATION})

    stef = road.turn("Stef", "1 aanvraag heeft een auditor nodig")
    follow(stef, "Wijs een auditor aan")
    pick(stef, "Aud")
    press(stef, "Wijs deze auditor aan")
    road.handed_over(stef, "Wacht op auditor Aud: het dossier beoordelen", mail={"aud", *ORGANISATION})


def audits(road: Road) -> None:
    aud = road.turn("Aud", "het dossier beoordelen")
    sound(aud)
    act(aud, "Trek een steekproef")
    follow(aud, "Alleen wat nog open is")
    expect(aud.locator("#B1")).to_be_visible()
    for one in aud.locator("[data-statement]").all():
        one.get_by_role("radio", name="voldoet", exact=True).check()
        one.get_by_label("Waarom?").fill("Gezien in het dossier.")
    press(aud, "Opslaan en verder")
    expect(heading(aud)).to_have_text("Je audit")
    follow(aud, "Vraag om een aanvulling")
    aud.get_by_label("Over welke stelling?").first.select_option("B1")
    aud.get_by_label("Wat vraag je?").first.fill("Mag ik de gedragscode zien?")
    press(aud, "Vraag om een aanvulling")
    road.handed_over(aud, f"Wacht op {OURS}: de vragen van de auditor beantwoorden", mail={*ORGANISATION, "ad"})

    fatima = road.turn("Fatima", "de vragen van de auditor beantwoorden")
    sound(fatima)
    follow(fatima, "Beantwoord de vragen van de auditor")
    follow(fatima, "Mag ik de gedragscode zien?")
    fatima.get_by_label("Jullie antwoord").fill("Hij staat op onze site.")
    fatima.get_by_label("Pagina over B1").check()
    press(fatima, "Bewaar en ga terug")
    act(fatima, "Dien de aanvulling in")
    road.handed_over(fatima, "Wacht op auditor Aud: het dossier beoordelen", mail={"aud"})

    aud = road.turn("Aud", "het dossier beoordelen")
    follow(aud, "Leg je bevindingen vast")
    expect(aud.get_by_role("main")).to_contain_text("Hij staat op onze site.")
    follow(aud, "Geef je oordeel")
    pick(aud, "voldoet onder voorwaarden")
    aud.get_by_label("Waarom?").fill("Bijna alles klopt.")
    aud.get_by_label("Wat moet in orde zijn?").fill("Maak een verslag.")
    aud.get_by_label("Uiterlijk op welke dag?").fill(in_days(90))
    press(aud, "Geef je oordeel")
    road.handed_over(aud, "Wacht op NOV: een besluit nemen", mail={OFFICE})


def decides(road: Road) -> None:
    stef = road.turn("Stef", "1 aanvraag wacht op een besluit")
    expect(stef.get_by_role("main")).to_contain_text("Je keurde het plan van aanpak goed")
    sanne = road.turn("Sanne", "1 aanvraag wacht op een besluit")
    sound(sanne)
    follow(sanne, "Ken toe onder voorwaarden")
    expect(sanne.get_by_label("Wat moet in orde zijn?").first).to_have_value("Maak een verslag.")
    sanne.get_by_label("Waarom?").fill("Wij volgen de auditor.")
    sound(sanne)
    press(sanne, "Ken toe onder voorwaarden")
    road.handed_over(sanne, f"Wacht op {OURS}: aan de voorwaarden voldoen", mail={*ORGANISATION, "ad", "aud"})


def meets_the_condition(road: Road) -> None:
    fatima = road.turn("Fatima", "aan de voorwaarden voldoen")
    sound(fatima)
    follow(fatima, "Meld dat aan een voorwaarde is voldaan")
    fatima.get_by_label("Hoe voldoen jullie eraan?").fill("Hier is het verslag.")
    press(fatima, "Meld dit aan de auditor")
    road.handed_over(fatima, "Wacht op auditor Aud: beoordelen of aan de voorwaarden is voldaan", mail={"aud"})

    aud = road.turn("Aud", "beoordelen of aan de voorwaarden is voldaan")
    follow(aud, "Beoordeel een voorwaarde")
    pick(aud, "Ja, er is aan voldaan")
    aud.get_by_label("Waarom?").fill("Dat zag ik zo.")
    press(aud, "Geef dit oordeel")
    road.handed_over(aud, "Wacht op NOV: vaststellen of aan de voorwaarden is voldaan", mail={OFFICE, *ORGANISATION})

    sol = road.turn("Sol", "Bij 1 aanvraag kunnen de voorwaarden worden afgehandeld")
    follow(sol, "Bevestig dat aan alles is voldaan")
    press(sol, "Bevestig, en ken het keurmerk toe")
    road.handed_over(sol, "NOV heeft het keurmerk toegekend op", mail={*ORGANISATION, "ad", "aud"})


def sees_the_mark(road: Road) -> None:
    fatima = road.home("Fatima")
    follow(fatima.get_by_role("main"), OURS)
    expect(heading(fatima)).to_have_text("Ons keurmerk")
    expect(fatima.get_by_role("main")).to_contain_text("Geldig")
    sound(fatima)
    fatima.locator("div", has=fatima.get_by_text("Aanvraag", exact=True)).last.get_by_role("link").click()
    expect(fatima.get_by_role("main")).to_contain_text("toegekend tot en met")
    sound(fatima)
    follow(fatima, "Besluit van NOV")
    expect(heading(fatima)).to_contain_text(f"{OURS} krijgt het keurmerk Vrijwillige Inzet")
    sound(fatima)
    follow(fatima, "Terug naar de aanvraag")
    follow(fatima, "Alles wat er gebeurde")
    sound(fatima)
    for told in (
        "heeft het keurmerk aangevraagd",
        "heeft een positief advies gegeven",
        "heeft om een aanvulling gevraagd",
    ):
        expect(fatima.get_by_role("main")).to_contain_text(told)
    expect(fatima.get_by_role("main")).to_contain_text("heeft bevestigd dat aan alle voorwaarden is voldaan")
