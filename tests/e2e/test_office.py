"""The office at work: two organisations become one after a look at what that does, and a lost second step is taken away."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from selfeval.management import demo_cast
from tests.e2e.conftest import LAPTOP, PHONE, NamedDevice
from tests.e2e.site import Site
from tests.e2e.steps import heading
from tests.e2e.test_sign_in import give_role, make_app, press, sign_in
from tests.goedgeregeld.accounts.keys import app_code

# In the dark only the colours are other ones.
AXE = {
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast"]},
}
PEOPLE = {player.account: player for player in demo_cast.CAST}


def enter(page: Page, account: str) -> Page:
    """Signed in with the password everybody knows; who has a role waits for a code of the app that was not used yet."""
    player = PEOPLE[account]
    page.goto("/account/inloggen/wachtwoord/")
    page.get_by_label("E-mailadres").fill(player.email)
    page.get_by_label("Wachtwoord").fill(demo_cast.PASSWORD)
    press(page, "Inloggen")
    if player.role:
        page.get_by_label("Code").fill(app_code(player.secret))
        press(page, "Inloggen")
    expect(heading(page)).to_have_text("Mijn Goed Geregeld")
    return page


def looks_right(page: Page, name: str) -> None:
    """No complaint of axe, light on the phone and dark on the laptop, and nothing sideways at the narrowest there is."""
    findings = []
    for scheme, size in (("light", PHONE), ("dark", LAPTOP)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        for rule in page.evaluate("(run) => axe.run(document, run)", AXE[scheme])["violations"]:
            findings += [f"{name}, {scheme}: {rule['id']}: {node['html'][:200]}" for node in rule["nodes"]]
    page.set_viewport_size({"width": 320, "height": 800})
    if (wide := page.evaluate("document.scrollingElement.scrollWidth")) > 320:
        findings.append(f"{name}: {wide} breed op een scherm van 320")
    assert not findings, "\n".join(findings)


def organisation_of(site: Site, name: str) -> str:
    """The address of the card of an organisation."""
    raw = site.rows("SELECT id FROM accounts_organisation WHERE name = ?", name)[0]["id"]
    return f"/organisatie/{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}/"


def application_of(site: Site, name: str) -> str:
    """The address of the application for the mark of an organisation."""
    found = site.rows(
        "SELECT code FROM keurmerk_application a JOIN accounts_organisation o ON o.id = a.organisation_id WHERE o.name = ?",
        name,
    )
    return f"/aanvraag/{found[0]['code']}/"


def new_organisation(page: Page, name: str, **also: str) -> None:
    page.goto("/organisatie/nieuw/")
    page.get_by_label("Naam van de organisatie").fill(name)
    page.get_by_label(re.compile("^Gemeente")).select_option(label="Zwolle")
    for label, value in also.items():
        page.get_by_label(re.compile(f"^{label}")).fill(value)
    press(page, "Maak de organisatie")
    expect(heading(page)).to_have_text(name)


def test_two_that_are_one_are_merged_after_a_look(device: NamedDevice, own_site: Site) -> None:
    truus, teun, mo = (device(PHONE, at=own_site), device(PHONE, at=own_site), device(LAPTOP, at=own_site))
    sign_in(truus, "truus@kade.example")
    new_organisation(truus, "Stichting De Kade", Website="https://kade.example")
    sign_in(teun, "teun@kade.example")
    new_organisation(teun, "De Kade", **{"KvK-nummer": "87654321"})

    enter(mo, "medewerker")
    mo.get_by_role("link", name="1 paar organisaties is misschien dubbel").click()
    expect(heading(mo)).to_have_text("Mogelijk dubbele organisaties")
    looks_right(mo, "dubbelen")
    mo.get_by_role("link", name=re.compile("^Bekijk ze")).click()
    before = own_site.rows("SELECT count(*) AS n FROM accounts_membership")[0]["n"]
    main = mo.locator("main")
    expect(main).to_contain_text("dan blijft Stichting De Kade en gaat De Kade daarin op")
    expect(main).to_contain_text("87654321")
    expect(main).to_contain_text("truus@kade.example")
    expect(main).to_contain_text("teun@kade.example")
    looks_right(mo, "samenvoegen")
    mo.get_by_role("link", name="Draai het om").click()
    expect(main).to_contain_text("dan blijft De Kade en gaat Stichting De Kade daarin op")
    assert own_site.rows("SELECT count(*) AS n FROM accounts_membership")[0]["n"] == before  # looking changed nothing
    gone, kept = organisation_of(own_site, "Stichting De Kade"), organisation_of(own_site, "De Kade")

    other_tab = mo.context.new_page()
    other_tab.goto(mo.url)
    press(mo, "Voeg samen")
    expect(mo.locator(".messages")).to_contain_text("De twee organisaties zijn nu één")
    expect(heading(mo)).to_have_text("De Kade")
    expect(mo.locator("main")).to_contain_text("https://kade.example")  # what the one left open came from the other
    press(other_tab, "Dit zijn er twee")  # what somebody still had open is no way back
    expect(heading(other_tab)).to_have_text("Deze pagina is er niet")
    mo.go_back()
    expect(heading(mo)).to_have_text("Deze pagina is er niet")

    truus.goto(gone)
    assert truus.url.endswith(kept)
    expect(truus.locator("main")).to_contain_text("teun@kade.example")
    mo.goto("/kantoor/gebeurtenissen/")
    expect(mo.locator("main")).to_contain_text("heeft een dubbele organisatie met deze samengevoegd")


def test_the_office_takes_away_a_lost_second_step(device: NamedDevice, own_site: Site) -> None:
    otto, bea = device(LAPTOP, at=own_site), device(LAPTOP, at=own_site)
    sign_in(otto, "otto@kwijt.example")
    give_role(own_site, "otto@kwijt.example", "auditor")
    make_app(otto)

    enter(bea, "beheerder")
    bea.goto("/kantoor/gebruikers/?q=otto@kwijt.example")
    bea.locator("main table a").click()
    bea.get_by_role("link", name="Haal de tweede stap weg").click()
    expect(heading(bea)).to_have_text("Ben jij het nog?")
    looks_right(bea, "nog jij")
    bea.get_by_role("link", name="Met je wachtwoord").click()
    bea.get_by_label("Wachtwoord").fill(demo_cast.PASSWORD)
    press(bea, "Verder")
    expect(heading(bea)).to_have_text(re.compile("^De tweede stap van otto@kwijt.example weghalen"))
    looks_right(bea, "tweede stap weghalen")
    press(bea, "Haal de tweede stap weg")
    expect(bea.locator(".messages")).to_contain_text("De tweede stap is weggehaald")
    expect(bea.locator("main")).to_contain_text("Nog niet ingesteld")

    otto.goto("/account/")
    expect(heading(otto)).to_have_text("Inloggen")
    sign_in(otto, "otto@kwijt.example")
    expect(heading(otto)).to_have_text("Je tweede stap")
    make_app(otto)


# Where somebody comes, page by page. "{own}" is the organisation of who looks, "{user}" another's account; "{mark}" an
# application for the mark that is only asked for, "{far}" one that is at work.
WALKS = {
    "fatima": [
        "/mijn/", "{own}", "{own}wijzigen/", "{own}uitnodigen/", "{own}overdragen/", "{own}verlaten/", "{own}vergelijking/",
        "{own}meenemen/", "{own}wissen/", "{own}lid/{member}/recht/", "{own}lid/{member}/verwijderen/",
        "/geschiedenis{own}", "/organisatie/nieuw/", "/privacy/", "/privacy/meenemen/", "/privacy/wissen/",
        "/account/", "/account/naam/", "/account/e-mailadres/", "/account/apparaten/", "/account/wachtwoord/wijzigen/",
        "/account/tweede-stap/", "/account/tweede-stap/app/", "/account/tweede-stap/toegangssleutels/nieuw/",
        "/account/bevestigen/wachtwoord/", "/zelfevaluatie/nieuw/", "/zelfevaluatie/nieuw/excel/",
        "{own}keurmerk/", "{mark}", "{mark}berichten/", "{mark}tijdlijn/",
    ],
    "bestuur": ["/mijn/", "{own}", "{own}keurmerk/"],
    "adviseur": [
        "/mijn/", "{mark}", "{far}", "{far}berichten/", "{far}tijdlijn/?eerst=oudste", "/account/", "/account/tweede-stap/",
        "/account/tweede-stap/app/uitzetten/", "/kantoor/gebruikers/",
    ],
    "auditor": ["/mijn/", "/account/bevestigen/code/"],
    "medewerker": [
        "/mijn/", "/kantoor/gebruikers/", "/kantoor/gebruikers/?q=niemand", "/kantoor/gebruikers/{user}/",
        "/kantoor/gebruikers/{user}/uitzetten/", "/kantoor/organisaties/", "/kantoor/organisaties/?q=xyzzy",
        "/kantoor/uitnodigingen/", "/kantoor/uitnodigen/", "/kantoor/dubbelen/", "/kantoor/gebeurtenissen/",
        "/geschiedenis/gebruiker/{user}/", "{club}", "{club}keurmerk/", "/kantoor/aanvragen/", "/kantoor/aanvragen/?late=yes",
        "{mark}", "{far}", "{far}berichten/", "{far}tijdlijn/",
    ],
    "beheerder": ["/mijn/", "/kantoor/gebruikers/{user}/", "/kantoor/uitnodigen/"],
}  # fmt: skip


@pytest.mark.parametrize("account", WALKS)
def test_every_page_behind_the_door_looks_right(device: NamedDevice, site: Site, account: str) -> None:
    page = device(LAPTOP)
    enter(page, account)
    if account == "fatima":  # what is about giving away or erasing asks for this first
        page.goto("/account/bevestigen/wachtwoord/")
        page.get_by_label("Wachtwoord").fill(demo_cast.PASSWORD)
        press(page, "Verder")
    rows = {row["email"].partition("@")[0]: row["id"] for row in site.rows("SELECT id, email FROM accounts_user")}
    own = {"fatima": "vv De Lange Bal", "bestuur": "Ziekenhuis De Vijf Linden"}.get(account, "vv De Lange Bal")
    parts = {"own": organisation_of(site, own), "club": organisation_of(site, "vv De Lange Bal")}
    parts |= {"mark": application_of(site, "vv De Lange Bal"), "far": application_of(site, "Buurtkamer De Bank")}
    for path in WALKS[account]:
        page.goto(path.format(**parts, member=rows["wim"], user=rows["adviseur"]))
        looks_right(page, f"{account} {path}")
