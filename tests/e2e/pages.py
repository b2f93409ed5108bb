"""Every page of the product and how one gets there: the inventory that accessibility, HTML and the look are tested with.

`tests/test_pages.py` compares it with the addresses there are, so a new page cannot be forgotten.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.e2e import mailed, marks, rounds
from tests.e2e.site import Site
from tests.e2e.steps import HOSPITAL, SMALL_CLUB, choose, fill_profile, personal_link, press, remark, started, theme

PICTURES_AND_FILES = {"report_pdf", "report_excel", "report_chart"}
PICTURES_AND_FILES |= {"plan_excel", "plan_ics", "shared_pdf", "shared_chart", "again_chart"}
PICTURES_AND_FILES |= {"blank_pdf", "blank_excel", "evaluation_pdf", "evaluation_excel"}
PICTURES_AND_FILES |= {"marks_json", "marks_csv", "mark_json", "feed", "badge", "credential_json", "credential_jwt"}
PICTURES_AND_FILES |= {"status_list", "issuer", "achievement", "keys", "key", "robots"}
ONLY_SENT_TO = {"save", "complete", "copy", "mail_link", "withdraw_links", "rate_report"}  # POST: they lead to a page
ONLY_SENT_TO |= {"repeat", "own_move", "withdraw_share", "plan_from_advice", "plan_move"}
ONLY_SENT_TO |= rounds.OPEN_TO_NOBODY
LEADS_ON = {"resume"}

Reach = Callable[[Page, Site], None]


@dataclass(frozen=True)
class NamedPage:
    """A page (or one of its faces): its name, the address it belongs to, and the way there."""

    name: str
    address: str  # name in the urlconf, or "" for a page that stands for whatever went wrong
    reach: Reach


def _goto(path: str) -> Reach:
    return lambda page, _site: page.goto(path) and None


def _mark_at(path: str) -> Reach:
    return lambda page, site: marks.put(site) or (page.goto(path) and None)


def _started_at(path: str, facts: dict[str, str] = SMALL_CLUB) -> Reach:
    return lambda page, _site: page.goto(f"/zelfevaluatie/{started(page, facts)}/{path}") and None


def demo(page: Page, name: str, path: str = "") -> str:
    """Into a demo evaluation by its link, then on to a page of it; returns its number."""
    page.goto(f"/zelfevaluatie/verder/demo-{name}/")
    number = page.url.split("/")[4]
    if path:
        page.goto(path.format(number))
    return number


def _demo_at(name: str, path: str) -> Reach:
    return lambda page, _site: demo(page, name, path) and None


def _no_browser_checks(page: Page) -> None:
    page.locator("main form").first.evaluate("form => form.noValidate = true")


def _home_again(page: Page, _site: Site) -> None:
    demo(page, "voetbalclub")
    demo(page, "natuurgroep")
    started(page, {**SMALL_CLUB, "organisation_name": ""})
    page.goto("/")


def _adviser(page: Page, _site: Site) -> None:
    page.goto("/adviseurs/gemeente/GM0344/")
    page.get_by_role("link", name="Anna Adviseur").click()


def _profile_wrong(page: Page, _site: Site) -> None:
    page.goto("/zelfevaluatie/nieuw/")
    fill_profile(page, {"volunteers": "heel veel", "paid_fte": "-1"})
    _no_browser_checks(page)
    press(page, "Verder")


def _upload(page: Page, path: str, content: bytes) -> None:
    page.goto(path)
    file = {"name": "formulier.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("Het ingevulde Excel-formulier").set_input_files(file)  # type: ignore[arg-type]
    press(page, "Lees het formulier in")


def _sheet_problems(page: Page, _site: Site) -> None:
    _upload(page, f"/zelfevaluatie/{started(page)}/excel/", b"geen spreadsheet")


def _sheet_missing(page: Page, _site: Site) -> None:
    page.goto("/zelfevaluatie/nieuw/excel/")
    _no_browser_checks(page)
    press(page, "Lees het formulier in")


def _blank_sheet_as_new(page: Page, _site: Site) -> None:
    blank = page.request.get("/vragenlijst/goed-geregeld/2026.1/excel/").body()
    _upload(page, "/zelfevaluatie/nieuw/excel/", blank)


def _paste_wrong(page: Page, _site: Site) -> None:
    page.goto("/zelfevaluatie/verder/")
    page.get_by_label("Plak hier").fill("https://elders.example/onzin")
    press(page, "Ga verder")


def _theme_full_of_everything(page: Page, _site: Site) -> None:
    number = started(page, HOSPITAL)
    theme(page, number, "A-meedoen")
    for code, value in (("A15", 0), ("A16", "?"), ("A17", 3), ("A18", "nvt")):
        choose(page, code, value)
    page.locator("#A18-reden").fill("Wij hebben alleen vaste vrijwilligers.")
    remark(page, "A15").fill("Staat op de agenda van het voorjaar.")
    press(page, "Opslaan en verder")
    theme(page, number, "A-meedoen")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def _theme_wrong(page: Page, _site: Site) -> None:
    number = started(page, HOSPITAL)
    theme(page, number, "A-meedoen")
    choose(page, "A18", "nvt")
    page.locator("#A15-opmerking").evaluate(
        "one => { one.removeAttribute('maxlength'); one.value = 'x'.repeat(5000); }"
    )
    press(page, "Opslaan en verder")


def _theme_replaced(page: Page, site: Site) -> None:
    number = started(page)
    theme(page, number, "A-missie")
    choose(page, "A1", 1)
    page.locator("[data-statement='A1'] .saved:not(:empty)").wait_for()
    address = personal_link(page, number)
    browser = page.context.browser
    assert browser
    other = browser.new_context(base_url=site.url)
    wim = other.new_page()
    wim.goto(address)
    theme(wim, number, "A-missie")
    choose(wim, "A1", 3)
    press(wim, "Opslaan en verder")
    other.close()
    theme(page, number, "A-missie")


def _complete_too_early(page: Page, _site: Site) -> None:
    number = demo(page, "natuurgroep", "/zelfevaluatie/{}/nakijken/")
    _send(page, f"/zelfevaluatie/{number}/afronden/", {})


def _send(page: Page, address: str, fields: dict[str, str]) -> None:
    """Send a form from the page one is on, as an old tab would; the token is fetched, as an old tab has one."""
    token = (
        page.request.get("/zelfevaluatie/nieuw/").text().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    )
    with page.expect_navigation():
        page.evaluate(
            """([address, fields]) => {
                const form = document.createElement('form');
                form.method = 'post'; form.action = address;
                for (const [name, value] of Object.entries(fields)) {
                    const field = document.createElement('input');
                    field.type = 'hidden'; field.name = name; field.value = value; form.append(field);
                }
                document.body.append(form); form.submit();
            }""",
            [address, {"csrfmiddlewaretoken": token, **fields}],
        )


def _refused(page: Page, _site: Site) -> None:
    number = demo(page, "voetbalclub")
    fields = {"A1": "3", "A1-was": "..", "A1-opmerking": "Dit wilde ik er nog bij zetten.\nEn dit ook."}
    _send(page, f"/zelfevaluatie/{number}/thema/A-missie/", fields)


def _mail_wrong(page: Page, _site: Site) -> None:
    page.goto(f"/zelfevaluatie/{started(page)}/link/")
    _send(page, page.url + "mailen/", {"email": "fatima.example.org"})


def _opinion_wrong(page: Page, _site: Site) -> None:
    page.goto(f"/zelfevaluatie/{started(page)}/stelling/A1/mening/")
    _no_browser_checks(page)
    press(page, "Verstuur")


def _report_opinion_wrong(page: Page, _site: Site) -> None:
    demo(page, "voetbalclub", "/rapport/{}/")
    press(page, "Verstuur")


PLAN = "/zelfevaluatie/{}/plan/"


def _planned(page: Page, _site: Site) -> None:
    """Two advices in the plan, one of which is being worked on."""
    demo(page, "ziekenhuis", f"{PLAN}advies/")
    for _ in range(2):
        page.get_by_role("button", name="Zet het advies").first.click()
    page.get_by_role("link", name="Naar het verbeterplan").click()
    if page.get_by_role("button", name="Begonnen").count() > 1:
        page.get_by_role("button", name="Begonnen").first.click()


def _planned_then(query: str) -> Reach:
    def reach(page: Page, site: Site) -> None:
        _planned(page, site)
        page.goto(page.url.partition("#")[0].partition("?")[0] + query)

    return reach


def _planned_on(*links: str) -> Reach:
    def reach(page: Page, site: Site) -> None:
        _planned(page, site)
        for words in links:
            page.get_by_role("link", name=words).first.click()

    return reach


def _planned_wrong(page: Page, _site: Site) -> None:
    demo(page, "ziekenhuis", f"{PLAN}nieuw/")
    _no_browser_checks(page)
    press(page, "Zet in het plan")


def _again(page: Page, _site: Site) -> None:
    """The club makes a new version, answers one statement higher, and looks at what that changed."""
    demo(page, "voetbalclub", "/zelfevaluatie/{}/afgerond/")
    press(page, "Begin een nieuwe versie")
    number = page.url.rstrip("/").rpartition("/")[2]
    theme(page, number, "A-missie")
    choose(page, "A1", 0)
    press(page, "Opslaan en verder")
    page.goto(f"/zelfevaluatie/{number}/nakijken/")
    page.locator("form[action$='/afronden/'] button").first.click()
    page.goto(f"/rapport/{number}/vergelijken/")


def _errand(path: str) -> Reach:
    return lambda page, site: mailed.reminder(site) or (page.goto(f"/mijn-acties/{mailed.ERRAND}/{path}") and None)


def _asked(path: str) -> Reach:
    return lambda page, site: mailed.questions(site) or (page.goto(f"/vervolg/{mailed.ASKED}/{path}") and None)


def _asked_wrong(page: Page, site: Site) -> None:
    _asked("")(page, site)
    press(page, "Verstuur")


def _shared(page: Page, _site: Site, whom: str = "Het bestuur") -> None:
    demo(page, "voetbalclub", "/zelfevaluatie/{}/delen/")
    page.get_by_label("Voor wie").fill(whom)
    press(page, "Maak de link")


def _share_wrong(page: Page, _site: Site) -> None:
    demo(page, "voetbalclub", "/zelfevaluatie/{}/delen/")
    press(page, "Maak de link")


def _shared_report(page: Page, site: Site) -> None:
    _shared(page, site, "De gemeente")  # another link than that of the page before: asked for twice, it is shown once
    page.goto(page.locator(".copy-row input").first.input_value())


def _held(path: str) -> Reach:
    return lambda page, _site: rounds.held(page, path) and None


def _round_wrong(page: Page, _site: Site) -> None:
    page.goto(f"/zelfevaluatie/{started(page)}/samen/openen/")
    _no_browser_checks(page)
    press(page, "Verder: mensen vragen")


def _report_unfolded(page: Page, _site: Site) -> None:
    demo(page, "ziekenhuis", "/rapport/{}/")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def _resend(page: Page, _site: Site) -> None:
    theme(page, started(page), "A-missie")
    page.context.clear_cookies()
    press(page, "Opslaan en verder")


def _lost_access(page: Page, _site: Site) -> None:
    theme(page, started(page), "A-missie")
    page.context.clear_cookies(name="sessionid")
    press(page, "Opslaan en verder")


def _not_understood(page: Page, _site: Site) -> None:
    _send(page, (page.goto(f"/zelfevaluatie/{started(page)}/route/") and page.url) or "", {"route": "sluiproute"})


PAGES = [
    NamedPage("home", "home", _goto("/")),
    NamedPage("privacy", "privacy", _goto("/privacy/")),
    NamedPage("sign-in", "account_login", _goto("/account/inloggen/")),
    NamedPage("home-again", "home", _home_again),
    NamedPage("profile-new", "start", _goto("/zelfevaluatie/nieuw/")),
    NamedPage("profile-wrong", "start", _profile_wrong),
    NamedPage("sheet-new", "start_from_sheet", _goto("/zelfevaluatie/nieuw/excel/")),
    NamedPage("sheet-new-blank", "start_from_sheet", _blank_sheet_as_new),
    NamedPage("sheet", "sheet", _started_at("excel/")),
    NamedPage("sheet-problems", "sheet", _sheet_problems),
    NamedPage("sheet-missing", "start_from_sheet", _sheet_missing),
    NamedPage("paste", "paste", _goto("/zelfevaluatie/verder/")),
    NamedPage("paste-wrong", "paste", _paste_wrong),
    NamedPage("paste-lost-access", "paste", _lost_access),
    NamedPage("dead-link", "resume", _goto("/zelfevaluatie/verder/onzin/")),
    NamedPage("profile", "profile", _started_at("profiel/")),
    NamedPage("route-choice", "route", _started_at("route/")),
    NamedPage("route-full", "route", _started_at("route/", HOSPITAL)),
    NamedPage("overview-new", "overview", _started_at("")),
    NamedPage("overview-busy", "overview", _demo_at("natuurgroep", "/zelfevaluatie/{}/")),
    NamedPage("theme-new", "theme", _started_at("thema/A-missie/")),
    NamedPage("theme-of-b", "theme", _started_at("thema/B-omgang/", HOSPITAL)),
    NamedPage("theme-of-c", "theme", _started_at("thema/C-waardering/?terug=nakijken")),
    NamedPage("theme-full-of-everything", "theme", _theme_full_of_everything),
    NamedPage("theme-wrong", "theme", _theme_wrong),
    NamedPage("theme-replaced", "theme", _theme_replaced),
    NamedPage("opinion", "rate_statement", _started_at("stelling/A1/mening/")),
    NamedPage("opinion-wrong", "rate_statement", _opinion_wrong),
    NamedPage("link", "link", _started_at("link/")),
    NamedPage("link-mail-wrong", "link", _mail_wrong),
    NamedPage("check-open", "check", _demo_at("natuurgroep", "/zelfevaluatie/{}/nakijken/")),
    NamedPage("check-too-early", "check", _complete_too_early),
    NamedPage("completed", "completed", _demo_at("voetbalclub", "/zelfevaluatie/{}/afgerond/")),
    NamedPage("report-star", "report", _demo_at("voetbalclub", "/rapport/{}/")),
    NamedPage("report-full", "report", _demo_at("ziekenhuis", "/rapport/{}/")),
    NamedPage("report-unfolded", "report", _report_unfolded),
    NamedPage("report-opinion-wrong", "report", _report_opinion_wrong),
    NamedPage("plan-empty", "plan", _demo_at("voetbalclub", "/zelfevaluatie/{}/plan/")),
    NamedPage("plan", "plan", _planned),
    NamedPage("plan-list", "plan", _planned_then("?weergave=lijst")),
    NamedPage("plan-choose", "plan_choose", _demo_at("voetbalclub", "/zelfevaluatie/{}/plan/advies/")),
    NamedPage("plan-new", "plan_new", _demo_at("ziekenhuis", "/zelfevaluatie/{}/plan/nieuw/")),
    NamedPage("plan-new-wrong", "plan_new", _planned_wrong),
    NamedPage("plan-change", "plan_change", _planned_on("Pas aan")),
    NamedPage("plan-drop", "plan_drop", _planned_on("Pas aan", "Laat de actie vervallen")),
    NamedPage("plan-remove", "plan_remove", _planned_on("Pas aan", "Haal de actie uit het plan")),
    NamedPage("again-none", "again", _demo_at("voetbalclub", "/rapport/{}/vergelijken/")),
    NamedPage("again", "again", _again),
    NamedPage("own-actions", "own_actions", _errand("")),
    NamedPage("own-stop", "own_stop", _errand("geen-mail/")),
    NamedPage("own-dead", "own_actions", _goto("/mijn-acties/onzin/")),
    NamedPage("follow-wish", "follow_wish", _demo_at("voetbalclub", "/zelfevaluatie/{}/vervolg/")),
    NamedPage("follow-up", "follow_up", _asked("?veranderd=yes")),
    NamedPage("follow-up-wrong", "follow_up", _asked_wrong),
    NamedPage("follow-stop", "follow_stop", _asked("geen-mail/")),
    NamedPage("share", "share", _shared),
    NamedPage("share-wrong", "share", _share_wrong),
    NamedPage("shared-report", "shared_report", _shared_report),
    NamedPage("shared-dead", "shared_report", _goto("/gedeeld/onzin/")),
    NamedPage("together-none", "together", _started_at("samen/")),
    NamedPage("together", "together", _held("")),
    NamedPage("together-open", "open_round", _started_at("samen/openen/")),
    NamedPage("together-open-wrong", "open_round", _round_wrong),
    NamedPage("together-invite", "invite", _held("uitnodigen/")),
    NamedPage("together-close", "close_round", _held("sluiten/")),
    NamedPage("join", "join", lambda page, _site: page.goto(rounds.asked(page)) and None),
    NamedPage("join-dead", "join", _goto("/samen/onzin/")),
    NamedPage("respond", "respond", rounds.answering("")),
    NamedPage("respond-theme", "respond_theme", rounds.answering("thema/A-missie/")),
    NamedPage("hand-in", "hand_in", rounds.answering("klaar/")),
    NamedPage("take-back", "take_back", rounds.answering("wissen/")),
    NamedPage("comparison", "comparison", _demo_at("natuurgroep", "/zelfevaluatie/{}/samen/uitkomst/")),
    NamedPage("comparison-of-who-answered", "respond_comparison", rounds.talking("/samen/ronde/{round}/uitkomst/")),
    NamedPage("respond-after", "respond", rounds.talking("/samen/ronde/{round}/")),
    NamedPage("talk", "talk", _demo_at("natuurgroep", "/zelfevaluatie/{}/samen/gesprek/")),
    NamedPage("talk-statement", "talk_statement", _demo_at("natuurgroep", "/zelfevaluatie/{}/samen/gesprek/A13/")),
    NamedPage("talk-named", "talk_statement", rounds.talking("/zelfevaluatie/{number}/samen/gesprek/A1/")),
    NamedPage("refused", "", _refused),
    NamedPage("resend", "", _resend),
    NamedPage("not-understood", "", _not_understood),
    NamedPage("not-found", "", _goto("/deze/pagina/is/er/niet/")),
    NamedPage("register", "list", _mark_at("/register/?stand=alle")),
    NamedPage("register-none", "list", _mark_at("/register/?naam=zzz")),
    NamedPage("register-mark", "entry", _mark_at(f"/register/{marks.NUMBER}/")),
    NamedPage("register-suspended", "entry", _mark_at(f"/register/{marks.SUSPENDED}/")),
    NamedPage("genuine", "genuine", _goto("/register/is-dit-keurmerk-echt/")),
    NamedPage("check-code", "ask", _goto("/controle/")),
    NamedPage("check-code-wrong", "ask", _goto("/controle/?code=ABCD")),
    NamedPage("check-code-valid", "check", _mark_at(f"/controle/{marks.CODE}/")),
    NamedPage("check-code-unknown", "check", _goto(f"/controle/{marks.UNKNOWN}/")),
    NamedPage("signal", "signal", _mark_at(f"/register/{marks.NUMBER}/klopt-er-iets-niet/")),
    NamedPage("signal-received", "signal_received", _mark_at(f"/register/{marks.NUMBER}/klopt-er-iets-niet/bedankt/")),
    NamedPage("find-adviser", "find", _goto("/adviseurs/")),
    NamedPage("find-adviser-unknown", "find", _goto("/adviseurs/?plaats=3511")),
    NamedPage("find-in-province", "find_in_province", _goto("/adviseurs/provincie/utrecht/")),
    NamedPage("find-in-place", "find_in_place", _goto("/adviseurs/gemeente/GM0344/")),
    NamedPage("adviser", "find_adviser", _adviser),
    NamedPage("styleguide", "styleguide", _goto("/stijl/")),
]
