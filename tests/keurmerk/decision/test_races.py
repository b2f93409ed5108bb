"""Decisions at the same moment, and all of them on the other engine: `races.py` on a SQLite file and on PostgreSQL."""

from pathlib import Path

from tests.selfeval.actions.test_races import run_tests

HERE = Path(__file__).parent


def test_races_on_sqlite(root: Path) -> None:
    run_tests(HERE / "races.py", settings="tests.settings_file", root=root)


def test_races_on_postgresql(root: Path, postgresql_url: str) -> None:
    run_tests(HERE / "races.py", settings="tests.settings", root=root, DATABASE_URL=postgresql_url)


def test_every_act_on_postgresql(root: Path, postgresql_url: str) -> None:
    others = [path for path in sorted(HERE.glob("test_*.py")) if path.name != Path(__file__).name]
    run_tests(*others, settings="tests.settings", root=root, DATABASE_URL=postgresql_url)
