"""A round seen from outside selfeval: taking it away, erasing a person or an organisation, the daily command."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from reports.privacy import actions as privacy
from reports.takeaway.queries import rows, tables_of_evaluations, tables_of_person
from selfeval import actions
from selfeval.loaders import RESPONSES
from selfeval.models import Evaluation, Invited, Remark, Response, Round
from selfeval.queries.together_outcome import outcome_of
from tests.reports.people import browser, member, organisation, someone
from tests.reports.privacy.scan import places_of
from tests.selfeval.cast import entry, file, later, loaded, started
from tests.selfeval.together.stage import answered, invite, many, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation() -> Evaluation:
    made = started(loaded(file()))
    Evaluation.objects.filter(pk=made.pk).update(organisation=organisation("De Bank"))
    return Evaluation.objects.select_related("instrument_version").get(pk=made.pk)


def taken(evaluation: Evaluation) -> dict[str, list[dict[str, object]]]:
    found = tables_of_evaluations(Evaluation.objects.filter(pk=evaluation.pk))
    return {name: list(rows(name, table)) for name, table in found.items()}


def test_named_answers_are_taken_along_once_it_is_closed_and_not_before(evaluation):
    one = opened(evaluation, anonymous=False)
    answered(one, "x" * 32, {"A1": entry(3, remark="Specht")}, name="Riet")
    assert taken(evaluation)["selfeval.response"] == []
    actions.close_round(one, now=later(9))
    [row] = taken(evaluation)["selfeval.response"]
    assert (row["name"], row["entries"]) == ("Riet", {"A1": ["3", "", "Specht"]})
    secrets = {"token_sha256", "key_sha256", "link_sha256", "token_sealed", "link_sealed"}
    assert not any(secrets & set(row) for table in taken(evaluation).values() for row in table)


def test_of_an_anonymous_round_only_counts_and_loose_remarks_are_taken_along(evaluation):
    one = opened(evaluation, anonymous=True)
    many(one, "0123", remark="Specht")
    actions.close_round(one, now=later(9))
    found = taken(evaluation)
    assert found["selfeval.response"] == found["selfeval.invited"] == []
    assert found["selfeval.round"][0]["outcome"]["statements"]["A1"] == [[1, 1, 1, 1, 0, 0], {}]
    assert {row["text"] for row in found["selfeval.remark"]} == {f"Specht {at}" for at in range(4)}


def test_a_person_takes_along_what_they_answered_with_their_name(evaluation):
    wim = someone("Wim")
    one = opened(evaluation, anonymous=False)
    answered(one, invite(one, wim.email)[wim.email], {"A1": 1}, name="Wim")
    answered(one, "y" * 32, {"A1": 2}, name="Ander")
    found = {name: list(rows(name, table)) for name, table in tables_of_person(wim).items()}
    assert [row["name"] for row in found["selfeval.response"]] == ["Wim"]
    assert [row["email"] for row in found["selfeval.invited"]] == [wim.email]


def test_who_is_erased_leaves_no_named_answer_behind(evaluation):
    """Zwaantje answered by her invitation, and once more at the link for everybody, signed in."""
    zwaan = someone("Zwaantje")
    zwaan.name = "Zwaantje Zilverschoon"
    zwaan.save()
    member(zwaan, evaluation.organisation)
    member(someone("Fatima"), evaluation.organisation)
    one = opened(evaluation, anonymous=False)
    token = invite(one, zwaan.email)[zwaan.email]
    answered(one, token, {"A1": entry(0, remark="Zeggen wij, Zwaantje Zilverschoon")}, name="Zwaantje Zilverschoon")
    answered(one, "s" * 32, {"A1": 0}, name="Zwaantje Zilverschoon thuis")
    signed_in = browser(zwaan)
    session = signed_in.session
    session[RESPONSES] = {str(one.pk): "s" * 32}
    session.save()
    many(one, "33", remark="Dat zei Zwaantje Zilverschoon")
    actions.close_round(one, now=later(9))

    privacy.erase_person(zwaan, now=later(10))

    assert outcome_of(Round.objects.get()).spreads["A1"].whole.levels == (0, 0, 0, 2)
    assert Response.objects.count() == 2
    assert places_of("Zilverschoon", "zwaantje@example.org") == []


def test_with_an_organisation_its_rounds_and_their_mail_go(evaluation):
    fatima = someone("Fatima")
    member(fatima, evaluation.organisation)
    one = opened(evaluation, anonymous=False)
    answered(one, invite(one, "wim@elders.example")["wim@elders.example"], name="Wim Wielewaal")
    privacy.erase_organisation(evaluation.organisation, by=fatima, now=later(10))
    assert not any(model.objects.exists() for model in (Round, Invited, Response, Remark))
    assert places_of("Wielewaal", "wim@elders.example") == []


def test_the_daily_command_reminds_and_closes_once(evaluation, capsys):
    near = actions.open_round(
        evaluation,
        anonymous=True,
        shared=True,
        groups=(),
        closes_on=timezone.localdate() + timedelta(days=2),
        now=timezone.now(),
    )
    actions.invite_respondents(near, ["wim@example.org"], now=timezone.now() - timedelta(days=2))
    call_command("remind")
    call_command("remind")
    said = capsys.readouterr().out
    assert said.count("Deelnemers herinnerd: 1.") == 1
    assert said.count("Rondes gesloten: 0.") == 2
    Round.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    call_command("remind")
    call_command("remind")
    said = capsys.readouterr().out
    assert said.count("Rondes gesloten: 1.") == 1
    assert Round.objects.get().closed_at is not None


def test_typed_without_access_is_sent_on_once_the_link_is_there(evaluation):
    Evaluation.objects.filter(pk=evaluation.pk).update(organisation=None)
    one = opened(Evaluation.objects.select_related("instrument_version").get(pk=evaluation.pk), anonymous=True)
    Round.objects.update(closes_on=timezone.localdate() + timedelta(days=5))
    token = invite(one, "wim@example.org")["wim@example.org"]
    answered(one, token, {"A1": 1}, done=False)
    wim, path = Client(), f"/samen/ronde/{one.pk}/thema/A-1/"
    typed = {"A1": "3", "A1-was": "1..", "A1-opmerking": "Nog dit"}
    page = wim.post(path, typed)
    assert page.status_code == 404
    assert "Nog dit" in page.content.decode()
    back = wim.post(
        "/zelfevaluatie/verder/",
        {**typed, "verder-naar": path, "link": f"https://x.example/samen/{token}/"},
        follow=True,
    )
    assert back.status_code == 200
    assert Response.objects.get().entries["A1"] == ["3", "", "Nog dit"]
