"""A database that does not answer: whoever asks for one of its tables gets an error of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asgiref.sync import sync_to_async
from django.db import connection


@asynccontextmanager
async def out_of_reach(table: str) -> AsyncIterator[None]:
    await rename(table, "elsewhere")
    try:
        yield
    finally:
        await rename("elsewhere", table)


@sync_to_async
def rename(before: str, after: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {before} RENAME TO {after}")
