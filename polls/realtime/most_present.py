"""How many were connected at once, at most: only what held for a while, so that nobody who comes
back by another process, or in place of one that died, is counted twice."""

from __future__ import annotations

from collections import deque

HOLDS = 6  # beats: longer than the people of a process that died are believed


class MostPresent:
    def __init__(self) -> None:
        self.counts: deque[int] = deque(maxlen=HOLDS)

    def note(self, present: int, joined: int) -> int:
        """How many were connected in all of the latest beats, and never more than joined; 0
        while there were too few beats to tell."""
        self.counts.append(present)
        return min(joined, *self.counts) if len(self.counts) == HOLDS else 0
