"""What every server of one database has to hold to: the oldest release, and the SECRET_KEY."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.crypto import salted_hmac

from workshop.models import Agreement
from workshop.release import number

FIRST = "2.0.0"  # the first release that reads what is agreed
OLDEST = "oldest release"
KEY = "secret key"


def read(name: str) -> str | None:
    """None as well in a database that has no such table yet."""
    if Agreement._meta.db_table not in connection.introspection.table_names():
        return None
    return Agreement.objects.filter(name=name).values_list("value", flat=True).first()


def write(name: str, value: str) -> None:
    Agreement.objects.update_or_create(name=name, defaults={"value": value})


def forget(name: str) -> None:
    Agreement.objects.filter(name=name).delete()


def find_oldest() -> str:
    """The oldest release that can work with the schema that the migrations of this one make.

    A migration that takes away what older releases use says so itself: `contracts` is the first
    release that can do without (docs/upgrading.md).
    """
    migrations = MigrationLoader(None).disk_migrations.values()
    contracted = [each.contracts for each in migrations if hasattr(each, "contracts")]
    return max([FIRST, *contracted], key=number)


def raise_oldest() -> None:
    """Before a migration takes something away, and after the first one has made the table."""
    if Agreement._meta.db_table not in connection.introspection.table_names():
        return
    agreed, needed = read(OLDEST), find_oldest()
    if agreed is None or number(needed) > number(agreed):
        write(OLDEST, needed)


def fingerprint() -> str:
    """Of our SECRET_KEY: the same for whoever has the same, and of no use to anyone else."""
    return salted_hmac("polshoogte.secret_key", "").hexdigest()[:32]
