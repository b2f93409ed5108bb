"""The name a file is given out under."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goedgeregeld.uploads.names import LONGEST, clean_name, title_for, visible


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("beleidsplan.pdf", "beleidsplan.pdf"),
        ("Beleidsplan 2026.PDF", "Beleidsplan 2026.pdf"),
        ("../../x", "x.pdf"),
        ("..\\..\\windows\\system.ini", "system.ini.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("gpj.\u202efdp.exe", "gpj.fdp.exe.pdf"),
        ("ko\u0301pie.pdf", "kópie.pdf"),
        ("naam\r\nX-Kop: ja.pdf", "naam X-Kop- ja.pdf"),
        ('a"b;c.pdf', "a-b;c.pdf"),
        ("", "bestand.pdf"),
        ("...", "bestand.pdf"),
        (".pdf", "pdf.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("é" * 400 + ".pdf", "é" * (LONGEST - 4) + ".pdf"),
    ],
)
def test_known_tricks(name: str, kept: str) -> None:
    assert clean_name(name, (".pdf",)) == kept


@given(st.text(max_size=300))
def test_whatever_comes_in_a_harmless_name_comes_out(name: str) -> None:
    kept = clean_name(name, (".jpg", ".jpeg"))
    assert kept.endswith((".jpg", ".jpeg"))
    assert 5 <= len(kept) <= LONGEST + 1
    assert not set(kept) & set('/\\<>:"|?*\r\n\t\x00')
    assert not any(unicodedata.category(char).startswith("C") for char in kept)
    assert not kept.startswith((".", " "))
    assert clean_name(kept, (".jpg", ".jpeg")) == kept


def test_a_title_is_the_name_without_its_ending() -> None:
    assert title_for("beleidsplan_2026.pdf") == "beleidsplan 2026"
    assert title_for(".pdf") == "bestand"
    assert visible(" a\u200b\tb ") == "a b"
