"""Erasing reaches the plan, the shared links and the follow-up: of a person their name, of an organisation all of it."""

from datetime import UTC, date, datetime

import pytest
from post_office.models import Email

from reports.privacy.actions import erase_evaluation, erase_organisation, erase_person
from reports.privacy.queries import counts_for_organisation
from reports.takeaway.queries import rows, tables_of_organisation, tables_of_person
from selfeval import actions
from selfeval.models import Evaluation, FollowUp, FollowUpWish, ImprovementAction, OwnerLink, ShareLink
from selfeval.queries import token_seal
from selfeval.queries.following import address_seal
from tests.reports.people import member, organisation, someone
from tests.reports.privacy.scan import places_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NAME = "Zoë van Ørsted"


def planned(evaluation: Evaluation, zoe) -> None:
    """Zoë stands everywhere in the plan of this evaluation, with her name, her address and as a user."""
    for more in (
        {"owner": zoe},
        {"what": f"Bel {NAME} over de sleutels"},
        {"owner_name": NAME, "owner_email": zoe.email, "due": date(2026, 11, 25)},
    ):
        actions.add_action(evaluation, {"what": "Iets doen", **more}, by=zoe, now=NOW)
    actions.propose_action(evaluation, {"what": "Een voorstel"}, by=zoe, now=NOW)
    actions.share_report(evaluation, label=f"Voor {NAME}", until=date(2026, 12, 1), by=zoe, now=NOW)
    assert actions.remind_owners(now=NOW) == 1
    seal = {"address_sha256": address_seal(zoe.email), "token_sha256": token_seal("x")}
    FollowUp.objects.create(evaluation=evaluation, sent_at=NOW, remark=f"Vraag {NAME}.", **seal)
    FollowUpWish.objects.create(evaluation=evaluation, email=zoe.email, asked_at=NOW)


@pytest.fixture
def zoe():
    user = someone("Zoe")
    user.name, user.email = NAME, "zoe.orsted@voorbeeld.example"
    user.save()
    return user


def test_of_an_erased_person_nothing_is_found_and_the_plan_stays(evaluation_of, zoe):
    bank, evaluation = organisation(), evaluation_of()
    member(zoe, bank)
    member(someone("Wim"), bank)
    Evaluation.objects.filter(pk=evaluation.pk).update(organisation=bank)
    planned(evaluation, zoe)
    erase_person(zoe, now=NOW)
    assert places_of(NAME, "zoe.orsted@voorbeeld.example", address_seal("zoe.orsted@voorbeeld.example")) == []
    assert ImprovementAction.objects.count() == 4
    assert not ImprovementAction.objects.exclude(owner=None, proposed_by=None).exists()
    assert ShareLink.objects.get().made_by is None
    assert not OwnerLink.objects.exists()


def test_an_organisation_takes_all_of_it_along_and_leaves_nothing(evaluation_of, zoe):
    bank, evaluation = organisation(), evaluation_of()
    member(zoe, bank)
    Evaluation.objects.filter(pk=evaluation.pk).update(organisation=bank)
    planned(evaluation, zoe)
    tables = tables_of_organisation(bank)
    taken = {name: list(rows(name, found)) for name, found in tables.items()}
    assert len(taken["selfeval.improvementaction"]) == 4
    assert {len(taken[f"selfeval.{one}"]) for one in ("sharelink", "ownerlink", "followup", "followupwish")} == {1}
    assert not any("token_sha256" in row for found in taken.values() for row in found)
    assert len(list(rows("selfeval.improvementaction", tables_of_person(zoe)["selfeval.improvementaction"]))) == 3
    assert ("acties in het verbeterplan", 4) in counts_for_organisation(bank)
    erase_organisation(bank, by=zoe, now=NOW)
    for model in (ImprovementAction, ShareLink, OwnerLink, FollowUp, FollowUpWish):
        assert not model.objects.exists()
    assert not Email.objects.exists()


def test_an_evaluation_nobody_claimed_takes_its_plan_along(evaluation_of, zoe):
    evaluation = evaluation_of()
    planned(evaluation, zoe)
    erase_evaluation(evaluation, now=NOW)
    assert not ImprovementAction.objects.exists()
    assert not Email.objects.exists()
