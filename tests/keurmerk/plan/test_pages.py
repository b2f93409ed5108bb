"""The pages of the plan: the form without JavaScript, two people at once, who reads what, and what a page costs."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keurmerk.actions import plan as acts
from keurmerk.models import Application, ApproachPlan
from keurmerk.planning import Step
from keurmerk.queries.plan import draft_of
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.plans import in_intake, saved, with_office

FIELDS = {
    "moves": "1",
    "changes": "0",
    "intake_on": "2026-11-20",
    "route": "full",
    "locations": "1",
    "scope": "",
    "hours": "17,5",
    "rate": "62,50",
    "audit_fee": "",
    "remarks": "Graag voor de zomer.",
    "stap-TOTAL_FORMS": "3",
    "stap-INITIAL_FORMS": "0",
    "stap-0-what": "Dossier indienen",
    "stap-0-on": "2027-05-01",
    "stap-0-who": "Fatima",
    "stap-1-what": "Weg ermee",
    "stap-1-DELETE": "on",
    "aftrek-TOTAL_FORMS": "1",
    "aftrek-INITIAL_FORMS": "0",
    "aftrek-0-label": "Gemeente",
    "aftrek-0-amount": "500",
}


def path(application: Application, rest: str = "bewerken/") -> str:
    return f"/aanvraag/{application.code}/plan/{rest}"


def post(client: Client, application: Application, **fields: str) -> Any:
    return client.post(path(application), FIELDS | {name.replace("__", "-"): value for name, value in fields.items()})


def test_what_is_filled_in_is_kept(world: World) -> None:
    application = in_intake(world)
    answer = post(browser(world.iris), application)
    assert (answer.status_code, answer["Location"]) == (302, path(application, ""))
    contents = draft_of(application).contents
    assert (contents.hours, contents.rate, contents.audit_fee) == (Decimal("17.5"), Decimal("62.5"), Decimal(450))
    assert contents.steps == (Step("Dossier indienen", date(2027, 5, 1), "Fatima"),)
    assert [(one.label, one.amount) for one in contents.deductions] == [("Gemeente", Decimal(500))]
    page = browser(world.ad).get(path(application, "")).content.decode().replace("\u00a0", " ")
    for words in ("17,5 uur à € 62,50", "€ 1.093,75", "€ 229,69", "€ 1.273,44", "1 mei 2027", "20 november 2026"):
        assert words in page, words


def test_a_row_is_added_without_saving(world: World) -> None:
    application = in_intake(world)
    answer = post(browser(world.ad), application, rij="stap", stap__2__what="Nog een")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="stap-3-what"' in page
    assert 'value="Nog een"' in page
    assert "error-summary" not in page
    assert draft_of(application).changes == 0


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"hours": "veel"}, "Uren"),
        ({"rate": "-1"}, "uur"),
        ({"locations": "0"}, "locaties"),
        ({"aftrek__0__amount": ""}, "Vul een bedrag in."),
        ({"aftrek__0__label": ""}, "van wie dit bedrag komt"),
        ({"stap__0__on": "gisteren"}, "Wanneer klaar"),
        ({"route": "omweg"}, "route"),
        ({"changes": "x"}, "route"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_in_sight(world: World, fields: dict[str, str], why: str) -> None:
    application = in_intake(world)
    answer = post(browser(world.ad), application, **fields)
    assert answer.status_code == 422
    assert why.lower() in answer.content.decode().lower()
    assert "Graag voor de zomer." in answer.content.decode()
    assert draft_of(application).changes == 0


def test_two_people_at_once(world: World) -> None:
    """Ad saved while Fatima had the form open: she is told, sees both, keeps what she typed, and may save again."""
    application = in_intake(world)
    saved(application, world.ad, remarks="Van Ad.")
    fatima = browser(world.fatima)
    answer = post(fatima, application)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in (
        "Ad heeft het plan intussen gewijzigd",
        "Van Ad.",
        "Graag voor de zomer.",
        'name="changes" value="1"',
    ):
        assert words in page, words
    assert draft_of(application).remarks == "Van Ad."
    assert post(fatima, application, changes="1").status_code == 302
    assert draft_of(application).remarks == "Graag voor de zomer."


def test_a_page_from_before_the_plan_went_to_the_office(world: World) -> None:
    application = with_office(world)
    answer = post(browser(world.ad), application)
    assert answer.status_code == 409
    assert "Graag voor de zomer." in answer.content.decode()


def test_saving_after_a_yes_says_that_it_lapsed(world: World) -> None:
    application = in_intake(world)
    plan = saved(application, world.ad)
    acts.agree_plan(application, seen=plan.changes, by=world.fatima, now=NOW)
    ad = browser(world.ad)
    assert "vervalt dat akkoord" in ad.get(path(application)).content.decode()
    answer = ad.post(path(application), FIELDS | {"changes": str(plan.changes)}, follow=True)
    assert "akkoord van de organisatie is daardoor vervallen" in answer.content.decode()


def test_more_than_four_locations_ask_for_the_agreed_price(world: World) -> None:
    application = in_intake(world)
    ad = browser(world.ad)
    post(ad, application, locations="5", scope="Alle vijf")
    page = ad.get(path(application, "")).content.decode()
    assert "nog af te spreken" in page
    assert "Met meer dan vier locaties" in page
    post(ad, application, changes="1", locations="5", scope="Alle vijf", audit_fee="900")
    assert draft_of(application).audit_fee == 900


# --- Agreeing and judging -----------------------------------------------------------------------------------------------


def test_agreeing_on_the_page(world: World) -> None:
    application = in_intake(world)
    plan = saved(application, world.ad)
    fatima = browser(world.fatima)
    page = fatima.get(path(application, "akkoord/")).content.decode()
    assert f'name="changes" value="{plan.changes}"' in page
    assert fatima.post(path(application, "akkoord/"), {"changes": "0"}).status_code == 409
    assert fatima.post(path(application, "akkoord/"), {"changes": plan.changes, "moves": "1"}).status_code == 302
    assert draft_of(application).agreed_by == world.fatima


def test_what_lacks_is_said_where_one_would_agree(world: World) -> None:
    application = in_intake(world)
    page = browser(world.fatima).get(path(application, "akkoord/")).content.decode()
    assert "Vul in wanneer het intakegesprek was." in page
    assert "<button" not in page.partition("<main")[2].partition("</main>")[0]


def test_sending_back_asks_for_remarks_and_shows_what_changed_since(world: World) -> None:
    application = with_office(world)
    sanne = browser(world.sanne)
    assert sanne.post(path(application, "terugsturen/"), {"remarks": ""}).status_code == 422
    assert sanne.post(path(application, "terugsturen/"), {"remarks": "Te krap."}).status_code == 302
    plan = saved(application, world.ad, hours=Decimal(20))
    acts.agree_plan(application, seen=plan.changes, by=world.fatima, now=NOW)
    assert browser(world.ad).post(path(application, "indienen/"), {}).status_code == 302
    page = sanne.get(path(application, "goedkeuren/")).content.decode()
    assert "Anders dan in versie 1" in page
    assert sanne.post(path(application, "goedkeuren/"), {}).status_code == 302
    assert Application.objects.get().state == "working"


# --- Reading ------------------------------------------------------------------------------------------------------------


def test_what_is_in_the_making_is_not_for_the_office_yet(world: World) -> None:
    application = in_intake(world)
    saved(application, world.ad, remarks="Nog niet af.")
    for name in ("fatima", "wim", "ad"):
        assert "Nog niet af." in browser(getattr(world, name)).get(path(application, "")).content.decode()
    page = browser(world.sanne).get(path(application, "")).content.decode()
    assert "Nog niet af." not in page
    assert "nog in de maak" in page
    assert browser(world.sanne).get(path(application, "1/")).status_code == 404
    assert browser(world.sanne).get(path(application, "1/pdf/")).status_code == 404


def test_versions_stay_and_are_compared(world: World) -> None:
    application = with_office(world)
    acts.return_plan(application, remarks="Te krap.", by=world.sanne, now=NOW)
    fatima = browser(world.fatima)
    assert "gelijk" in fatima.get(path(application, "vergelijken/")).content.decode()
    saved(application, world.ad, hours=Decimal(20), steps=())
    page = fatima.get(path(application, "vergelijken/?van=1&met=2")).content.decode().replace("\u00a0", " ")
    for words in ("Anders: uren van de adviseur.", "1 stap eraf.", "betaalt: eerst € 1.902,00, nu € 2.265,00"):
        assert words in page, words
    assert "oudere versie" in fatima.get(path(application, "1/")).content.decode()
    assert fatima.get(path(application, "3/")).status_code == 404


def test_one_version_has_nothing_to_compare(world: World) -> None:
    assert browser(world.ad).get(path(in_intake(world), "vergelijken/")).status_code == 404


def test_the_page_costs_the_same_for_more_versions_and_steps(world: World) -> None:
    application = in_intake(world)
    fatima, counts = browser(world.fatima), []
    for version in (2, 3, 4):
        ApproachPlan.objects.filter(state="draft").update(state="returned", agreed_at=NOW, submitted_at=NOW)
        ApproachPlan.objects.create(
            application=application,
            version=version,
            route="full",
            changed_at=NOW,
            changed_by=world.ad,
            steps=[{"what": "Stap", "on": "", "who": ""}] * version * 5,
        )
        with CaptureQueriesContext(connection) as asked:
            assert fatima.get(path(application, "")).status_code == 200
        counts.append(len(asked))
    assert counts == [8] * 3
