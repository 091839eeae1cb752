"""What a backup of SQLite holds, put into PostgreSQL: every row under its own number."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, connections, models, transaction

from workshop import database_url

BEGINS = b"SQLite format 3\0"
OTHER = "moving"  # the name of the connection to the backup
CHUNK = 2_000  # rows in memory


def is_of_sqlite(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(len(BEGINS)) == BEGINS


def load_rows(file: Path, *, after: str) -> None:
    """In the place of everything, and then a statement, in one transaction."""
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="moving.") as folder:
        copy = Path(folder) / "db.sqlite3"
        shutil.copyfile(file, copy)
        bring_up_to_date(copy)
        call_command("migrate", interactive=False, verbosity=0)
        with opened(copy), transaction.atomic(), connection.cursor() as cursor:
            moved = apps.get_models(include_auto_created=True)
            tables = ", ".join(quote(model._meta.db_table) for model in moved)
            cursor.execute(f"TRUNCATE {tables}")
            for model in moved:
                copy_table(model, cursor)
            for statement in connection.ops.sequence_reset_sql(no_style(), moved):
                cursor.execute(statement)
            cursor.execute(after)


def bring_up_to_date(copy: Path) -> None:
    """An older one, by a process that knows no other database: migrations ask for the only one."""
    done = subprocess.run(  # ourselves
        [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
            "DATABASE_URL": f"sqlite:///{copy}",
            "DATA_DIR": str(copy.parent),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DatabaseError(done.stderr.strip().rpartition("\n")[2])


@contextmanager
def opened(copy: Path) -> Iterator[None]:
    found = database_url.complete_settings(
        {"ENGINE": "django.db.backends.sqlite3", "NAME": str(copy)}
    )
    configured = connections.configure_settings({"default": {}, OTHER: found})
    connections.databases[OTHER] = configured[OTHER]
    try:
        yield
    finally:
        connections[OTHER].close()
        del connections[OTHER], connections.databases[OTHER]


def copy_table(model: type[models.Model], cursor: Any) -> None:
    fields = model._meta.concrete_fields
    columns = ", ".join(quote(str(field.column)) for field in fields)
    names = [field.attname for field in fields]
    rows = model._base_manager.using(OTHER).values_list(*names).iterator(chunk_size=CHUNK)
    with (
        connection.wrap_database_errors,
        cursor.copy(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            pairs = zip(fields, row, strict=True)
            copy.write_row([field.get_db_prep_save(value, connection) for field, value in pairs])


def quote(name: str) -> str:
    return connection.ops.quote_name(name)
