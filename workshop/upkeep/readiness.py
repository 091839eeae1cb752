"""Whether this server can do its work now: what it needs of others, each by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from tempfile import TemporaryFile

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from polls import database

PATIENCE = 2.0  # seconds for Redis


def find_needs() -> dict[str, bool]:
    """What is needed, and whether it is there."""
    return {name: there() for name, there in NEEDED.items()}


def database_answers() -> bool:
    if database.place.gone():
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True


def channel_layer_answers() -> bool:
    if not settings.REDIS_URL:
        return True
    from redis import Redis, RedisError  # takes long to load, and only a server asks for it

    patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    try:
        with Redis.from_url(settings.REDIS_URL, **patience) as redis:
            return bool(redis.ping())
    except (RedisError, OSError):
        return False


def migrations_are_done() -> bool:
    """False as well when nobody can tell."""
    try:
        return on_disk() <= MigrationRecorder(connection).applied_migrations().keys()
    except (DatabaseError, InterfaceError):
        return False


def data_dir_takes_files() -> bool:
    """By a file that is written and goes again: a full disk and a mount that is read-only both
    let one ask for permission."""
    try:
        with TemporaryFile(dir=settings.DATA_DIR) as probe:
            probe.write(b"x")
            probe.flush()
    except OSError:
        return False
    return True


@cache
def on_disk() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


NEEDED: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "channel_layer": channel_layer_answers,
    "migrations": migrations_are_done,
    "data_dir": data_dir_takes_files,
}
