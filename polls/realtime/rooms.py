"""A session as this process sees it: its sockets, its newest snapshot, its waiting polls."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from polls import protocol
from polls.models import LiveSession
from polls.realtime.sockets import Socket, shared
from polls.sessions import access, participants
from polls.sessions.sessions import Versions
from polls.views import desk, news, phone, results, screen
from polls.views.news import News
from polls.views.snapshot import NOTHING, Mine, PhonePage, Snapshot

if TYPE_CHECKING:
    from polls.realtime.hub import Hub

logger = logging.getLogger(__name__)

TICK = 0.2  # seconds between two frames of results: at most five a second
PAGES_EACH = 3  # sockets of one participant
PRESENCE = 3.5  # seconds that another process's number of people is believed
BETWEEN = 3.0  # seconds between two polls of a phone that is still here
HANDSHAKES = 800  # a second: half of what one core took with 8,000 phones (bench/RESULTS.md)
DATABASE = "database"  # the warning that it is gone
RETRY = 1.0  # seconds, the smallest window in which phones spread their reconnects


class Room:
    def __init__(self, session_id: int, hub: Hub) -> None:
        self.session_id = session_id
        self.hub = hub
        self.phones: set[Socket] = set()
        self.tabs: dict[int, list[Socket]] = {}  # participant -> sockets, oldest first
        self.screens: set[Socket] = set()
        self.desks: set[Socket] = set()
        self.snapshot: Snapshot | None = None
        self.news: News | None = None  # what an action here read for the next broadcast
        self.loading: asyncio.Task[None] | None = None
        self.known = 0  # the newest version that anyone told us of
        self.sent = 0  # the newest version that everyone here was sent
        self.sending = False
        self.drawn: dict[int, int] = {}  # question -> version of its newest results
        self.joined = 0
        self.elsewhere: dict[str, tuple[int, float]] = {}
        self.told_people = (0, 0)  # joined and present, as watchers last heard
        self.dirty: set[int] = set()
        self.untold: set[int] = set()
        self.made: dict[str, PhoneFrames] = {}
        self.pages: dict[str, tuple[Snapshot, str]] = {}  # by language, that of a new device
        self.drawing: asyncio.Task[None] | None = None
        self.known_people: dict[str, int] = {}  # key hash -> participant, for requests
        self.polls: set[asyncio.Future[None]] = set()
        self.polling: Counter[int] = Counter()  # participant -> polls that are held
        self.polled: dict[int, float] = {}  # participant -> end of the latest poll
        self.idle = 0
        self.warnings: set[str] = set()  # what desks are warned of

    # Who is here

    @property
    def watchers(self) -> set[Socket]:
        return self.screens | self.desks

    @property
    def in_use(self) -> bool:
        return bool(self.phones or self.screens or self.desks or self.polls)

    @property
    def people_here(self) -> int:
        """Participants who are connected to this process, by whatever means."""
        recent = time.monotonic() - BETWEEN
        self.polled = {person: end for person, end in self.polled.items() if end > recent}
        sockets = {socket.participant_id for socket in self.phones}
        return len(sockets | self.polling.keys() | self.polled.keys())

    @property
    def present(self) -> int:
        """Participants who are connected now, to any process."""
        now = time.monotonic()
        others = [people for people, heard in self.elsewhere.values() if now - heard < PRESENCE]
        return self.people_here + sum(others)

    def present_elsewhere(self, process: str, people: int) -> None:
        if process != self.hub.process:
            self.elsewhere[process] = (people, time.monotonic())

    @property
    def within(self) -> float:
        """The window in seconds over which phones spread their next connect."""
        return max(RETRY, len(self.phones) / HANDSHAKES)

    def leave(self, socket: Socket) -> None:
        for sockets in (self.phones, self.screens, self.desks):
            sockets.discard(socket)
        pages = self.tabs.get(socket.participant_id or 0, [])
        if socket in pages:
            pages.remove(socket)
            if not pages:
                del self.tabs[socket.participant_id or 0]
        socket.close()

    def admit(self, socket: Socket) -> None:
        """A participant's newest page; the oldest makes way when there are too many."""
        if not socket.participant_id:
            return
        pages = self.tabs.setdefault(socket.participant_id, [])
        pages.append(socket)
        if len(pages) > PAGES_EACH:
            oldest = pages[0]
            self.leave(oldest)
            if oldest.expel is not None:
                self.hub.spawn(oldest.expel())

    # The snapshot

    @property
    def fresh(self) -> Snapshot | None:
        """The snapshot in memory if it is the newest that we know of."""
        snapshot = self.snapshot
        return snapshot if snapshot is not None and snapshot.version >= self.known else None

    async def newest(self) -> Snapshot:
        """The snapshot in memory when it is the newest we know of, else a fresh one."""
        while (snapshot := self.fresh) is None:
            await self.reload()
        return snapshot

    async def reload(self) -> None:
        if self.loading is None:
            self.loading = asyncio.get_running_loop().create_task(self.load())
        await asyncio.shield(self.loading)

    async def load(self) -> None:
        told = self.known
        try:
            read = {"session_id": self.session_id, "renderer": self.hub.renderer}
            self.take(await self.hub.read(news.load, **read), told)
        except LiveSession.DoesNotExist:  # deleted, by whichever process
            self.hub.forget(self.session_id)
            raise access.unknown() from None
        finally:
            self.loading = None

    def take(self, snapshot: Snapshot, told: int) -> None:
        """Keep a snapshot that was read after `told` was the newest version we had heard of."""
        if snapshot.version < told == self.known:  # the database was put back to an earlier state
            self.known = self.sent = snapshot.version
            self.snapshot = None
        self.keep(snapshot)
        self.known = max(self.known, snapshot.version)
        self.sent = self.sent or snapshot.version
        self.joined = snapshot.joined or 0

    def keep(self, snapshot: Snapshot) -> None:
        if self.snapshot is None or snapshot.version > self.snapshot.version:
            self.snapshot = snapshot

    def take_news(self, news: News) -> None:
        """What an action in this process read already, so that nobody reads it again."""
        self.keep(news.snapshot)
        self.news = news

    def changed(self, version: int) -> None:
        """A newer version was committed somewhere: everyone here gets it."""
        self.known = max(self.known, version)
        if self.sent < self.known and not self.sending:
            self.sending = True
            self.hub.spawn(self.send_newest())

    async def send_newest(self) -> None:
        """Broadcast until nothing is newer; after a failure the heartbeat begins again."""
        try:
            while self.sent < self.known:
                self.sent = await self.broadcast()
        finally:
            self.sending = False

    def seen(self, found: Versions) -> None:
        """What the heartbeat read in the database: heal whatever message was missed."""
        self.joined = found.joined
        if self.told_people != (self.joined, self.present):
            self.pulse_watchers()
        self.answered(
            pk for pk, version in found.questions.items() if version > self.drawn.get(pk, 0)
        )
        self.drawn.update(found.questions)
        self.changed(found.session)

    async def broadcast(self) -> int:
        """Send the newest state to all sockets here, wake the polls; the version sent."""
        snapshot = await self.newest()
        mine = await self.everyones(snapshot)
        self.send_to_phones(snapshot, mine)
        self.wake()
        self.expel_old_screens(snapshot.session.screen_token)
        for sockets, frame in (
            (self.screens, self.screen_state),
            (self.desks, self.desk_state),
        ):
            if sockets:
                push_all(sockets, "state", protocol.encode(frame(snapshot)), snapshot.version)
        self.dirty.update(question.pk for question in snapshot.questions)
        self.draw()
        return snapshot.version

    def expel_old_screens(self, token: str) -> None:
        """Screens that came by a link which was revoked meanwhile."""
        for socket in [each for each in self.screens if each.token not in ("", token)]:
            self.leave(socket)
            if socket.expel is not None:
                self.hub.spawn(socket.expel())

    def send_to_phones(self, snapshot: Snapshot, mine: dict[int, Mine]) -> None:
        spoken = {socket.language for socket in self.phones}
        frames = {language: self.frames(snapshot, language) for language in spoken}
        send_to_phones(frames, self.phones, mine, snapshot.version)

    def frames(self, snapshot: Snapshot, language: str) -> PhoneFrames:
        """The encoded state for phones, made once for a snapshot, a window and a language
        ('' is the session's)."""
        window = math.ceil(self.within)
        made = self.made.get(language)
        if made is None or made.snapshot is not snapshot or made.within != window:
            page = phone.draw_page(snapshot, self.hub.renderer, language)
            made = self.made[language] = PhoneFrames(snapshot, page, window)
        return made

    async def everyones(self, snapshot: Snapshot) -> dict[int, Mine]:
        told, self.news = self.news, None
        if told is not None and told.snapshot is snapshot:
            return told.mine
        if not snapshot.rounds or not self.phones:
            return {}
        return {**await self.hub.read(participants.answers, rounds=snapshot.rounds)}

    async def mine(self, snapshot: Snapshot, participant_id: int) -> Mine:
        if not snapshot.rounds:
            return NOTHING
        return await self.hub.mine.ask((tuple(snapshot.rounds), participant_id))

    # Long polling

    @contextmanager
    def waiting(self, person: int) -> Iterator[asyncio.Future[None]]:
        """A poll that is held: the future is done once something is newer."""
        news: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.polls.add(news)
        self.polling[person] += 1
        try:
            yield news
        finally:
            self.polls.discard(news)
            self.polling -= Counter([person])

    def wake(self) -> None:
        for future in self.polls:
            if not future.done():
                future.set_result(None)

    # Results

    def stored(self, question_id: int) -> None:
        """An answer was committed by this process; the others hear of it once a tick."""
        self.news = None  # was read before
        self.answered([question_id])
        if not self.untold:
            asyncio.get_running_loop().call_later(TICK, self.tell)
        self.untold.add(question_id)

    def tell(self) -> None:
        told, self.untold = list(self.untold), set()
        self.hub.spawn(self.hub.tell_answered(self.session_id, told))

    def answered(self, question_ids: Iterable[int]) -> None:
        self.dirty.update(question_ids)
        self.draw()

    def draw(self) -> None:
        if self.drawing is None and self.dirty and (self.screens or self.desks):
            self.drawing = asyncio.get_running_loop().create_task(self.draw_on_ticks())

    async def draw_on_ticks(self) -> None:
        """Count and send what changed, then rest a tick, until nothing changed."""
        try:
            while self.dirty and self.watchers:
                touched, self.dirty = self.dirty, set()
                snapshot = await self.newest()
                await self.send_results(snapshot, snapshot.find_touched(touched))
                await asyncio.sleep(TICK)
        except Exception:
            logger.exception("Results of session %s could not be counted", self.session_id)
        finally:
            self.drawing = None

    async def results(self, snapshot: Snapshot, keys: list[str]) -> list[results.Frames]:
        """Per key the frame for desks and the frame for screens, counted now."""
        return await self.hub.read(results.count, snapshot=snapshot, keys=keys) if keys else []

    async def screen_frames(self) -> list[Any]:
        """All that a projector needs that knows nothing yet."""
        snapshot = await self.newest()
        found = await self.results(snapshot, snapshot.result_keys)
        return [self.screen_state(snapshot), *(each.screen for each in found)]

    async def desk_frames(self) -> list[Any]:
        snapshot = await self.newest()
        found = await self.results(snapshot, snapshot.result_keys)
        return [self.desk_state(snapshot), *(each.desk for each in found)]

    def screen_state(self, snapshot: Snapshot) -> dict[str, Any]:
        return screen.state(snapshot, joined=self.joined, present=self.present)

    def desk_state(self, snapshot: Snapshot) -> dict[str, Any]:
        seen = desk.state(snapshot, joined=self.joined, present=self.present)
        return {**seen, "warnings": sorted(self.warnings)}

    async def send_results(self, snapshot: Snapshot, keys: list[str]) -> None:
        for each in await self.results(snapshot, keys):
            key = f"results:{each.desk['question']}"
            if question := snapshot.by_key.get(each.desk["question"]):
                self.drawn[question.pk] = each.desk["version"]
            push_all(self.desks, key, protocol.encode(each.desk))
            push_all(self.screens, key, protocol.encode(each.screen))

    # Pulse

    def pulse(self) -> None:
        beat = {"type": "pulse", "version": self.known, "within": self.within, **self.timer}
        push_all(self.phones, "pulse", protocol.encode(beat))
        self.pulse_watchers()

    @property
    def timer(self) -> dict[str, int]:
        """The seconds that are left, while a timer runs."""
        left = self.snapshot.timer if self.snapshot else None
        return {} if left is None else {"timer": left}

    def pulse_watchers(self) -> None:
        joined, present = self.told_people = self.joined, self.present
        beat = {"type": "pulse", "version": self.known, "joined": joined, "present": present}
        beat |= self.timer
        push_all(self.screens, "pulse", protocol.encode(beat))
        beat |= {"warnings": sorted(self.warnings)}
        push_all(self.desks, "pulse", protocol.encode(beat))

    def warn(self, of: str, holds: bool) -> None:
        """Desks hear at once when something begins or ends to be worth a warning."""
        if holds != (of in self.warnings):
            self.warnings ^= {of}
            self.pulse_watchers()
            self.wake()

    def close(self) -> None:
        self.wake()
        if self.drawing is not None:
            self.drawing.cancel()


def push_all(sockets: Iterable[Socket], key: str, frame: str, version: int = 0) -> None:
    """Send a frame; one that carries a version only to those who do not have a newer one."""
    message = shared(frame)
    for socket in sockets:
        if not version or socket.version <= version:
            socket.post(key, message)
            socket.version = max(socket.version, version)


def send_to_phones(
    frames: dict[str, PhoneFrames], phones: Iterable[Socket], mine: dict[int, Mine], version: int
) -> None:
    """One encoded frame a language for all who did not answer yet, an own one for who did."""
    unanswered = {language: shared(made.shared) for language, made in frames.items()}
    for socket in list(phones):  # who turns out to be gone leaves meanwhile
        if socket.version < version:
            socket.version = version
            if mine and (own := mine.get(socket.participant_id or 0)):
                socket.push("state", frames[socket.language].build(own))
            else:
                socket.post("state", unanswered[socket.language])


class PhoneFrames:
    """The state of phones, encoded once; only the participant's own answers differ."""

    def __init__(self, snapshot: Snapshot, page: PhonePage, within: float) -> None:
        self.snapshot = snapshot
        self.page = page
        self.within = within
        self.head = protocol.encode(phone.head(snapshot, page, within))[:-1]
        self.shared = self.build(NOTHING)

    def frame(self, mine: Mine) -> str:
        return self.build(mine) if mine else self.shared

    def build(self, mine: Mine) -> str:
        questions = protocol.encode(phone.questions(self.snapshot, mine))
        aside = protocol.encode(phone.audience_questions(self.snapshot, self.page, mine))
        return f'{self.head},"questions":{questions},"aside":{aside}}}'
