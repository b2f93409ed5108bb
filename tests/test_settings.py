"""The settings, started as on a real machine: in a process of its own, with nothing but the environment we give."""

import json
import os
import subprocess
import sys

import pytest

PRODUCTION = {"SITE_URL": "https://goedgeregeld.example.org", "SECRET_KEY": "k" * 5 + "".join(map(str, range(60)))}
SHOWN = (
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "ALLOWED_HOSTS",
    "DEBUG",
)


@pytest.fixture
def manage(root, tmp_path):
    """Run manage.py with this environment only."""

    def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        whole = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path / "var"), "HOME": str(tmp_path), **environment}
        return subprocess.run(
            [sys.executable, "manage.py", *command], cwd=root, env=whole, capture_output=True, text=True, check=False
        )

    return run


@pytest.fixture
def values(manage):
    """The values of some settings with this environment."""

    def read(**environment: str) -> dict[str, object]:
        code = f"import json; from django.conf import settings as s; print(json.dumps({{n: getattr(s, n) for n in {SHOWN}}}))"
        done = manage("shell", "--no-imports", "-c", code, **environment)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.strip().splitlines()[-1])

    return read


def test_production_passes_every_check_of_django(manage):
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_with_https_everything_is_secure(values):
    assert values(**PRODUCTION) == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "ALLOWED_HOSTS": ["goedgeregeld.example.org"],
        "DEBUG": False,
    }


def test_on_a_machine_of_ones_own_plain_http_works_without_any_setting(values):
    found = values()

    assert not any(found[name] for name in SHOWN if name != "ALLOWED_HOSTS")
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"SITE_URL": PRODUCTION["SITE_URL"]}, "SECRET_KEY ontbreekt"),
        ({"SITE_URL": PRODUCTION["SITE_URL"], "SECRET_KEY": ""}, "SECRET_KEY ontbreekt"),
        (
            {**PRODUCTION, "SITE_URL": "goedgeregeld.example.org"},
            "SITE_URL is geen webadres: 'goedgeregeld.example.org'",
        ),
        ({**PRODUCTION, "SITE_URL": "ftp://goedgeregeld.example.org"}, "SITE_URL is geen webadres"),
        ({**PRODUCTION, "SITE_URL": "https://"}, "SITE_URL is geen webadres"),
        ({**PRODUCTION, "SITE_URL": "http://[kapot"}, "SITE_URL is geen webadres"),
        ({**PRODUCTION, "DEBUG": "misschien"}, "DEBUG"),
        ({**PRODUCTION, "CLAMD": "127.0.0.1:3310"}, "CLAMD is 'tcp://host:poort' of 'unix:///pad'"),
        ({**PRODUCTION, "CLAMD": "tcp://127.0.0.1"}, "CLAMD is 'tcp://host:poort' of 'unix:///pad'"),
        ({**PRODUCTION, "EVIDENCE_FILE_MB": "400"}, "EVIDENCE_FILE_MB <= EVIDENCE_DOSSIER_MB"),
        ({**PRODUCTION, "EVIDENCE_DAYS": "42"}, "42 < EVIDENCE <= APPLICATION"),
    ],
)
def test_a_setting_that_makes_no_sense_stops_the_start_with_one_clear_line(manage, environment, says):
    done = manage("check", **environment)

    assert done.returncode != 0
    assert says in done.stderr.strip().splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_without_https_a_secret_is_drawn_once_and_only_the_owner_may_read_it(manage, tmp_path):
    manage("check")
    file = tmp_path / "var" / "secret_key"
    first = file.read_text()
    manage("check")

    assert file.read_text() == first
    assert len(first) > 50
    assert file.stat().st_mode & 0o777 == 0o600
