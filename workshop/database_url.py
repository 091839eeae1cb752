"""What DATABASE_URL asks of the driver, beside what our promises need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ImproperlyConfigured

SQLITE = {
    # IMMEDIATE: a transaction that reads before it writes never loses its lock half-way.
    # FULL: an answer that was acknowledged survives a power cut.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-20000;"
        # A server does it beside its commits, each second (workshop/serving/lifespan.py).
        "PRAGMA wal_autocheckpoint=10000;"
    ),
}
# Short waits: whoever cannot be served now hears so, and sends again.
POOL = {"min_size": 2, "max_size": 10, "timeout": 5, "reconnect_timeout": 5}
# Values go beside the statement and never in its text: PostgreSQL writes the text of a statement
# that failed, was cancelled or waited for a lock to its own log.
POSTGRESQL = {"pool": POOL, "server_side_binding": True}
OWN_PLACES = {"user", "password", "dbname", "client_encoding"}  # before the ?, or always the same


def complete_settings(database: dict[str, Any]) -> dict[str, Any]:
    """Django's settings of the database that the address names, with its options and ours.

    Raises ImproperlyConfigured with what to do about an option that nobody would see to.
    """
    asked = database.get("OPTIONS", {})
    if database["ENGINE"].endswith("sqlite3"):
        check_options(asked, known={"timeout"})
        return {**database, "OPTIONS": {**SQLITE, **asked}, "CONN_MAX_AGE": None}
    if not database["ENGINE"].endswith("backends.postgresql"):
        raise ImproperlyConfigured(
            "DATABASE_URL has to begin with postgresql:// or sqlite://. No other database will do."
        )
    check_options(asked, known=known_to_libpq() - OWN_PLACES)
    options = {name: text_of(value) for name, value in asked.items()}
    return {**database, "OPTIONS": {**options, **POSTGRESQL}, "CONN_HEALTH_CHECKS": True}


def known_to_libpq() -> set[str]:
    from psycopg.pq import Conninfo

    return {option.keyword.decode() for option in Conninfo.get_defaults()}


def check_options(asked: dict[str, Any], *, known: Iterable[str]) -> None:
    for name, value in asked.items():
        if name not in known:
            raise ImproperlyConfigured(
                f"DATABASE_URL has an option {name!r} that this database does not know. Leave it "
                f"out, or choose from: {', '.join(sorted(known))}."
            )
        if isinstance(value, list):
            raise ImproperlyConfigured(f"DATABASE_URL has the option {name!r} twice. Keep one.")


def text_of(value: Any) -> str:
    """An option as it stood in the address, where it was taken for a truth or a number."""
    return str(value).lower() if isinstance(value, bool) else str(value)
