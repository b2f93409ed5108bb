"""What people do in a round of answering together, in plain functions, and the pages one sees on the way."""

from playwright.sync_api import Page

from tests.e2e.site import Site
from tests.e2e.steps import choose, press, started

OPEN_TO_NOBODY = {"remind_round", "round_link", "withdraw_respondent", "set_round_end", "agree_unanimous", "decline"}
OPEN_TO_NOBODY |= {"respond_save"}  # POST: they lead to a page, or answer the page's script


def open_round(page: Page, number: str, *, names: str = "named", groups: str = "Bestuur\nVrijwilligers") -> None:
    page.goto(f"/zelfevaluatie/{number}/samen/openen/")
    page.locator(f"label:has([name='names'][value='{names}'])").click()
    page.locator("[name='groups']").fill(groups)
    press(page, "Verder: mensen vragen")


def link_for_everybody(page: Page, number: str) -> str:
    """The address by which anybody may take part, made by the coordinator."""
    page.goto(f"/zelfevaluatie/{number}/samen/")
    page.get_by_role("button", name="Maak een link").click()
    return page.get_by_label("De link voor iedereen").input_value()


def join(page: Page, address: str, *, name: str = "", group: str = "Bestuur") -> str:
    """Begin by this link; the number of the round."""
    page.goto(address)
    if name:
        page.get_by_label("Hoe heet je?").fill(name)
    page.locator(f"label:has([name='group'][value='{group}'])").click()
    press(page, "Begin")
    page.wait_for_url("**/samen/ronde/*/")
    return page.url.rstrip("/").rpartition("/")[2]


def hand_in(page: Page, round_number: str) -> None:
    page.goto(f"/samen/ronde/{round_number}/klaar/")
    press(page, "Lever in")


def close_round(page: Page, number: str) -> None:
    page.goto(f"/zelfevaluatie/{number}/samen/sluiten/")
    press(page, "Sluit de ronde")


# --- Pages for the inventory ----------------------------------------------------------------------------------------------


def held(page: Page, path: str = "") -> str:
    """A round with names, opened, with somebody invited; then on to a page of it. Its evaluation's number."""
    number = started(page)
    open_round(page, number)
    page.get_by_label("E-mailadressen").fill("wim@example.org")
    press(page, "Verstuur de uitnodigingen")
    if path:
        page.goto(f"/zelfevaluatie/{number}/samen/{path}")
    return number


def asked(page: Page) -> str:
    """The link for everybody of such a round."""
    return link_for_everybody(page, held(page))


def answering(path: str):
    """To a page of somebody who answers."""

    def reach(page: Page, _site: Site) -> None:
        address = asked(page)
        number = join(page, address, name="Riet")
        page.goto(f"/samen/ronde/{number}/thema/A-missie/")
        choose(page, "A1", 2)
        press(page, "Opslaan en verder")
        page.goto(f"/samen/ronde/{number}/{path}")

    return reach


def talking(path: str):
    """To a page after the round of two people was closed."""

    def reach(page: Page, _site: Site) -> None:
        number = held(page)
        address = link_for_everybody(page, number)
        for name, level in (("Riet", 0), ("Jan", 3)):
            round_number = join(page, f"{address}?anders=1" if name == "Jan" else address, name=name)
            page.goto(f"/samen/ronde/{round_number}/thema/A-missie/")
            choose(page, "A1", level)
            press(page, "Opslaan en verder")
            hand_in(page, round_number)
        close_round(page, number)
        page.goto(path.format(number=number, round=round_number))

    return reach
