"""What keeps a server from starting, each as one sentence that says what to do."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from redis import AuthenticationError, Redis, RedisError

from workshop.upkeep.readiness import PATIENCE, on_disk


class CannotStart(Exception):
    """Why a server does not start: a sentence for whoever starts it."""


def ensure_not_older() -> None:
    """A server that is older than the schema would store what the newer ones do not expect."""
    apps = {app for app, _name in on_disk()}
    applied = MigrationRecorder(connection).applied_migrations().keys()
    newer = sorted(f"{app}.{name}" for app, name in applied - on_disk() if app in apps)
    if newer:
        raise CannotStart(
            f"This database belongs to a newer version of Polshoogte (it has {newer[0]}). Start "
            "that version, or go back to a backup that was made before it was brought up to date."
        )


def ensure_migrated() -> None:
    missing = on_disk() - MigrationRecorder(connection).applied_migrations().keys()
    if missing:
        raise CannotStart(
            f"The database is not up to date ({len(missing)} migrations are missing). Give "
            "`migrate` first, or start without --no-migrate."
        )


def ensure_let_in() -> None:
    """Redis may be away for a while; one that refuses us stays so."""
    if not settings.REDIS_URL:
        return
    patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    try:
        with Redis.from_url(settings.REDIS_URL, **patience) as redis:
            redis.ping()
    except AuthenticationError:
        raise CannotStart(
            "Redis asks for another password. Give it in REDIS_URL: redis://:PASSWORD@host:6379/0, "
            "or redis://NAME:PASSWORD@host:6379/0 where it has users."
        ) from None
    except (RedisError, OSError):
        return
