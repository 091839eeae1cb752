"""The names of channel groups and of the messages between processes, all in one place."""

from __future__ import annotations

CHANGED = "session.changed"  # {"session": id, "version": int}: a facilitator's action was committed
ANSWERED = "session.answered"  # {"session": id, "questions": [id]}: answers were committed
# {"session", "process", "people": int, "crowded": bool, "odd": [participant]}: every second
PRESENT = "session.present"


def session_group(installation: str, session_id: int) -> str:
    """Of this installation: others may use the same Redis, which has no walls for messages."""
    return f"{installation}-session-{session_id}"
