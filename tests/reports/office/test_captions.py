"""What a list shows, read as a sentence."""

from datetime import date

import pytest

from reports.office import captions

ROLES = {"adviser": "adviseur"}
STATES = {"open": "open", "expiring": "bijna verlopen", "expired": "verlopen"}


@pytest.mark.parametrize(
    ("total", "chosen", "text"),
    [
        (0, {}, "Geen gebruikers."),
        (1, {"role": "adviser"}, "1 gebruiker met de rol adviseur."),
        (1234, {"role": "none", "active": "no"}, "1.234 gebruikers zonder rol, met een account dat uit staat."),
        (2, {"q": "jan", "second": "no"}, "2 gebruikers zonder tweede stap, met ‘jan’."),
    ],
)
def test_users(total: int, chosen: dict[str, str], text: str) -> None:
    assert captions.users(total, chosen, ROLES) == text


def test_organisations() -> None:
    def told(place: str = "", **chosen: str) -> str:
        return captions.organisations(chosen, municipality=place, sectors={"care": "Zorg en welzijn"})

    assert told() == "Alle organisaties, op naam."
    assert told("Assen", municipality="GM0106", province="Drenthe") == "Organisaties in de gemeente Assen."
    assert told(sector="care", q="bank") == "Organisaties in de sector Zorg en welzijn, met ‘bank’."


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        ({"state": "open"}, "3 uitnodigingen die nog openstaan."),
        ({"state": "expiring"}, "3 uitnodigingen die bijna verlopen."),
        ({"state": "expired", "to": "adviser"}, "3 uitnodigingen voor de rol adviseur, die zijn verlopen."),
        ({"to": "organisation"}, "3 uitnodigingen voor een organisatie."),
    ],
)
def test_invitations(chosen: dict[str, str], text: str) -> None:
    assert captions.invitations(3, chosen, states=STATES, roles=ROLES) == text


def test_events() -> None:
    def told(**chosen: object) -> str:
        return captions.events(chosen, verbs={"copy": "kopieerde"}, kinds={"accounts.user": "Gebruiker"})

    assert told() == "Alles wat er gebeurde, het nieuwste eerst."
    assert (
        told(verb="copy", until=date(2026, 3, 1))
        == "Gebeurtenissen van het soort ‘kopieerde’, tot en met 1 maart 2026."
    )
