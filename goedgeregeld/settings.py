"""All settings, in one file, driven by environment variables (listed in docs/operations.md).

A setting that is missing or makes no sense stops the start with one clear line; nothing is guessed in production.
Whether cookies are secure, and which host is ours, follows from SITE_URL alone.
"""

import os
import re
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import SplitResult, urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured


def local_secret(file: Path, *, may_create: bool) -> str:
    """The secret kept on this machine, drawn the first time. Raises ImproperlyConfigured where it may not be drawn."""
    if not file.exists():
        if not may_create:
            raise ImproperlyConfigured("SECRET_KEY ontbreekt: zet een lange willekeurige tekst in de omgeving")
        file.parent.mkdir(parents=True, exist_ok=True)
        with (
            suppress(FileExistsError),
            os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as new,
        ):
            new.write(token_urlsafe(50))
    return file.read_text().strip()


def flag(name: str) -> bool:
    """A setting that is on or off. Raises ImproperlyConfigured where it says neither."""
    words = {
        "true": True,
        "1": True,
        "on": True,
        "yes": True,
        "false": False,
        "0": False,
        "off": False,
        "no": False,
        "": False,
    }
    value = env.str(name, default="").strip().lower()
    if value not in words:
        raise ImproperlyConfigured(f"{name} is 'true' of 'false', niet {value!r}")
    return words[value]


def site_of(address: str) -> SplitResult:
    """The parts of the site's address. Raises ImproperlyConfigured where it is no address of a site."""
    with suppress(ValueError):
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and parts.hostname:
            return parts
    raise ImproperlyConfigured(f"SITE_URL is geen webadres: {address!r}")


BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = flag("DEBUG")
DEMO = flag("DEMO")  # demo data and demo sign-ins; never on a real installation
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

os.environ.setdefault("MPLCONFIGDIR", str(VAR_DIR / "matplotlib"))  # where matplotlib keeps its list of fonts

SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
_site = site_of(SITE_URL)
SECURE = _site.scheme == "https"

SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret(VAR_DIR / "secret_key", may_create=not SECURE)
SECRET_KEY_FALLBACKS = env.list(
    "SECRET_KEY_FALLBACKS", default=[]
)  # earlier keys; what they signed or sealed still opens

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_site.hostname])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "reports",
    "keurmerk",
    "auditors",
    "selfeval",
    "goedgeregeld.ui",
    "goedgeregeld.events",
    "goedgeregeld.accounts",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_fsm",
    "django_tasks_db",
    "post_office",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "goedgeregeld.ui.middleware.PolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "goedgeregeld.ui.middleware.NotAllowedPageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goedgeregeld.accounts.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "goedgeregeld.urls"
WSGI_APPLICATION = "goedgeregeld.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "goedgeregeld.ui.templatetags.ui",
                "goedgeregeld.ui.templatetags.ui_forms",
                "goedgeregeld.ui.templatetags.once",
            ],
        },
    },
    {"BACKEND": "post_office.template.backends.post_office.PostOfficeTemplates", "APP_DIRS": True, "OPTIONS": {}},
]

FORM_RENDERER = "goedgeregeld.ui.forms.FormRenderer"

# --- Data -----------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'goedgeregeld.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL: readers never wait for a writer. synchronous=FULL: an acknowledged answer survives a power cut.
    # secure_delete: what is erased is overwritten in the file as well.
    # BEGIN IMMEDIATE: a transaction that will write takes its turn at once instead of failing halfway.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

# --- Sessions, sign-in and safety -------------------------------------------------------------------------------------

SESSION_COOKIE_AGE = 60 * 60 * 24 * 90  # as long as a draft is kept, so the same device can go on at once
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "goedgeregeld.ui.views.resend"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Signing in (docs/decisions/0009): the e-mail address is the name, a code mailed to it is the key; who has a role for the
# programme also needs a second factor (accounts.middleware). How often one may try is counted in the cache, for all
# processes together.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",  # made by `manage.py createcachetable`, which `install` calls
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    # Copies of the open pages, which last seconds: each process has its own (goedgeregeld.ui.copies).
    "copies": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1000}},
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "reports:start"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE_PROXY_SSL_HEADER else 0
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_ADAPTER = "goedgeregeld.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # a code from the mailbox is the proof
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = ACCOUNT_EMAIL_NOTIFICATIONS = ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,12/h/key", "confirm_login_code": "30/m/ip"}
MFA_ADAPTER = "goedgeregeld.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Goed Geregeld"
MFA_TOTP_TOLERANCE = 1  # a clock that is half a minute off

# What one request may bring in: a filled-in spreadsheet is well under 5 MB; a theme page under 2,000 fields.
SHEET_MAX_BYTES = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = ["goedgeregeld.ui.uploads.NamelessUploadHandler"]

# Evidence for the quality mark, in MiB, and the ClamAV daemon that looks for harmful software in it (none: not scanned).
EVIDENCE_FILE_MB = env.int("EVIDENCE_FILE_MB", default=20)
EVIDENCE_DOSSIER_MB = env.int("EVIDENCE_DOSSIER_MB", default=300)
CLAMD = env.str("CLAMD", default="")
if not 1 <= EVIDENCE_FILE_MB <= EVIDENCE_DOSSIER_MB:
    raise ImproperlyConfigured("Er moet gelden: 1 <= EVIDENCE_FILE_MB <= EVIDENCE_DOSSIER_MB")
if CLAMD and not re.fullmatch(r"tcp://[^/:]+:\d{1,5}|tcp://\[[0-9a-fA-F:]+\]:\d{1,5}|unix:///.+", CLAMD):
    raise ImproperlyConfigured(f"CLAMD is 'tcp://host:poort' of 'unix:///pad', niet {CLAMD!r}")

# --- Mail and background work -----------------------------------------------------------------------------------------

EMAIL_BACKEND = "post_office.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Goed Geregeld <goedgeregeld@example.org>")
_mail = env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}")
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
POST_OFFICE = {"BACKENDS": {"default": _mail["EMAIL_BACKEND"]}, "MAX_RETRIES": 4, "MESSAGE_ID_ENABLED": True}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

OFFICE_EMAIL = env.str("OFFICE_EMAIL", default=parseaddr(DEFAULT_FROM_EMAIL)[1])  # what waits for NOV is told here
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)  # how long the link of an invitation works

# The keys that sign the credentials of marks, in a file that is made the first time (keurmerk.register.keys).
CREDENTIAL_KEYS = env.str("CREDENTIAL_KEYS", default=str(VAR_DIR / "credential_keys.json"))

# --- How long things are kept, in days (docs/privacy.md); `manage.py tidy` erases what is older ---------------------------

_DAYS = {
    "DRAFT_DAYS": 90,
    "REPORT_DAYS": 730,
    "WARN_DAYS": 14,
    "MAIL_DAYS": 30,
    "INVITED_DAYS": 30,
    "LOG_DAYS": 365,
    "SIGNAL_DAYS": 365,
    "SIGNALLER_DAYS": 90,  # who signalled; what they said stays as long as the signal
    "SHARED_DAYS": 90,
    # Of an application for the mark: its evidence and messages, all of it, and what was due without whose it was.
    "EVIDENCE_DAYS": 365,
    "APPLICATION_DAYS": 7 * 365 + 2,
    "DUE_DAYS": 8 * 365 + 2,
}
RETENTION = {name: env.int(name, default=days) for name, days in _DAYS.items()}
PRIVACY_EMAIL = env.str("PRIVACY_EMAIL", default=parseaddr(DEFAULT_FROM_EMAIL)[1])  # who answers questions about it
if min(RETENTION.values()) < 1 or not RETENTION["WARN_DAYS"] < RETENTION["DRAFT_DAYS"] <= RETENTION["REPORT_DAYS"]:
    raise ImproperlyConfigured(f"Bewaartermijnen kloppen niet (1 <= WARN < DRAFT <= REPORT): {RETENTION}")
if RETENTION["SIGNALLER_DAYS"] > RETENTION["SIGNAL_DAYS"]:
    raise ImproperlyConfigured(f"Bewaartermijnen kloppen niet (SIGNALLER <= SIGNAL): {RETENTION}")
if not 6 * 7 < RETENTION["EVIDENCE_DAYS"] <= RETENTION["APPLICATION_DAYS"]:  # as long as one may still object
    raise ImproperlyConfigured(f"Bewaartermijnen kloppen niet (42 < EVIDENCE <= APPLICATION): {RETENTION}")

# --- Language, time, static files ---------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(VAR_DIR / "files"),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"level": "WARNING"},
        "matplotlib.font_manager": {
            "level": "ERROR"
        },  # the first process lists the fonts; no command's output is about that
    },
}
