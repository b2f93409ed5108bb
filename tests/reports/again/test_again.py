"""Then and now on a page: which earlier ones one may choose, few queries, and the chart."""

import json
from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from selfeval.actions import complete, copy_evaluation, load_instrument
from selfeval.instruments.yaml_file import plain
from selfeval.loaders import TOKENS
from selfeval.models import Answer, Evaluation
from selfeval.queries import instrument_of
from tests.raw_instrument import instrument_of as instrument_from
from tests.reports.conftest import NOW
from tests.reports.people import browser, member, organisation, someone

Make = Callable[..., Evaluation]


def next_year(evaluation: Evaluation, client: Client) -> Evaluation:
    """The same club, a year later, on the highest level everywhere; the device opens it too."""
    later = NOW + timedelta(days=365)
    made, token = copy_evaluation(evaluation, now=later)
    Answer.objects.filter(evaluation=made).update(level=3)
    session = client.session
    session[TOKENS] = {**session[TOKENS], str(made.pk): token}
    session.save()
    return complete(made, now=later)


def page(client: Client, evaluation: Evaluation, **query: str) -> str:
    return client.get(reverse("reports:again", args=[evaluation.pk]), query).content.decode()


def test_who_holds_both_links_sees_what_changed(client: Client, evaluation_of: Make) -> None:
    first = evaluation_of(level=2)
    second = next_year(first, client)
    shown = page(client, second)
    assert "staan hoger." in shown
    assert "van 66,7% naar 100,0%" in shown
    assert "Beter geworden" in shown
    assert "Minder geworden" not in shown
    chart = client.get(reverse("reports:again_chart", args=[second.pk, first.pk, "light"]))
    assert chart["Content-Type"] == "image/svg+xml"
    kept = client.get(
        reverse("reports:again_chart", args=[second.pk, first.pk, "light"]), headers={"if-none-match": chart["ETag"]}
    )
    assert kept.status_code == 304


def test_how_it_was_asked_before_stands_at_what_is_asked_in_other_words(client: Client, evaluation_of: Make) -> None:
    first = evaluation_of(level=2)
    second = next_year(first, client)
    then = first.instrument_version
    file = plain(instrument_of(then))
    old = file["parts"][0]["themes"][0]["statements"][0]
    words = old["text"]
    old |= {"text": "Nu in andere woorden.", "was": [old["code"]]}
    file = json.loads(json.dumps({**file, "version": "2099.1"}, default=str))
    newer = load_instrument(instrument_from(file), publish=True, by=None, now=NOW)
    Evaluation.objects.filter(pk=second.pk).update(instrument_version=newer)
    shown = page(client, second)
    assert "Nu in andere woorden." in shown
    assert f"(Toen anders gevraagd: “{words}”)" in shown
    assert "Niet te vergelijken" not in shown


def test_the_first_has_nothing_to_compare_with(client: Client, evaluation_of: Make) -> None:
    assert "Er is nog geen eerdere zelfevaluatie" in page(client, evaluation_of())


def test_a_link_to_the_new_one_alone_does_not_show_the_old_one(client: Client, evaluation_of: Make) -> None:
    first = evaluation_of()
    second = next_year(first, client)
    session = client.session
    session[TOKENS] = {str(second.pk): session[TOKENS][str(second.pk)]}
    session.save()
    assert "Er is nog geen eerdere zelfevaluatie" in page(client, second)
    assert client.get(reverse("reports:again_chart", args=[second.pk, first.pk, "light"])).status_code == 404


def test_a_member_chooses_among_all_of_the_organisation(
    client: Client, evaluation_of: Make, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    fatima, bank = someone("Fatima"), organisation()
    member(fatima, bank)
    first = evaluation_of(level=1)
    second = next_year(first, client)
    other = evaluation_of(level=0)
    Evaluation.objects.filter(pk=other.pk).update(completed_at=NOW - timedelta(days=400))
    strangers = evaluation_of()
    Evaluation.objects.filter(pk__in=[first.pk, second.pk, other.pk]).update(organisation=bank)
    hers = browser(fatima)
    page(hers, second)
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        shown = page(hers, second, met=str(other.pk))
    assert "van 0,0% naar 100,0%" in shown
    assert str(first.pk) in shown
    assert str(strangers.pk) not in shown
    assert "van 33,3% naar 100,0%" in page(hers, second, met=str(strangers.pk))  # not hers: the last one instead
