"""Who is in a room: the sockets of this process, the polls, and the people elsewhere."""

from __future__ import annotations

import time

from polls.realtime.held_polls import HeldPolls
from polls.realtime.sockets import Socket

PAGES_EACH = 3  # sockets of one participant
BELIEVED = 3.5  # seconds that another process's number of people is believed
HANDSHAKES = 800  # a second: half of what one core took with 8,000 phones (bench/RESULTS.md)
RETRY = 1.0  # seconds, the smallest window in which phones spread their reconnects


class Presence:
    def __init__(self, polls: HeldPolls) -> None:
        self.polls = polls
        self.phones: set[Socket] = set()
        self.pages: dict[int, list[Socket]] = {}  # participant -> sockets, oldest first
        self.screens: set[Socket] = set()
        self.desks: set[Socket] = set()
        self.elsewhere: dict[str, tuple[int, float]] = {}  # process -> people, when heard

    @property
    def watchers(self) -> set[Socket]:
        return self.screens | self.desks

    @property
    def is_empty(self) -> bool:
        return not (self.phones or self.screens or self.desks or self.polls.futures)

    @property
    def within(self) -> float:
        """The window in seconds over which phones spread their next connect."""
        return max(RETRY, len(self.phones) / HANDSHAKES)

    def count_here(self) -> int:
        """Participants who are connected to this process, by whatever means."""
        return len({socket.participant_id for socket in self.phones} | self.polls.find_people())

    def count_everywhere(self) -> int:
        """Participants who are connected now, to any process."""
        now = time.monotonic()
        others = [people for people, heard in self.elsewhere.values() if now - heard < BELIEVED]
        return self.count_here() + sum(others)

    def hear_elsewhere(self, process: str, people: int) -> None:
        self.elsewhere[process] = (people, time.monotonic())

    def add_page(self, socket: Socket) -> Socket | None:
        """A participant's newest page; the oldest is returned when there are too many."""
        if not socket.participant_id:
            return None
        pages = self.pages.setdefault(socket.participant_id, [])
        pages.append(socket)
        return pages[0] if len(pages) > PAGES_EACH else None

    def remove(self, socket: Socket) -> None:
        for sockets in (self.phones, self.screens, self.desks):
            sockets.discard(socket)
        pages = self.pages.get(socket.participant_id or 0, [])
        if socket in pages:
            pages.remove(socket)
            if not pages:
                del self.pages[socket.participant_id or 0]
        socket.close()
