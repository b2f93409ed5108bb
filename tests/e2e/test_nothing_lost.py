"""No answer is ever lost: whatever somebody does to the page, the device, the link or the other person."""

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.e2e.conftest import Complaints, NamedDevice
from tests.e2e.site import Site
from tests.e2e.steps import (
    choose,
    choose_and_see_saved,
    heading,
    option,
    personal_link,
    press,
    remark,
    started,
    theme,
    told,
)

# --- On one device ----------------------------------------------------------------------------------------------------


def test_saved_as_given_without_a_button(fatima: Page) -> None:
    number = started(fatima)
    theme(fatima, number, "A-missie")
    choose_and_see_saved(fatima, "A1", 2)
    remark(fatima, "A2").fill("Zoeken we nog uit.")
    expect(told(fatima, "A2")).to_have_text("Opgeslagen")
    expect(fatima.locator("#voortgang-woorden")).to_contain_text("1 van de")
    fatima.reload()
    expect(option(fatima, "A1", 2)).to_be_checked()
    expect(fatima.locator("#A2-opmerking")).to_have_value("Zoeken we nog uit.")
    expect(fatima.locator("#voortgang-woorden")).to_contain_text("1 van de")


def test_the_last_of_many_quick_taps_stands(fatima: Page, site: Site) -> None:
    number = started(fatima)
    theme(fatima, number, "A-missie")
    for value in (0, 1, 2, 3, 0, 3, 1):
        choose(fatima, "A1", value)
    choose_and_see_saved(fatima, "A2", 0)
    expect(told(fatima, "A1")).to_have_text("Opgeslagen")
    fatima.reload()
    expect(option(fatima, "A1", 1)).to_be_checked()
    assert site.answers(number) == {"A1": "1", "A2": "0"}
    assert not site.rows("SELECT 1 FROM selfeval_overwrite WHERE evaluation_id = ?", number.replace("-", ""))


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_the_back_button(device: NamedDevice, javascript: bool) -> None:
    fatima = device(javascript=javascript)
    number = started(fatima)
    theme(fatima, number, "A-missie")
    choose(fatima, "A1", 2)
    choose(fatima, "A2", 1)
    press(fatima, "Opslaan en verder")
    expect(heading(fatima)).not_to_have_text("Waar we voor staan")
    choose(fatima, "A5", 3)
    second = heading(fatima).inner_text()
    press(fatima, "Opslaan en verder")
    expect(heading(fatima)).not_to_have_text(second)
    fatima.go_back()
    expect(option(fatima, "A5", 3)).to_be_checked()
    fatima.go_back()
    expect(option(fatima, "A1", 2)).to_be_checked()
    choose(fatima, "A1", 0)
    press(fatima, "Opslaan en verder")
    theme(fatima, number, "A-missie")
    expect(option(fatima, "A1", 0)).to_be_checked()
    expect(option(fatima, "A2", 1)).to_be_checked()


def test_typing_and_leaving_by_a_link_at_once(fatima: Page) -> None:
    number = started(fatima)
    theme(fatima, number, "A-missie")
    remark(fatima, "A1").press_sequentially("Nog net voor het eten.")
    fatima.get_by_role("link", name="Goed Geregeld").click()
    expect(heading(fatima)).to_contain_text("Hoe goed is het")
    theme(fatima, number, "A-missie")
    expect(fatima.locator("#A1-opmerking")).to_have_value("Nog net voor het eten.")


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize(
    ("way_out", "leads_to"),
    [
        ("Naar het overzicht", "/"),
        ("Later verdergaan? Bewaar je persoonlijke link", "/link/"),
        ("menu", "/thema/C-werving/"),
    ],
)
def test_every_way_out_of_a_theme_saves(device: NamedDevice, way_out: str, leads_to: str, javascript: bool) -> None:
    fatima = device(javascript=javascript)
    number = started(fatima)
    theme(fatima, number, "A-missie")
    choose(fatima, "A1", 3)
    remark(fatima, "A1").fill("Besproken in de vergadering.")
    if way_out == "menu":
        fatima.get_by_text("Alle thema’s").click()
        fatima.locator("button[value='thema/C-werving']").click()
    else:
        press(fatima, way_out)
    fatima.wait_for_url(f"**/zelfevaluatie/{number}{leads_to}")
    theme(fatima, number, "A-missie")
    expect(option(fatima, "A1", 3)).to_be_checked()
    expect(fatima.locator("#A1-opmerking")).to_have_value("Besproken in de vergadering.")


def test_saying_that_a_statement_is_unclear_saves_first_and_comes_back(device: NamedDevice) -> None:
    fatima = device(javascript=False)
    number = started(fatima)
    theme(fatima, number, "A-missie")
    choose(fatima, "A1", 1)
    fatima.locator("button[value='mening/A1']").click()
    fatima.get_by_label("De stelling is onduidelijk").check()
    fatima.get_by_label("Wil je het uitleggen?").fill("Wat is een missie?")
    press(fatima, "Verstuur")
    expect(fatima.get_by_text("Dank je wel. Je opmerking over A1")).to_be_visible()
    expect(option(fatima, "A1", 1)).to_be_checked()


def test_two_tabs(fatima: Page) -> None:
    number = started(fatima)
    theme(fatima, number, "A-missie")
    other = fatima.context.new_page()
    theme(other, number, "A-missie")
    choose_and_see_saved(fatima, "A1", 1)
    choose_and_see_saved(other, "A2", 3)
    press(fatima, "Opslaan en verder")  # this tab never saw A2
    expect(heading(fatima)).not_to_have_text("Waar we voor staan")
    other.reload()
    expect(option(other, "A1", 1)).to_be_checked()
    expect(option(other, "A2", 3)).to_be_checked()


def test_a_slow_line_and_an_impatient_hand(fatima: Page, site: Site) -> None:
    """The answer is still on its way when she is gone already; it arrives behind her back."""
    number = started(fatima)
    theme(fatima, number, "A-missie")
    stuck: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if stuck:
            route.continue_()
        else:
            stuck.append(route)

    fatima.route("**/opslaan/", hold_the_first)
    with fatima.expect_request("**/opslaan/"):
        choose(fatima, "A1", 2)
    fatima.get_by_role("link", name="Goed Geregeld").click()
    expect(heading(fatima)).to_contain_text("Hoe goed is het")
    for _moment in range(75):
        if site.answers(number):
            break
        fatima.wait_for_timeout(200)
    theme(fatima, number, "A-missie")
    expect(option(fatima, "A1", 2)).to_be_checked()


def test_a_reply_that_got_lost(fatima: Page, site: Site, complaints: Complaints) -> None:
    """The server kept the 3, she never heard so, and went back to what the page had shown."""
    complaints.allow("ERR_FAILED")
    number = started(fatima)
    theme(fatima, number, "A-missie")
    choose_and_see_saved(fatima, "A1", 1)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    fatima.route("**/opslaan/", lose, times=1)
    choose(fatima, "A1", 3)
    expect(told(fatima, "A1")).to_contain_text("Nog niet opgeslagen")
    assert site.answers(number) == {"A1": "3"}
    choose(fatima, "A1", 1)
    expect(told(fatima, "A1")).to_have_text("Opgeslagen")
    assert site.answers(number) == {"A1": "1"}


# --- On two devices -----------------------------------------------------------------------------------------------------


def together(fatima: Page, wim: Page) -> str:
    """Fatima started, Wim came in by her link, and both look at the first theme."""
    number = started(fatima)
    wim.goto(personal_link(fatima, number))
    theme(fatima, number, "A-missie")
    theme(wim, number, "A-missie")
    return number


def test_different_statements_of_one_theme_are_both_kept(fatima: Page, wim: Page, site: Site) -> None:
    number = together(fatima, wim)
    choose_and_see_saved(fatima, "A1", 1)
    choose_and_see_saved(wim, "A2", 3)
    press(fatima, "Opslaan en verder")
    press(wim, "Opslaan en verder")
    expect(fatima.get_by_text("Iemand anders")).to_have_count(0)
    expect(wim.get_by_text("iemand anders")).to_have_count(0)
    assert site.answers(number) == {"A1": "1", "A2": "3"}


def test_an_answer_and_a_remark_at_one_statement_are_both_kept(fatima: Page, wim: Page) -> None:
    number = together(fatima, wim)
    choose_and_see_saved(fatima, "A1", 1)
    remark(wim, "A1").fill("Staat in de notulen van maart.")
    expect(told(wim, "A1")).to_have_text("Hier stond intussen iets van een ander. Dat zie je nu.")
    expect(option(wim, "A1", 1)).to_be_checked()
    theme(fatima, number, "A-missie")
    expect(option(fatima, "A1", 1)).to_be_checked()
    expect(fatima.locator("#A1-opmerking")).to_have_value("Staat in de notulen van maart.")


@pytest.mark.parametrize("wim_first", [False, True], ids=["fatima-then-wim", "wim-then-fatima"])
def test_at_the_same_statement_the_last_one_wins_and_both_are_told(fatima: Page, wim: Page, wim_first: bool) -> None:
    number = together(fatima, wim)
    early, late = (wim, fatima) if wim_first else (fatima, wim)
    choose_and_see_saved(early, "A1", 0)
    choose(late, "A1", 3)
    label = early.locator("label:has(input[name='A1'][value='0']) .level-word").inner_text()
    expect(told(late, "A1")).to_have_text(
        f"Bij A1 had iemand anders intussen iets ingevuld: “{label}”. Jouw antwoord staat er nu."
    )
    lost = f"Iemand anders heeft je antwoord bij A1 veranderd. Jij had: “{label}”."
    theme(early, number, "A-missie")
    expect(early.get_by_text(lost)).to_be_visible()
    expect(option(early, "A1", 3)).to_be_checked()
    theme(early, number, "C-werving")
    expect(early.get_by_text(lost)).to_be_visible()  # wherever she is
    press(early, "Opslaan en verder")
    theme(early, number, "A-missie")
    expect(early.get_by_text(lost)).to_have_count(0)  # and once seen it is enough


def test_the_same_without_javascript(device: NamedDevice) -> None:
    fatima, wim = device(javascript=False), device(javascript=False)
    number = together(fatima, wim)
    choose(fatima, "A1", 0)
    choose(wim, "A1", 3)
    press(fatima, "Opslaan en verder")
    press(wim, "Opslaan en verder")
    expect(wim.get_by_text("Bij A1 had iemand anders intussen iets ingevuld")).to_be_visible()
    theme(fatima, number, "A-missie")
    expect(fatima.get_by_text("Iemand anders heeft je antwoord bij A1 veranderd.")).to_be_visible()


# --- When access has run out ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_session_that_ran_out_loses_nothing(device: NamedDevice, javascript: bool) -> None:
    fatima = device(javascript=javascript)
    number = started(fatima)
    address = personal_link(fatima, number)
    theme(fatima, number, "A-missie")
    fatima.context.clear_cookies()

    choose(fatima, "A1", 2)
    remark(fatima, "A1").fill("Regel een.\nRegel “twee” & <drie>.")
    choose(fatima, "A2", 3)
    if javascript:
        expect(told(fatima, "A2")).to_contain_text("Niet opgeslagen.")
    press(fatima, "Opslaan en verder")

    expect(heading(fatima)).to_have_text("Je was even weg")
    press(fatima, "Verstuur opnieuw")
    expect(heading(fatima)).to_have_text("Verder met je persoonlijke link")
    expect(fatima.get_by_text("Wat je net invulde, is niet weg.")).to_be_visible()

    fatima.get_by_label("Plak hier je persoonlijke link").fill(address + "typefout")
    press(fatima, "Ga verder")
    expect(fatima.get_by_text("Deze link werkt niet (meer). Kijk of").last).to_be_visible()
    expect(fatima.get_by_text("Wat je net invulde, is niet weg.")).to_be_visible()

    fatima.get_by_label("Plak hier je persoonlijke link").fill(address)
    press(fatima, "Ga verder")
    expect(fatima.locator("[data-statement='A5']")).to_be_visible()  # saved, and on to the next theme
    theme(fatima, number, "A-missie")
    expect(option(fatima, "A1", 2)).to_be_checked()
    expect(option(fatima, "A2", 3)).to_be_checked()
    expect(fatima.locator("#A1-opmerking")).to_have_value("Regel een.\nRegel “twee” & <drie>.")


def test_only_the_session_ran_out(device: NamedDevice) -> None:
    """The token of the form is still good; access is not."""
    fatima = device(javascript=False)
    number = started(fatima)
    address = personal_link(fatima, number)
    theme(fatima, number, "A-missie")
    fatima.context.clear_cookies(name="sessionid")
    choose(fatima, "A1", 2)
    press(fatima, "Opslaan en verder")
    expect(heading(fatima)).to_have_text("Verder met je persoonlijke link")
    fatima.get_by_label("Plak hier je persoonlijke link").fill(address)
    press(fatima, "Ga verder")
    theme(fatima, number, "A-missie")
    expect(option(fatima, "A1", 2)).to_be_checked()


# --- When the server is away ------------------------------------------------------------------------------------------------


def test_a_killed_server_is_waited_for(device: NamedDevice, own_site: Site, complaints: Complaints) -> None:
    complaints.allow("ERR_CONNECTION_")
    fatima = device(at=own_site)
    number = started(fatima)
    theme(fatima, number, "A-missie")
    choose_and_see_saved(fatima, "A1", 1)
    own_site.kill()
    choose(fatima, "A2", 3)
    expect(told(fatima, "A2")).to_have_text("Nog niet opgeslagen. We proberen het zo weer.")
    choose(fatima, "A1", 0)
    own_site.start()
    expect(told(fatima, "A2")).to_have_text("Opgeslagen")
    expect(told(fatima, "A1")).to_have_text("Opgeslagen")
    assert own_site.answers(number) == {"A1": "0", "A2": "3"}


def test_whoever_leaves_while_the_server_is_away_is_asked(
    device: NamedDevice, own_site: Site, complaints: Complaints
) -> None:
    complaints.allow("ERR_CONNECTION_")
    fatima = device(at=own_site)
    number = started(fatima)
    theme(fatima, number, "A-missie")
    own_site.kill()
    choose(fatima, "A1", 3)
    expect(told(fatima, "A1")).to_contain_text("Nog niet opgeslagen")

    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    fatima.on("dialog", stay)
    fatima.get_by_role("link", name="Goed Geregeld").click(no_wait_after=True)
    own_site.start()
    expect(told(fatima, "A1")).to_have_text("Opgeslagen")  # she stayed, and nothing is lost
    assert asked == ["beforeunload"]
    fatima.get_by_role("link", name="Goed Geregeld").click()  # now nobody asks anything
    expect(heading(fatima)).to_contain_text("Hoe goed is het")
    assert asked == ["beforeunload"]
    assert own_site.answers(number) == {"A1": "3"}


def test_the_button_stays_on_the_page_while_the_server_is_away(
    device: NamedDevice, own_site: Site, complaints: Complaints
) -> None:
    complaints.allow("ERR_CONNECTION_")
    fatima = device(at=own_site)
    number = started(fatima)
    theme(fatima, number, "A-missie")
    own_site.kill()
    choose(fatima, "A1", 3)
    expect(told(fatima, "A1")).to_contain_text("Nog niet opgeslagen")
    choose(fatima, "A2", 1)
    press(fatima, "Opslaan en verder")
    expect(fatima.locator("#A1")).to_be_focused()
    expect(told(fatima, "A2")).to_contain_text("Nog niet opgeslagen")
    own_site.start()
    press(fatima, "Opslaan en verder")
    expect(fatima.locator("[data-statement='A5']")).to_be_visible()
    assert own_site.answers(number) == {"A1": "3", "A2": "1"}
