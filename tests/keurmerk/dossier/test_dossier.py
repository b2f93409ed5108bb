"""Which evaluation, explanations by more than one person, and handing in: frozen, while the work goes on."""

from datetime import timedelta

import pytest

from goedgeregeld.accounts.queries import person
from goedgeregeld.events.models import Event
from keurmerk import dossiers, queries
from keurmerk.actions import evidence as acts
from keurmerk.actions.dossier import choose_evaluation, mark_replaced_seen, save_explanations, submit_dossier
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.dossiers import Explained, Item
from keurmerk.drafts import Sent, mark_of
from keurmerk.models import Application, Explanation, Submission
from keurmerk.queries.differences import differences_between
from keurmerk.queries.dossier import frozen, latest_submission, submissions_of, working
from keurmerk.queries.evidence import unseen_replacements
from keurmerk.states import PlanState, Verb
from selfeval import actions as selfeval
from selfeval.models import Evaluation
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.dossier.stage import add, at_work, evaluation, plan
from tests.selfeval.cast import entry, sent


def explain(
    application: Application, world: World, code: str, text: str, *, by: str = "fatima", seen: str = ""
) -> object:
    one = {code: Sent(Explained(text), mark_of(Explained(seen)))}
    return save_explanations(application, one, by=getattr(world, by), now=NOW)


# --- Explanations


def test_an_explanation_is_kept_once_a_statement(world: World) -> None:
    application = at_work(world)
    assert explain(application, world, "A1", "Zie de statuten.").changed == ("A1",)
    assert explain(application, world, "A1", "Zie de statuten.", seen="Zie de statuten.").changed == ()
    assert Explanation.objects.get().text == "Zie de statuten."
    assert [event.data for event in Event.objects.filter(verb="work_on_dossier")] == [
        {"work": "explain", "statements": ["A1"]}
    ]


def test_what_was_not_touched_replaces_nothing(world: World) -> None:
    application = at_work(world)
    explain(application, world, "A1", "Van Iris", by="iris")
    saved = explain(application, world, "A1", "", seen="")
    assert (saved.stored["A1"].text, saved.changed, saved.overwrote) == ("Van Iris", (), {})


def test_whose_text_was_replaced_is_told_once(world: World) -> None:
    application = at_work(world)
    explain(application, world, "A1", "Van Iris", by="iris")
    saved = explain(application, world, "A1", "Van Fatima", seen="")
    assert saved.overwrote == {"A1": "Van Iris"}
    told = unseen_replacements(application, world.iris.pk)
    assert [(one.statement, one.text) for one in told] == [("A1", "Van Iris")]
    assert unseen_replacements(application, world.fatima.pk) == []
    mark_replaced_seen(application, [told[0].pk], by=world.fatima, now=NOW)
    assert unseen_replacements(application, world.iris.pk) == told
    mark_replaced_seen(application, [told[0].pk], by=world.iris, now=NOW)
    assert unseen_replacements(application, world.iris.pk) == []


def test_who_changes_what_they_saw_replaces_nobody(world: World) -> None:
    application = at_work(world)
    explain(application, world, "A1", "Van Iris", by="iris")
    assert explain(application, world, "A1", "Beter", seen="Van Iris").overwrote == {}


@pytest.mark.parametrize("name", ["wim", "ad", "aud", "sanne", "boris"])
def test_explaining_is_for_who_fills_in(world: World, name: str) -> None:
    with pytest.raises(NotPermitted):
        explain(at_work(world), world, "A1", "x", by=name)


# --- Which evaluation


def test_another_evaluation_keeps_explanations_and_evidence(world: World) -> None:
    application = at_work(world)
    explain(application, world, "A1", "Zo doen wij het.")
    add(application, world, "A1")
    copy, _token = selfeval.copy_evaluation(application.evaluation, now=NOW, by=world.fatima)
    choose_evaluation(application, copy, by=world.iris, now=NOW, moves=0)
    book = working(Application.objects.get())
    assert book.evaluation == copy
    item = book.by_code["A1"].item
    assert (item.choice, item.explanation, len(item.evidence)) == ("3", "Zo doen wij het.", 1)


def test_an_evaluation_of_another_organisation_cannot_be_chosen(world: World) -> None:
    application = at_work(world)
    other = evaluation(world)
    Evaluation.objects.filter(pk=other.pk).update(organisation=world.club)
    other.refresh_from_db()
    with pytest.raises(Evaluation.DoesNotExist):
        choose_evaluation(application, other, by=world.fatima, now=NOW)
    assert Application.objects.get().evaluation_id == application.evaluation_id


# --- What lacks


def test_what_lacks_essential_ones_first(world: World) -> None:
    application = at_work(world)
    book = working(application)
    assert [line.code for line in book.lacking] == ["A4", "A1", "B1"]  # A2 is not applicable
    assert [(line.code, line.below_norm) for line in book.essentials] == [("A4", False)]
    add(application, world, "A4", "B1")
    book = working(application)
    assert ([line.code for line in book.lacking], book.shown, len(book.lines)) == (["A1"], 3, 4)
    assert [(one.theme.code, one.shown, one.pieces) for one in book.themes] == [
        ("A-1", 1, 0),
        ("A-2", 1, 1),
        ("B-1", 1, 1),
    ]


def test_an_answer_that_says_there_is_nothing_yet_needs_no_evidence(world: World) -> None:
    application = world.application("working", evaluation=evaluation(world, complete=False))
    selfeval.save_answers(application.evaluation, sent(A4=entry(0), B1=entry("?")), device="", now=NOW)
    book = working(application)
    assert [(line.code, line.needs_evidence, line.below_norm) for line in book.lines] == [
        ("A1", True, False),
        ("A2", False, False),
        ("A4", False, True),
        ("B1", True, False),
    ]


# --- Handing in


def test_handing_in_freezes_what_there_is(world: World) -> None:
    application = at_work(world)
    explain(application, world, "A1", "Zie de statuten.")
    (piece,) = add(application, world, "A1", "A4").kept
    submission = submit_dossier(application, by=world.fatima, now=NOW, moves=0)
    assert Application.objects.get().state == "assessment"
    assert (submission.number, submission.route, submission.submitted_by) == (1, "full", world.fatima)
    assert list(submission.evidence.all()) == [piece]
    explain(application, world, "A1", "Anders", seen="Zie de statuten.")
    acts.rename_evidence(piece, title="Anders", by=world.fatima, now=NOW)
    acts.use_evidence(piece, add=["B1"], drop=["A1"], by=world.fatima, now=NOW)
    book = frozen(latest_submission(application))
    assert book.dossier.items["A1"] == Item("3", "", "Staat in de statuten.", "Zie de statuten.", (piece.pk,))
    assert book.dossier.items["A2"] == Item("nvt", "Past niet.")
    assert [one.title for one in book.by_code["A1"].pieces] == ["beleid"]
    event = Event.objects.get(verb="submit_dossier")
    assert event.data == {"number": 1, "route": "full"}


def test_differences_between_what_was_handed_in_and_what_is_worked_on(world: World) -> None:
    application = at_work(world)
    (piece,) = add(application, world, "A1").kept
    submit_dossier(application, by=world.fatima, now=NOW)
    now = latest_submission(application)
    assert not differences_between(frozen(now), working(application))
    explain(application, world, "A4", "Nieuw")
    acts.remove_evidence(piece, by=world.fatima, now=NOW)
    acts.add_visit(application, title="Prikbord", statements=["A1"], by=world.fatima, now=NOW)
    found = differences_between(frozen(now), working(application))
    assert [(one.code, one.added, one.removed) for one in found.statements] == [
        ("A1", ("Prikbord",), ("beleid",)),
        ("A4", (), ()),
    ]
    assert [(word.label, word.before, word.after) for word in found.statements[1].words] == [
        ("Toelichting", "", "Nieuw")
    ]
    assert found.same == 2


def test_a_second_time_has_the_next_number(world: World) -> None:
    application = at_work(world)
    submit_dossier(application, by=world.fatima, now=NOW)
    Application.objects.update(state="working")
    explain(application, world, "B1", "Erbij")
    submit_dossier(application, by=world.fatima, now=NOW + timedelta(days=2))
    one, two = (frozen(submission) for submission in submissions_of(application))
    assert [submission.number for submission in submissions_of(application)] == [1, 2]
    assert [change.code for change in dossiers.compare(one.dossier, two.dossier)] == ["B1"]


def test_twice_pressed_is_once_handed_in(world: World) -> None:
    application = at_work(world)
    submit_dossier(application, by=world.fatima, now=NOW, moves=0)
    with pytest.raises(WrongState):
        submit_dossier(application, by=world.fatima, now=NOW, moves=0)
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("name", ["iris", "wim", "ad", "sanne", "boris"])
def test_handing_in_is_the_beheerders(world: World, name: str) -> None:
    with pytest.raises(NotPermitted):
        submit_dossier(at_work(world), by=getattr(world, name), now=NOW)


def reasons(application: Application, world: World) -> list[str]:
    with pytest.raises(Blocked) as blocked:
        submit_dossier(application, by=world.fatima, now=NOW)
    assert not Submission.objects.exists()
    return list(blocked.value.reasons)


def test_not_without_an_evaluation(world: World) -> None:
    assert reasons(world.application("working"), world) == [
        "Kies eerst met welke zelfevaluatie jullie het dossier maken."
    ]


def test_not_before_everything_is_answered_and_completed(world: World) -> None:
    open_one = evaluation(world, complete=False)
    application = world.application("working", evaluation=open_one)
    plan(application)
    assert reasons(application, world) == [
        "De zelfevaluatie is ingevuld, maar nog niet afgerond. Kijk haar na en rond haar af."
    ]
    selfeval.save_answers(open_one, sent(A1=entry("?"), B1=entry("?")), device="", now=NOW)
    seen = {"A1": entry(3, remark="Staat in de statuten."), "B1": entry(1)}
    selfeval.save_answers(open_one, sent(seen, A1=entry("?"), B1=entry("?")), device="", now=NOW)
    assert reasons(application, world) == ["De zelfevaluatie is nog niet klaar: 2 stellingen zijn nog niet beantwoord."]


def test_not_on_another_route_than_the_plan(world: World) -> None:
    application = world.application("working", evaluation=evaluation(world))
    plan(application, route="full", state=PlanState.RETURNED, version=1)
    plan(application, route="star", version=2)
    (why,) = reasons(application, world)
    assert "het plan van aanpak de sterroute" in why


def test_what_is_offered_says_the_same(world: World) -> None:
    application = world.application("working")
    found = queries.offers(queries.Reading(application, me=world.fatima.pk, today=NOW.date()), person(world.fatima))
    offered = {offer.verb: offer.reasons for offer in found}
    assert offered[Verb.SUBMIT_DOSSIER] == ("Kies eerst met welke zelfevaluatie jullie het dossier maken.",)
    assert offered[Verb.WORK_ON_DOSSIER] == offered[Verb.CHOOSE_EVALUATION] == ()
