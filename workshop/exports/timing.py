"""How long a group was on each slide, out of what its facilitators did."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from workshop.exports.source import Source

STOPS = {"break", "finish"}  # actions after which no time counts
GOES_ON = {"resume", "reopen", "open"}


def seconds_spent(source: Source) -> dict[str, float]:
    """Seconds by slide. An action is kept with the slide that it was done on, so the time
    before it was spent there."""
    session = source.session
    if session.started is None or session.own_pace:
        return {}  # nobody was on a slide together
    found: dict[str, float] = defaultdict(float)
    since, counts = session.started, True
    for action in source.actions:
        if counts:
            found[action.slide] += seconds_between(since, action.at)
        since = max(since, action.at)
        counts = action.name not in STOPS and (counts or action.name in GOES_ON)
    if counts:
        current = source.deck.slides[min(session.position, len(source.deck.slides)) - 1]
        found[current.id] += seconds_between(since, session.ended or source.made)
    return dict(found)


def seconds_between(start: datetime, end: datetime) -> float:
    return max(0.0, (end - start).total_seconds())
