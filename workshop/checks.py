"""What is wrong with the configuration, and how to mend it; Django shows it at every start."""

from __future__ import annotations

import ipaddress
import os
import re
import stat
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning

from workshop.accounts import mail

TAG = "site"  # of our own checks that need no address: whatever a command runs, it hears of these
KEY_LENGTH, KEY_CHARACTERS = 50, 5  # as Django's own check
SOON = timedelta(days=30)
PATH = re.compile(r"(/[\w.~-]+)*", re.ASCII)
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:([0-9]+|\*))?", re.ASCII)
PRIVATE = ("localhost", ".local", ".internal", ".lan", ".home.arpa")


def check_public_url(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.PUBLIC_URL:
        return []
    parts = urlsplit(settings.PUBLIC_URL)
    plain = PATH.fullmatch(parts.path) and not parts.query and not parts.fragment
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        return [
            Error(
                f"PUBLIC_URL is {settings.PUBLIC_URL!r}, which is not the address of a site.",
                hint=(
                    "Give a scheme and a host, https://workshop.example.nl, and a path only when "
                    "the proxy has one: https://example.nl/polshoogte"
                ),
                id="workshop.E002",
            )
        ]
    if parts.scheme == "http" and not is_private(parts.hostname):
        return [
            Warning(
                f"PUBLIC_URL {settings.PUBLIC_URL} is on the internet without encryption: others "
                "on the way can read answers and take over logins.",
                hint="Put a proxy with a certificate in front, and set PUBLIC_URL to https://…",
                id="workshop.W001",
            )
        ]
    return []


def is_private(host: str) -> bool:
    """A host that is on this machine or this network, by its address or its name."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(PRIVATE)


def check_debug(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not (settings.DEBUG and settings.PUBLIC_URL):
        return []
    return [
        Error(
            "DEBUG is on at an address that others reach: error pages show settings and data.",
            hint="Leave DEBUG out.",
            id="workshop.E003",
        )
    ]


def check_workers(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    workers = os.environ.get("WORKERS", "1")
    if settings.REDIS_URL or workers == "1":
        return []
    return [
        Error(
            f"WORKERS is {workers}, but there is no Redis by which they tell each other what "
            "changed: half of the room would see an old slide.",
            hint="Set REDIS_URL, such as redis://127.0.0.1:6379/0, or leave WORKERS out.",
            id="workshop.E004",
        )
    ]


def check_secret_key(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    key = settings.SECRET_KEY
    if len(key) >= KEY_LENGTH and len(set(key)) >= KEY_CHARACTERS:
        return []
    return [
        Warning(
            f"SECRET_KEY is short or simple ({len(key)} characters): whoever guesses it can log in "
            "as anyone.",
            hint=(
                f"Leave SECRET_KEY out, and one is made in {settings.DATA_DIR}; or set it to at "
                f"least {KEY_LENGTH} random characters, the same for all processes."
            ),
            id="workshop.W002",
        )
    ]


def check_data_dir(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    folder = settings.DATA_DIR
    if os.name != "posix":  # rights are no bits there
        return []
    if not folder.stat().st_mode & stat.S_IXOTH:
        return []
    kept = [folder / "secret_key", *folder.glob("*.sqlite3*")]
    open_to_all = [each.name for each in kept if each.exists() and readable_by_all(each.stat())]
    if not open_to_all:
        return []
    return [
        Warning(
            f"Every user of this machine can read {', '.join(sorted(open_to_all))} in {folder}.",
            hint=f"chmod -R go-rwx {folder}",
            id="workshop.W003",
        )
    ]


def readable_by_all(found: os.stat_result) -> bool:
    return bool(found.st_mode & stat.S_IROTH)


def check_security_contact(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.SECURITY_CONTACT or not settings.HTTPS:
        return []
    return [
        Info(
            "Nobody can tell you of a hole: /.well-known/security.txt has no contact.",
            hint="Set SECURITY_CONTACT (mailto:… or https://…) and SECURITY_EXPIRES (a date).",
            id="workshop.I001",
        )
    ]


def check_security_txt(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    contact, expires = settings.SECURITY_CONTACT, settings.SECURITY_EXPIRES
    if not contact:
        return []
    if not contact.startswith(("mailto:", "https://", "tel:")) or expires is None:
        return [
            Error(
                "SECURITY_CONTACT has to be a mailto:, https:// or tel: address, and needs a date "
                "in SECURITY_EXPIRES.",
                hint="SECURITY_CONTACT=mailto:security@example.nl SECURITY_EXPIRES=2027-06-30",
                id="workshop.E005",
            )
        ]
    if expires - date.today() > SOON:
        return []
    return [
        Warning(
            f"/.well-known/security.txt expires on {expires}; after that nobody trusts it.",
            hint="See that the contact is still right, and set SECURITY_EXPIRES to a later date.",
            id="workshop.W004",
        )
    ]


def check_provider(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.OIDC_ISSUER:
        if settings.PASSWORD_LOGIN:
            return []
        return [
            Error(
                "PASSWORD_LOGIN=false without OIDC_ISSUER: nobody could log in.",
                hint="Set up an OpenID Connect provider first: docs/signing-in.md",
                id="workshop.E007",
            )
        ]
    parts, missing = urlsplit(settings.OIDC_ISSUER), []
    if not parts.hostname or (parts.scheme != "https" and not is_private(parts.hostname)):
        missing.append("OIDC_ISSUER (an https:// address)")
    if not settings.OIDC_RP_CLIENT_ID or not settings.OIDC_RP_CLIENT_SECRET:
        missing.append("OIDC_CLIENT_ID and OIDC_CLIENT_SECRET")
    if not settings.OIDC_TRAINER_GROUPS and not settings.OIDC_ADMIN_GROUPS:
        missing.append("OIDC_TRAINER_GROUPS or OIDC_ADMIN_GROUPS")
    if not missing:
        return []
    return [
        Error(
            f"Nobody can sign in at the OpenID Connect provider without {', '.join(missing)}.",
            hint="docs/signing-in.md says what to fill in.",
            id="workshop.E006",
        )
    ]


def check_embed_origins(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    wrong = [each for each in settings.EMBED_ORIGINS if not ORIGIN.fullmatch(each)]
    if not wrong:
        return []
    return [
        Error(
            f"EMBED_ORIGINS has {', '.join(map(repr, wrong))}, which is not the origin of a site.",
            hint="Give a scheme and a host and nothing more: https://*.cloud.microsoft",
            id="workshop.E009",
        )
    ]


def check_mail(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    parts = urlsplit(settings.EMAIL_URL)
    if not settings.EMAIL_URL or parts.scheme in mail.SCHEMES:
        return []
    return [
        Error(
            f"EMAIL_URL begins with {parts.scheme!r}, which is no way to send mail.",
            hint="EMAIL_URL=submission://user:password@mail.example.nl (or smtp://…)",
            id="workshop.E008",
        )
    ]


ON_DEPLOY = (check_security_contact,)
ALWAYS = (
    check_public_url,
    check_debug,
    check_workers,
    check_secret_key,
    check_data_dir,
    check_security_txt,
    check_provider,
    check_embed_origins,
    check_mail,
)
