"""docs/privacy.md is complete: every field of every model, ours and the libraries', stands in one of its two lists."""

import ast
import re
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "privacy.md").read_text()


def personal() -> dict[str, list[str]]:
    """Fields that say something about people, with the cells of their row."""
    section = TEXT.partition("## Personal\n")[2].partition("## Not personal")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:3] == "| `"]
    return {row[0].strip("`"): row[1:] for row in rows}


def not_personal() -> list[str]:
    section = TEXT.partition("## Not personal\n")[2].partition("## What an Event")[0]
    found = []
    for model, fields in re.findall(r"^\| `([\w.]+)` \| (.+) \|$", section, re.MULTILINE):
        found += [f"{model}.{field}" for field in re.findall(r"`(\w+)`", fields)]
    return found


def all_fields() -> set[str]:
    models = apps.get_models(include_auto_created=True)
    return {f"{model._meta.label_lower}.{field.name}" for model in models for field in model._meta.local_fields}


def test_every_field_is_listed_once_and_nothing_else():
    listed = [*personal(), *not_personal()]
    assert len(listed) == len(set(listed))
    assert sorted(all_fields() - set(listed)) == []
    assert sorted(set(listed) - all_fields()) == []


def test_every_personal_field_has_a_purpose_and_a_term():
    for field, cells in personal().items():
        assert len(cells) == 3, field
        assert all(cells), field


def test_events_hold_only_what_is_listed():
    section = TEXT.partition("## What an Event may hold\n")[2].partition("## Erasing")[0]
    allowed = set(re.findall(r"`(\w+)`", section.partition("in the code:")[2]))
    used = set()
    for app in ("goedgeregeld", "auditors", "keurmerk", "selfeval", "reports"):
        for file in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                used |= _noted_in(node)
    assert used == allowed


def _noted_in(node: ast.AST) -> set[str]:
    """The particulars that a `record(...)` writes, or an act of `keurmerk` puts in its `act.data["..."]`."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
        return {one.arg for one in node.keywords if one.arg} - {"by", "now"}
    if isinstance(node, ast.Subscript) and getattr(node.value, "attr", "") == "data" and _is_act(node.value):
        assert isinstance(node.slice, ast.Constant), ast.unparse(node)
        return {node.slice.value}
    return set()


def _is_act(value: ast.expr) -> bool:
    return isinstance(value, ast.Attribute) and getattr(value.value, "id", "") == "act"
