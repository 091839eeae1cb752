"""The newest snapshot of a session in this process, and the versions that it heard of."""

from __future__ import annotations

import asyncio

from polls.models import LiveSession
from polls.realtime.port import Port
from polls.sessions import access
from polls.views import news
from polls.views.news import News
from polls.views.snapshot import Snapshot


class Snapshots:
    def __init__(self, session_id: int, port: Port) -> None:
        self.session_id = session_id
        self.port = port
        self.latest: Snapshot | None = None
        self.known = 0  # the newest version that anyone told us of
        self.sent = 0  # the newest version that everyone here was sent
        self.joined = 0  # participants, as the database last said
        self.news: News | None = None  # what an action here read for the next broadcast
        self.loading: asyncio.Task[None] | None = None

    @property
    def fresh(self) -> Snapshot | None:
        """The snapshot in memory if it is the newest that we know of."""
        latest = self.latest
        return latest if latest is not None and latest.version >= self.known else None

    async def newest(self) -> Snapshot:
        """The snapshot in memory when it is the newest we know of, else a fresh one."""
        while (snapshot := self.fresh) is None:
            await self.reload()
        return snapshot

    async def reload(self) -> None:
        """Read the session; whoever comes meanwhile waits for the same reading."""
        if self.loading is None:
            self.loading = asyncio.get_running_loop().create_task(self.load())
        await asyncio.shield(self.loading)  # one who hangs up must not stop it for the others

    async def load(self) -> None:
        heard = self.known
        try:
            read = self.port.read(
                news.load_snapshot, session_id=self.session_id, renderer=self.port.renderer
            )
            self.accept_loaded(await read, heard)
        except LiveSession.DoesNotExist:  # deleted, by whichever process
            self.port.forget_room(self.session_id)
            raise access.unknown_code() from None
        finally:
            self.loading = None

    def accept_loaded(self, snapshot: Snapshot, heard: int) -> None:
        """Take a snapshot that was read after `heard` was the newest version we knew of.

        Versions only rise, so a snapshot older than what we had heard before reading can
        only mean that a backup was put back. Then nothing newer is to be waited for: we
        begin again from there. A version that we heard of while reading proves nothing: it
        may have been committed after we read.
        """
        if snapshot.version < heard == self.known:
            self.known = self.sent = snapshot.version
            self.latest = None
        self.replace_older(snapshot)
        self.known = max(self.known, snapshot.version)
        self.sent = self.sent or snapshot.version  # before this nobody here had been sent any
        self.joined = snapshot.joined or 0

    def replace_older(self, snapshot: Snapshot) -> None:
        if self.latest is None or snapshot.version > self.latest.version:
            self.latest = snapshot

    def accept_news(self, told: News) -> None:
        """What an action in this process read already, so that nobody reads it again."""
        self.replace_older(told.snapshot)
        self.news = told

    def take_news_of(self, snapshot: Snapshot) -> News | None:
        """The news that came with this snapshot, for one broadcast only."""
        told, self.news = self.news, None
        return told if told is not None and told.snapshot is snapshot else None
