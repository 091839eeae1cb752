"""Make an access token for a program, and print it this once."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from polls.errors import PollsError
from workshop import checks
from workshop.accounts import audit, tokens
from workshop.models import ApiToken


class Command(BaseCommand):
    help = (
        "Make an access token for USERNAME and print it, once: it is not kept, only its hash. "
        "A program sends it as 'Authorization: Bearer TOKEN' to /api/v1/."
    )
    requires_system_checks = (checks.TAG,)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--scope", choices=ApiToken.Scope.values, required=True, help="what it may do"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["username"]
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account '{name}'. Make it with add_trainer.")
        if not user.is_active:
            raise CommandError(f"The account '{name}' is switched off. Switch it on first.")
        try:
            token = tokens.make_token(
                user=user, name=audit.TERMINAL, scope=options["scope"], by=audit.TERMINAL
            )
        except PollsError as problem:
            raise CommandError(problem.message) from None
        self.stdout.write(token)
