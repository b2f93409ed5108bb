"""A renewal in time and one of late; what happens to it when the old mark is suspended or withdrawn meanwhile; what is said."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from keurmerk.actions import decision as acts
from keurmerk.actions import mark_acts
from keurmerk.actions.appointing import assign_auditor
from keurmerk.actions.ritual import Blocked
from keurmerk.models import Application, Audit, Mark
from keurmerk.renewing import Renewed
from keurmerk.states import MarkState
from keurmerk.validity import Standing
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.decided import to_assign, to_decide
from tests.keurmerk.renewal.stage import again, held, renewing

TODAY = date(2026, 11, 23)
LAST = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def deciding(world: World, until: date = LAST, **fields: Any) -> tuple[Mark, Application]:
    """A renewal that waits for the decision."""
    old = held(world, until, **fields)
    return old, again(to_decide(world, kind="renewal", renews=old))


def grant(application: Application, world: World) -> Mark:
    acts.grant(application, reasons="Het klopt.", by=world.sanne, now=NOW)
    return Mark.objects.get(application=application)


@pytest.mark.parametrize(
    ("until", "first"),
    [(LAST, LAST + timedelta(days=1)), (TODAY, TODAY + timedelta(days=1)), (date(2026, 11, 22), TODAY)],
)
def test_in_time_it_follows_on_and_late_it_begins_with_the_decision(world: World, until: date, first: date) -> None:
    _old, application = deciding(world, until)
    new = grant(application, world)
    assert new.valid_from == first
    assert new.valid_until.year == first.year + 4


def test_a_suspension_holds_the_decision_back_until_it_is_settled(world: World) -> None:
    old, application = deciding(world)
    mark_acts.suspend(old, reasons="Er is een klacht.", by=world.sol, now=NOW)
    with pytest.raises(Blocked, match="is geschorst"):
        grant(again(application), world)
    mark_acts.reinstate(Mark.objects.get(pk=old.pk), reasons="Het is in orde.", by=world.sol, now=NOW)
    assert grant(again(application), world).valid_from == LAST + timedelta(days=1)


def test_refusing_needs_no_settling(world: World) -> None:
    old = held(world, state=MarkState.SUSPENDED)
    application = again(to_decide(world, "not_met", kind="renewal", renews=old))
    acts.refuse(application, reasons="Er mist te veel.", by=world.sanne, now=NOW)
    assert again(application).state == "refused"


def test_a_withdrawn_mark_is_not_followed_on(world: World) -> None:
    old, application = deciding(world)
    mark_acts.revoke(old, reasons="Het is misbruikt.", by=world.sol, now=NOW)
    assert grant(again(application), world).valid_from == TODAY


def test_a_suspension_ends_with_the_mark(world: World) -> None:
    _old, application = deciding(world, TODAY - timedelta(days=1), state=MarkState.SUSPENDED)
    assert grant(application, world).valid_from == TODAY


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing.VALID, "geldt tot en met 1 maart 2027. Is het besluit er uiterlijk die dag, dan geldt het nieuwe"),
        (Standing.EXPIRED, "is verlopen sinds 2 maart 2027"),
        (Standing.SUSPENDED, "is geschorst sinds 23 november 2026. De aanvraag gaat door, maar"),
        (Standing.WITHDRAWN, "is ingetrokken op 23 november 2026. De aanvraag gaat door."),
    ],
)
def test_the_sentences(standing: Standing, said: str) -> None:
    assert said in Renewed("2023-0001", LAST, standing, TODAY).sentence


@pytest.mark.parametrize(
    ("until", "state", "said"),
    [
        (date(2099, 3, 1), "valid", "Dit is een herbeoordeling. Keurmerk 2023-0001 geldt tot en met 1 maart 2099."),
        (date(2024, 3, 1), "expired", "Dit is een herbeoordeling. Keurmerk 2023-0001 is verlopen sinds 2 maart 2024."),
        (date(2099, 3, 1), "suspended", "is geschorst sinds"),
        (date(2099, 3, 1), "withdrawn", "is ingetrokken op"),
    ],
)
def test_everybody_concerned_reads_it_on_the_application(world: World, until: date, state: str, said: str) -> None:
    application = renewing(world, "audit", auditor=world.aud)
    Mark.objects.filter(pk=application.renews_id).update(valid_until=until, state=state)
    for name in ("fatima", "wim", "ad", "aud", "sanne"):
        page = browser(getattr(world, name)).get(reverse("keurmerk:application", args=[application.code]))
        assert said in page.content.decode()
        assert "Herbeoordeling" in page.content.decode()


def test_the_register_says_since_when_the_old_mark_lapsed(world: World, client: Client) -> None:
    old = held(world, date(2024, 3, 1), state="expired", code="GGAB-CDEF-GHJK")
    page = client.get(reverse("register:entry", args=[old.number])).content.decode()
    assert "verlopen" in page.lower()
    assert "1 maart 2024" in page


def test_who_audited_the_time_before_does_not_audit_the_renewal(world: World) -> None:
    old = held(world)
    Audit.objects.create(
        application=old.application,
        submission=old.application.submissions.get(),
        auditor=world.aud,
        round=1,
        recommendation="met",
        reasons="Dit vond ik.",
        started_at=NOW,
        recommended_at=NOW,
    )
    application = to_assign(world, kind="renewal", renews=old)
    with pytest.raises(Blocked, match="vorige"):
        assign_auditor(application, auditor=world.aud.pk, by=world.sanne, now=NOW)
    assign_auditor(application, auditor=world.otto.pk, by=world.sanne, now=NOW)
    assert again(application).auditor == world.otto
