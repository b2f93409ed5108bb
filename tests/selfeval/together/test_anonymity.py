"""Without names nothing tells who said what: no page, export, mail, history, order or time; nor the database once it is closed.

The strongest of these tests lets the same people give the same answers the other way round, and asks for all one can see:
it is the same to the letter.
"""

import json
import re
from datetime import timedelta

import pytest
from django.core.serializers import serialize
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from post_office.models import Email

from goedgeregeld.events.models import Event
from goedgeregeld.events.queries import events_on
from reports.takeaway.queries import rows, tables_of_evaluations
from selfeval import actions
from selfeval.models import Evaluation, Invited, Remark, Response, Round
from selfeval.queries.together_outcome import outcome_of
from selfeval.spread import FEWEST
from tests.selfeval.cast import NOW, entry, later, started
from tests.selfeval.together import stage
from tests.selfeval.together.stage import answered, invite, many

PEOPLE = ("ad@example.org", "bea@example.org", "cor@example.org", "dina@example.org")
SAID = (
    {"A1": entry(0, remark="Zwaluw"), "A4": entry(3)},
    {"A1": entry(3, remark="Aalscholver"), "A4": entry(2, remark="Merel")},
    {"A1": entry(1), "A2": entry("nvt", "Specht", "Kievit")},
    {"A1": entry(0, remark="merel")},
)
BIRDS = ("Zwaluw", "Aalscholver", "Merel", "Specht", "Kievit")
LOOSE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9]{64}|csrfmiddlewaretoken\W+\w+\W+\w+|[A-Za-z0-9_-]{32}")


def held(evaluation: Evaluation, order: tuple[int, ...], *, close: bool = True) -> Round:
    """A round in which person n says SAID[order[n]], one after the other."""
    one = opened_round(evaluation)
    tokens = invite(one, *PEOPLE)
    for at, (address, which) in enumerate(zip(PEOPLE, order, strict=True)):
        answered(one, tokens[address], SAID[which], group="Bestuur" if at < 2 else "Vrijwilligers")
    return actions.close_round(one, now=later(30)) if close else one


def seen(client, evaluation: Evaluation) -> list[str]:
    """All that anybody can see of the round, with numbers that are drawn anew each time taken out."""
    pages = [reverse(f"selfeval:{name}", args=[evaluation.pk]) for name in ("together", "comparison", "talk", "check")]
    pages += [reverse("selfeval:talk_statement", args=[evaluation.pk, code]) for code in ("A1", "A2", "A4", "B1")]
    shown = [client.get(page, follow=True).content.decode() for page in pages]
    taken = {name: list(rows(name, found)) for name, found in tables_of_evaluations(one_of(evaluation)).items()}
    told = [(event.verb, event.data) for event in events_on(evaluation)]
    return [LOOSE.sub("…", text) for text in (*shown, json.dumps(taken, default=str), json.dumps(told, default=str))]


def one_of(evaluation: Evaluation):
    return Evaluation.objects.filter(pk=evaluation.pk)


@pytest.mark.parametrize("order", [(1, 0, 3, 2), (3, 2, 1, 0), (2, 3, 0, 1)])
def test_who_said_what_makes_no_difference_to_what_anybody_sees(version, evaluation, opened, order):
    """Within a group of two nothing of the group is shown, so people may also change places between groups."""
    other = started(version)
    held(evaluation, (0, 1, 2, 3))
    held(other, order)

    mine, theirs = seen(opened(evaluation), evaluation), seen(opened(other), other)
    ids = re.compile(r'"(id|pk)": \d+')
    assert [ids.sub("", one) for one in mine] == [ids.sub("", one) for one in theirs]


def test_before_it_closes_nothing_is_seen_at_all(evaluation, opened):
    held(evaluation, (0, 1, 2, 3), close=False)
    everything = "".join(seen(opened(evaluation), evaluation))
    assert not any(bird.casefold() in everything.casefold() for bird in BIRDS)
    assert "4 mensen hebben ingeleverd" in everything


def test_remarks_stand_in_the_order_of_the_alphabet_and_apart(evaluation, opened):
    one = held(evaluation, (0, 1, 2, 3))
    assert [(remark.statement, remark.text) for remark in Remark.objects.order_by("pk")] == [
        ("A1", "Aalscholver"),
        ("A1", "merel"),
        ("A1", "Zwaluw"),
    ]  # at A2 and A4 too few answered, so what they wrote is not kept either
    page = opened(evaluation).get(reverse("selfeval:talk_statement", args=[evaluation.pk, "A1"])).content.decode()
    assert page.index("Aalscholver") < page.index("merel") < page.index("Zwaluw")
    assert one.outcome["statements"]["A4"] is None


def test_the_mails_say_nothing_of_answers_and_go_when_it_closes(evaluation):
    one = held(evaluation, (0, 1, 2, 3), close=False)
    actions.remind_respondents(one, now=NOW + timedelta(days=1))
    text = "".join(mail.subject + mail.message + mail.html_message for mail in Email.objects.all())
    assert not any(bird in text for bird in BIRDS)
    actions.close_round(one, now=later(3000))
    assert not Email.objects.exists()


def test_once_it_is_closed_the_database_cannot_tell_either(evaluation):
    held(evaluation, (0, 1, 2, 3))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            found = str(cursor.fetchall())
            assert not any(address in found for address in PEOPLE), table
    for response in Response.objects.all():
        assert (response.entries, response.group, response.themes, response.name) == ({}, "", [], "")
        assert response.invited_id is None
    for invited in Invited.objects.all():
        assert (invited.email, invited.token_sealed, invited.group) == ("", "", "")
    times = {field.name for model in (Invited, Response, Remark) for field in model._meta.local_fields}
    assert not {name for name in times if name.endswith(("_at", "_on"))}
    assert not Event.objects.filter(object_type__in=("selfeval.response", "selfeval.invited")).exists()


def test_nothing_of_a_response_points_to_an_invitation_while_it_is_open(evaluation):
    held(evaluation, (0, 1, 2, 3), close=False)
    invitations = serialize("json", Invited.objects.all())
    for response in Response.objects.all():
        assert str(response.pk) not in invitations
        assert response.key_sha256 not in invitations
        assert not any(address in serialize("json", [response]) for address in PEOPLE)


def test_the_list_of_people_does_not_say_who_handed_in(evaluation, opened):
    one = opened_round(evaluation)
    tokens = invite(one, *PEOPLE)
    browser, address = opened(evaluation), reverse("selfeval:together", args=[evaluation.pk])
    answered(one, tokens[PEOPLE[0]])
    first = LOOSE.sub("…", browser.get(address).content.decode())
    Response.objects.all().delete()
    answered(one, tokens[PEOPLE[3]])
    assert LOOSE.sub("…", browser.get(address).content.decode()) == first


def opened_round(evaluation: Evaluation) -> Round:
    return stage.opened(evaluation, anonymous=True)


@pytest.mark.parametrize("people", [0, 1, 2])
def test_of_fewer_than_three_nothing_is_shown(evaluation, opened, people):
    one = opened_round(evaluation)
    many(one, "012"[:people], remark="Specht")
    actions.close_round(one, now=later(30))
    everything = "".join(seen(opened(evaluation), evaluation))
    assert "Specht" not in everything
    assert "<rect" not in everything
    assert not Remark.objects.exists()
    assert all(stored is None for stored in Round.objects.get().outcome["statements"].values())


def test_three_who_do_not_know_are_not_three_answers(evaluation):
    one = opened_round(evaluation)
    many(one, "1??", remark="Specht")
    actions.close_round(one, now=later(30))
    assert Round.objects.get().outcome["statements"]["A1"] is None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["Bestuur", "Vrijwilligers", ""]), st.sampled_from("0123?n")), max_size=9))
def test_whatever_is_kept_no_group_can_be_found_by_subtracting(new_evaluation, people):
    """What is stored, not only what is shown: for the shown groups, and for all that is left without them."""
    evaluation = new_evaluation()
    one = opened_round(evaluation)
    for at, (group, level) in enumerate(people):
        said = entry("nvt", "Past niet.") if level == "n" else entry(level)
        answered(one, f"{evaluation.pk}-{at}", {"A2": said}, group=group)
    actions.close_round(one, now=later(30))
    spread = outcome_of(Round.objects.get(pk=one.pk)).spreads.get("A2")
    if spread is None or spread.whole is None:
        return
    left_given = spread.whole.given - sum(tally.given for tally in spread.groups.values())
    left_asked = spread.whole.asked - sum(tally.asked for tally in spread.groups.values())
    assert all(tally.given >= FEWEST for tally in (spread.whole, *spread.groups.values()))
    assert left_asked == 0 or left_given >= FEWEST


@pytest.fixture
def new_evaluation(version):
    """Evaluations as many as are asked for, within one test."""
    return lambda: started(version)
