"""Instrument files broken at random: the reader answers with an instrument or with problems, and with nothing else."""

import random
from pathlib import Path

import pytest

from selfeval.instruments.located import InvalidInstrument
from selfeval.instruments.model import Instrument
from selfeval.instruments.yaml_file import read_yaml, write_yaml
from tests.raw_instrument import instrument_of, part, raw, statement

GOOD = write_yaml(
    instrument_of(
        raw(
            part("A", [statement("A1", starred=True, weight=1.5, applies_if="minors"), statement("A2")]),
            part("B", [statement("B1", resources=[{"title": "x", "url": "https://a.nl", "checked": "2026-11-23"}])]),
        )
    )
)


@pytest.mark.parametrize("seed", range(150))
def test_a_broken_file_is_an_instrument_or_refused(seed: int) -> None:
    _broken(GOOD.encode(), seed)


@pytest.mark.parametrize("seed", range(8))
def test_so_is_the_shipped_one(seed: int, root: Path) -> None:
    _broken((root / "fixtures/instruments/goed-geregeld-2026.1.yaml").read_bytes(), seed)


def _broken(content: bytes, seed: int) -> None:
    chance, spoiled = random.Random(seed), bytearray(content)
    pieces = [b"\t", b"\x00", b"\xff", b": ", b"- ", b"*a", b"&a ", b"!!x ", b"{", b"]", b'"', b"\n", b"|", b"%", b"no"]
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(spoiled))
        spoiled[at : at + chance.choice([0, 1, 30, 500])] = chance.choice(pieces)
    try:
        found = read_yaml(bytes(spoiled))
    except InvalidInstrument as refused:
        problems = refused.problems
    else:
        assert isinstance(found, Instrument)
        return
    assert problems
    assert all(problem.message for problem in problems)
