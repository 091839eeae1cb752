"""How many are here and how much waits, as it is at this moment."""

from __future__ import annotations

from collections.abc import Collection

from polls import metrics
from polls.realtime.recorder import Recorder
from polls.realtime.rooms import Room

KINDS = ("phones", "screens", "desks")


def measure(rooms: Collection[Room], recorder: Recorder) -> None:
    for kind in KINDS:
        found = sum(len(getattr(room.presence, kind)) for room in rooms)
        metrics.SOCKETS.labels(kind).set(found)
    metrics.ROOMS.set(sum(not room.presence.is_empty for room in rooms))
    metrics.WAITING.labels("answers").set(len(recorder.answers.waiting))
    metrics.WAITING.labels("arrivals").set(len(recorder.arrivals.waiting))
