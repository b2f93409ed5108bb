"""The cast and the stage of selfeval's tests: a small instrument, two organisations' profiles, and a clock.

Fatima coordinates the volunteers and started the evaluation; Wim, the treasurer, works on it from another device; Boris is
a stranger.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from selfeval import actions
from selfeval.entries import EMPTY, Entry, Sent
from selfeval.models import Evaluation, InstrumentVersion
from tests.raw_instrument import Raw, instrument_of, part, raw, statement

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FATIMA, WIM = "device-of-fatima", "device-of-wim"

# Starred: A1, A4, B1. A3 is for who works with minors, B2 for who serves alcohol; A2 may be "nvt".
LARGE: dict[str, Any] = {"volunteers": 250, "paid_fte": Decimal("3.5"), "minors": False, "alcohol": False}
SMALL: dict[str, Any] = {**LARGE, "volunteers": 80, "paid_fte": Decimal("1.5")}
APPLIES_TO_LARGE = ("A1", "A2", "A4", "B1")


def file(**fields: Any) -> Raw:
    """The instrument file of these tests."""
    first = [
        statement("A1", starred=True),
        statement("A2", allow_na=True),
        statement("A3", applies_if="minors", allow_na=True),
    ]
    second = [statement("A4", starred=True, essential=True)]
    third = [statement("B1", starred=True), statement("B2", applies_if="alcohol")]
    return raw(part("A", first, second), part("B", third), **fields)


INSTRUMENT = instrument_of(file())


def wide_file(statements: int, themes: int = 1) -> Raw:
    """A file with so many themes of so many statements each."""
    made = [[statement(f"A{t * statements + s + 1}", allow_na=True) for s in range(statements)] for t in range(themes)]
    return raw(part("A", *made))


def loaded(content: Raw, *, publish: bool = True, now: datetime = NOW) -> InstrumentVersion:
    return actions.load_instrument(instrument_of(content), publish=publish, by=None, now=now)


def later(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def started(version: InstrumentVersion, profile: Mapping[str, Any] = LARGE, name: str = "De Brug") -> Evaluation:
    evaluation, _token = actions.start_evaluation(version, profile=profile, organisation_name=name, now=NOW)
    return evaluation


def entry(choice: object = "", reason: str = "", remark: str = "") -> Entry:
    return Entry(str(choice), reason, remark)


def sent(seen: Mapping[str, Entry] | None = None, /, **choices: object) -> dict[str, Sent]:
    """Choices (or entries) by code, as a page sends them that had shown `seen`."""
    shown = seen or {}
    return {
        code: Sent(one if isinstance(one, Entry) else entry(one), shown.get(code, EMPTY).mark)
        for code, one in choices.items()
    }


def save(evaluation: Evaluation, seen: Mapping[str, Entry] | None = None, /, **choices: object) -> actions.Saved:
    """Fatima saves these choices."""
    return actions.save_answers(evaluation, sent(seen, **choices), device=FATIMA, now=later(1))


def completed(version: InstrumentVersion, profile: Mapping[str, Any] = LARGE) -> Evaluation:
    evaluation = started(version, profile)
    save(evaluation, A1=3, A2=entry("nvt", "Past niet."), A4=2, B1=1)
    return actions.complete(evaluation, now=later(2))
