"""Which questions of a deck are shown as cards, without reading the rest of it."""

from __future__ import annotations

import re
import tomllib

CARDS = "cards"
SHOW = re.compile(r"^```[`\t ]*show[`\t ]*\n(.*?)^```\s*$", re.MULTILINE | re.DOTALL)


def find_harvest(source: str) -> frozenset[str]:
    """Their keys; of a deck that was valid when it was stored."""
    shows = [tomllib.loads(block) for block in SHOW.findall(source) if CARDS in block]
    return frozenset(key for show in shows if show["view"] == CARDS for key in show["questions"])
