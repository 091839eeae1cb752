"""What hand-written queries share. The busiest ones do without the ORM: it costs more there."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model


def value_marks(values: Sized) -> str:
    """A %s for each value of an IN (...)."""
    return ", ".join(["%s"] * len(values))


def one_of(column: str, ids: Sequence[int]) -> tuple[str, list[Any]]:
    """A condition that a column holds one of many ids, and what it takes: PostgreSQL reads one
    list faster than a thousand values. Without its type small numbers would be a smallint[], and
    a bigint compared with each of them in turn: two thousand times for every row."""
    if connection.vendor == "postgresql":
        return f"{column} = ANY(%s::bigint[])", [list(ids)]
    return f"{column} IN ({value_marks(ids)})", list(ids)


@cache
def columns_of(model: type[Model]) -> str:
    """The columns that this release knows: in an upgrade the table may have more by now."""
    return ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)


def held() -> str:
    """The end of a SELECT whose rows nobody else changes until COMMIT. SQLite knows no locks of
    rows and needs none: our transactions there begin IMMEDIATE."""
    return " FOR UPDATE" if connection.features.has_select_for_update else ""
