"""Acts of a round at the same moment: `races.py` on a SQLite file and on PostgreSQL."""

from pathlib import Path

from tests.selfeval.actions.test_races import run_tests

HERE = Path(__file__).parent


def test_races_on_sqlite(root):
    run_tests(HERE / "races.py", settings="tests.settings_file", root=root)


def test_races_and_every_act_on_postgresql(root, postgresql_url):
    others = [HERE / f"test_{name}.py" for name in ("rounds", "inviting", "answering")]
    run_tests(HERE / "races.py", *others, settings="tests.settings", root=root, DATABASE_URL=postgresql_url)
