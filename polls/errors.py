"""The one exception that carries a refusal to the person who asked."""

from __future__ import annotations


class PollsError(Exception):
    """A request that changes nothing: a dotted code for programs, a sentence for people.

    `retry_after` (seconds) is set when the same request may succeed later.
    """

    def __init__(self, code: str, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.retry_after = retry_after
