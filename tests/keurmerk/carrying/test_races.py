"""Acts on a mark at the same moment: `races.py` on a SQLite file and on PostgreSQL."""

from pathlib import Path

from tests.selfeval.actions.test_races import run_tests

RACES = Path(__file__).parent / "races.py"


def test_races_on_sqlite(root: Path) -> None:
    run_tests(RACES, settings="tests.settings_file", root=root)


def test_races_on_postgresql(root: Path, postgresql_url: str) -> None:
    run_tests(RACES, settings="tests.settings", root=root, DATABASE_URL=postgresql_url)
