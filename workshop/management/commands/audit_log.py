"""Print who came in, looked at somebody else's session, took results home and deleted what."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from polls.errors import PollsError
from workshop import checks
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.models import AuditEntry


class Command(BaseCommand):
    help = "Print the log of what people did, oldest first."
    requires_system_checks = (checks.TAG,)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=30, help="how far to look back")
        parser.add_argument("--since", default="", help="from this day on, instead of --days")
        parser.add_argument("--until", default="", help="up to and including this day")
        parser.add_argument("--who", default="", help="of this username only")
        parser.add_argument("--kind", default="", help=", ".join(What.values))
        parser.add_argument("--json", action="store_true", help="print one JSON list")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            chosen = audit.read_filter(
                who=options["who"],
                what=options["kind"],
                since=options["since"],
                until=options["until"],
            )
        except PollsError as problem:
            raise CommandError(problem.message) from None
        found = audit.find_entries(chosen)
        if not options["since"]:
            found = found.filter(at__gte=timezone.now() - timedelta(days=options["days"]))
        if options["json"]:
            self.stdout.write(json.dumps([as_data(entry) for entry in found]))
            return
        for entry in found:
            at = timezone.localtime(entry.at).isoformat(timespec="seconds")
            self.stdout.write(f"{at}  {entry.what:<14} {entry.who}  {entry.about}".rstrip())


def as_data(entry: AuditEntry) -> dict[str, str]:
    at = timezone.localtime(entry.at).isoformat(timespec="seconds")
    return {"at": at, "who": entry.who, "what": entry.what, "about": entry.about}
