"""Remove what has been kept long enough."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workshop import checks
from workshop.upkeep import schedule


class Command(BaseCommand):
    help = (
        "Remove answers that have been kept long enough, the keys of devices after a session, "
        "and old logins and entries of the log. Safe to run at any time, such as every day; a "
        "running server does the same."
    )
    requires_system_checks = (checks.TAG,)

    def handle(self, *args: Any, **options: Any) -> None:
        report = schedule.run_upkeep()
        for purged in report.sessions:
            self.stdout.write(f"{purged.code}: removed {purged.answers} answers, kept the totals.")
        self.stdout.write(
            f"{len(report.sessions)} sessions purged, the keys of {report.keys} devices forgotten."
        )
        if report.left:
            self.stdout.write(
                "Bytes of what was deleted are still in the database's files: a session runs, or "
                "a program reads. They go when it is quiet, or at night."
            )
        if report.failed:
            raise CommandError(
                f"Sessions that could not be purged: {', '.join(report.failed)}. The log says why."
            )
