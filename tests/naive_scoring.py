"""The rules of design section 3 a second time, straight from its sentences and as slow as it likes.

It works on the file as a dict and reads conditions with a reader of its own, so that a mistake in ours shows.
"""

import re
from fractions import Fraction
from typing import Any

Raw = dict[str, Any]
WORD = re.compile(r'"[^"]*"|<=|>=|==|[<>()]|-?[\d.]+|\w+')


def evaluate(file: Raw, profile: Raw, route: str, answers: Raw) -> Raw:
    """The JSON of section 3 for these answers."""
    top = len(file["scale"]) - 1
    norm = file["norms"][route]
    rows = [row for row in _rows(file) if _applies(row["statement"], profile, route)]
    for row in rows:
        row["answer"] = answers.get(row["statement"]["code"])

    def percentage(**where: str) -> Fraction | None:
        counted = [r for r in rows if r["answer"] not in {None, "nvt"} and where.items() <= r.items()]
        reached = sum((_weight(r) * r["answer"] for r in counted), Fraction(0))
        possible = sum((_weight(r) * top for r in counted), Fraction(0))
        return 100 * reached / possible if possible else None

    overall = percentage()
    parts = {part["code"]: percentage(part=part["code"]) for part in file["parts"]}
    themes = {theme["code"]: percentage(theme=theme["code"]) for part in file["parts"] for theme in part["themes"]}
    unanswered = [row["statement"]["code"] for row in rows if row["answer"] is None]
    missing: list[Raw] = []
    if overall is None or overall < Fraction(str(norm["overall"])):
        missing.append({"kind": "overall"})
    for code, value in parts.items():
        if value is not None and value < Fraction(str(norm["part"])):
            missing.append({"kind": "part", "code": code})
    missing += [{"kind": "essential", "code": r["statement"]["code"]} for r in rows if _short(r, norm)]
    return {
        "instrument": file["code"],
        "version": file["version"],
        "route": route,
        "complete": unanswered == [],
        "unanswered": unanswered,
        "overall": _both(overall),
        "parts": {code: _both(value) for code, value in parts.items()},
        "themes": {code: _both(value) for code, value in themes.items()},
        "ready": unanswered == [] and overall is not None and missing == [],
        "missing": missing,
        "priorities": _priorities(rows, top, norm),
    }


def _rows(file: Raw) -> list[Raw]:
    return [
        {"part": part["code"], "theme": theme["code"], "statement": s}
        for part in file["parts"]
        for theme in part["themes"]
        for s in theme["statements"]
    ]


def _weight(row: Raw) -> Fraction:
    return Fraction(str(row["statement"].get("weight", 1)))


def _applies(statement: Raw, profile: Raw, route: str) -> bool:
    if route == "star" and not statement.get("starred", False):
        return False
    return "applies_if" not in statement or truth(WORD.findall(statement["applies_if"]), profile)


def _short(row: Raw, norm: Raw) -> bool:
    """Essential, not "n.v.t.", and not at the norm's essential level (no answer is no level)."""
    if not row["statement"].get("essential", False) or row["answer"] == "nvt":
        return False
    return row["answer"] is None or row["answer"] < norm["essential_level"]


def _priorities(rows: list[Raw], top: int, norm: Raw) -> list[str]:
    low = [
        row for row in rows if row["answer"] not in {None, "nvt", top}
    ]  # sorts are stable: the least important first
    low.sort(key=lambda row: ["small", "medium", "large"].index(row["statement"].get("effort", "medium")))
    low.sort(key=lambda row: _weight(row) * (top - row["answer"]), reverse=True)
    low.sort(key=lambda row: 0 if _short(row, norm) else 1)
    return [row["statement"]["code"] for row in low]


def _both(value: Fraction | None) -> Raw:
    if value is None:
        return {"score": None, "shown": "n.v.t."}
    tenths, rest = divmod(value.numerator * 10, value.denominator)
    tenths += 2 * rest >= value.denominator
    digits = f"{tenths:02d}"
    score = str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    return {"score": score, "shown": f"{digits[:-1]},{digits[-1]}"}


# --- Conditions -------------------------------------------------------------------------------------------------------


def truth(words: list[str], profile: Raw) -> Any:
    """The value of a condition, by cutting it at its loosest word, again and again."""
    for loosest in ("or", "and"):
        pieces = _cut(words, loosest)
        if len(pieces) > 1:
            values = [truth(piece, profile) for piece in pieces]
            return True in values if loosest == "or" else False not in values
    if words[0] == "not":
        return not truth(words[1:], profile)
    for sign in ("==", "<=", ">=", "<", ">"):
        pieces = _cut(words, sign)
        if len(pieces) == 2:
            return _compare(sign, *(truth(piece, profile) for piece in pieces))
    if words[0] == "(":
        return truth(words[1:-1], profile)
    return _value(words[0], profile)


def _cut(words: list[str], at: str) -> list[list[str]]:
    """The words in pieces, cut at each `at` that stands in no parentheses."""
    pieces: list[list[str]] = [[]]
    depth = 0
    for word in words:
        depth += (word == "(") - (word == ")")
        if word == at and depth == 0:
            pieces.append([])
        else:
            pieces[-1].append(word)
    return pieces


def _compare(sign: str, left: Any, right: Any) -> bool:
    if sign == "==":
        return bool(left == right)
    if sign.startswith("<"):
        return bool(left < right or (sign == "<=" and left == right))
    return bool(left > right or (sign == ">=" and left == right))


def _value(word: str, profile: Raw) -> Any:
    if word.startswith('"'):
        return word.strip('"')
    if word in profile:
        found = profile[word]
        return found if isinstance(found, bool | str) else Fraction(str(found))
    return Fraction(word)
