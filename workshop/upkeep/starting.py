"""What keeps a server from starting, each as one sentence that says what to do."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, OperationalError, ProgrammingError, connection
from django.db.migrations.recorder import MigrationRecorder

from workshop.release import VERSION, number
from workshop.terminal import program
from workshop.upkeep import agreed
from workshop.upkeep.readiness import PATIENCE, on_disk


class CannotStart(Exception):
    """Why a server does not start: a sentence for whoever starts it."""


def ensure_not_older() -> str:
    """What to say of a schema that is newer than this server, which nevertheless can use it.

    One that misses what it uses would refuse answers; the newer one has written down from which
    release on nothing is missed.
    """
    apps = {app for app, _name in on_disk()}
    applied = MigrationRecorder(connection).applied_migrations().keys()
    newer = sorted(f"{app}.{name}" for app, name in applied - on_disk() if app in apps)
    if not newer:
        return ""
    oldest = agreed.read(agreed.OLDEST)
    if oldest is None or number(oldest) > number(VERSION):
        raise CannotStart(
            f"This database belongs to a newer version of Polshoogte (it has {newer[0]}): it takes "
            f"{oldest or 'that version'} or newer, and this is {VERSION}. Start the newer one, or "
            "go back to a backup that was made before the database was brought up to date."
        )
    return (
        f"The database is of a newer version of Polshoogte, which {VERSION} can work beside. Bring "
        "this server up to date as well."
    )


def ensure_same_key() -> None:
    """Of two keys each server would log out everybody who logged in at the other one."""
    own = agreed.fingerprint()
    kept = agreed.read(agreed.KEY)
    if kept not in (None, own) and connection.vendor != "sqlite":  # which has one server
        raise CannotStart(
            "This server has another SECRET_KEY than those that served this database before. Give "
            "every server the same SECRET_KEY (or copy secret_key of the first one's DATA_DIR); to "
            f"go on with this one instead, stop them all and give `{program()} new_key` first."
        )
    if kept != own:
        agreed.write(agreed.KEY, own)


def ensure_migrated() -> None:
    if missing := count_missing():
        raise CannotStart(
            f"The database is not up to date ({missing} migrations are missing). Give "
            "`migrate` first, or start without --no-migrate."
        )


def count_missing() -> int:
    return len(on_disk() - MigrationRecorder(connection).applied_migrations().keys())


def explain(problem: BaseException) -> str:
    """What to do about a command that failed, when its database is not up to date; else ''."""
    if not isinstance(problem, OperationalError | ProgrammingError):
        return ""
    try:
        missing = count_missing()
    except DatabaseError:  # it is away, and that is what has to be told
        return ""
    return (
        f"The database is not up to date ({missing} migrations are missing). Give "
        f"`{program()} migrate` first, and this again."
        if missing
        else ""
    )


def ensure_let_in() -> None:
    """Redis may be away for a while; one that refuses us stays so."""
    if not settings.REDIS_URL:
        return
    from redis import AuthenticationError, Redis, RedisError  # only a server asks for it

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
