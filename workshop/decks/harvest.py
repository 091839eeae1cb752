"""What pages of many decks ask of each, without reading the rest of it."""

from __future__ import annotations

import re
import tomllib

CARDS = "cards"
USUAL = "nl"  # of a deck that does not say in which language it is
FRONT = re.compile(r"\A\s*\+\+\+[ \t]*\n(.*?)^\+\+\+\s*$", re.MULTILINE | re.DOTALL)
SHOW = re.compile(r"^```[`\t ]*show[`\t ]*\n(.*?)^```\s*$", re.MULTILINE | re.DOTALL)


def find_harvest(source: str) -> frozenset[str]:
    """The keys of the questions that are shown as cards; of a deck that was valid when it was
    stored."""
    shows = [tomllib.loads(block) for block in SHOW.findall(source) if CARDS in block]
    return frozenset(key for show in shows if show["view"] == CARDS for key in show["questions"])


def find_language(source: str) -> str:
    """Of its words; of a deck that was valid when it was stored."""
    front = FRONT.match(source)
    return str(tomllib.loads(front[1]).get("language", USUAL)) if front else USUAL
