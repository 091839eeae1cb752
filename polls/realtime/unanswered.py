"""Of each question that phones answer now: who is connected here and has not answered.

'31 of 36' counts whoever is here now or answered. The answers are counted in the database;
the others are these, kept as people come, answer and go, so that nobody is counted anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from polls.sessions.participants import NOBODY
from polls.views.snapshot import Mine

Round = tuple[int, int]  # question and round


class Unanswered:
    def __init__(self) -> None:
        self.silent: dict[Round, set[int]] = {}
        self.answered: dict[Round, set[int]] = {}  # as far as this process knows

    def ask(
        self, rounds: Sequence[Round], people: Iterable[int], answers: Mapping[int, Mine]
    ) -> None:
        """These are asked now, of these people, of whom some answered before."""
        here = {person for person in people if person != NOBODY}
        known = self.answered
        self.answered = {
            each: known.get(each, set())
            | {person for person, mine in answers.items() if each[0] in mine}
            for each in rounds
        }
        self.silent = {each: here - self.answered[each] for each in rounds}

    def arrive(self, person: int, rounds: Sequence[Round], mine: Mine) -> None:
        if person == NOBODY:
            return
        for each in rounds:
            if each[0] in mine:
                self.answer(person, each)
            elif person not in self.answered.get(each, ()):
                self.silent.setdefault(each, set()).add(person)

    def answer(self, person: int, round: Round) -> None:
        self.answered.setdefault(round, set()).add(person)
        self.silent.get(round, set()).discard(person)

    def note(self, person: int, question: int, round: int | None) -> None:
        """An answer was stored; without a round it is of the one that is asked now."""
        for asked in [each for each in self.silent if each[0] == question]:
            if round is None or round == asked[1]:
                self.answer(person, asked)

    def leave(self, person: int) -> None:
        for people in self.silent.values():
            people.discard(person)

    def keep(self, people: set[int]) -> None:
        """Of those who came by a poll nobody hears when they left."""
        for silent in self.silent.values():
            silent &= people

    def count(self) -> dict[Round, int]:
        return {round: len(people) for round, people in self.silent.items()}
