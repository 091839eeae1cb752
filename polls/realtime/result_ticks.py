"""The results of a room: counted and sent on ticks, however many answers come in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping

from polls.realtime.changed_results import send_results
from polls.realtime.port import Port
from polls.realtime.presence import Presence
from polls.realtime.snapshots import Snapshots
from polls.views import results
from polls.views.results import Audience, Frames
from polls.views.snapshot import Snapshot

logger = logging.getLogger(__name__)

TICK = 0.2  # seconds between two frames of results: at most five a second


class ResultTicks:
    def __init__(self, port: Port, snapshots: Snapshots, presence: Presence) -> None:
        self.port = port
        self.snapshots = snapshots
        self.presence = presence
        self.dirty: set[int] = set()  # questions to count again
        self.untold: set[int] = set()  # questions that other processes have to hear of
        self.drawn: dict[int, int] = {}  # question -> version of its newest results
        self.told: dict[str, int] = {}  # result -> of how many, as it was told last
        self.ticking: asyncio.Task[None] | None = None

    def mark_stored(self, question_id: int) -> None:
        """An answer was committed by this process; the others hear of it once a tick."""
        self.mark_dirty([question_id])
        if not self.untold:
            asyncio.get_running_loop().call_later(TICK, self.tell_others)
        self.untold.add(question_id)

    def tell_others(self) -> None:
        told, self.untold = list(self.untold), set()
        self.port.spawn(self.port.tell_answered(self.snapshots.session_id, told))

    def mark_dirty(self, question_ids: Iterable[int]) -> None:
        self.dirty.update(question_ids)
        anyone = self.presence.screens or self.presence.desks
        if self.ticking is None and self.dirty and anyone:
            self.ticking = asyncio.get_running_loop().create_task(self.send_on_ticks())

    def compare_versions(self, versions: Mapping[int, int]) -> None:
        """Count again what the database has a newer version of than was sent."""
        self.mark_dirty(pk for pk, version in versions.items() if version > self.drawn.get(pk, 0))
        self.drawn.update(versions)

    async def send_on_ticks(self) -> None:
        """Count and send what changed, then rest a tick, until nothing changed."""
        try:
            while self.dirty and self.presence.watchers:
                touched, self.dirty = self.dirty, set()
                snapshot = await self.snapshots.newest()
                await self.send(snapshot, snapshot.find_touched(touched))
                await asyncio.sleep(TICK)
        except Exception:
            logger.exception(
                "Results of session %s could not be counted", self.snapshots.session_id
            )
        finally:
            self.ticking = None

    async def send(self, snapshot: Snapshot, keys: list[str]) -> None:
        for each in await self.count(snapshot, keys):
            if question := snapshot.by_key.get(each.desk["question"]):
                self.drawn[question.pk] = each.desk["version"]
            send_results(self.presence.desks, each.desk)
            send_results(self.presence.screens, each.screen)

    async def count(self, snapshot: Snapshot, keys: list[str]) -> list[Frames]:
        """These results as they are now."""
        if not keys:
            return []
        before = self.find_audience()
        counted = await self.port.read(
            results.count_results,
            snapshot=snapshot,
            keys=keys,
            audience=before,
            languages=self.presence.find_other_languages(snapshot.session.language),
        )
        after = self.find_audience()
        return [self.steady(snapshot, each, before, after) for each in counted]

    def find_audience(self) -> Audience:
        return Audience(self.presence.count_everywhere(), self.presence.count_unanswered())

    def steady(self, snapshot: Snapshot, each: Frames, before: Audience, after: Audience) -> Frames:
        """Who answers while we count moves from the silent to the answers, and would stand on
        both sides, or on neither: of the numbers that may be right, the one that was told."""
        key = each.desk["question"]
        asked = snapshot.find_rounds(key)
        bounds = [each.desk["answered"] + at.count_silent(asked) for at in (before, after)]
        if any(at.counts(asked) for at in (before, after)):
            told = self.told.get(key, bounds[1])
            each.desk["of"] = each.screen["of"] = min(max(told, min(bounds)), max(bounds))
        self.told[key] = each.desk["of"]
        return each

    def stop(self) -> None:
        if self.ticking is not None:
            self.ticking.cancel()
