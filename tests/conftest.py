"""What every test may use: the profiles of Hypothesis and where the project stands; and how tests are shared out (`-n`)."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests import migrated
from tests.postgresql import cluster

# Examples are drawn from the test's own name, so a run repeats itself; `--hypothesis-profile=search` looks further.
settings.register_profile("fixed", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fixed")

ROOT = Path(__file__).resolve().parent.parent

# Files whose tests are many and stand alone: whichever worker is free takes the next one. They come last, so that they fill
# what the others leave over, and more of them cost every worker the same.
DIVIDED = "tests/access/"
LONG = "tests/e2e/"  # files that take long come first


class ByFile(LoadScopeScheduling):
    """A file stays with one worker, for there it starts its browser or reads its workbook once; except what is divided."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(DIVIDED) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    config.option.loadscopereorder = False  # the order below is the order
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: (item.nodeid.startswith(DIVIDED), not item.nodeid.startswith(LONG)))


@pytest.fixture(scope="session")
def migrated_before() -> Iterator[ExitStack]:
    """The test database, about to be made, begins as what was kept; open until it is there."""
    with ExitStack() as opened:
        opened.enter_context(migrated.one_at_a_time())
        opened.enter_context(migrated.copied())
        yield opened


@pytest.fixture(scope="session")
def django_db_setup(migrated_before: ExitStack, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """pytest-django's, in less time."""
    with django_db_blocker.unblock():
        migrated.keep()
    migrated_before.close()


@pytest.fixture
def own_database(django_db_setup: None, tmp_path: Path) -> Path:
    """A directory with a migrated database where the product looks for it, for processes of their own to work in."""
    shutil.copy(migrated.kept(), tmp_path / "goedgeregeld.sqlite3")
    return tmp_path


@pytest.fixture(scope="session")
def root() -> Path:
    """The directory of the project, where manage.py and fixtures/ are."""
    return ROOT


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The DATABASE_URL of a PostgreSQL of our own; skips where the machine has none, and fails so with CI=true."""
    with cluster() as url:
        yield url
