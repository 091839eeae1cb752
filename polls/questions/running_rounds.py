"""Large rounds as this process counted them last: only what changed since is read again.

Every batch of answers raises the version of its question by one, and keeps whose answers it
changed. Whoever counted an earlier version reads the answers of these people again. Where a
version is missing something else happened: an action, answers by hand, a text that was removed, a
backup that was put back. Then all of it is counted anew; so it is when the question closes.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Any, NamedTuple

import orjson
from django.db import connection

from polls import kinds
from polls.kinds.base import Counted
from polls.models import LiveSession, Question
from polls.questions.answer_rows import Rows, read_kept, read_stored
from polls.sql import one_of

FEW = 1_000  # answers that the database counts again each time, in a few milliseconds
MOST = 8  # rounds that are remembered: those that were asked for last
PIECE = 500  # people in a statement


class Row(NamedTuple):
    id: int
    value: str
    late: bool
    by_hand: bool


class Group:
    """Everybody who gave one answer; in the order of answers it stands where its first row does."""

    __slots__ = ("counted", "first", "rows", "value")

    def __init__(self, value: str) -> None:
        self.value = orjson.loads(value)
        self.rows: set[int] = set()
        self.first = 0
        self.counted = Counted(self.value, 0)


class Running:
    """One round at one version of its question."""

    def __init__(self, question: Question, round: int) -> None:
        self.question_id, self.round = question.pk, round
        self.kind = kinds.of(question)
        self.version = question.version  # read before the rows, so it never claims more
        self.rows: dict[int, Row] = {}
        self.groups: dict[str, Group] = {}  # only where people write words of their own
        self.tally = self.kind.tally([])
        self.late = self.by_hand = 0
        self.put(self.read())

    def catch_up(self, question: Question) -> bool:
        """Read again what batches changed; False when something else happened too."""
        found = read_batches(self.question_id, self.version)
        newest = self.version + len(found)
        unbroken = [version for version, _people in found] == [*range(self.version + 1, newest + 1)]
        if not unbroken or not self.version <= question.version <= newest:
            return False
        people = sorted({person for _version, people in found for person in people})
        for start in range(0, len(people), PIECE):
            self.put(self.read(people[start : start + PIECE]))
        self.version = newest
        return True

    def read(self, people: Sequence[int] | None = None) -> list[Row]:
        """The answers as they are now, of everybody or of these people."""
        condition, ids = one_of("participant_id", people) if people else ("TRUE", [])
        with connection.cursor() as cursor:
            cursor.execute(  # the only thing put into the text is a condition with %s
                "SELECT id, value, late, by_hand FROM polls_response"  # noqa: S608
                f" WHERE question_id = %s AND round = %s AND {condition}",
                [self.question_id, self.round, *ids],
            )
            # Sorted here: SQLite would look for a few people in all rows to have their order.
            return [Row._make(found) for found in sorted(cursor.fetchall())]

    def put(self, rows: Iterable[Row]) -> None:
        """Count these rows instead of what they were."""
        changed: Counter[str] = Counter()
        texts = self.kind.has_texts()
        for row in rows:
            before = self.rows.get(row.id)
            if before == row:
                continue
            self.rows[row.id] = row
            changed[row.value] += 1
            self.late += row.late
            self.by_hand += row.by_hand
            if before is not None:
                changed[before.value] -= 1
                self.late -= before.late
                self.by_hand -= before.by_hand
            if texts:
                self.move(row, before)
        if texts:
            self.put_in_order(changed)
        else:
            more = [Counted(orjson.loads(value), n) for value, n in changed.items() if n]
            self.tally = add(self.tally, self.kind.tally(more))

    def move(self, row: Row, before: Row | None) -> None:
        if before is not None:
            self.groups[before.value].rows.discard(row.id)
        if row.value not in self.groups:
            self.groups[row.value] = Group(row.value)
        self.groups[row.value].rows.add(row.id)

    def put_in_order(self, changed: Iterable[str]) -> None:
        """New groups stand last, which is where they belong unless an older row came to them."""
        disturbed, last = False, max((group.first for group in self.groups.values()), default=0)
        for value in changed:
            group = self.groups[value]
            if not group.rows:
                del self.groups[value]
                continue
            first = min(group.rows)
            disturbed |= first != group.first and (bool(group.first) or first < last)
            group.first, last = first, max(first, last)
            group.counted = Counted(group.value, len(group.rows))
        if disturbed:
            self.groups = dict(sorted(self.groups.items(), key=lambda item: item[1].first))

    def result(self) -> Rows:
        if not self.kind.has_texts():
            return Rows([], self.late, self.by_hand, tally=self.tally)
        return Rows([group.counted for group in self.groups.values()], self.late, self.by_hand)


Key = tuple[int, int, str]  # question, round, and the epoch of the session
remembered: OrderedDict[Key, Running] = OrderedDict()
lock = Lock()


def read_round(question: Question, round: int) -> Rows:
    """As read_rows of answer_rows, and of a kind without own words only its tally."""
    kept = read_kept(question, round)
    if kept is not None:
        return kept
    epoch, aside = LiveSession.objects.values_list("epoch", "aside").get(pk=question.session_id)
    key = (question.pk, round, epoch)
    with lock:
        known = remembered.pop(key, None)
        if aside or not (known and known.catch_up(question)):
            if aside or is_small(question, round):
                return read_stored(question, round)
            known = Running(question, round)
        remembered[key] = known
        if len(remembered) > MOST:
            remembered.popitem(last=False)
        return known.result()


def is_small(question: Question, round: int) -> bool:
    """Whether the database may count all of it each time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM (SELECT 1 FROM polls_response"
            " WHERE question_id = %s AND round = %s LIMIT %s) AS first_ones",
            [question.pk, round, FEW],
        )
        return int(cursor.fetchone()[0]) < FEW


def read_batches(question_id: int, version: int) -> list[tuple[int, list[int]]]:
    """The versions after this one that were batches, each with whose answers it changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT version, people FROM polls_batch WHERE question_id = %s AND version > %s"
            " ORDER BY version",
            [question_id, version],
        )
        return [(version, orjson.loads(people)) for version, people in cursor.fetchall()]


def add(one: Any, other: Any) -> Any:
    """Two tallies of numbers together."""
    if isinstance(one, dict):
        return {key: add(part, other[key]) for key, part in one.items()}
    if isinstance(one, list):
        return [add(*parts) for parts in zip(one, other, strict=True)]
    return one + other
