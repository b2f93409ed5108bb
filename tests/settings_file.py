"""As `tests.settings`, with the test database in a file: what several threads share, as in production."""

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES, VAR_DIR

DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "races.sqlite3")}
