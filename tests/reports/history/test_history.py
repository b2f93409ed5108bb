"""The history of one object: for whom it concerns, by day, page by page; and what the office does not see."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from goedgeregeld.events.models import Event
from selfeval.loaders import TOKENS
from selfeval.models import Evaluation, InstrumentVersion
from selfeval.queries import token_seal
from tests.reports.people import NOW, browser, member, organisation, someone

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def evaluation() -> Evaluation:
    version = InstrumentVersion.objects.create(code="gg", version="1", title="Proef", sha256="0", loaded_at=NOW)
    return Evaluation.objects.create(
        instrument_version=version, organisation_name="De Bank", route="full", started_at=NOW, changed_at=NOW
    )


def url(kind: str, key: object) -> str:
    return reverse("reports:history", args=[kind, key])


def told(client: Client, at: str) -> str:
    response = client.get(at)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def with_link(evaluation: Evaluation) -> Client:
    """The browser of somebody who holds a link."""
    evaluation.links.create(token_sha256=token_seal("geheim"), created_at=NOW)
    client = Client()
    session = client.session
    session[TOKENS] = {str(evaluation.pk): "geheim"}
    session.save()
    return client


def test_members_read_what_happened_to_their_organisation() -> None:
    fatima, bank = someone("Fatima"), organisation()
    member(fatima, bank)
    record("change_right", bank, by=fatima, now=NOW, member=someone("Boris").pk, right="reader")
    page = told(browser(fatima), url("organisatie", bank.pk))
    assert "Geschiedenis van De Bank" in page
    assert "Fatima heeft Boris lezer gemaakt." in page
    assert "maandag 23 november 2026" in page


def test_whoever_holds_the_link_reads_what_happened_to_an_unclaimed_evaluation(evaluation: Evaluation) -> None:
    record("start", evaluation, by=None, now=NOW)
    assert "Iemand met de link is de zelfevaluatie begonnen." in told(
        with_link(evaluation), url("zelfevaluatie", evaluation.pk)
    )


def test_after_a_claim_only_members_read_it(evaluation: Evaluation) -> None:
    fatima, bank = someone("Fatima"), organisation()
    member(fatima, bank)
    held = with_link(evaluation)
    Evaluation.objects.filter(pk=evaluation.pk).update(organisation=bank)
    assert held.get(url("zelfevaluatie", evaluation.pk)).status_code == 404
    assert browser(fatima).get(url("zelfevaluatie", evaluation.pk)).status_code == 200


def test_the_office_reads_it_without_what_was_answered_and_that_is_written_down(evaluation: Evaluation) -> None:
    sanne = someone("Sanne")
    record("answer", evaluation, by=None, now=NOW, statements=["A1", "B7"])
    page = told(client := browser(sanne), url("zelfevaluatie", evaluation.pk))
    assert "Iemand met de link heeft antwoorden ingevuld." in page
    assert "B7" not in page
    assert "De Bank" not in page
    assert "Sanne heeft de zelfevaluatie bekeken." in page
    told(client, url("zelfevaluatie", evaluation.pk))
    assert Event.objects.filter(verb="view", actor=sanne).count() == 1


def test_members_are_not_written_down_for_looking() -> None:
    fatima, bank = someone("Fatima"), organisation()
    member(fatima, bank)
    told(browser(fatima), url("organisatie", bank.pk))
    assert not Event.objects.exists()


def test_everybody_reads_their_own_account_and_nobody_elses() -> None:
    fatima, boris = someone("Fatima"), someone("Boris")
    record("grant_role", fatima, by=someone("Bea"), now=NOW, role="adviser")
    assert "Bea heeft de rol adviseur gegeven." in told(browser(fatima), url("gebruiker", fatima.pk))
    assert browser(boris).get(url("gebruiker", fatima.pk)).status_code == 404


@pytest.mark.parametrize("name", ["Boris", "Ad", "Aud", ""])
def test_strangers_get_404(evaluation: Evaluation, name: str) -> None:
    client = browser(someone(name)) if name else Client()
    keys = [("organisatie", organisation().pk), ("zelfevaluatie", evaluation.pk), ("gebruiker", someone("Fatima").pk)]
    assert [client.get(url(kind, key)).status_code for kind, key in keys] == [404, 404, 404]


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("organisatie", NOBODY),
        ("organisatie", "1"),
        ("zelfevaluatie", NOBODY),
        ("zelfevaluatie", "x"),
        ("gebruiker", "999999"),
        ("gebruiker", "9" * 30),
        ("gebruiker", "²"),
        ("gebruiker", "x"),
        ("uitnodiging", "1"),
    ],
)
def test_what_is_not_there_is_404(kind: str, key: str) -> None:
    assert browser(someone("Sanne")).get(url(kind, key)).status_code == 404


def test_savings_in_a_row_are_one_line(evaluation: Evaluation) -> None:
    for minute, code in enumerate(["A1", "A2", "A10", "A2"]):
        record("answer", evaluation, by=None, now=NOW + timedelta(minutes=minute), statements=[code])
    page = told(with_link(evaluation), url("zelfevaluatie", evaluation.pk))
    assert page.count("<time") == 1
    assert "heeft de stellingen A1, A2 en A10 ingevuld." in page


def test_a_day_is_a_day_here() -> None:
    fatima, bank = someone("Fatima"), organisation()
    member(fatima, bank)
    record("change", bank, by=fatima, now=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
    assert "maandag 23 november 2026" in told(browser(fatima), url("organisatie", bank.pk))


def test_who_was_erased_has_no_name() -> None:
    fatima, boris, bank = someone("Fatima"), someone("Boris"), organisation()
    member(fatima, bank)
    record("change", bank, by=boris, now=NOW)
    User.objects.filter(pk=boris.pk).update(name="", email="gewist-1@gewist.invalid", erased_at=NOW)
    page = told(browser(fatima), url("organisatie", bank.pk))
    assert "Iemand van wie het account is gewist heeft de gegevens" in page
    assert "invalid" not in page


def test_an_empty_history_says_so() -> None:
    fatima, bank = someone("Fatima"), organisation()
    member(fatima, bank)
    assert "Hier is nog niets gebeurd." in told(browser(fatima), url("organisatie", bank.pk))


def test_pages_follow_each_other_without_gap_or_double() -> None:
    fatima, bank = someone("Fatima"), organisation()
    member(fatima, bank)
    same = [NOW + timedelta(minutes=number // 40) for number in range(120)]
    data: list[dict[str, Any]] = [{"member": 1000 + number, "right": "reader"} for number in range(120)]
    for at, one in zip(same, data, strict=True):
        record("change_right", bank, by=fatima, now=at, **one)
    client, at, seen = browser(fatima), url("organisatie", bank.pk), []
    while at:
        response = client.get(at)
        seen += [line.event.pk for day in response.context["days"] for line in day.lines]
        after = response.context["next"]
        at = f"{url('organisatie', bank.pk)}?vanaf={after}" if after else ""
    assert seen == sorted(Event.objects.values_list("pk", flat=True), reverse=True)


@pytest.mark.parametrize("after", ["x", "1", "99999999999999999-1", "-1--1", "1-2-3", "\x00"])
def test_a_made_up_place_breaks_nothing(after: str) -> None:
    fatima, bank = someone("Fatima"), organisation()
    member(fatima, bank)
    assert browser(fatima).get(url("organisatie", bank.pk), {"vanaf": after}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(django_assert_num_queries: Callable[..., object], number: int) -> None:
    fatima, bank = someone("Fatima"), organisation()
    member(fatima, bank)
    for at in range(number):
        by, of = User.objects.create_user(f"a{at}@example.org"), User.objects.create_user(f"b{at}@example.org")
        record("change_right", bank, by=by, now=NOW, member=of.pk, right="reader")
    client = browser(fatima)
    with django_assert_num_queries(6):
        client.get(url("organisatie", bank.pk))
