"""An organisation says how the guidance was; the office reads it, the adviser averages from five on; figures of the network."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from post_office.models import Email

from goedgeregeld.events.models import Event
from keurmerk.actions.rating import Said, rate_adviser
from keurmerk.actions.reminding import remind
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import Application, Appointment, Assessment, Audit, Finding, Judgement, Rating
from keurmerk.queries.quality import quality, ratings_of
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.decided import TODAY
from tests.keurmerk.judged import submit
from tests.reports.people import organisation

GOOD = Said(4, 3, recommends=True, remark="Ad wist veel.")
POSTED = {"guidance": "4", "reachable": "3", "recommends": "ja", "remark": "Ad wist veel."}


def rate(world: World, number: int, said: Said = GOOD) -> list[Rating]:
    """So many organisations that rated Ad."""
    made = []
    for n in range(number):
        one = world.application("granted", organisation=organisation(f"Club {Rating.objects.count()}-{n}"))
        made.append(
            Rating.objects.create(
                application=one, adviser=world.ad, guidance=said.guidance, reachable=said.reachable,
                recommends=said.recommends, remark=said.remark, by=world.fatima, at=NOW,
            )
        )  # fmt: skip
    return made


def test_a_beheerder_says_it_once(world: World) -> None:
    application = world.application("granted")
    made = rate_adviser(application, GOOD, by=world.fatima, now=NOW)
    assert (made.adviser, made.guidance, made.recommends, made.remark) == (world.ad, 4, True, "Ad wist veel.")
    assert Event.objects.get(verb="rate_adviser").data == {}
    with pytest.raises(Blocked, match="al verteld"):
        rate_adviser(application, GOOD, by=world.fatima, now=NOW)


@pytest.mark.parametrize("name", ["iris", "wim", "ad", "aud", "sanne", "boris"])
def test_nobody_else_does(world: World, name: str) -> None:
    with pytest.raises(NotPermitted):
        rate_adviser(world.application("granted"), GOOD, by=getattr(world, name), now=NOW)


def test_not_before_it_is_over_and_not_without_an_adviser(world: World) -> None:
    with pytest.raises(WrongState):
        rate_adviser(world.application("decision"), GOOD, by=world.fatima, now=NOW)
    Application.objects.all().delete()
    with pytest.raises(Blocked, match="geen adviseur"):
        rate_adviser(world.application("granted", adviser=None), GOOD, by=world.fatima, now=NOW)


def test_on_the_page_and_only_the_office_reads_it(world: World) -> None:
    application = world.application("granted")
    fatima, path = browser(world.fatima), reverse("keurmerk:rate_adviser", args=[application.code])
    assert "waardering/" in fatima.get(f"/aanvraag/{application.code}/").content.decode()
    assert "Ad begeleidde jullie" in fatima.get(path).content.decode()
    assert fatima.post(path, {"moves": "0"}).status_code == 422
    assert fatima.post(path, POSTED).status_code == 302
    assert fatima.post(path, POSTED).status_code == 409
    assert "Ad wist veel." in browser(world.sanne).get("/kantoor/kwaliteit/").content.decode()
    for name in ("ad", "fatima", "aud"):
        assert browser(getattr(world, name)).get("/kantoor/kwaliteit/").status_code == 404
    timeline = reverse("reports:timeline", args=[application.code])
    assert "heeft verteld hoe de begeleiding was" not in browser(world.ad).get(timeline).content.decode()
    assert "heeft verteld hoe de begeleiding was" in browser(world.sanne).get(timeline).content.decode()


def test_an_adviser_sees_averages_from_five_on_and_no_words(world: World) -> None:
    ad = browser(world.ad)
    rate(world, 4)
    assert "Zodra 5 organisaties antwoordden" in ad.get("/mijn/waarderingen/").content.decode()
    rate(world, 1, Said(1, 1, recommends=False))
    page = ad.get("/mijn/waarderingen/").content.decode()
    assert "4 van de 5 organisaties" in page
    assert "3,4 van 4" in page
    assert "Ad wist veel." not in page
    rate(world, 1, Said(1, 1, recommends=False))
    assert ad.get("/mijn/waarderingen/").content.decode().count("4 van de 5 organisaties") == 1
    assert ratings_of(world.anouk.pk) is None
    assert browser(world.aud).get("/mijn/waarderingen/").status_code == 404


def test_beheerders_are_asked_once_a_week_after(world: World) -> None:
    world.application("granted", state_since=NOW)
    assert remind(now=NOW).to_rate == 0
    Email.objects.all().delete()
    later = NOW + timedelta(days=8)
    assert remind(now=later).to_rate == 1
    (mail,) = Email.objects.filter(subject="Hoe was de begeleiding?")
    assert mail.to == ["fatima@example.org"]
    assert remind(now=later + timedelta(days=1)).to_rate == 0


def test_who_answered_already_or_whose_time_is_long_over_is_not_asked(world: World) -> None:
    rate(world, 1)
    world.application("refused", state_since=NOW - timedelta(days=100))
    assert remind(now=NOW + timedelta(days=8)).to_rate == 0


# --- Figures of the network -------------------------------------------------------------------------------------------------


def trajectory(world: World, *, verdict: str, evidence: str = "sufficient") -> Application:
    """One that Ad advised and Aud judged, at one statement."""
    one = world.application("granted", organisation=organisation(f"Club {Application.objects.count()}"))
    Appointment.objects.create(
        application=one, work="adviser", user=world.ad, state="accepted", asked_by=world.fatima,
        asked_at=NOW - timedelta(days=7), answered_at=NOW,
    )  # fmt: skip
    handed_in = submit(one)
    given = Assessment.objects.create(
        submission=handed_in, adviser=world.ad, positive=True, started_at=NOW, advised_at=NOW
    )
    Judgement.objects.create(assessment=given, statement="A1", evidence=evidence, saved_at=NOW)
    audit = Audit.objects.create(
        application=one, submission=handed_in, auditor=world.aud, round=1, recommendation="met", reasons="Zo.",
        started_at=NOW, recommended_at=NOW + timedelta(days=14),
    )  # fmt: skip
    Finding.objects.create(audit=audit, statement="A1", verdict=verdict, saved_at=NOW)
    return one


def test_turnaround_and_calibration_from_five_on(world: World) -> None:
    for verdict in ("meets", "meets", "major", "minor"):
        trajectory(world, verdict=verdict)
    few = quality(today=TODAY)
    assert (few.together, few.statements, few.advisers, few.auditors) == (None, [], [], [])
    trajectory(world, verdict="remark", evidence="insufficient")
    found = quality(today=TODAY)
    assert (found.together.number, found.together.stricter, found.together.milder) == (5, 2, 1)
    assert [(code, one.differs) for code, one in found.statements] == [("A1", 3)]
    (ad,), (aud,) = found.advisers, found.auditors
    assert (ad.user, ad.answers.days, ad.differs.differs, ad.rated, ad.plans) == (world.ad, 5, 3, None, None)
    assert (aud.user, aud.judges.days) == (world.aud, 10)
    page = browser(world.sanne).get("/kantoor/kwaliteit/").content.decode()
    assert "Bij 3 van de 5 stellingen die allebei bekeken (60%)" in page
    assert "10 werkdagen" in page


def test_examples_do_not_count(world: World) -> None:
    for _ in range(5):
        trajectory(world, verdict="major")
    Application.objects.update(demo=True)
    assert quality(today=TODAY).together is None


def test_the_page_costs_the_same_for_more(world: World) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            quality(today=TODAY)
        return len(asked)

    for _ in range(5):
        trajectory(world, verdict="meets")
    first: Any = cost()
    for _ in range(3):
        trajectory(world, verdict="meets")
    assert (first, cost()) == (8, 8)
