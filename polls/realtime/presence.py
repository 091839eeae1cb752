"""Who is in a room: the sockets of this process, the polls, and the people elsewhere."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from polls.realtime.held_polls import HeldPolls
from polls.realtime.sockets import Socket
from polls.realtime.unanswered import Round, Unanswered
from polls.views.snapshot import Mine

PAGES_EACH = 3  # sockets of one participant
BELIEVED = 3.5  # seconds that another process's number of people is believed
HANDSHAKES = 800  # a second: half of what one core took with 8,000 phones (bench/RESULTS.md)
RETRY = 1.0  # seconds, the smallest window in which phones spread their reconnects


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another process counted, and when it said so."""

    people: int
    unanswered: dict[Round, int]
    heard: float


class Presence:
    def __init__(self, polls: HeldPolls) -> None:
        self.polls = polls
        self.phones: set[Socket] = set()
        self.pages: dict[int, list[Socket]] = {}  # participant -> sockets, oldest first
        self.screens: set[Socket] = set()
        self.desks: set[Socket] = set()
        self.elsewhere: dict[str, Elsewhere] = {}  # by process
        self.unanswered = Unanswered()

    @property
    def watchers(self) -> set[Socket]:
        return self.screens | self.desks

    def find_other_languages(self, spoken: str) -> list[str]:
        """Those of trainers at a desk here who do not read what the room speaks."""
        return sorted({socket.language for socket in self.desks} - {"", spoken})

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
        return self.count_here() + sum(each.people for each in self.believed)

    def count_unanswered(self) -> dict[Round, int]:
        """Of each question that is asked now, who is connected to any process and has not
        answered; what is counted once is kept as people come and go, and never counted anew."""
        found = Counter(self.unanswered.count())
        for each in self.believed:
            found.update({round: each.unanswered.get(round, 0) for round in found})
        return dict(found)

    @property
    def believed(self) -> list[Elsewhere]:
        now = time.monotonic()
        return [each for each in self.elsewhere.values() if now - each.heard < BELIEVED]

    def hear_elsewhere(
        self, process: str, people: int | None, unanswered: Iterable[Sequence[int]] = ()
    ) -> None:
        """What another process counted; None for people of whom it says nothing this time."""
        before = self.elsewhere.get(process)
        if people is None:
            people = before.people if before else 0
        told = {(question, round): count for question, round, count in unanswered}
        self.elsewhere[process] = Elsewhere(people, told, time.monotonic())

    def tell_unanswered(self) -> list[tuple[int, int, int]]:
        """For the other processes: question, round, and how many here have not answered it."""
        return [(*round, count) for round, count in self.unanswered.count().items()]

    def arrive(self, person: int, rounds: Sequence[Round], mine: Mine) -> None:
        """Somebody was told what is asked, and what they answered to it before."""
        self.unanswered.arrive(person, rounds, mine)

    def ask(self, rounds: Sequence[Round], answers: Mapping[int, Mine]) -> None:
        """Everybody here is asked this now."""
        self.unanswered.ask(rounds, self.people, answers)

    def forget_polls(self) -> None:
        """Those whose poll did not come again."""
        self.unanswered.keep(self.people)

    @property
    def people(self) -> set[int]:
        return self.pages.keys() | self.polls.find_people()

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
                person = socket.participant_id or 0
                del self.pages[person]
                if person not in self.polls.holding:
                    self.unanswered.leave(person)
        socket.close()
