"""A session as this process sees it: everyone in it is told what is newest."""

from __future__ import annotations

import asyncio
import math
from typing import Any

from polls import metrics, protocol
from polls.questions.responses import Answer
from polls.realtime.held_polls import HeldPolls
from polls.realtime.most_present import MostPresent
from polls.realtime.phone_frames import PhoneFrameCache, PhoneFrames, send_to_phones
from polls.realtime.port import Port
from polls.realtime.presence import Presence
from polls.realtime.result_ticks import ResultTicks
from polls.realtime.snapshots import Snapshots
from polls.realtime.sockets import Socket, send_to_all
from polls.realtime.warnings import Warnings
from polls.sessions import participants, sessions
from polls.sessions.sessions import Versions
from polls.views import desk, screen
from polls.views.news import News
from polls.views.snapshot import NOTHING, Mine, Snapshot

TOGETHER = 100  # phones that hear a pulse before anything else gets its turn: about a millisecond


class Room:
    def __init__(self, session_id: int, port: Port) -> None:
        self.session_id = session_id
        self.port = port
        self.polls = HeldPolls()
        self.presence = Presence(self.polls)
        self.snapshots = Snapshots(session_id, port)
        self.results = ResultTicks(port, self.snapshots, self.presence)
        self.frame_cache = PhoneFrameCache()
        self.sending = False
        self.told_people = (0, 0)  # joined and present, as watchers last heard
        self.first_pages: dict[str, tuple[Snapshot, str]] = {}  # by language, for new devices
        self.ready_pages: dict[Any, Any] = {}  # of phones, as they were sent; the site keeps them
        self.pages_in_making: dict[Any, asyncio.Event] = {}
        self.known_people: dict[str, int] = {}  # key hash -> participant, for requests
        self.idle_beats = 0
        self.most_present = MostPresent()
        self.warnings = Warnings()

    # Coming and going

    def admit(self, socket: Socket) -> None:
        """A participant's newest page; the oldest makes way when there are too many."""
        if oldest := self.presence.add_page(socket):
            self.expel(oldest)

    def leave(self, socket: Socket) -> None:
        self.presence.remove(socket)

    def expel(self, socket: Socket) -> None:
        self.presence.remove(socket)
        if socket.expel is not None:
            self.port.spawn(socket.expel())

    def expel_old_screens(self, token: str) -> None:
        """Screens that came by a link which was revoked meanwhile."""
        for socket in [each for each in self.presence.screens if each.token not in ("", token)]:
            self.expel(socket)

    # States

    async def newest(self) -> Snapshot:
        return await self.snapshots.newest()

    def accept_news(self, told: News) -> None:
        self.snapshots.accept_news(told)

    def hear_version(self, version: int) -> None:
        """A newer version was committed somewhere: everyone here gets it."""
        self.snapshots.known = max(self.snapshots.known, version)
        if self.snapshots.sent < self.snapshots.known and not self.sending:
            self.sending = True
            self.port.spawn(self.send_newest())

    async def send_newest(self) -> None:
        """Broadcast until nothing is newer; after a failure the heartbeat begins again."""
        try:
            while self.snapshots.sent < self.snapshots.known:
                with metrics.BROADCAST.time():
                    self.snapshots.sent = await self.broadcast()
        finally:
            self.sending = False

    async def broadcast(self) -> int:
        """Send the newest state to all sockets here, wake the polls; the version sent."""
        snapshot = await self.newest()
        mine = await self.read_everyones(snapshot)
        self.presence.ask(snapshot.rounds, mine)
        self.send_to_phones(snapshot, mine)
        self.polls.wake_all()
        self.expel_old_screens(snapshot.session.screen_token)
        self.send_to_watchers(snapshot)
        self.results.mark_dirty(question.pk for question in snapshot.questions)
        return snapshot.version

    def send_to_phones(self, snapshot: Snapshot, mine: dict[int, Mine]) -> None:
        phones = self.presence.phones
        spoken = {socket.language for socket in phones}
        frames = {language: self.frames_of(snapshot, language) for language in spoken}
        send_to_phones(frames, phones, mine, snapshot.version)

    def send_to_watchers(self, snapshot: Snapshot) -> None:
        for sockets, state in (
            (self.presence.screens, self.screen_state),
            (self.presence.desks, self.desk_state),
        ):
            if sockets:
                send_to_all(
                    sockets, "state", protocol.encode_json(state(snapshot)), snapshot.version
                )

    def frames_of(self, snapshot: Snapshot, language: str) -> PhoneFrames:
        """The encoded state for phones in a language ('' is the session's)."""
        window = math.ceil(self.presence.within)
        return self.frame_cache.frames_of(snapshot, self.port.renderer, language, window)

    def count_people(self) -> dict[str, int]:
        joined, present = self.snapshots.joined, self.presence.count_everywhere()
        return {"joined": joined, "present": present}

    # Answers

    async def read_everyones(self, snapshot: Snapshot) -> dict[int, Mine]:
        """What everyone answered on this slide; an action that was here read it already."""
        if told := self.snapshots.take_news_of(snapshot):
            return told.mine
        if not snapshot.rounds or not self.presence.phones:
            return {}
        return {**await self.port.read(participants.read_answers, rounds=snapshot.rounds)}

    async def read_mine(self, snapshot: Snapshot, participant_id: int) -> Mine:
        if not snapshot.rounds:
            return NOTHING
        return await self.port.read_mine(tuple(snapshot.rounds), participant_id)

    def note_stored(self, answer: Answer) -> None:
        """An answer was committed by this process."""
        self.snapshots.news = None  # was read before
        self.presence.unanswered.note(answer.participant_id, answer.question_id, answer.round)
        self.results.mark_stored(answer.question_id)

    # All that a watcher needs that knows nothing yet

    async def screen_frames(self) -> list[dict[str, Any]]:
        snapshot = await self.newest()
        counted = await self.results.count(snapshot, snapshot.result_keys)
        return [self.screen_state(snapshot), *(each.screen for each in counted)]

    async def desk_frames(self) -> list[dict[str, Any]]:
        snapshot = await self.newest()
        counted = await self.results.count(snapshot, snapshot.result_keys)
        return [self.desk_state(snapshot), *(each.desk for each in counted)]

    def screen_state(self, snapshot: Snapshot) -> dict[str, Any]:
        return screen.screen_state(snapshot, **self.count_people())

    def desk_state(self, snapshot: Snapshot) -> dict[str, Any]:
        state = desk.desk_state(snapshot, **self.count_people())
        return {**state, "warnings": self.warnings.names}

    # Heartbeat

    def compare_versions(self, found: Versions) -> None:
        """What the heartbeat read in the database: heal whatever message was missed."""
        self.snapshots.joined = found.joined
        if self.told_people != (found.joined, self.presence.count_everywhere()):
            self.pulse_watchers()
            self.presence.forget_polls()
            if latest := self.snapshots.latest:
                self.results.mark_dirty(question for question, _round in latest.rounds)
        self.note_most_present(found)
        self.results.compare_versions(found.questions)
        self.hear_version(found.session)

    def note_most_present(self, found: Versions) -> None:
        """Keep with the session how many were here at once, when there were never so many."""
        held = self.most_present.note(self.presence.count_everywhere(), found.joined)
        if found.most_present is not None and held > found.most_present:
            self.port.spawn(
                self.port.read(sessions.keep_most_present, session_id=self.session_id, present=held)
            )

    async def pulse(self) -> None:
        """Tell everyone what is newest, so that anyone who missed it can ask; in between, what
        cannot wait goes first."""
        self.pulse_watchers()
        phones = list(self.presence.phones)
        for begin in range(0, len(phones), TOGETHER):
            beat = {"type": "pulse", "version": self.snapshots.known, **self.timer}
            frame = protocol.encode_json({**beat, "within": self.presence.within})
            send_to_all(phones[begin : begin + TOGETHER], "pulse", frame)
            await asyncio.sleep(0)

    def pulse_watchers(self) -> None:
        people = self.count_people()
        self.told_people = people["joined"], people["present"]
        beat = {"type": "pulse", "version": self.snapshots.known, **people, **self.timer}
        send_to_all(self.presence.screens, "pulse", protocol.encode_json(beat))
        beat |= {"warnings": self.warnings.names}
        send_to_all(self.presence.desks, "pulse", protocol.encode_json(beat))

    def warn_desks(self) -> None:
        """They hear at once of what they are warned of, or no longer."""
        self.pulse_watchers()
        self.polls.wake_all()

    @property
    def timer(self) -> dict[str, int]:
        """The seconds that are left, while a timer runs."""
        latest = self.snapshots.latest
        left = latest.timer if latest else None
        return {} if left is None else {"timer": left}

    def close(self) -> None:
        self.polls.wake_all()
        self.results.stop()
