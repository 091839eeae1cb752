"""Group commit: answers and arrivals of a few milliseconds become one transaction."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
)
from django.utils.translation import gettext_lazy as _

from polls import database, metrics, outages, protocol
from polls.errors import PollsError
from polls.questions import responses
from polls.questions.responses import Answer
from polls.sessions import own_pace, participants
from polls.sessions.participants import Arrival, Guest

logger = logging.getLogger(__name__)

ENOUGH = 50  # items for which no window is waited

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class Batcher(Generic[Item, Outcome]):
    """Collects items for `window` seconds and hands them together to `commit` in a thread.

    What came in meanwhile makes up the next batch: at once when it is ENOUGH, else after
    another window. A commit costs a millisecond, and people who join come in by threes
    and fours.

    Each item comes with a `reply` that is called in the event loop once its outcome is
    on disk, or with the PollsError that says why it is not.
    """

    def __init__(
        self,
        commit: Callable[[Sequence[Item]], Sequence[Outcome | PollsError]],
        executor: ThreadPoolExecutor,
        *,
        window: float = 0.003,
        batch: int = 2_000,
        limit: int = 20_000,
    ) -> None:
        self.commit = commit
        self.executor = executor
        self.window = window
        self.batch = batch
        self.limit = limit
        self.waiting: list[tuple[Item, Callable[[Outcome | PollsError], None]]] = []
        self.task: asyncio.Task[None] | None = None

    def put(self, item: Item, reply: Callable[[Outcome | PollsError], None]) -> None:
        """Queue an item; a full queue says so at once instead of promising anything."""
        if len(self.waiting) >= self.limit:
            reply(server_busy())
            return
        self.waiting.append((item, reply))
        if self.task is None:
            self.task = asyncio.get_running_loop().create_task(self.run())

    async def ask(self, item: Item) -> Outcome:
        """Queue an item and wait for its outcome; raises the PollsError of a refusal."""
        answer: asyncio.Future[Outcome | PollsError] = asyncio.get_running_loop().create_future()
        self.put(item, lambda outcome: None if answer.done() else answer.set_result(outcome))
        outcome = await answer
        if isinstance(outcome, PollsError):
            raise outcome
        return outcome

    async def run(self) -> None:
        try:
            while self.waiting:
                if len(self.waiting) < ENOUGH:
                    await asyncio.sleep(self.window)
                taken, self.waiting = self.waiting[: self.batch], self.waiting[self.batch :]
                outcomes = await asyncio.get_running_loop().run_in_executor(
                    self.executor, self.store, [item for item, _reply in taken]
                )
                for (_item, reply), outcome in zip(taken, outcomes, strict=True):
                    reply(outcome)
        finally:
            self.task = None

    def store(
        self, items: Sequence[Item], *, again: bool = False
    ) -> Sequence[Outcome | PollsError]:
        """Commit all; when that fails, each by itself, so that one bad item takes no others.

        A connection that broke gets one more try on a new one. Without a database none
        can succeed: then all hear at once that they have to send again.
        """
        if database.place.gone():
            return [not_stored() for _ in items]
        try:
            outcomes = self.commit(items)
            outages.database.ended()
            return outcomes
        except (OperationalError, InterfaceError) as problem:
            log_failure(problem, len(items))
            if drop_broken() and not again:
                return self.store(items, again=True)
            return [not_stored() for _ in items]
        except IntegrityError:  # somebody's row was deleted in the meantime
            return [self.store_one(item) for item in items]
        except Exception as problem:
            log_failure(problem, len(items))
            renew_connection()
            return [self.store_one(item) for item in items]

    def store_one(self, item: Item) -> Outcome | PollsError:
        try:
            return self.commit([item])[0]
        except IntegrityError:
            return protocol.unknown_device()
        except (DatabaseError, InterfaceError) as problem:
            log_failure(problem, 1)
            renew_connection()
            return not_stored()
        except Exception:
            logger.exception("An item could not be stored")
            return PollsError("server.error", _("Er ging iets mis. Probeer het opnieuw."))


def log_failure(problem: Exception, items: int) -> None:
    metrics.UNSTORED.inc()
    logger.warning("A batch of %d was not stored: %s", items, type(problem).__name__, exc_info=True)


def drop_broken() -> bool:
    """Whether there was a connection, now given up; otherwise none could be made."""
    had = connection.connection is not None
    renew_connection()
    return had


def renew_connection() -> None:
    connection.close_if_unusable_or_obsolete()
    close_old_connections()


def server_busy() -> PollsError:
    return PollsError(
        "server.busy",
        _("Het is druk. Je antwoord is bewaard; we proberen het zo opnieuw."),
        retry_after=2,
    )


def not_stored() -> PollsError:
    return PollsError(
        "server.not_stored",
        _("Je antwoord is nog niet opgeslagen. We proberen het zo opnieuw."),
        retry_after=2,
    )


class Recorder:
    """Everything that participants write, through one thread and one connection."""

    def __init__(self) -> None:
        self.executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recorder")
        self.answers: Batcher[Answer, responses.Outcome] = Batcher(store_answers, self.executor)
        self.arrivals: Batcher[Arrival, Guest] = Batcher(store_arrivals, self.executor, window=0.01)
        self.farewells: Batcher[int, bool] = Batcher(
            lambda items: own_pace.mark_finished(participant_ids=items), self.executor
        )


def store_answers(items: Sequence[Answer]) -> Sequence[responses.Outcome | PollsError]:
    with metrics.COMMIT.labels("answers").time():
        outcomes = responses.record_batch(answers=items)
    refused = ("refused" if isinstance(each, PollsError) else each for each in outcomes)
    for outcome, count in Counter(refused).items():
        metrics.ANSWERS.labels(outcome).inc(count)
    return outcomes


def store_arrivals(items: Sequence[Arrival]) -> Sequence[Guest | PollsError]:
    with metrics.COMMIT.labels("arrivals").time():
        guests = participants.admit_arrivals(arrivals=items)
    metrics.JOINS.inc(sum(isinstance(each, Guest) and each.new for each in guests))
    return guests
