"""`python -m tests.actions_table`: write the table of actions in docs/protocol.md anew."""

from __future__ import annotations

from pathlib import Path

import tests.environment  # noqa: F401  # before Django reads its settings

PAGE = Path(__file__).resolve().parent.parent / "docs" / "protocol.md"
HEAD = "| action | who | fields | undone | effect |\n| --- | --- | --- | --- | --- |\n"


def make() -> str:
    """The table as the actions themselves have it."""
    from polls import actions
    from polls.actions.base import EVERYONE

    lines = [
        "| {name} | {who} | {fields} | {undone} | {effect} |\n".format(
            name=f"`{action.name}`",
            who="trainer, co-host" if action.roles == EVERYONE else "trainer",
            fields=", ".join(
                f"`{name}`" for field in action.fields.values() for name in field.names
            ),
            undone="yes" if action.undoable else "no",
            effect=action.effect,
        ).replace("|  |", "| |")
        for action in actions.all().values()
    ]
    return HEAD + "".join(lines)


def written(page: str) -> str:
    """The table that stands in the page."""
    rest = page[page.index("| action |") :]
    return rest[: rest.index("\n\n") + 1]


def main() -> None:
    import django

    django.setup()
    page = PAGE.read_text()
    PAGE.write_text(page.replace(written(page), make()))


if __name__ == "__main__":
    main()
