"""The command line, by whichever name: manage.py in a checkout, polshoogte once installed."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from workshop.release import VERSION

PROGRAM = "polshoogte"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")
    write_any_letter()
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"Polshoogte {VERSION}\n")
        return
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        bool(settings.DEBUG)  # reads them all
    except (ImproperlyConfigured, ValueError) as problem:
        sys.exit(f"{problem}")
    give_command(sys.argv)


def give_command(arguments: list[str]) -> None:
    """As Django does; what the machine or its settings are to blame for ends in a sentence."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(arguments)
    except ImproperlyConfigured as problem:
        sys.exit(f"{problem}")
    except Exception as problem:  # the outermost edge: of any command
        from workshop.upkeep import starting, unwritable

        said = unwritable.explain(problem) or starting.explain(problem)
        if not said or "--traceback" in arguments:
            raise
        sys.exit(said)


def write_any_letter() -> None:
    """A terminal that does not know a letter shows another one; that is no reason to stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with suppress(ValueError):
                stream.reconfigure(errors="replace")


def program() -> str:
    """How this program was called, for sentences that name another command of it."""
    return PROGRAM if Path(sys.argv[0]).stem == PROGRAM else "manage.py"
