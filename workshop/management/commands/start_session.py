"""Start a session of a deck and print its addresses."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from polls import languages
from polls.errors import PollsError
from workshop import checks
from workshop.accounts import users
from workshop.decks.problems import DeckError
from workshop.facilitating import starting
from workshop.facilitating.addresses import Addresses
from workshop.models import Workshop
from workshop.upkeep import data_lock


class Command(BaseCommand):
    help = (
        "Start a session of DECK (the slug of a workshop, or the name of an example) and print "
        "its addresses."
    )
    requires_system_checks = (checks.TAG,)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("deck")
        parser.add_argument("--label", default="", help="name of the group")
        parser.add_argument("--rehearsal", action="store_true", help="counts in no report")
        parser.add_argument(
            "--facilitator", help="username; default the workshop's owner, or the oldest account"
        )
        parser.add_argument(
            "--language", default="", choices=["", *languages.KNOWN], metavar="nl|en"
        )
        parser.add_argument("--pace", default="", choices=["", "live", "own"], metavar="live|own")
        parser.add_argument("--opens", default="", metavar="ISO", help="with own; default now")
        parser.add_argument(
            "--closes", default="", metavar="ISO", help="with own; default two weeks after that"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            session = starting.start(
                deck=options["deck"],
                facilitator=find_starter(options["deck"], options["facilitator"]),
                label=options["label"],
                rehearsal=options["rehearsal"],
                language=options["language"],
                pace=options["pace"],
                opens=options["opens"],
                closes=options["closes"],
            )
        except PollsError as problem:
            raise CommandError(problem.message) from None
        except DeckError as problem:
            raise CommandError(str(problem)) from None
        printed = Addresses(data_lock.site_address(), session).tell_programs()
        if options["json"]:
            self.stdout.write(json.dumps(printed))
        else:
            for name, value in printed.items():
                self.stdout.write(f"{name}: {value}")


def find_starter(deck: str, username: str | None) -> Any:
    """Whoever is named; else whose the workshop is, or for an example the oldest account."""
    kept = Workshop.objects.select_related("owner").filter(slug=deck, owner__is_active=True).first()
    return kept.owner if kept and username is None else find_facilitator(username)


def find_facilitator(username: str | None) -> Any:
    if username is None:
        return users.first_trainer()
    user = get_user_model().objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no account '{username}'. Make it with add_trainer.")
    return user
