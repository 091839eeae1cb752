"""Settings, read from the environment only; README.md lists every variable."""

from __future__ import annotations

import errno
import os
import re
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_email_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import FileAwareEnv, validate
from platformdirs import user_data_path

from workshop import database_url
from workshop.files import cannot_keep, is_read_only, write_whole

env = FileAwareEnv(strip_whitespace=True)  # NAME_FILE is a file that holds what NAME would say


INSTALLED = Path(__file__).resolve().parent / "site"  # where a wheel has what is no Python
BASE_DIR = INSTALLED if INSTALLED.is_dir() else INSTALLED.parent.parent
OWN_DATA = user_data_path("polshoogte", False) if BASE_DIR == INSTALLED else BASE_DIR / "data"
DATA_DIR = env.path("DATA_DIR", default=OWN_DATA).resolve()
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not os.access(DATA_DIR, os.W_OK | os.X_OK):
        why = errno.EROFS if is_read_only(DATA_DIR) else errno.EACCES
        raise OSError(why, os.strerror(why))
except OSError as problem:
    raise ImproperlyConfigured(cannot_keep(DATA_DIR, problem)) from None


def kept_secret(path: Path) -> str:
    """The installation's own key: made at the first start, readable by its owner only.

    One that is empty was never used: the disk was full when it was written.
    """
    if not path.exists() or not path.stat().st_size:
        try:
            write_whole(path, secrets.token_urlsafe(64).encode())
        except OSError as problem:
            raise ImproperlyConfigured(cannot_keep(path.parent, problem)) from None
    return path.read_text("utf-8").strip()


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(DATA_DIR / "secret_key")
DEBUG = env.bool("DEBUG", default=False)

MAX_SOCKETS = env.int("MAX_SOCKETS", default=10_000)

# Where people reach this server, such as https://workshop.example.nl.
PUBLIC_URL = env.str("PUBLIC_URL", default="").rstrip("/")
HTTPS = PUBLIC_URL.startswith("https://")
SITE_PATH = urlsplit(PUBLIC_URL).path  # such as /polshoogte, where the host has other sites too
FORCE_SCRIPT_NAME = SITE_PATH or None
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *filter(None, [urlsplit(PUBLIC_URL).hostname]),
    *env.list("ALLOWED_HOSTS", default=[]),
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL.removesuffix(SITE_PATH)] if PUBLIC_URL else []

INSTALLED_APPS = [
    "workshop",  # first: its createsuperuser takes the place of Django's
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "polls",
]

MIDDLEWARE = [
    "workshop.serving.compression.CompressPages",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "workshop.serving.probes.middleware",
    "workshop.serving.missing_database.middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "workshop.wording.language.middleware",
    "workshop.serving.null_characters.middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "workshop.urls"
ASGI_APPLICATION = "workshop.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "polls.kinds.forms.Loader"],
                )
            ],
        },
    }
]

DATABASES = {
    "default": database_url.complete_settings(
        env.dj_db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/db.sqlite3")
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}

# Sites that may show the screen of a session in a frame, such as https://*.cloud.microsoft.
EMBED_ORIGINS: list[str] = env.list("EMBED_ORIGINS", default=[])

REDIS_URL = env.str("REDIS_URL", default="")
REDIS_PREFIX = env.str("REDIS_PREFIX", default="", validate=validate.Regexp(r"[\w-]{0,40}$"))
if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL]},
        }
    }
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

DECKS_DIR = env.path("DECKS_DIR", default=BASE_DIR / "decks").resolve()
POLLS_RUDE_WORDS = DECKS_DIR / "rude-words.txt"

# Days after a session that its answers are kept; a trainer can choose another day.
RETENTION_DAYS = env.int("RETENTION_DAYS", default=90, validate=validate.Range(min=1))
# Days that the log of what people did goes back.
AUDIT_DAYS = env.int("AUDIT_DAYS", default=365, validate=validate.Range(min=1))

PASSWORD_HASHERS = [
    "workshop.accounts.hashing.Argon2",
    "django.contrib.auth.hashers.ScryptPasswordHasher",  # of accounts that did not log in since
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "workshop.accounts.provider.Backend",  # says nothing without OIDC_ISSUER
]
SESSION_ENGINE = "workshop.accounts.login_sessions"
AXES_HANDLER = "workshop.accounts.lockout.Lockout"
AXES_LOCKOUT_CALLABLE = "workshop.accounts.lockout.locked_page"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
OTP_TOTP_ISSUER = "Polshoogte"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "workshop.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "workshop.accounts.passwords.NotTheName"},
    {"NAME": "workshop.accounts.passwords.NotCommon"},
]
# Signing in at an OpenID Connect provider (docs/signing-in.md); OIDC_RP_ and below as
# mozilla-django-oidc calls them.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="")
OIDC_NAME = env.str("OIDC_NAME", default="")
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", default="groups")
OIDC_TRAINER_GROUPS: list[str] = env.list("OIDC_TRAINER_GROUPS", default=[])
OIDC_ADMIN_GROUPS: list[str] = env.list("OIDC_ADMIN_GROUPS", default=[])
OIDC_RP_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_RP_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_RP_SCOPES = env.str("OIDC_SCOPES", default="openid profile email")
OIDC_RP_SIGN_ALGO = env.str("OIDC_SIGN_ALGORITHM", default="RS256")
OIDC_USE_PKCE = True
OIDC_TIMEOUT = 10  # seconds
OIDC_AUTHENTICATION_CALLBACK_URL = "provider-callback"
PASSWORD_LOGIN = env.bool("PASSWORD_LOGIN", default=True)
# Mail, for invitations and forgotten passwords; without it there are links to copy.
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(dj_email_url.parse(EMAIL_URL))
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = env.str(
    "EMAIL_FROM", default=f"polshoogte@{urlsplit(PUBLIC_URL).hostname or 'localhost'}"
)
LOGIN_URL = "desk-login"
LOGIN_REDIRECT_URL = "desk-index"
LOGOUT_REDIRECT_URL = "desk-login"
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds that a one-time login link works

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "taal"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [
    DATA_DIR / "locale"
]  # compiled from BASE_DIR / "locale" (workshop/wording/catalogues.py)
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Amsterdam")

STATIC_URL = f"{SITE_PATH}/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=DATA_DIR / "static").resolve()
STATICFILES_DIRS: list[Any] = [BASE_DIR / "static"]
if (DATA_DIR / "themes").is_dir():
    STATICFILES_DIRS.append(("themes", DATA_DIR / "themes"))
THEME = env.str("THEME", default="")
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "workshop.serving.assets.VendorFinder",
]
SERVESTATIC_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "workshop.serving.assets.StaticStorage"},
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
# For this host and nobody else. Below a path a cookie is for that path only, which browsers do not
# call __Host-.
SECURE_PREFIX = "__Secure-" if SITE_PATH else "__Host-"
SESSION_COOKIE_NAME = f"{SECURE_PREFIX if HTTPS else ''}sessionid"
CSRF_COOKIE_NAME = f"{SECURE_PREFIX if HTTPS else ''}csrftoken"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = LANGUAGE_COOKIE_PATH = f"{SITE_PATH}/"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "workshop.views.refusals.old_token"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = HTTPS
# Asked for on the machine itself, past the proxy.
SECURE_REDIRECT_EXEMPT = [rf"^({re.escape(SITE_PATH[1:])}/)?(healthz|readyz|metrics)$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # the list of browsers is for whole domains, which are not ours to enter
    "security.W009",  # workshop.W002 says the same, and how to mend it, at every start
]
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
SECURITY_EXPIRES = env.date("SECURITY_EXPIRES", default=None)
# A form of fields; before this stands what each address takes (workshop/serving/bodies.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

# plotly.js adds two <style> elements when it loads: an empty one that it fills by script,
# and the styles of its maps. A test of the projector's console fails when these change.
PLOTLY_STYLES = [
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    "'sha256-ji27qzEtxXZW+7dun6UwjHXJ18e6WAin1VvNtkzIE/o='",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, *PLOTLY_STYLES],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # The form that logs out leads on to the provider, which browsers hold against it too.
        "form-action": [SELF, *filter(None, [origin_of(OIDC_ISSUER)])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
SENTRY_DSN = env.str("SENTRY_DSN", default="")
LOG_FORMAT = env.str("LOG_FORMAT", default="line", validate=validate.OneOf(["line", "json"]))
LOG_HANDLERS = ["console", "counted", *(["sentry"] if SENTRY_DSN else [])]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "workshop.serving.logs.Formatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
        "json": {"()": "workshop.serving.logs.JsonFormatter"},
    },
    "filters": {"discreet": {"()": "workshop.serving.logs.Discreet"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["discreet"],
        },
        "counted": {
            "class": "workshop.serving.logs.Counted",
            "level": "ERROR",
            "filters": ["discreet"],
        },
        "sentry": {
            "class": "workshop.serving.sentry.Handler",
            "level": "ERROR",
            "filters": ["discreet"],
        },
    },
    "loggers": {
        "axes": {"level": "ERROR"},  # below that it writes addresses and browsers
        "polls.retention": {"level": "INFO"},  # what was removed, and when
    },
    "root": {"handlers": LOG_HANDLERS, "level": env.str("LOG_LEVEL", default="WARNING")},
}
