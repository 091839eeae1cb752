"""Whoever hears what actions tell, for tests of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from polls.models import LiveSession, Question
from polls.views.news import News, read_change
from workshop.facilitating import presentation


@dataclass
class Ear:
    """A listener that keeps what it heard, as a hub with somebody in every session."""

    everyone: list[int] = field(default_factory=list)  # versions
    results: list[list[int]] = field(default_factory=list)  # ids of questions
    news: list[News] = field(default_factory=list)
    odd: list[int] = field(default_factory=list)  # participants

    def announce_change(
        self, session: LiveSession, questions: Sequence[Question] | None = None
    ) -> None:
        self.everyone.append(session.version)
        self.news.append(read_change(session, presentation, questions))

    def announce_results(self, session_id: int, question_ids: list[int]) -> None:
        self.results.append(question_ids)

    def find_odd_devices(self, session_id: int) -> list[int]:
        return self.odd

    def forget(self) -> None:
        for heard in (self.everyone, self.results, self.news):
            heard.clear()

    @property
    def silent(self) -> bool:
        return not self.everyone and not self.results
