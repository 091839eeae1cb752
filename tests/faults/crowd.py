"""Generated answers with a known result, and the check of a history against it."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

CHOICES = ("goed", "minder")
TEXTS = ("voorbeelden", "associaties", "opbrengst", "belang", "uitdaging", "context", "tip")
QUESTIONS = (*CHOICES, *TEXTS)

Slot = tuple[int, str, int]  # person, question, round


@dataclass(frozen=True, slots=True)
class Tap:
    """One answer of one person. `sockets` says over which of the two it goes, in order."""

    id: str
    person: int
    question: str
    round: int
    seq: int
    value: list[str]
    sockets: tuple[int, ...]

    @property
    def slot(self) -> Slot:
        return self.person, self.question, self.round

    @property
    def frame(self) -> dict[str, Any]:
        names = ("id", "question", "round", "seq", "value")
        return {"type": "answer", **{name: getattr(self, name) for name in names}}


@dataclass
class Plan:
    """Taps by round and person, in the order in which they are sent."""

    taps: dict[int, dict[int, list[Tap]]]

    @property
    def all(self) -> list[Tap]:
        return [tap for round in self.taps.values() for person in round.values() for tap in person]

    @property
    def messages(self) -> int:
        return sum(len(tap.sockets) for tap in self.all)

    @property
    def expected(self) -> dict[Slot, tuple[int, list[str]]]:
        """What must be stored: of each slot the tap with the highest seq."""
        found: dict[Slot, tuple[int, list[str]]] = {}
        for tap in self.all:
            found[tap.slot] = max(found.get(tap.slot, (0, [])), (tap.seq, tap.value))
        return found


def plan(*, messages: int, people: int, seed: int) -> Plan:
    """Of the messages 30 % repeat an earlier one, 10 % come on two sockets at once and
    10 % change an answer; each person's come in any order, so older ones come late."""
    rng = random.Random(seed)
    rounds = max(1, round(messages * 0.55 / people / len(QUESTIONS)))
    taps = {}
    for number in range(1, rounds + 1):
        taps[number] = {person: round_of(person, number, rng) for person in range(people)}
    return Plan(taps)


def round_of(person: int, round: int, rng: random.Random) -> list[Tap]:
    sent: list[Tap] = []
    for question in QUESTIONS:
        for seq in range(1, 3 if rng.random() < 0.2 else 2):
            sent.append(new_tap(person, question, round, seq, rng))
            if sent[-1].sockets == (0, 1) or rng.random() < 0.44:
                again = rng.choice([(0,), (1,)])
                sent.append(repeated(sent[-1], again))
    rng.shuffle(sent)
    return sent


def new_tap(person: int, question: str, round: int, seq: int, rng: random.Random) -> Tap:
    value = [rng.choice("ABCDE")] if question in CHOICES else [f"woord {rng.randrange(40)}"]
    sockets = rng.choices([(0,), (1,), (0, 1)], [45, 45, 10])[0]
    id = str(UUID(int=rng.getrandbits(128), version=4))
    return Tap(id, person, question, round, seq, value, sockets)


def repeated(tap: Tap, sockets: tuple[int, ...]) -> Tap:
    return Tap(tap.id, tap.person, tap.question, tap.round, tap.seq, tap.value, sockets)


@dataclass
class History:
    """What clients were told (by id of the tap) and what stands in the database."""

    replies: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    rows: list[tuple[Slot, int, list[str]]] = field(default_factory=list)

    def hear(self, reply: Mapping[str, Any]) -> None:
        self.replies[reply["id"]][reply.get("outcome") or reply["code"]] += 1


def problems(plan: Plan, history: History) -> set[str]:
    """The promises that the history breaks; empty when all are kept."""
    stored = {slot: (seq, value) for slot, seq, value in history.rows}
    expected = plan.expected
    checks = {
        "doubled": len(history.rows) != len(stored),
        "lost": bool(expected.keys() - stored.keys()),
        "invented": bool(stored.keys() - expected.keys()),
        "not the newest": any(expected.get(slot) != row for slot, row in stored.items()),
        "acknowledged untruly": any(untrue(plan.all, history, stored)),
        "two answers to one id": any(len(told) > 1 for told in history.replies.values()),
        "not answered": sum(told.total() for told in history.replies.values()) != plan.messages,
        "refused": any("." in code for told in history.replies.values() for code in told),
        "first twice": any(count > 1 for count in firsts(plan.all, history).values()),
    }
    return {name for name, broken in checks.items() if broken}


def untrue(
    taps: Iterable[Tap], history: History, stored: Mapping[Slot, tuple[int, list[str]]]
) -> Iterable[bool]:
    """Of each acknowledged tap whether the database now has less than was promised."""
    for tap in taps:
        if history.replies[tap.id].keys() & {"stored", "changed"}:
            seq, value = stored.get(tap.slot, (0, []))
            yield seq < tap.seq or (seq == tap.seq and value != tap.value)


def firsts(taps: Iterable[Tap], history: History) -> Counter[Slot]:
    """How many taps of a slot were told that they were its first."""
    ids = {tap.id: tap.slot for tap in taps}
    return Counter(slot for id, slot in ids.items() if history.replies[id]["stored"])
