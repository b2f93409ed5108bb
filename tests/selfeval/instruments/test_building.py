"""The rules an instrument file must keep: every breach is told, all at once, each where it stands."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest

from selfeval.instruments.building import build
from selfeval.instruments.located import InvalidInstrument, Node, is_readable
from tests.raw_instrument import Raw, instrument_of, part, raw, statement


def problems(change: Callable[[Raw], object]) -> list[str]:
    """What is said of a good file after this change."""
    file = json.loads(json.dumps(raw(part("A", [statement("A1", starred=True), statement("A2")]))))
    change(file)
    with pytest.raises(InvalidInstrument) as caught:
        instrument_of(file)
    return [problem.message for problem in caught.value.problems]


def first(file: Raw) -> Raw:
    return file["parts"][0]["themes"][0]["statements"][0]


def second(file: Raw) -> Raw:
    return file["parts"][0]["themes"][0]["statements"][1]


WRONG: list[tuple[Callable[[Raw], object], str]] = [
    (lambda f: f.pop("title"), "'title' ontbreekt bij het instrument"),
    (lambda f: f.update(titel="x"), "onbekende sleutel 'titel' bij het instrument (bedoel je 'title'?)"),
    (lambda f: f.update(colour="x"), "onbekende sleutel 'colour'"),
    (lambda f: f.update(version=2026.1), "de versie hoort tekst te zijn: zet '2026.1' tussen aanhalingstekens"),
    (lambda f: f.update(title=False), "en geen ja/nee-waarde: zet het woord tussen aanhalingstekens"),
    (lambda f: f.update(title=None), "de titel hoort tekst te zijn"),
    (lambda f: f.update(title=" "), "de titel is leeg"),
    (lambda f: f.update(title="a\nb"), "de titel hoort op één regel te staan"),
    (lambda f: f.update(title="a\u001fb"), "de titel bevat onleesbare tekens"),
    (lambda f: f.update(title="a\u202eb"), "de titel bevat onleesbare tekens"),
    (lambda f: f.update(title="x" * 5001), "de titel is langer dan 5000 tekens"),
    (lambda f: f.update(code="a b"), "de code van het instrument 'a b' heeft een vorm die niet mag"),
    (lambda f: f.update(language="Nederlands"), "de taal 'Nederlands' heeft een vorm die niet mag"),
    (lambda f: f.update(scale=[{"label": "a"}]), "de schaal heeft 1 niveaus; 2 tot 10 is goed"),
    (lambda f: f.update(scale=[{"label": "a"}] * 11), "de schaal heeft 11 niveaus"),
    (lambda f: f.update(scale="hoog"), "de schaal hoort een lijst te zijn"),
    (lambda f: f.update(scale=[]), "de schaal is leeg"),
    (lambda f: f["scale"].__setitem__(0, "a"), "een niveau van de schaal hoort een blok met sleutels te zijn"),
    (lambda f: f["profile"][0].update(key="Aantal"), "de sleutel van een feit 'Aantal' heeft een vorm"),
    (lambda f: f["profile"][0].update(key="not"), "'not' is een woord van de voorwaarden"),
    (lambda f: f["profile"][0].update(key="minors"), "het feit 'minors' staat er twee keer"),
    (lambda f: f["profile"][0].update(type="getal"), "is 'getal', maar mag alleen zijn: int, decimal"),
    (lambda f: f["profile"][0].update(type={"a": 1}), "is een blok of lijst, maar mag alleen zijn"),
    (lambda f: f["profile"][0].update(min=5, max=3), "het minimum van 'volunteers' is groter dan het maximum"),
    (lambda f: f["profile"][0].update(options={"a": "b"}), "'volunteers' is geen keuze en heeft dus geen options"),
    (lambda f: f["profile"][2].update(max=3), "'minors' is geen getal en heeft dus geen min of max"),
    (lambda f: f["profile"][4].pop("options"), "de keuze 'sector' heeft options nodig"),
    (lambda f: f["profile"][4].update(options={}), "de keuze 'sector' heeft options nodig"),
    (lambda f: f["profile"][4].update(options={"a b": "c"}), "de keuze 'a b' bij 'sector' heeft een vorm"),
    (lambda f: f["routes"].pop("full"), "'full' ontbreekt bij de routes"),
    (lambda f: f["routes"].update(other={"title": "x"}), "onbekende sleutel 'other' bij de routes"),
    (lambda f: f["routes"]["full"].update(open_to="minors"), "de volledige route staat voor iedereen open"),
    (lambda f: f["routes"]["star"].update(open_to="age < 3"), "open_to van de route star: onbekend feit 'age'"),
    (lambda f: f["norms"].pop("star"), "'star' ontbreekt bij de normen"),
    (lambda f: f["norms"]["full"].update(overall=101), "is 101, maar mag alleen van 0 tot en met 100 zijn"),
    (lambda f: f["norms"]["full"].update(part=-1), "is -1, maar mag alleen van 0 tot en met 100 zijn"),
    (lambda f: f["norms"]["full"].update(part="60"), "de norm per onderdeel (full) hoort een getal te zijn"),
    (lambda f: f["norms"]["full"].update(part=True), "de norm per onderdeel (full) hoort een getal te zijn"),
    (lambda f: f["norms"]["full"].update(part=60.0001), "heeft meer dan drie decimalen"),
    (lambda f: f["norms"]["full"].update(essential_level=4), "is 4, maar mag alleen van 0 tot en met 3 zijn"),
    (lambda f: f["norms"]["full"].update(essential_level=1.5), "hoort een heel getal te zijn"),
    (lambda f: f.update(parts=[]), "de onderdelen is leeg"),
    (lambda f: f["parts"].append(part("A", [statement("A3")])), "het onderdeel 'A' staat er twee keer"),
    (lambda f: f["parts"].append(part("A", [statement("A3")])), "het thema 'A-1' staat er twee keer"),
    (lambda f: second(f).update(code="A1"), "de stelling 'A1' staat er twee keer"),
    (lambda f: first(f)["advice"].pop("1"), "'1' ontbreekt bij het advies van A1"),
    (lambda f: first(f)["advice"].update({"3": "x"}), "onbekende sleutel '3' bij het advies van A1"),
    (lambda f: first(f).update(starred="ja"), "starred van A1 hoort true of false te zijn"),
    (lambda f: first(f).update(weight=0), "het gewicht van A1 is 0, maar mag alleen van 0.001 tot en met 1000 zijn"),
    (lambda f: first(f).update(weight=0.0005), "het gewicht van A1 is 0.0005"),
    (lambda f: first(f).update(effort="groot"), "is 'groot', maar mag alleen zijn: small, medium, large"),
    (lambda f: first(f).update(applies_if="age > 3"), "applies_if van A1: onbekend feit 'age' (bekend: volunteers"),
    (lambda f: first(f).update(applies_if=True), "applies_if van A1 hoort tekst te zijn"),
    (lambda f: first(f).update(applies_if='sector == "zorg"'), "applies_if van A1: 'zorg' is geen keuze bij 'sector'"),
    (lambda f: first(f).update(evidence="statuten"), "de bewijsstukken van A1 hoort een lijst te zijn"),
    (lambda f: first(f).update(evidence=[""]), "een bewijsstuk van A1 is leeg"),
    (lambda f: first(f).update(was="A2"), "was van A1 hoort een lijst te zijn"),
    (lambda f: first(f).update(was=["A 2"]), "een eerdere code van A1 'A 2' heeft een vorm die niet mag"),
    (lambda f: first(f).update(was=["A2", "A2"]), "de eerdere code 'A2' staat er twee keer"),
    (lambda f: (first(f).update(was=["X"]), second(f).update(was=["X"])), "de eerdere code 'X' staat er twee keer"),
    (lambda f: first(f).update(resources=[{"title": "x"}]), "'url' ontbreekt bij een bron van A1"),
    (lambda f: first(f).update(resources=[{"title": "x|y", "url": "https://a.nl"}]), "mag geen | bevatten"),
]


@pytest.mark.parametrize(("change", "message"), WRONG, ids=[message[:50] for _, message in WRONG])
def test_a_breach_is_told(change: Callable[[Raw], object], message: str) -> None:
    assert any(message in problem for problem in problems(change))


@pytest.mark.parametrize(
    "url", ["http://a.nl", "ftp://a.nl", "a.nl", "https://", "https://a", "https://[", "https://a.nl/ b"]
)
def test_resources_are_web_addresses(url: str) -> None:
    change = {"title": "x", "url": url}
    assert any("geen webadres" in p for p in problems(lambda f: first(f).update(resources=[change])))


@pytest.mark.parametrize("day", ["gisteren", "23-11-2026", "2026-02-30", 2026, True])
def test_checked_is_a_date(day: object) -> None:
    change = {"title": "x", "url": "https://a.nl", "checked": day}
    assert any("hoort een datum" in p for p in problems(lambda f: first(f).update(resources=[change])))


@pytest.mark.parametrize("day", [date(2026, 11, 23), datetime(2026, 11, 23, 0, 0), "2026-11-23"])
def test_a_day_comes_as_date_as_cell_or_as_text(day: date | str) -> None:
    resource = {"title": Node("x", ""), "url": Node("https://a.nl", ""), "checked": Node(day, "")}
    root = _nodes(raw(part("A", [statement("A1")])))
    s = root.value["parts"].value[0].value["themes"].value[0].value["statements"].value[0]  # type: ignore[index,union-attr,call-overload]
    s.value["resources"] = Node([Node(resource, "")], "")
    checked = build(root).statements[0].resources[0].checked
    assert type(checked) is date
    assert checked == date(2026, 11, 23)


def _nodes(value: object) -> Node:
    if isinstance(value, dict):
        return Node({key: _nodes(child) for key, child in value.items()}, "")
    if isinstance(value, list):
        return Node([_nodes(child) for child in value], "")
    return Node(value, "")  # type: ignore[arg-type]


def test_everything_wrong_is_told_at_once() -> None:
    def spoil(file: Raw) -> None:
        file["version"] = 1
        file["norms"]["full"]["overall"] = 101
        first(file).update(weight=-1, applies_if="x", starred=1)
        second(file)["code"] = "A1"

    assert len(problems(spoil)) == 6


def test_too_many_statements() -> None:
    many = raw(part("A", [statement(f"A{n}", 2) for n in range(501)]), levels=2, essential_level=1)
    with pytest.raises(InvalidInstrument, match="meer dan 500 stellingen"):
        instrument_of(many)


def test_no_instrument_at_all() -> None:
    for value in ([], "tekst", 3, None):
        with pytest.raises(InvalidInstrument, match="blok met sleutels"):
            build(_nodes(value))


def test_defaults() -> None:
    s = instrument_of(raw(part("A", [statement("A1")]))).statements[0]
    assert (s.starred, s.essential, s.allow_na, s.weight, s.effort) == (False, False, False, Decimal(1), "medium")
    assert (s.explanation, s.evidence, s.resources, s.applies_if) == ("", (), (), None)


@pytest.mark.parametrize("weight", [1, 1.0, 100, 0.5, 0.001, 1000, 12.25])
def test_numbers_are_exact_and_have_one_form(weight: float) -> None:
    s = instrument_of(raw(part("A", [statement("A1", weight=weight)]))).statements[0]
    assert s.weight == Decimal(str(weight))
    assert "E" not in str(s.weight)
    assert str(s.weight) == str(weight).removesuffix(".0")


def test_white_space_around_texts_goes() -> None:
    s = instrument_of(raw(part("A", [statement("A1", explanation="  een \r\n\r\n  twee  \n")]))).statements[0]
    assert s.explanation == "een\n\n  twee"


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("gewoon", True),
        ("harde\u00a0spatie, zachte\u00adstreep, nul\u200bbreed, 👩\u200d🔧", True),
        ("regel\nen\ttab", True),
        ("\x00", False),
        ("\x1f", False),
        ("\x7f", False),
        ("\x9f", False),
        ("\ud800", False),
        ("\ue000", False),
        ("\ufffe", False),
        ("\u202e", False),
    ],
)
def test_readable(text: str, readable: bool) -> None:
    assert is_readable(text) is readable
