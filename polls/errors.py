"""The one exception that carries a refusal to the person who asked."""

from __future__ import annotations

from typing import Any


class PollsError(Exception):
    """A request that changes nothing: a dotted code for programs, a sentence for people.

    The sentence may be lazy: it is then told in the language of whoever hears it.
    `retry_after` (seconds) is set when the same request may succeed later; `field` is the part
    of an answer that is wrong, as its form names it.
    """

    def __init__(
        self, code: str, message: Any, *, retry_after: float | None = None, field: str = ""
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.words = message
        self.retry_after = retry_after
        self.field = field

    @property
    def message(self) -> str:
        return str(self.words)
