"""How long answers are kept, and how they go: after a while, or now; for good."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from polls import database, kinds
from polls.errors import PollsError
from polls.models import Action, LiveSession, Participant, Question, Response, TextMark
from polls.questions import kept_totals
from polls.results import tallies
from polls.sessions import sessions
from polls.texts import moderation, purging
from polls.texts.index import read_index

logger = logging.getLogger(__name__)

KEYS = timedelta(hours=1)  # after the end: so long an accidental end can be taken back
LONGEST = timedelta(days=3650)
PATIENCE = "2s"  # for a lock that a long reader holds
TABLES = (LiveSession, Participant, Question, Response, TextMark, Action)


@dataclass(frozen=True, slots=True)
class Purged:
    """A session whose answers were removed, and how many they were."""

    code: str
    answers: int


@dataclass(frozen=True, slots=True)
class Report:
    """What one run of the purge did."""

    keys: int
    sessions: tuple[Purged, ...]


# After a while


def run(*, now: datetime | None = None) -> Report:
    """Forget keys and remove answers whose time has come. Run it as often as you like."""
    now = now or timezone.now()
    keys = forget_keys(now=now)
    gone = tuple(purge(session_id=pk, now=now) for pk in due(now).values_list("pk", flat=True))
    if gone:
        scrub()
    if keys:
        logger.info("Forgot the keys of %d devices", keys)
    return Report(keys, gone)


def forget_keys(*, now: datetime) -> int:
    """Nothing leads from an answer to a device any more; the number of keys."""
    people = Participant.objects.filter(session__ended__lte=now - KEYS, key_hash__isnull=False)
    return people.update(key_hash=None)


def due(now: datetime) -> QuerySet[LiveSession]:
    """The sessions whose answers have been kept long enough."""
    today = timezone.localdate(now)
    by_rule = Q(keep_until=None, last__lte=now - timedelta(days=settings.RETENTION_DAYS))
    found = LiveSession.objects.annotate(last=Coalesce("ended", "position_since"))
    return found.filter(
        Q(keep_until__lt=today) | by_rule,
        Q(pk__in=Response.objects.values("question__session"))
        | Q(pk__in=TextMark.objects.values("question__session"), purged=None),
    ).order_by("pk")


def kept_until(session: LiveSession) -> date:
    """The last day that the answers of a session are there."""
    last = session.ended or session.position_since
    return session.keep_until or timezone.localdate(last) + timedelta(days=settings.RETENTION_DAYS)


@transaction.atomic
def keep_until(*, session_id: int, day: date) -> int:
    """Keep the answers up to and including this day, as phones say too; the new version."""
    today = timezone.localdate()
    if not today <= day <= today + LONGEST:
        raise wrong_day()
    session = sessions.locked(session_id)
    session.keep_until = day
    return sessions.changed(session)


def wrong_day() -> PollsError:
    return PollsError("retention.day", _("Kies een dag vanaf vandaag, hooguit tien jaar verder."))


@transaction.atomic
def purge(*, session_id: int, now: datetime) -> Purged:
    """Remove the answers of a session, and end it; totals and approved texts stay."""
    session = sessions.locked(session_id)
    session.ended = session.ended or session.position_since
    session.paused = False
    session.purged = now
    for question in session.questions.select_for_update():
        reduce(question)
    answers, _by_model = Response.objects.filter(question__session=session).delete()
    session.participants.update(key_hash=None)
    session.actions.update(before={})
    Action.objects.create(session=session, name="purge", slide="", before={})
    sessions.changed(session)
    logger.info("Removed %d answers of session %s", answers, session.code)
    return Purged(session.code, answers)


def reduce(question: Question) -> None:
    """Keep the totals of every round that was answered, and the marks of texts that stay."""
    index = read_index(question)
    stay: dict[str, TextMark] = {}
    rounds = question.responses.order_by("round").values_list("round", flat=True).distinct()
    for round in [*map(int, question.totals), *rounds]:
        result = tallies.count(question=question, round=round, joined=0)
        texts: Counter[str] = Counter()
        for card in purging.select_kept(result.cards, index):
            mark = purging.make_mark(question, card, index)
            texts[stay.setdefault(mark.card, mark).text] += card.count
        question.totals[str(round)] = kept_totals.make_totals(
            question, result.tally, result.late, result.by_hand, texts
        )
    question.marks.all().delete()
    TextMark.objects.bulk_create(stay.values())
    if question.state in (Question.State.OPEN, Question.State.PAUSED):
        question.state = Question.State.CLOSED
    question.on_break = False
    question.grace_until = None
    question.spotlight = ""
    question.version += 1
    question.save()


# Now


def delete_session(*, session_id: int) -> None:
    """Everything of a session, totals too. It may not be running."""
    with transaction.atomic():
        session = sessions.locked(session_id)
        if session.state in ("live", "paused"):
            raise PollsError("session.running", _("Deze sessie is nog bezig. Beëindig haar eerst."))
        code = session.code
        session.delete()
    scrub()
    logger.info("Deleted session %s", code)


@transaction.atomic
def delete_text(*, session_id: int, key: str, id: str) -> list[int]:
    """Remove a text, and what was merged into it, from every answer and round.

    Who wrote it still counts as somebody who answered. Call `scrub` after COMMIT.
    """
    question = moderation.lock_question(session_id, key)
    if not id:
        raise moderation.unknown_card()
    kind = kinds.get(question.kind)
    index = read_index(question)

    def without(text: str) -> str | None:
        return None if index.find_card(text) == id else text

    rows = []
    for row in question.responses.all():
        value = kind.revised(question.spec, row.value, without)
        if value != row.value:
            row.value = value
            rows.append(row)
    Response.objects.bulk_update(rows, ["value"], batch_size=500)
    for kept in question.totals.values():
        kept["texts"] = [
            [value, count]
            for value, count in kept["texts"]
            if not any(index.find_card(text) == id for text in kind.texts(question.spec, value))
        ]
    question.save(update_fields=["totals"])
    along = [card for card in index.marks if index.follow(card) == id]
    found, _by_model = question.marks.filter(card__in=along).delete()
    if not rows and not found:
        raise moderation.unknown_card()
    question.session.actions.update(before={})  # they hold what it takes to undo: the text
    if question.spotlight == id:
        question.spotlight = ""
    return moderation.raise_versions(question)


def scrub() -> None:
    """Leave no byte of what was deleted in the database's own files.

    Both databases write their files anew. SQLite empties its log too, and waits for who reads;
    PostgreSQL's write-ahead log keeps what was deleted until it is recycled.
    """
    with connection.cursor() as cursor:
        done = empty(cursor) if connection.vendor == "sqlite" else rewrite(cursor)
    if not done:
        logger.error("Deleted answers are still in the database's files: run `purge` again")


def empty(cursor: CursorWrapper) -> bool:
    """SQLite: a new file and an empty log."""
    cursor.execute("VACUUM")
    return database.empty_log()


def rewrite(cursor: CursorWrapper) -> bool:
    """PostgreSQL: new files for the tables.

    Nobody can answer while a table is written anew, so it does not wait for a long reader,
    behind whom everybody else would have to wait.
    """
    cursor.execute("SELECT set_config('lock_timeout', %s, false)", [PATIENCE])
    try:
        cursor.execute(f"VACUUM FULL {', '.join(model._meta.db_table for model in TABLES)}")
    except OperationalError:
        return False
    finally:
        cursor.execute("RESET lock_timeout")
    return True
