"""Instruments as YAML and JSON: what is written reads back; what is no good is refused whole, with its lines."""

import textwrap
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from selfeval.instruments.located import InvalidInstrument
from selfeval.instruments.yaml_file import fingerprint, plain, read_json, read_yaml, write_json, write_yaml
from selfeval.instruments.yaml_nodes import MAX_BYTES, located_yaml
from tests.raw_instrument import Raw, instrument_of, part, raw, statement
from tests.strategies import files

GOOD = write_yaml(
    instrument_of(
        raw(
            part("A", [statement("A1", starred=True, weight=1.5, applies_if="minors"), statement("A2")]),
            part("B", [statement("B1", resources=[{"title": "x", "url": "https://a.nl", "checked": "2026-11-23"}])]),
        )
    )
)


def refusals(text: str | bytes) -> list[str]:
    """What is said of this file, as lines."""
    with pytest.raises(InvalidInstrument) as caught:
        read_yaml(text.encode() if isinstance(text, str) else text)
    return [str(problem) for problem in caught.value.problems]


def line_of(piece: str, text: str = GOOD) -> int:
    return text[: text.index(piece)].count("\n") + 1


# --- Back and forth ---------------------------------------------------------------------------------------------------


@given(files(texts=True))
def test_reads_back_what_it_wrote(file: Raw) -> None:
    instrument = instrument_of(file)
    for again in (read_yaml(write_yaml(instrument).encode()), read_json(write_json(instrument))):
        assert again == instrument
        assert fingerprint(again) == fingerprint(instrument)
        assert write_json(again) == write_json(instrument)


@given(files(), files())
@settings(max_examples=30)
def test_fingerprints_are_equal_only_for_equal_content(one: Raw, other: Raw) -> None:
    first, second = instrument_of(one), instrument_of(other)
    assert (fingerprint(first) == fingerprint(second)) == (first == second)


def test_order_of_keys_comments_and_white_space_do_not_change_the_fingerprint() -> None:
    head, tail = GOOD.split("language: nl\n")
    other = f"# een opmerking\n\nlanguage: nl\n{head}{tail}\n\n"
    assert fingerprint(read_yaml(other.encode())) == fingerprint(read_yaml(GOOD.encode()))


def test_with_and_without_a_byte_order_mark() -> None:
    assert read_yaml(b"\xef\xbb\xbf" + GOOD.encode()) == read_yaml(GOOD.encode()) == read_yaml(_windows(GOOD))


def _windows(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def test_what_equals_its_default_is_not_written() -> None:
    s = plain(read_yaml(GOOD.encode()))["parts"][0]["themes"][0]["statements"][1]
    assert set(s) == {"code", "text", "advice"}


def test_the_smallest_file_written_by_hand() -> None:
    text = textwrap.dedent(
        """\
        code: klein
        version: "1"
        title: Klein
        language: nl
        scale: [{label: nee}, {label: ja}]
        profile: []
        routes: {full: {title: Alles}}
        norms: {full: {overall: 50, part: 50, essential_level: 1}}
        parts:
          - code: A
            title: Een
            themes:
              - {code: T, title: Thema, statements: [{code: A1, text: Een, advice: {0: Doe het.}}]}
        """
    )
    assert read_yaml(text.encode()).statements[0].advice == ("Doe het.",)


# --- YAML 1.1's oddities ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("-3", -3),
        ("1.50", Decimal("1.50")),
        ("012", "012"),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        ("0b11", "0b11"),
        ("190:20:30", "190:20:30"),
        ("1e3", "1e3"),
        (".5", ".5"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("no", False),
        ("Yes", True),
        ("ON", True),
        ("nee", "nee"),
        ("~", None),
        ("", None),
        ("'no'", "no"),
        ("2026-11-23", date(2026, 11, 23)),
        ("'2026-11-23'", "2026-11-23"),
        ("2026-11-23 10:00:00", "2026-11-23 10:00:00"),
        ("9" * 16, "9" * 16),
    ],
)
def test_scalars(text: str, value: object) -> None:
    node = located_yaml(f"a: {text}\n".encode())
    assert isinstance(node.value, dict)
    found = node.value["a"].value
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version: '2026.1'", "version: 2026.1", "de versie hoort tekst te zijn: zet '2026.1' tussen aanhalingstekens"),
        ("version: '2026.1'", "version: 2026.10", "zet '2026.10' tussen aanhalingstekens"),
        ("title: Proef", "title: no", "zet het woord tussen aanhalingstekens"),
        ("title: Proef", "title: 2026-11-23", "zet '2026-11-23' tussen aanhalingstekens"),
        ("weight: 1.5", "weight: 1_000", "het gewicht van A1 hoort een getal te zijn"),
        ("weight: 1.5", "weight: 012", "het gewicht van A1 hoort een getal te zijn"),
        ("weight: 1.5", "weight: .inf", "het gewicht van A1 hoort een getal te zijn"),
        ("checked: 2026-11-23", "checked: 2026-02-30", "2026-02-30 is geen bestaande datum"),
        ("applies_if: minors", "applies_if: kinderen", "onbekend feit 'kinderen'"),
        ("overall: 70", "overall: 101", "is 101, maar mag alleen van 0 tot en met 100 zijn"),
        ("title: Proef", "title: !!python/object/apply:os.system [x]", "hoort niet in een instrument"),
        ("title: Proef", "title: !!binary aGk=", "hoort niet in een instrument"),
        ("title: Proef", "title: !eigen:str x", "'!eigen:str' hoort niet in een instrument"),
        ("title: Proef", "title: Proef\n<<: {title: x}", "onbekende sleutel '<<'"),
        ("title: Proef", "title: Proef\ntitle: Nog een", "de sleutel 'title' staat er twee keer (ook: regel"),
        ("title: Proef", "title: Proef\n? [a]\n: b", "een sleutel hoort een woord te zijn"),
    ],
)
def test_told_on_the_line_itself(old: str, new: str, message: str) -> None:
    text = GOOD.replace(old, new, 1)
    at = line_of(old) + new.count("\n") - ("? [a]" in new)
    assert any(f"regel {at}: " in line and message in line for line in refusals(text)), refusals(text)


def test_every_error_at_once_each_with_its_line() -> None:
    text = (
        GOOD.replace("overall: 70", "overall: 101", 1)
        .replace("applies_if: minors", "applies_if: x")
        .replace("B1", "A1")
    )
    assert [line.split(":")[0] for line in refusals(text)] == [
        f"regel {line_of('overall: 70')}",
        f"regel {line_of('applies_if')}",
        f"regel {line_of('- code: B1')}",
    ]


# --- No YAML, or too much of it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "het bestand is leeg"),
        (b"# alleen een opmerking\n", "het bestand is leeg"),
        (b"---\n...\n", "hoort een blok met sleutels"),
        (b"- a\n- b\n", "regel 1: het instrument hoort een blok met sleutels te zijn"),
        (b"tekst", "regel 1: het instrument hoort een blok met sleutels te zijn"),
        (b"a: 1\n\tb: 2\n", "regel 2: geen geldige YAML: er staat een tab; spring in met spaties"),
        (b"a:\n\t- 2\n", "regel 2: geen geldige YAML: er staat een tab"),
        (b"a: 1\n---\nb: 2\n", "regel 2: geen geldige YAML: er staat meer dan"),
        (b"a: b: c\n", "regel 1: geen geldige YAML: een dubbele punt te veel"),
        (b"a: 1\nb\nc: 2\n", "geen geldige YAML: er ontbreekt een dubbele punt"),
        (b'a: "b\nc: d\n', "regel 1: geen geldige YAML: een aanhalingsteken wordt nergens gesloten"),
        (b"a:\n  - b\n c: d\n", "regel 3: geen geldige YAML: de inspringing klopt niet"),
        (b"a: *b\n", "regel 1: geen geldige YAML: een verwijzing (*)"),
        (b"a: 1\nb: \xe9\n", "regel 2: het bestand is geen UTF-8-tekst"),
        ("a: é".encode("utf-16"), "regel 1: het bestand is geen UTF-8-tekst"),
        (b"a: 1\nb: \x00\n", "regel 2: hier staat een onleesbaar teken"),
        (b'a: "\\UFFFFFFFF"\n', "geen geldige YAML"),
        (b'a: "\\U00110000"\n', "geen geldige YAML"),
        (b"%YAML 3.0\n---\na: 1\n", "geen geldige YAML"),
        (b"x" * (MAX_BYTES + 1), "groter dan 2 MB"),
        (b"[" * 100_000, "te diep genest"),
        (b"[" * 300 + b"]" * 300, "te diep genest"),
        (b"- " * 300 + b"a", "te diep genest"),
        (b"a: &a [*a]\n", "bevat zichzelf (een kringverwijzing)"),
        (b"a: &a {b: &b {c: *a}}\n", "bevat zichzelf (een kringverwijzing)"),
    ],
)
def test_refused(content: bytes, message: str) -> None:
    assert message in "\n".join(refusals(content))


def test_an_alias_bomb_goes_out() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    assert "meer dan 100000 stukken" in refusals(bomb)[0]


def test_a_ladder_of_aliases_is_deep_too() -> None:
    ladder = "a0: &a0 x\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 2000))
    assert "te diep genest" in refusals(ladder)[0]


def test_an_alias_used_twice_is_fine() -> None:
    text = GOOD.replace("title: Onderdeel A", "title: &naam Onderdeel A").replace("title: Onderdeel B", "title: *naam")
    assert [p.title for p in read_yaml(text.encode()).parts] == ["Onderdeel A", "Onderdeel A"]


def test_ten_thousand_levels_do_not_make_a_million_problems() -> None:
    text = GOOD.replace("scale:\n", "scale:\n" + "- label: x\n" * 10_000, 1)
    assert len(refusals(text)) < 100


def test_the_order_of_norms_in_the_file_is_no_content(root: Path) -> None:
    text = (root / "fixtures" / "instruments" / "goed-geregeld-2026.1.yaml").read_text()
    instrument = read_yaml(text.encode())
    raw = yaml.safe_load(text)
    raw["norms"] = dict(reversed(raw["norms"].items()))
    assert fingerprint(read_yaml(yaml.safe_dump(raw, sort_keys=False).encode())) == fingerprint(instrument)


SPARSE = b"""
code: klein
version: "1"
title: Klein
scale: [{label: Nee}, {label: Ja, explanation: ""}]
routes: {full: {title: Alles}}
norms: {full: {overall: 0, part: 0, essential_level: 0}}
parts: [{code: A, title: A, themes: [{code: T, title: T, statements: [{code: A1, text: Een zin., evidence: }]}]}]
"""


def test_what_may_be_absent_is_empty() -> None:
    instrument = read_yaml(SPARSE)
    (only,) = instrument.statements
    assert (instrument.language, instrument.profile, only.advice, only.evidence) == ("nl", (), ("",), ())
    assert read_yaml(write_yaml(instrument).encode()) == read_json(write_json(instrument)) == instrument
