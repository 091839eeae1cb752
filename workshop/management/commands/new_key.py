"""Let the database go on with another SECRET_KEY."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from workshop import checks
from workshop.upkeep import agreed


class Command(BaseCommand):
    help = "Let this database go on with the SECRET_KEY of now, once every server was stopped."
    requires_system_checks = (checks.TAG,)

    def handle(self, *args: Any, **options: Any) -> None:
        agreed.write(agreed.KEY, agreed.fingerprint())
        self.stdout.write(
            "From now on this is the SECRET_KEY of this database. Start every server with it: "
            "everybody logs in again, and phones of a running session join anew."
        )
