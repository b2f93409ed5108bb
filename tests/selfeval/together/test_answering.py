"""What a respondent does: begin, save, hand in, take back; and what is taken over at once in the talk."""

import pytest

from selfeval import actions
from selfeval.entries import EMPTY
from selfeval.models import Invited, Response, Round
from selfeval.queries import entries_of
from selfeval.queries.together import OwnStand
from selfeval.queries.together_outcome import outcome_of
from tests.selfeval.actions.history import verbs
from tests.selfeval.cast import NOW, entry, later, save, sent
from tests.selfeval.together.stage import answered, begun, invite, many


def test_beginning_twice_goes_on_where_it_was(anonymous):
    token = invite(anonymous, "wim@example.org")["wim@example.org"]
    first = answered(anonymous, token, {"A1": 3}, done=False)

    again = begun(anonymous, token)

    assert again.pk == first.pk
    assert OwnStand(again).entry("A1").choice == "3"
    assert Response.objects.count() == 1


def test_group_and_themes_of_the_invitation_hold(named):
    token = invite(named, "wim@example.org", group="Bestuur", themes=["B-1"])["wim@example.org"]
    response = begun(named, token, name="Wim", group="Vrijwilligers")

    assert response.group == "Bestuur"
    assert [one.code for one in OwnStand(response).statements] == ["B1"]
    assert response.invited.email == "wim@example.org"


def test_without_names_nothing_points_to_the_invitation(anonymous):
    token = invite(anonymous, "wim@example.org")["wim@example.org"]
    response = begun(anonymous, token, name="Wim")

    assert response.invited is None
    assert response.name == ""
    assert response.key_sha256 != Invited.objects.get().token_sha256


def test_a_group_nobody_made_up_is_no_group(anonymous):
    assert begun(anonymous, "x" * 32, group="Directie").group == ""


def test_two_pages_of_one_person_lose_nothing(anonymous):
    response = begun(anonymous, "x" * 32)
    actions.save_response(response, sent(A1=entry(1)), now=NOW)
    actions.save_response(response, sent({"A1": EMPTY}, A1=entry("", remark="Zie ons beleid.")), now=NOW)

    kept = OwnStand(Response.objects.get()).entry("A1")
    assert (kept.choice, kept.remark) == ("1", "Zie ons beleid.")


def test_what_cannot_be_is_refused(anonymous):
    response = begun(anonymous, "x" * 32)
    with pytest.raises(actions.Blocked):
        actions.save_response(response, sent(A1=9), now=NOW)
    assert Response.objects.get().entries == {}


def test_an_empty_form_is_not_handed_in(anonymous):
    response = begun(anonymous, "x" * 32)
    with pytest.raises(actions.Blocked):
        actions.hand_in(response, now=NOW)


def test_only_not_knowing_may_be_handed_in(anonymous):
    assert answered(anonymous, "x" * 32, {"A1": "?"}).handed_in


def test_after_handing_in_it_may_be_changed_until_the_round_closes(named):
    response = answered(named, "x" * 32, {"A1": 0}, name="Wim")
    actions.save_response(response, sent({"A1": entry(0)}, A1=3), now=later(3))
    actions.close_round(named, now=later(4))

    assert outcome_of(Round.objects.get()).spreads["A1"].whole.levels == (0, 0, 0, 1)
    with pytest.raises(actions.RoundOver):
        actions.save_response(response, sent({"A1": entry(3)}, A1=0), now=later(5))


def test_of_respondents_nothing_stands_in_the_history(anonymous):
    before = verbs(anonymous.evaluation)
    response = answered(anonymous, "x" * 32)
    actions.take_back(response)
    assert verbs(anonymous.evaluation) == before


@pytest.mark.parametrize("closed", [False, True])
def test_with_a_name_one_takes_back_at_any_time(named, closed):
    response = answered(named, "x" * 32, {"A1": 0}, name="Wim")
    many(named, "33")
    if closed:
        actions.close_round(named, now=later(4))
    actions.take_back(response)

    assert not Response.objects.filter(name="Wim").exists()
    if closed:
        outcome = outcome_of(Round.objects.get())
        assert (outcome.people, outcome.spreads["A1"].whole.levels) == (2, (0, 0, 0, 2))


def test_without_a_name_only_until_it_is_closed(anonymous):
    response = answered(anonymous, "x" * 32)
    many(anonymous, "333")
    actions.close_round(anonymous, now=later(4))
    with pytest.raises(actions.RoundOver):
        actions.take_back(response)
    assert outcome_of(Round.objects.get()).spreads["A1"].whole.levels == (0, 0, 1, 3)


def test_what_everybody_said_is_taken_over_where_nothing_stands(named):
    for at in range(3):
        answers = {"A1": 2, "A2": entry("nvt", "Past niet."), "A4": at, "B1": 1}
        answered(named, f"{at}" * 32, answers, name=str(at))
    actions.close_round(named, now=later(4))
    save(named.evaluation, B1=3)

    taken = actions.agree_on_unanimous(named.evaluation, Round.objects.get(), device="talk", now=later(5))

    assert taken.changed == ("A1",)
    assert entries_of(named.evaluation)["A1"].choice == "2"
    assert entries_of(named.evaluation)["B1"].choice == "3"


# --- Somebody is erased -----------------------------------------------------------------------------------------------


def test_who_is_erased_takes_along_what_has_their_name(named, django_db_blocker):
    token = invite(named, "wim@example.org")["wim@example.org"]
    answered(named, token, {"A1": 0}, name="Wim")
    answered(named, "s" * 32, {"A1": 1}, name="Wim thuis")
    many(named, "3")
    actions.close_round(named, now=later(4))

    actions.forget_respondents(addresses=["WIM@example.org"], secrets=["s" * 32])

    assert outcome_of(Round.objects.get()).spreads["A1"].whole.levels == (0, 0, 0, 1)
    assert not Invited.objects.exclude(email="").exists()


def test_what_was_said_without_a_name_stays_as_was_promised(anonymous):
    token = invite(anonymous, "wim@example.org")["wim@example.org"]
    answered(anonymous, token, {"A1": 0})
    many(anonymous, "33")

    actions.forget_respondents(addresses=["wim@example.org"], secrets=[token])
    actions.close_round(anonymous, now=later(4))

    assert outcome_of(Round.objects.get()).spreads["A1"].whole.levels == (1, 0, 0, 2)
    assert not Invited.objects.exclude(email="").exists()
