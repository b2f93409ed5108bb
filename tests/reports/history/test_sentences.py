"""Every act the code records can be told in Dutch."""

import ast
from pathlib import Path

import pytest

from keurmerk.states import MarkVerb, Verb
from reports.history.sentences import EVALUATION, VERBS, Told, choices, is_known, sentence

APPS = ("goedgeregeld", "selfeval", "auditors", "keurmerk", "reports")
# What is called to record something, which argument is the verb, and in which apps.
WRAPPERS = {"record": (0, APPS), "_note": (0, ("goedgeregeld",)), "_changing": (2, ("auditors",))}


def recorded(root: Path) -> set[str]:
    """The verbs in the code: every text in that argument of such a call, and each act on an application or a mark."""
    found = {verb.value for verb in (*Verb, *MarkVerb)}
    for app in APPS:
        for file in (root / app).rglob("*.py"):
            for call in ast.walk(ast.parse(file.read_text())):
                if isinstance(call, ast.Call):
                    position, where = WRAPPERS.get(getattr(call.func, "id", ""), (0, ()))
                    found |= _verbs(call.args[position]) if app in where and call.args[position:] else set()
    return found


def _verbs(argument: ast.expr) -> set[str]:
    if ast.unparse(argument) == "verb.value":
        return set()  # of an act on an application or a mark: one of Verb, or of MarkVerb
    texts = {one.value for one in ast.walk(argument) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    name = getattr(argument, "id", "verb")
    assert texts or name == "verb" or name.isupper(), f"which verb is {ast.unparse(argument)}?"
    return texts or ({name.lower()} if name.isupper() else set())


def test_every_verb_the_code_records_has_a_sentence(root: Path) -> None:
    verbs = recorded(root)
    assert {"start", "answer", "complete", "view", "grant_role", "authorise", "say"} <= verbs
    assert sorted(verb for verb in verbs if not is_known(verb)) == []


def test_no_sentence_for_what_is_never_recorded(root: Path) -> None:
    apps, told = ("goedgeregeld", "selfeval", "auditors", "keurmerk"), ("sentences.py", "mark_verbs.py")
    text = "".join(file.read_text() for app in apps for file in (root / app).rglob("*.py"))
    text += "".join(f.read_text() for f in (root / "reports").rglob("*.py") if f.name not in told)
    assert [verb for verb in VERBS if f'"{verb}"' not in text] == []


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_sentence_stands_without_particulars(verb: str) -> None:
    text = sentence(Told(verb, EVALUATION, "Fatima"))
    assert text.startswith("Fatima ")
    assert text.endswith(".")
    assert "{" not in text
    assert "  " not in text


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (Told("complete", EVALUATION, "Fatima"), "Fatima heeft de zelfevaluatie afgerond."),
        (Told("complete", EVALUATION), "Iemand met de link heeft de zelfevaluatie afgerond."),
        (
            Told("publish", "selfeval.instrumentversion"),
            "Het systeem heeft deze versie van het instrument gepubliceerd.",
        ),
        (Told("answer", EVALUATION, "Fatima", {"statements": ["A1"]}), "Fatima heeft stelling A1 ingevuld."),
        (
            Told("answer", EVALUATION, "Fatima", {"statements": ["A1", "A2", "B7"]}),
            "Fatima heeft de stellingen A1, A2 en B7 ingevuld.",
        ),
        (
            Told("answer", EVALUATION, "Fatima", {"statements": [f"A{n}" for n in range(1, 8)]}),
            "Fatima heeft 7 stellingen (A1 tot en met A7) ingevuld.",
        ),
        (
            Told("answer", EVALUATION, "Fatima", {"statements": ["A1", "A2", "A3", "A4", "A5", "B7"]}),
            "Fatima heeft 6 stellingen ingevuld.",
        ),
        (Told("choose_route", EVALUATION, "Fatima", {"route": "star"}), "Fatima heeft de sterroute gekozen."),
        (Told("grant_role", "accounts.user", "Bea", {"role": "adviser"}), "Bea heeft de rol adviseur gegeven."),
        (
            Told("hand_over", "accounts.organisation", "Fatima", {"to": 5, "stays": True}, {"5": "Boris"}),
            "Fatima heeft het beheer overgedragen aan Boris.",
        ),
        (
            Told("invite", "accounts.organisation", "Fatima", {"to": "editor"}),
            "Fatima heeft iemand uitgenodigd als invuller.",
        ),
        (Told("view", "accounts.organisation", "Sanne"), "Sanne heeft de gegevens van de organisatie bekeken."),
        (
            Told("suspend", "keurmerk.mark", "Sanne", {"number": "GG-2026-0001"}),
            "Sanne heeft keurmerk GG-2026-0001 geschorst.",
        ),
        (
            Told("expire", "keurmerk.mark", "", {"number": "GG-2026-0001"}),
            "Het systeem heeft vastgesteld dat keurmerk GG-2026-0001 is verlopen.",
        ),
        (Told("dance", EVALUATION, "Fatima"), "Fatima: dance."),
    ],
)
def test_sentence(told: Told, text: str) -> None:
    assert sentence(told) == text


def test_choices_are_words_without_gaps() -> None:
    texts = [text for _verb, text in choices()]
    assert texts == sorted(texts)
    assert not [text for text in texts if "{" in text or "(" in text]
