"""Django's command, one at a time: by hand on two machines, or while a server starts."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from workshop.upkeep import agreed, turns


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with turns.take_turn():
            if changes_all(options):
                agreed.raise_oldest()
            super().handle(*args, **options)
            if changes_all(options):
                agreed.raise_oldest()


def changes_all(options: dict[str, Any]) -> bool:
    """Not one that goes back, or only looks."""
    return not (options["app_label"] or options["plan"] or options["check_unapplied"])
