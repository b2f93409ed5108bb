"""start_evaluation."""

from uuid import uuid4

from goedgeregeld.events.models import Event
from selfeval import actions, queries
from selfeval.models import Evaluation
from tests.selfeval.actions.history import happened
from tests.selfeval.cast import LARGE, NOW, SMALL, completed, later, started


def start(version, profile=LARGE, name="De Brug", **rest):
    return actions.start_evaluation(version, **{"profile": profile, "organisation_name": name, "now": NOW, **rest})


def test_an_evaluation_starts_with_its_profile_and_a_link_that_opens_it(version):
    evaluation, token = start(version)

    assert queries.evaluation_behind(token) == evaluation
    assert (evaluation.state, evaluation.organisation_name, evaluation.started_at) == ("started", "De Brug", NOW)
    assert queries.profile_of(evaluation, queries.instrument_of(version)) == LARGE


def test_the_route_follows_from_the_profile(version):
    assert start(version, LARGE)[0].route == "full"
    assert start(version, SMALL)[0].route == "star"


def test_starting_is_written_down_once_without_what_the_organisation_told(version):
    evaluation, _token = start(version)

    assert happened(evaluation) == [("start", {"instrument": str(version.pk), "route": "full"})]
    assert Event.objects.filter(object_type="selfeval.evaluation").get().at == NOW


def test_pressed_twice_it_starts_one_evaluation_and_both_links_open_it(version):
    pk = uuid4()
    (first, one), (second, other) = start(version, pk=pk), start(version, pk=pk)

    assert Evaluation.objects.get() == first == second
    assert queries.evaluation_behind(one) == queries.evaluation_behind(other) == first
    assert len(happened(first)) == 1


def test_sent_again_after_back_the_corrected_profile_counts(version):
    pk = uuid4()
    start(version, SMALL, pk=pk)
    evaluation, _token = start(version, LARGE, "De Bruggen", pk=pk, now=later(1))

    assert Evaluation.objects.get() == evaluation
    evaluation.refresh_from_db()
    assert (evaluation.profile["volunteers"], evaluation.organisation_name, evaluation.route) == (
        250,
        "De Bruggen",
        "full",
    )


def test_a_device_that_was_locked_out_does_not_get_in_again_by_starting_again(version):
    pk = uuid4()
    evaluation, _token = start(version, pk=pk)
    actions.withdraw_links(evaluation, now=later(1))
    other, _token = start(version, pk=pk)

    assert other != evaluation


def test_the_number_of_a_completed_evaluation_starts_a_new_one(version):
    before = completed(version)
    after, _token = start(version, SMALL, pk=before.pk)

    assert after != before
    assert Evaluation.objects.get(pk=before.pk).state == "completed"


def test_two_organisations_have_nothing_to_do_with_each_other(version):
    assert started(version) != started(version)
