"""Print a link that logs a user in once."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from workshop import checks
from workshop.accounts import login_links
from workshop.upkeep import data_lock


class Command(BaseCommand):
    help = "Print a link that logs USERNAME in once, within 24 hours."
    requires_system_checks = (checks.TAG,)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_model().objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(
                f"There is no account '{options['username']}'. Make it with add_trainer."
            )
        self.stdout.write(data_lock.site_address() + login_links.link_path(user))
