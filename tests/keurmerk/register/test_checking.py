"""Codes typed, scanned, mistyped and guessed."""

from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from keurmerk.codes import LETTERS, new_code
from keurmerk.register.views.limits import MISSES
from tests.keurmerk.cast import NOW
from tests.keurmerk.register.shelf import DAY, changed, mark, today

pytestmark = pytest.mark.django_db


def typed(code: str, **extra: Any) -> Any:
    return Client().get(reverse("register:ask"), {"code": code}, follow=True, **extra)


def test_a_code_is_typed_as_people_type() -> None:
    made = mark()
    for code in (
        made.code,
        made.code.lower().replace("-", " "),
        f" {made.code.replace('-', '')} ",
        made.code.replace("L", "1"),
    ):
        page = typed(code)
        assert page.redirect_chain[-1] == (reverse("register:check", args=[made.code]), 302)
        assert "het is vandaag geldig" in page.content.decode()
    assert Client().get(f"/controle/{made.code.lower()}/")["Location"] == f"/controle/{made.code}/"
    assert made.name in typed(made.number.lower()).content.decode()


@pytest.mark.parametrize("number", ["2019-012", "NOV12", "GG-2019-0007"])
def test_a_certificate_of_before_has_a_number_only(number: str) -> None:
    made = mark(number=number, imported_at=NOW)
    for way in (number, number.lower(), f" {number.replace('-', '–')} "):
        assert typed(way).redirect_chain[-1] == (reverse("register:entry", args=[made.number]), 302)


def test_a_number_nobody_has_is_said_and_an_example_is_an_example() -> None:
    page = typed("gg 2019 0008")
    assert page.status_code == 422
    assert "We kennen geen keurmerk met nummer GG-2019-0008." in page.content.decode()
    example = typed(mark("Demo", number="VB-2026-0001", demo=True).number)
    assert "Dit is een voorbeeld" in example.content.decode()
    assert "Demo<" not in example.content.decode()


@pytest.mark.parametrize(
    ("state", "first", "words"),
    [
        ("valid", 0, "vandaag geldig"),
        ("valid", 1, "gaat nog in|Gaat nog in"),
        ("suspended", -10, "heeft het geschorst"),
        ("withdrawn", -10, "heeft dit keurmerk ingetrokken"),
        ("expired", -1500, "is verlopen"),
        ("valid", -1461, "is verlopen"),
        ("suspended", -1500, "is verlopen"),
    ],
)
def test_each_state_says_what_it_means(state: str, first: int, words: str) -> None:
    made = mark(state=state, valid_from=today() + first * DAY)
    page = Client().get(reverse("register:check", args=[made.code])).content.decode()
    assert any(one in page for one in words.split("|"))
    assert made.name in page


def wrong_letter(code: str) -> str:
    return ("3" if code[0] != "3" else "4") + code[1:]


@pytest.mark.parametrize(
    ("typed_code", "words"),
    [
        ("", "Vul de code in"),
        ("BCDF-GHJK", "te kort"),
        ("BCDF-GHJK-LMNP-QRST", "te lang"),
        ("BCDF-GHJK-AEOU", "nooit voor: A, E, O, U"),
        (wrong_letter(new_code(Random(1).choice)), "verkeerd getypt"),
    ],
)
def test_a_mistake_is_named(typed_code: str, words: str) -> None:
    page = typed(typed_code)
    text = page.content.decode()
    assert page.status_code == 422
    assert words in text
    assert "<title>Fout:" in text
    assert 'href="#code"' in text
    assert f'value="{typed_code}"' in text


def test_what_is_typed_does_no_harm() -> None:
    for nasty in ('"><script>alert(1)</script>', "\x00", "٢" * 12, "🙂" * 60, "x" * 10_000, "../../etc"):
        page = typed(nasty)
        assert page.status_code in (404, 422)
        assert "<script>alert" not in page.content.decode()


def test_a_code_nobody_gave_is_unknown_and_an_example_is_an_example() -> None:
    page = typed(new_code(Random(99_999).choice))
    assert page.status_code == 404
    assert "Vertrouw dit certificaat niet" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    example = mark("Demo", demo=True)
    page = typed(example.code)
    assert "Dit is een voorbeeld" in page.content.decode()
    assert "Demo<" not in page.content.decode()


def test_guessing_by_the_thousand_is_stopped_for_a_while() -> None:
    made, draw = mark(), Random(5)
    with patch("keurmerk.register.views.limits.time.time", return_value=1_800_000_000.0):
        answers = [Client().get(f"/controle/{new_code(draw.choice)}/").status_code for _ in range(MISSES.amount + 5)]
        assert answers == [404] * MISSES.amount + [429] * 5
        assert Client().get(f"/controle/{made.code}/").status_code == 429
        page = typed("x")
        assert page.status_code == 429
        assert "Even wachten" in page.content.decode()
        assert Client().get(f"/controle/{made.code}/", REMOTE_ADDR="10.1.1.1").status_code == 200
    with patch("keurmerk.register.views.limits.time.time", return_value=1_800_000_000.0 + MISSES.seconds):
        assert Client().get(f"/controle/{made.code}/").status_code == 200


def test_one_network_of_ipv6_is_one_address() -> None:
    draw = Random(6)
    codes = [new_code(draw.choice) for _ in range(MISSES.amount + 1)]
    with patch("keurmerk.register.views.limits.time.time", return_value=1_800_000_000.0):
        answers = [
            Client().get(f"/controle/{code}/", REMOTE_ADDR=f"2001:db8::{number:x}").status_code
            for number, code in enumerate(codes)
        ]
    assert answers[-1] == 429


def test_right_codes_are_never_counted() -> None:
    marks = [mark(f"Koor {n}") for n in range(MISSES.amount + 2)]
    assert {Client().get(f"/controle/{one.code}/").status_code for one in marks} == {200}


def test_a_suspended_mark_of_a_renewal_says_so_for_each() -> None:
    old, new = mark(), mark(valid_from=today() + 30 * DAY)
    changed(old, "suspended", "suspend")
    assert "geschorst" in Client().get(f"/controle/{old.code}/").content.decode()
    assert "Het geldt vanaf" in Client().get(f"/controle/{new.code}/").content.decode()
    assert len(LETTERS) == 29
