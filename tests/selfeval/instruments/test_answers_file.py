"""Answers files: read strictly, refused whole, with every problem at once."""

import json
from decimal import Decimal
from typing import Any

import pytest

from selfeval.instruments.answers_file import MAX_BYTES, AnswersFile, InvalidAnswers, read_answers
from tests.raw_instrument import Raw, instrument_of, part, raw, statement

INSTRUMENT = instrument_of(
    raw(
        part(
            "A",
            [
                statement("A1", starred=True),
                statement("A2", allow_na=True),
                statement("A3", allow_na=True, applies_if="minors"),
            ],
        )
    )
)
PROFILE = {"volunteers": 80, "paid_fte": 1.5, "minors": False}


def read(**fields: Any) -> AnswersFile:
    return read_answers(json.dumps({"profile": PROFILE, "answers": {}, **fields}).encode(), INSTRUMENT)


def refusals(content: bytes | Raw) -> list[str]:
    """What is said of this file, as lines."""
    if isinstance(content, dict):
        content = json.dumps({"profile": PROFILE, "answers": {}, **content}).encode()
    with pytest.raises(InvalidAnswers) as caught:
        read_answers(content, INSTRUMENT)
    assert str(caught.value) == "\n".join(str(problem) for problem in caught.value.problems)
    return [str(problem) for problem in caught.value.problems]


def test_the_example_of_the_design() -> None:
    found = read(route="star", answers={"A1": 2, "A2": "nvt"}, reasons={"A2": "Wij hebben dit niet."})
    assert found == AnswersFile(
        profile={"volunteers": 80, "paid_fte": Decimal("1.5"), "minors": False},
        route="star",
        answers={"A1": 2, "A2": "nvt"},
        reasons={"A2": "Wij hebben dit niet."},
    )


def test_organisation_and_remarks_may_stand_beside_it() -> None:
    found = read(organisation=" Harmonie Één ", remarks={"A1": "Zie de statuten.\r\nBlz. 3"})
    assert found.organisation == "Harmonie Één"
    assert found.remarks == {"A1": "Zie de statuten.\nBlz. 3"}


def test_answers_to_what_does_not_apply_are_kept() -> None:
    assert read(answers={"A3": 1}).answers == {"A3": 1}


def test_numbers_are_exact() -> None:
    content = b'{"profile": {"volunteers": 80, "paid_fte": 1.99999999999999999999, "minors": true}, "answers": {}}'
    found = read_answers(content, INSTRUMENT)
    assert found.profile["paid_fte"] == Decimal("1.99999999999999999999")
    assert found.route == "star"


def test_a_byte_order_mark_is_fine() -> None:
    content = json.dumps({"profile": PROFILE, "answers": {}}).encode("utf-8-sig")
    assert read_answers(content, INSTRUMENT).route == "star"


# --- Route ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("volunteers", "fte", "route"),
    [(99, 1.9, "star"), (100, 1.9, "full"), (99, 2, "full"), (99, 2.0, "full")],
)
def test_without_a_route_the_star_route_where_it_is_open(volunteers: int, fte: float, route: str) -> None:
    assert read(profile={**PROFILE, "volunteers": volunteers, "paid_fte": fte}).route == route


def test_an_instrument_without_star_route_has_the_full_one() -> None:
    file = raw(routes={"full": {"title": "Alles"}}, norms={"full": raw()["norms"]["full"]})
    assert read_answers(b'{"answers": {}}', instrument_of(file)).route == "full"


def test_the_full_route_is_open_to_everyone() -> None:
    assert read(route="full").route == "full"


def test_a_closed_route_is_refused_with_the_reason() -> None:
    (said,) = refusals({"route": "star", "profile": {**PROFILE, "volunteers": 100}})
    assert said == (
        "route: de route 'star' staat voor dit profiel niet open: daarvoor geldt volunteers < 100 and paid_fte < 2, "
        "en volunteers is 100, paid_fte is 1.5"
    )


@pytest.mark.parametrize("route", ["ster", "", None, 1, ["star"], {}])
def test_unknown_routes(route: object) -> None:
    assert refusals({"route": route}) == ["route: onbekende route (mag zijn: full, star)"]


@pytest.mark.parametrize(
    ("fields", "needed"),
    [
        ({"route": "full", "profile": {}}, ["minors"]),
        ({"route": "star", "profile": {}}, ["volunteers", "paid_fte"]),
        ({"profile": {}}, ["volunteers", "paid_fte"]),
        ({"profile": {"volunteers": 100, "paid_fte": 0}}, ["minors"]),
        ({"profile": {"volunteers": 80}}, ["paid_fte"]),
    ],
)
def test_facts_that_decide_must_be_there(fields: Raw, needed: list[str]) -> None:
    said = refusals(fields)
    assert [line.split(":")[0] for line in said] == [f"profile.{key}" for key in needed]
    assert all("nodig en ontbreekt" in line for line in said)


def test_facts_that_decide_nothing_may_be_missing() -> None:
    assert read(route="star", profile={"volunteers": 1, "paid_fte": 0}).route == "star"


# --- Refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [-1, 4, True, False, 2.0, 1.5, "2", "", "NVT", "n.v.t.", None, [], {}, 10**30])
def test_levels_that_are_none(level: object) -> None:
    assert refusals({"answers": {"A1": level}}) == [
        "answers.A1: een antwoord is een heel getal van 0 tot en met 3, of 'nvt'"
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"answers": {"A9": 1}}, "answers.A9: deze stelling staat niet in het instrument"),
        ({"answers": {"a1": 1}}, "answers.a1: deze stelling staat niet in het instrument"),
        ({"remarks": {"A9": "x"}}, "remarks.A9: deze stelling staat niet in het instrument"),
        ({"reasons": {"A9": "x"}}, "reasons.A9: deze stelling staat niet in het instrument"),
        ({"answers": {"A1": "nvt"}, "reasons": {"A1": "x"}}, "answers.A1: 'nvt' kan bij deze stelling niet"),
        ({"answers": {"A2": "nvt"}}, "answers.A2: bij 'nvt' hoort een reden (in reasons)"),
        ({"answers": {"A2": "nvt"}, "reasons": {"A2": " "}}, "reasons.A2: hoort tekst te zijn, en niet leeg"),
        ({"answers": {"A2": "nvt"}, "reasons": {"A2": None}}, "reasons.A2: hoort tekst te zijn, en niet leeg"),
        ({"answers": {"A2": "nvt"}, "reasons": {"A2": "x\u0000"}}, "reasons.A2: bevat onleesbare tekens"),
        ({"answers": {"A2": "nvt"}, "reasons": {"A2": "\ud800"}}, "reasons.A2: bevat onleesbare tekens"),
        ({"answers": {"A2": "nvt"}, "reasons": {"A2": "x" * 5001}}, "reasons.A2: is langer dan 5000 tekens"),
        ({"answers": {"A2": 1}, "reasons": {"A2": "x"}}, "reasons.A2: een reden hoort alleen bij het antwoord 'nvt'"),
        ({"reasons": {"A2": "x"}}, "reasons.A2: een reden hoort alleen bij het antwoord 'nvt'"),
        ({"answers": []}, "answers: hoort een JSON-object te zijn: { ... }"),
        ({"answers": None}, "answers: hoort een JSON-object te zijn: { ... }"),
        ({"reasons": "x"}, "reasons: hoort een JSON-object te zijn: { ... }"),
        ({"organisation": None}, "organisation: hoort een naam op één regel te zijn, van hoogstens 200 tekens"),
        ({"organisation": "a\nb"}, "organisation: hoort een naam op één regel te zijn, van hoogstens 200 tekens"),
        ({"organisation": "a" * 201}, "organisation: hoort een naam op één regel te zijn, van hoogstens 200 tekens"),
        (
            {"answer": {}},
            "answer: onbekende sleutel (mag zijn: profile, route, answers, reasons, organisation, remarks)",
        ),
    ],
)
def test_refused(fields: Raw, said: str) -> None:
    assert refusals(fields) == [said]


def test_a_profile_that_is_no_object_lacks_its_facts_too() -> None:
    assert refusals({"profile": [], "route": "full"})[0] == "profile: hoort een JSON-object te zijn: { ... }"


def test_answers_must_be_there() -> None:
    content = json.dumps({"profile": PROFILE}).encode()
    assert refusals(content) == ["answers: ontbreekt"]


def test_everything_wrong_is_told_at_once() -> None:
    fields = {
        "x": 1,
        "route": "ster",
        "profile": {"volunteers": "veel", "age": 3},
        "answers": {"A1": 9, "A2": "nvt", "A9": 1},
        "reasons": {"A1": "x"},
    }
    assert [line.split(":")[0] for line in refusals(fields)] == [
        "x",
        "answers.A9",
        "answers.A1",
        "answers.A2",
        "reasons.A1",
        "profile.age",
        "profile.volunteers",
        "route",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "het bestand is leeg"),
        (b" \n", "het bestand is leeg"),
        (b"{", "regel 1, kolom 2: geen geldige JSON"),
        (b'{"answers": {},\n}', "regel 2, kolom 1: geen geldige JSON"),
        (b"{'answers': {}}", "regel 1, kolom 2: geen geldige JSON"),
        (b"{} {}", "regel 1, kolom 4: geen geldige JSON"),
        (b'{"answers": {"A1": 01}}', "geen geldige JSON"),
        (b"[]", "het bestand hoort één JSON-object te zijn"),
        (b"null", "JSON-object te zijn"),
        (b'"answers"', "JSON-object te zijn"),
        (b"\xff\xfe{\x00}\x00", "regel 1: het bestand is geen UTF-8-tekst"),
        (b'{\n"\xe9": 1}', "regel 2: het bestand is geen UTF-8-tekst"),
        (b"PK\x03\x04\x14\x00", "geen geldige JSON"),
        (b" " * (MAX_BYTES + 1), "het bestand is groter dan 2 MB"),
        (b"[" * 100_000, "het bestand is te diep genest"),
        (b'{"a":' * 100_000, "het bestand is te diep genest"),
        (b'{"answers": {"A1": 1, "A1": 2}}', "de sleutel 'A1' staat er twee keer"),
        (b'{"answers": {}, "answers": {}}', "de sleutel 'answers' staat er twee keer"),
        (b'[{"a": 1, "a": 2}]', "de sleutel 'a' staat er twee keer"),
        (b'{"answers": {"A1": NaN}}', "answers.A1: een antwoord is"),
        (b'{"answers": {"A1": -Infinity}}', "answers.A1: een antwoord is"),
        (b'{"answers": {"A1": 1e99999999999999999999}}', "answers.A1: een antwoord is"),
        (b'{"answers": {"A1": ' + b"9" * 5000 + b"}}", "answers.A1: een antwoord is"),
        (b'{"profile": {"paid_fte": Infinity}, "answers": {}}', "profile.paid_fte: hoort een getal te zijn"),
        (b'{"profile": {"paid_fte": 1e999999}, "answers": {}}', "profile.paid_fte: mag alleen van 0 tot en met 1000"),
    ],
)
def test_no_json_object_to_begin_with(content: bytes, said: str) -> None:
    assert any(said in line for line in refusals(content))
