"""What changed since the mark that is renewed: answers, words, evidence; what is new, reworded or gone; what is the same."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from keurmerk.actions import dossier as dossiers
from keurmerk.actions import evidence as evidence_acts
from keurmerk.dossiers import Explained
from keurmerk.models import Application, Evidence
from keurmerk.queries.dossier import working
from keurmerk.queries.since import CHANGED, NEW, OPEN, REWORDED, SAME, Since, since
from selfeval import actions as selfeval
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.judged import sent
from tests.keurmerk.renewal.stage import SAID, again, confirm_answers, held, renewing
from tests.raw_instrument import part, raw, statement
from tests.selfeval.cast import FATIMA, entry, loaded
from tests.selfeval.cast import sent as answers


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def found(application: Application) -> Since:
    application = again(application)
    book = working(application)
    assert book is not None
    one = since(application, book)
    assert one is not None
    return one


def stands(one: Since) -> dict[str, str]:
    return {code: one.stand(code) for code in one.after.dossier.items}


def test_all_confirmed_nothing_changed(world: World) -> None:
    made = renewing(world, "working")
    confirm_answers(made)
    one = found(made)
    assert stands(one) == dict.fromkeys(("A1", "A2", "A4", "B1"), SAME)
    assert not one.changed
    assert not one.differences
    assert (one.number, one.gone) == ("2023-0001", [])


def test_what_nobody_looked_at_yet_is_not_called_a_change(world: World) -> None:
    made = renewing(world, "working")
    selfeval.save_answers(made.evaluation, answers(A1=3, A2=3), device=FATIMA, now=NOW)
    one = found(made)
    assert stands(one) == {"A1": SAME, "A2": CHANGED, "A4": OPEN, "B1": OPEN}
    assert [change.code for change in one.differences.statements] == ["A2"]
    assert one.changed == {"A2"}
    path = reverse("keurmerk:differences", args=[made.code])
    assert "2 stellingen zijn nog niet nagekeken." in browser(world.fatima).get(path).content.decode()


def test_an_answer_a_remark_an_explanation_and_evidence(world: World) -> None:
    made = renewing(world, "working")
    confirm_answers(made, A2=entry(3), B1=entry(3, remark="Nu met een lijst."))
    seen = {"A4": Explained(SAID["A4"])}
    dossiers.save_explanations(made, sent(seen, A4=Explained("Elk half jaar.")), by=world.iris, now=NOW)
    rules = Evidence.objects.get(application=made, title="Regels")
    evidence_acts.remove_evidence(rules, by=world.iris, now=NOW)
    evidence_acts.add_link(
        made, title="Nieuw", url="https://example.org/nieuw", statements=["A1"], by=world.iris, now=NOW
    )
    one = found(made)
    assert stands(one) == dict.fromkeys(("A1", "A2", "A4", "B1"), CHANGED)
    at = one.by_code
    assert (at["A1"].added, at["A1"].removed) == (("Nieuw",), ("Regels",))
    assert [(word.label, word.before, word.after) for word in at["A2"].words] == [("Antwoord", "Niveau 2", "Niveau 3")]
    assert [(word.label, word.before, word.after) for word in at["A4"].words] == [
        ("Toelichting", "Elk jaar.", "Elk half jaar.")
    ]
    assert [word.label for word in at["B1"].words] == ["Opmerking"]


def test_new_reworded_and_gone(world: World) -> None:
    held(world)
    first = [statement("A1", starred=True, text="Anders."), statement("A5")]
    loaded(raw(part("A", first, [statement("A4", starred=True)]), version="2026.2"), now=NOW)
    made = renewing(world, "working")
    one = found(made)
    assert {code: stand for code, stand in stands(one).items() if code != "A4"} == {"A1": REWORDED, "A5": NEW}
    assert one.gone == ["A2", "B1"]


def test_after_clearing_only_the_answers_are_compared(world: World) -> None:
    held(world)
    made = renewing(world, "working")
    confirm_answers(made, A2=3)
    Application.objects.filter(pk=made.renews.application_id).update(cleared_at=NOW)
    one = found(made)
    assert one.bare
    assert one.changed == {"A2"}


def test_a_first_application_has_nothing_to_compare_with(world: World) -> None:
    made = renewing(world, "working", kind="first")
    book = working(made)
    assert book is not None
    assert since(made, book) is None
