"""The product's settings for tests: the same, with what makes tests fast, quiet and alone on their machine.

`DATABASE_URL` may point to another engine; the rest of the environment is ignored, so a developer's own values cannot
change what a test says.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_var = Path(tempfile.mkdtemp(prefix="goedgeregeld-tests-"))
atexit.register(shutil.rmtree, _var, ignore_errors=True)
os.environ |= {"SECRET_KEY": "only-for-tests", "VAR_DIR": str(_var), "SITE_URL": "http://testserver"}
for _name in ("DEBUG", "DEMO", "ALLOWED_HOSTS", "EMAIL_URL", "BEHIND_PROXY", "DEFAULT_FROM_EMAIL"):
    os.environ.pop(_name, None)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_var / 'tests.sqlite3'}")

from goedgeregeld.settings import *  # noqa: E402, F403
from goedgeregeld.settings import POST_OFFICE, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]  # the last two: a live server for a real browser
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
POST_OFFICE = {**POST_OFFICE, "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"}}
WHITENOISE_AUTOREFRESH = True
