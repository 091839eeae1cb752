"""Results for those who look on: whole at first, after that only what differs from the last ones.

Of a figure little more than its numbers changes while answers come in. Who says `?changes=1` when
it connects puts the rest together itself; all others get every frame whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from polls import protocol
from polls.realtime.sockets import Socket, make_shared_message

Frame = Mapping[str, Any]
WISH = b"changes=1"


def send_results(sockets: Iterable[Socket], frame: Frame) -> None:
    """To each the frame, or what changed in it since the one that this socket got before it."""
    key = f"results:{frame['question']}"
    whole = cache(lambda: make_shared_message(protocol.encode_json(frame)))
    made: dict[int, Any] = {}  # by the frame that a socket has: nearly always all have the same
    for socket in sockets:
        message = None
        if socket.known is not None:
            before, socket.known[key] = socket.known.get(key), frame
            # Behind a frame that is not sent yet another may take its place, so it is whole.
            if before is not None and not socket.is_behind:
                if id(before) not in made:
                    made[id(before)] = make_shared_message(write_changes(before, frame))
                message = made[id(before)]
        socket.post(key, message or whole())


def write_changes(before: Frame, now: Frame) -> str:
    found = {"question": now["question"], "changes": find_changes(before, now) or {}}
    return protocol.encode_json({"type": "changes", **found})


def find_changes(before: Any, now: Any) -> Any:
    """None when nothing changed; `[now]` in the place of what was there; of an object or a list
    whose keys or length stayed the same, an object with the changes of its parts."""
    if isinstance(now, dict) and isinstance(before, dict) and now.keys() == before.keys():
        parts: Iterable[Any] = now
    elif isinstance(now, list) and isinstance(before, list) and len(now) == len(before):
        parts = range(len(now))
    else:
        return None if type(now) is type(before) and now == before else [now]
    changes = {str(part): find_changes(before[part], now[part]) for part in parts}
    return {part: change for part, change in changes.items() if change is not None} or None
