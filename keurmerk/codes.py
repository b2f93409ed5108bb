"""The number and the verification code of a mark: how they are written, and whether a code can be one. Pure.

A code is read aloud and typed over from paper, so it has no vowels (no words) and nothing that looks like something else. Its
last letter is a check: the sum of the letters, each times its place, is a multiple of 29. As 29 is prime and the places differ,
one wrong letter and any two that changed places are always noticed. It is drawn, not computed: nobody can guess the next one.
"""

import re
from collections.abc import Callable, Sequence

LETTERS = "23456789BCDFGHJKLMNPQRSTVWXYZ"
RANDOM = 11  # letters that are drawn: 53 bits
GROUP = 4
OLD_NUMBER = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
OUR_NUMBER = re.compile(r"GG-([0-9]{4})-([0-9]{4}$)?")
LONGEST_NUMBER = 12
_LOOK_ALIKE = str.maketrans({"1": "L", "I": "L", "|": "L"})  # what is never in a code, and how it was meant


def mark_number(year: int, sequence: int, *, demo: bool = False) -> str:
    """The number of a mark: "GG-2026-0001". Those of examples are numbered apart ("VB"), so the real ones have no gaps."""
    return f"{number_prefix(year, demo=demo)}{sequence:04}"


def number_prefix(year: int, *, demo: bool = False) -> str:
    """What the numbers of a year begin with."""
    return f"{'VB' if demo else 'GG'}-{year}-"


def tidy_number(typed: str) -> str:
    """A number as it is kept: capitals, without spaces around it."""
    return typed.strip().upper()


def fault_of_old(number: str, *, this_year: int, year: int | None) -> str:
    """Why a number of before this system cannot be kept as it is, in Dutch; "" where it can.

    It stands in addresses and on certificates: letters, digits and single hyphens. What this system may still give out itself
    is not for others: "GG-2026-..." of this year or later, and "VB-..." of examples. `year` is that of the decision.
    """
    if not OLD_NUMBER.fullmatch(number) or not any(one.isdigit() for one in number):
        return (
            "Een nummer bestaat uit letters, cijfers en losse streepjes, met minstens één cijfer: geen spatie of punt."
        )
    if len(number) > LONGEST_NUMBER:
        return f"Dit nummer is te lang: hoogstens {LONGEST_NUMBER} tekens."
    if number.startswith("VB-"):
        return "Nummers die met VB- beginnen zijn van voorbeelden."
    return _fault_of_ours(number, this_year, year) if OUR_NUMBER.match(number) else ""


def _fault_of_ours(number: str, this_year: int, year: int | None) -> str:
    """The same of a number that looks like one of this system."""
    written = OUR_NUMBER.fullmatch(number)
    if written is None or not written[2]:
        return "Dit lijkt op een nummer van dit systeem, maar dat heeft vier cijfers aan het eind."
    if int(written[1]) >= this_year:
        return "Nummers van dit jaar geeft dit systeem zelf. Ken dit keurmerk hier toe, of neem het nummer van toen."
    if year is not None and int(written[1]) != year:
        return "Het jaar in het nummer is een ander dan dat van het besluit."
    return ""


def following(last: str | None) -> int:
    """The sequence after that of this number; the first where there is none yet."""
    return int(last.rpartition("-")[2]) + 1 if last else 1


def new_code(draw: Callable[[Sequence[str]], str]) -> str:
    """A code of letters that `draw` chooses (`secrets.choice`)."""
    drawn = "".join(draw(LETTERS) for _ in range(RANDOM))
    return _grouped(drawn + _check(drawn))


def tidied(typed: str) -> str | None:
    """The code that was meant by what somebody typed, as it is kept; None where it cannot be one."""
    letters = "".join(one for one in typed.upper().translate(_LOOK_ALIKE) if one.isalnum())
    if len(letters) != RANDOM + 1 or any(one not in LETTERS for one in letters):
        return None
    return _grouped(letters) if letters[-1] == _check(letters[:-1]) else None


def _check(letters: str) -> str:
    """The last letter. Its own place weighs -1, so that it is the sum of the others."""
    total = sum(place * LETTERS.index(one) for place, one in enumerate(letters, start=1))
    return LETTERS[total % len(LETTERS)]


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def mistake(typed: str) -> str:
    """What is wrong with what was typed, where `tidied` finds no code in it.

    "empty", "short", "long", "strange" (a letter that is in no code) or "mistyped" (a letter is wrong, or two changed places).
    """
    letters = "".join(one for one in typed.upper().translate(_LOOK_ALIKE) if one.isalnum())
    if not letters:
        return "empty"
    if any(one not in LETTERS for one in letters):
        return "strange"
    if len(letters) != RANDOM + 1:
        return "short" if len(letters) <= RANDOM else "long"
    return "mistyped"


def strange_letters(typed: str) -> str:
    """The letters and digits that are in no code, each once, as they were typed."""
    found = dict.fromkeys(one for one in typed.upper() if one.isalnum() and one.translate(_LOOK_ALIKE) not in LETTERS)
    return "".join(found)
