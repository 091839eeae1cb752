"""A session at everyone's own pace: from when until when, who is done, and its end by itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import LiveSession, Participant, Question, Response
from polls.sessions import sessions
from polls.sessions.notes import clean_lines
from polls.sessions.sessions import Window

USUAL = timedelta(days=14)  # that it stays open when nobody says until when
LONGEST = timedelta(days=366)  # from now to either moment
GRACE = timedelta(seconds=20)  # for whoever is sending at the last moment
SETTLED = timedelta(minutes=1)  # after the last moment: whatever was sent in time is stored
WORDS = 2_000  # characters of an introduction, and of thanks


@dataclass(frozen=True, slots=True)
class Progress:
    """How many people answered anything, and how many said that they were done."""

    began: int
    finished: int


# Moments, as somebody types them


def read_window(opens: str = "", closes: str = "", *, now: datetime | None = None) -> Window:
    """The window of two moments in ISO 8601, in the time of this installation when they name
    none; without them from now, and for two weeks. Raises PollsError."""
    now = now or timezone.now()
    first = read_moment(opens, last=False) if opens else now
    last = read_moment(closes, last=True) if closes else max(first, now) + USUAL
    return check_window(Window(first, last), now)


def read_other_window(session: LiveSession, opens: str, closes: str) -> Window:
    """As read_window, for a session that has one: what is not said stays. Raises PollsError."""
    first = read_moment(opens, last=False) if opens else session.opens_at
    last = read_moment(closes, last=True) if closes else session.closes_at
    assert first is not None
    assert last is not None
    return check_window(Window(first, last), timezone.now())


def read_moment(text: str, *, last: bool) -> datetime:
    """A moment; of an hour that comes twice, when the clock goes back, the `last` one ends it."""
    try:
        moment = datetime.fromisoformat(text.strip())
        if timezone.is_naive(moment):
            moment = place_moment(moment, fold=int(last))
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise PollsError(
            "pace.moment", _("Vul een dag en een tijd in, zoals 2027-03-01T09:00.")
        ) from None


def place_moment(moment: datetime, *, fold: int) -> datetime:
    """A moment of the local clock; raises PollsError for one that it skips."""
    zone = timezone.get_default_timezone()
    placed = moment.replace(tzinfo=zone, fold=fold)
    if placed.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) != moment:
        raise PollsError(
            "pace.skipped",
            _("Die tijd is er niet: dan gaat de klok een uur vooruit. Kies een andere tijd."),
        )
    return placed


def check_window(window: Window, now: datetime) -> Window:
    if window.closes <= now:
        raise PollsError("pace.past", _("Het einde is al voorbij. Kies een later moment."))
    if window.closes <= window.opens:
        raise PollsError("pace.order", _("Het einde komt voor het begin. Kies een later einde."))
    if max(window.opens, window.closes) > now + LONGEST:
        raise PollsError("pace.long", _("Kies een begin en een einde binnen een jaar."))
    return window


def word_moment(moment: datetime | None) -> str:
    """'vrijdag 4 december 2026, 17:00', by the clock of this installation."""
    return date_format(timezone.localtime(moment), "l j F Y, H:i") if moment else ""


def check_pace(pace: str) -> None:
    if pace not in LiveSession.Pace.values:
        raise PollsError("pace.unknown", _("Kies: live, of in ieders eigen tempo."))


# Its life; a session that is changed is locked, and whoever called saves it


def move_window(session: LiveSession, questions: Sequence[Question], window: Window) -> None:
    """Open until another moment, also when it had closed."""
    if session.purged:
        raise PollsError("pace.purged", _("De antwoorden zijn al gewist. Begin een nieuwe sessie."))
    session.opens_at, session.closes_at = window.opens, window.closes
    session.ended = None
    for question in questions:
        question.state = Question.State.OPEN


def set_words(session: LiveSession, *, intro: str, thanks: str, between: bool) -> None:
    session.intro, session.thanks = (clean_lines(each)[:WORDS] for each in (intro, thanks))
    session.between = between


def refuse_live(session: LiveSession) -> None:
    if not session.own_pace:
        raise PollsError("pace.live", _("Deze sessie is live: die heeft geen begin en einde."))


def refuse_own(session: LiveSession) -> None:
    """What belongs to a session that somebody leads."""
    if session.own_pace:
        raise PollsError(
            "pace.own", _("Dat kan niet: in deze sessie gaat iedereen in het eigen tempo.")
        )


def ensure_open(session: LiveSession) -> None:
    """Refuse an answer that comes before its time, or after. What was sent in time counts,
    however long it takes to be stored."""
    if not session.own_pace or session.ended:
        return  # then its questions are closed
    now = timezone.now()
    if session.opens_at and now < session.opens_at:
        opens = word_moment(session.opens_at)
        raise PollsError(
            "question.waiting", _("De vragenlijst gaat open op %(moment)s.") % {"moment": opens}
        )
    if session.closes_at and now >= session.closes_at + GRACE:
        raise PollsError("question.closed", _("De vragenlijst is gesloten."))


def end_over(now: datetime | None = None) -> int:
    """End the sessions whose last moment has passed; how many."""
    now = now or timezone.now()
    over = LiveSession.objects.filter(
        pace=LiveSession.Pace.OWN, ended=None, closes_at__lte=now - SETTLED
    )
    ended = 0
    for pk in over.values_list("pk", flat=True):
        with transaction.atomic():
            session = sessions.get_locked(pk)
            if session.ended or session.closes_at is None or session.closes_at > now - SETTLED:
                continue  # somebody was first, or gave it more time
            rows = list(sessions.lock_questions(session))
            sessions.finish_session(session, rows)
            session.ended = session.closes_at
            Question.everything.bulk_update(rows, ["state", "grace_until", "on_break"])
            sessions.raise_version(session, ("ended",))
            ended += 1
    return ended


# People


def mark_finished(*, participant_ids: Sequence[int]) -> list[bool]:
    """These people say that they are done; in the order that they were given."""
    Participant.objects.filter(pk__in=set(participant_ids), finished=False).update(finished=True)
    return [True] * len(participant_ids)


def find_missing(questions: Collection[Question], mine: Collection[int]) -> list[Question]:
    """The required questions that somebody has not answered; `mine` are the ids of those that
    were."""
    return [each for each in questions if each.required and each.pk not in mine]


def is_finished(participant_id: int) -> bool:
    return Participant.objects.filter(pk=participant_id, finished=True).exists()


def ensure_done(
    session: LiveSession, questions: Collection[Question], mine: Collection[int]
) -> None:
    """Refuse whoever is not done: nothing answered, or not all that has to be."""
    if not session.own_pace:
        raise PollsError("pace.live", _("Deze sessie is live: de trainer beëindigt die."))
    ensure_open(session)
    if not mine:
        raise PollsError("pace.empty", _("Je hebt nog geen vraag beantwoord."))
    if missing := find_missing(questions, mine):
        raise PollsError(
            "pace.missing",
            _("Beantwoord eerst deze vraag: ‘%(prompt)s’") % {"prompt": missing[0].prompt},
        )


def count_progress(*, session_id: int) -> Progress:
    counted = Q(aside=0) | Q(aside__gt=F("session__aside"))
    people: Any = Participant.objects.filter(counted, session=session_id)
    answered = Response.objects.filter(question__session=session_id)
    return Progress(
        began=people.filter(pk__in=answered.values("participant")).count(),
        finished=people.filter(finished=True).count(),
    )
