"""How long answers are kept, and how they go: after a while, or now; for good."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from polls import database, kinds
from polls.errors import PollsError
from polls.kinds.base import Counted
from polls.models import (
    Action,
    Batch,
    DeckVersion,
    Deletion,
    LiveSession,
    Participant,
    Question,
    Response,
    TextMark,
)
from polls.questions import answer_rows, kept_totals
from polls.questions.answer_rows import Rows, read_rows
from polls.results import splits, tallies
from polls.sessions import sessions
from polls.texts import moderation, purging
from polls.texts.index import TextIndex, read_index

logger = logging.getLogger(__name__)

KEYS = timedelta(hours=1)  # after the end: so long an accidental end can be taken back
LONGEST = timedelta(days=3650)
PATIENCE = "2s"  # for a lock that a long reader holds
IDLE = timedelta(hours=2)  # without a change of slide: nobody votes in such a session
NIGHT = (3, 5)  # hours of the day in which nobody votes, whatever was left running
TABLES = (LiveSession, Participant, Question, Response, TextMark, Action)
LOCK = 0x506F6C73  # PostgreSQL's, held while answers are purged or tables rewritten


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
    failed: tuple[str, ...] = ()  # codes of sessions that could not be read
    left: bool = False  # whether deleted bytes are still in the database's files


# After a while


def purge_due(*, now: datetime | None = None) -> Report:
    """Forget keys and remove answers whose time has come. Run it as often as you like."""
    now = now or timezone.now()
    with database.hold_alone(LOCK) as alone:
        if not alone:  # another process is at it
            return Report(0, ())
        keys = forget_keys(now=now)
        gone, failed = purge_all(now)
        scrub_files(now=now)
    if keys:
        logger.info("Forgot the keys of %d devices", keys)
    return Report(keys, gone, failed, Deletion.objects.exists())


def purge_all(now: datetime) -> tuple[tuple[Purged, ...], tuple[str, ...]]:
    """The sessions that were purged, and the codes of those that could not be: one of them
    keeps no other from being purged."""
    gone: list[Purged] = []
    failed: list[str] = []
    for pk, code in due_sessions(now).values_list("pk", "code"):
        try:
            gone.append(purge_session(session_id=pk, now=now))
        except Exception as problem:  # whatever it is, the next session's time has come too
            # Its name only: a message can hold what somebody answered.
            logger.error("Session %s could not be purged: %s", code, type(problem).__name__)
            failed.append(code)
    return tuple(gone), tuple(failed)


def forget_keys(*, now: datetime) -> int:
    """Nothing leads from an answer to a device any more; the number of keys."""
    people = Participant.objects.filter(session__ended__lte=now - KEYS, key_hash__isnull=False)
    return people.update(key_hash=None)


def due_sessions(now: datetime) -> QuerySet[LiveSession]:
    """The sessions whose answers have been kept long enough."""
    today = timezone.localdate(now)
    by_rule = Q(pk=None)
    for days in LiveSession.objects.order_by().values_list("keep_days", flat=True).distinct():
        old = now - timedelta(days=days or settings.RETENTION_DAYS)
        by_rule |= Q(keep_until=None, keep_days=days, last__lte=old)
    found = LiveSession.objects.annotate(last=Coalesce("ended", "closes_at", "position_since"))
    return found.filter(
        Q(keep_until__lt=today) | by_rule,
        Q(pk__in=Response.objects.values("question__session"))
        | Q(pk__in=TextMark.objects.values("question__session"), purged=None),
    ).order_by("pk")


def kept_until(session: LiveSession) -> date:
    """The last day that the answers of a session are there."""
    last = session.ended or session.closes_at or session.position_since
    return session.keep_until or timezone.localdate(last) + timedelta(days=days_kept(session))


def days_kept(session: LiveSession) -> int:
    """How many days after its end, unless the facilitator chose a day."""
    return session.keep_days or settings.RETENTION_DAYS


def keep_until(session: LiveSession, day: date) -> None:
    """Keep the answers up to and including this day, as phones say too."""
    today = timezone.localdate()
    if not today <= day <= today + LONGEST:
        raise wrong_day()
    session.keep_until = day


def wrong_day() -> PollsError:
    return PollsError("retention.day", _("Kies een dag vanaf vandaag, hooguit tien jaar verder."))


@transaction.atomic
def purge_session(*, session_id: int, now: datetime) -> Purged:
    """Remove the answers of a session, and end it; totals and approved texts stay."""
    session = sessions.get_locked(session_id)
    last = min(session.closes_at, now) if session.closes_at else session.position_since
    session.ended = session.ended or last
    session.paused = False
    session.purged = now
    session.guard = without_names(session.guard)
    session.answered += answer_rows.count_people(session_id)
    questions = list(sessions.lock_questions(session))
    for question in questions:
        splits.decide(session, questions, question)
    for question in questions:
        reduce_question(question)
    answers, _by_model = Response.objects.filter(question__session=session).delete()
    Batch.objects.filter(question__session=session).delete()
    Deletion.objects.create()
    session.participants.update(key_hash=None)
    session.actions.update(before={})
    Action.objects.create(session=session, name="purge", slide="", before={})
    sessions.raise_version(session, ("ended", "paused", "purged", "guard", "answered"))
    logger.info("Removed %d answers of session %s", answers, session.code)
    return Purged(session.code, answers)


def without_names(guard: Mapping[str, Any]) -> dict[str, Any]:
    """What waits for a facilitator, without the names of people that it looks for."""
    return {name: value for name, value in guard.items() if name != "names"}


def reduce_question(question: Question) -> None:
    """Keep the totals of every round that was answered, and the marks of texts that stay."""
    index, kind = read_index(question), kinds.of(question)
    stay: dict[str, TextMark] = {}
    rounds = question.responses.order_by("round").values_list("round", flat=True).distinct()
    for round in [*map(int, question.totals), *rounds]:
        result = count_readable(question, round, index)
        texts: Counter[str] = Counter()
        counts = kind.text_counts(result.tally)
        for card in purging.select_kept(result.cards, index):
            mark = purging.make_mark(question, card, index)
            text = stay.setdefault(mark.card, mark).text
            # Cards that were corrected into one text: whoever wrote both counts once.
            texts[text] = counts.get(kind.same(text), texts[text] + card.count)
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
    question.guard = without_names(question.guard)
    question.version += 1
    question.save()


def count_readable(question: Question, round: int, index: TextIndex) -> tallies.Result:
    """A round with all answers that can be read; one that cannot keeps no other from its end."""
    rows = read_rows(question, round)
    try:
        return tallies.make_result(question, rows, index, joined=0, round=round)
    except Exception:
        good = [each for each in rows.answers if is_readable(question, each, index)]
        lost = sum(each.count for each in rows.answers) - sum(each.count for each in good)
        logger.error("%d answers could not be read; the totals of the purge lack them", lost)
        readable = rows._replace(answers=good)
        return tallies.make_result(question, readable, index, joined=0, round=round)


def is_readable(question: Question, answer: Counted, index: TextIndex) -> bool:
    try:
        tallies.make_result(question, Rows([answer], 0, 0), index, joined=0, round=question.round)
    except Exception:
        return False
    return True


# Now


def delete_session(*, session_id: int) -> None:
    """Everything of a session, totals too. It may not be running."""
    with transaction.atomic():
        session = sessions.get_locked(session_id)
        if session.state in ("live", "paused"):
            raise PollsError("session.running", _("Deze sessie is nog bezig. Beëindig die eerst."))
        code = session.code
        # By themselves these are one statement each; by their session they would be read first.
        for rows in (Response, TextMark, Batch):
            rows.objects.filter(question__session=session).delete()
        session.actions.all().delete()
        own = [deck.pk for deck in session.own_decks.all()]
        session.delete()
        DeckVersion.objects.filter(pk__in=own).delete()
        Deletion.objects.create()
    scrub_files()
    logger.info("Deleted session %s", code)


def delete_text(question: Question, id: str) -> None:
    """Remove a text, and what was merged into it, from every answer and round.

    Whoever wrote it still counts as somebody who answered. Call `scrub_files` after COMMIT: on
    SQLite it takes the text out of the log too.
    """
    moderation.check_texts(question)
    if not id:
        raise moderation.unknown_card()
    kind = kinds.of(question)
    index = read_index(question)

    def without(text: str) -> str | None:
        return None if index.find_card(text) == id else text

    rows = []
    for row in question.responses.all():
        value = kind.revised(row.value, without)
        if value != row.value:
            row.value = value
            rows.append(row)
    Response.objects.bulk_update(rows, ["value"], batch_size=500)
    question.totals = {
        round: {
            **kept,
            "texts": [
                [value, count]
                for value, count in kept["texts"]
                if not any(index.find_card(text) == id for text in kind.texts(value))
            ],
        }
        for round, kept in question.totals.items()
    }
    along = [card for card in index.marks if index.follow(card) == id]
    found, _by_model = question.marks.filter(card__in=along).delete()
    if not rows and not found:
        raise moderation.unknown_card()
    # They hold what it takes to undo them: the text.
    Action.objects.filter(session=question.session_id).update(before={})
    if question.spotlight == id:
        question.spotlight = ""
    Deletion.objects.create()


def scrub_files(*, now: datetime | None = None) -> None:
    """Leave no byte of what was deleted in the database's own files, without stopping a room.

    SQLite overwrites what it deletes, and its log is emptied here at once. Copies that it left
    when it moved rows, and everything in PostgreSQL, which never overwrites, go when the files
    are written anew. Nobody can answer meanwhile, so that waits until nobody wants to.
    """
    now = now or timezone.now()
    due = list(Deletion.objects.values_list("pk", flat=True))
    if not due:
        return
    if connection.vendor == "sqlite":
        database.empty_log()
    if not is_quiet(now):
        logger.info("What was deleted is written over once no session runs")
        return
    with database.hold_alone(LOCK) as alone:
        if alone and rewrite_tables():
            Deletion.objects.filter(pk__in=due).delete()
        elif alone:
            logger.error("Deleted answers are still in the database's files: run `purge` again")


def is_quiet(now: datetime) -> bool:
    """Whether nobody is about to answer."""
    hour = timezone.localtime(now).hour
    going_on = Q(closes_at__gt=now, opens_at__lte=now) | Q(position_since__gt=now - IDLE)
    recent = LiveSession.objects.filter(going_on, ended=None)
    return NIGHT[0] <= hour < NIGHT[1] or not recent.exclude(started=None).exists()


def rewrite_tables() -> bool:
    """New files for the tables; False when somebody reads them for so long."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            return database.empty_log()
        # It does not wait for a long reader, behind whom everybody else would have to wait.
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [PATIENCE])
        try:
            cursor.execute(f"VACUUM FULL {', '.join(model._meta.db_table for model in TABLES)}")
        except OperationalError:
            return False
        finally:
            cursor.execute("RESET lock_timeout")
    return True
