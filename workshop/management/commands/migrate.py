"""Django's command, one at a time: by hand on two machines, or while a server starts."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from polls import database


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with database.first_in():
            super().handle(*args, **options)
