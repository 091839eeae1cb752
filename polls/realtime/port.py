"""What a room may ask of the process that it is in; the hub answers, and tests can."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Protocol, TypeVar

from polls.views.renderer import Renderer
from polls.views.snapshot import Mine

Answer = TypeVar("Answer")
Rounds = tuple[tuple[int, int], ...]  # (question, round) of the current slide


class Port(Protocol):
    process: str  # its name among the processes
    renderer: Renderer

    async def read(self, function: Callable[..., Answer], **arguments: Any) -> Answer:
        """Run a function that reads the database, in a thread that may wait."""

    async def read_mine(self, rounds: Rounds, participant_id: int) -> Mine:
        """What one participant answered; those who ask at once share a query."""

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin something that nobody waits for."""

    def forget_room(self, session_id: int) -> None:
        """Let go of the room of a session that was deleted."""

    async def tell_answered(self, session_id: int, question_ids: list[int]) -> None:
        """Tell the other processes that answers to these questions were committed."""
