"""Make an account, and print the link with which its trainer comes in."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from polls.errors import PollsError
from workshop import checks
from workshop.accounts import accounts, audit, login_links
from workshop.upkeep import data_lock


class Command(BaseCommand):
    help = (
        "Make an account for USERNAME, and print a link that logs in once, within 24 hours: "
        "there they choose a password."
    )
    requires_system_checks = (checks.TAG,)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--email", default="")
        parser.add_argument(
            "--admin", action="store_true", help="an administrator, who sees all sessions"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = accounts.add_account(
                name=options["username"],
                email=options["email"],
                admin=options["admin"],
                by=audit.TERMINAL,
            )
        except PollsError as problem:
            raise CommandError(problem.message) from None
        url = data_lock.site_address() + login_links.invitation_path(user)
        printed = {"username": user.get_username(), "invite_url": url}
        if options["json"]:
            self.stdout.write(json.dumps(printed))
            return
        for name, value in printed.items():
            self.stdout.write(f"{name}: {value}")
