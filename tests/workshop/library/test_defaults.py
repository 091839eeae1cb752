"""What new sessions start with: kept, refused, and how long answers then stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from polls import retention
from polls.errors import PollsError
from polls.models import LiveSession, Participant, Response
from workshop.facilitating import starting
from workshop.library import defaults, house_styles, workshops
from workshop.looks.style import Style
from workshop.models import Defaults

pytestmark = pytest.mark.django_db

CHOSEN = {"keep_days": "7", "approval": "all", "minimum": "8", "language": "en"}


def start(trainer: User, **more: str) -> LiveSession:
    return starting.start(deck="beter-samenwerken", facilitator=trainer, **more)


def test_new_sessions_start_with_what_was_said_and_older_ones_do_not(trainer: User):
    before = start(trainer)
    defaults.keep(CHOSEN)
    after, otherwise = start(trainer), start(trainer, language="workshop")
    before.refresh_from_db()

    told = [(each.keep_days, each.guard, each.minimum, each.language) for each in (before, after)]
    assert told == [(None, {}, 5, "nl"), (7, {"approval": "all", "names": []}, 8, "en")]
    assert after.questions.first().guard == after.guard  # type: ignore[union-attr]
    assert otherwise.language == "nl"


def test_what_is_empty_is_as_before(trainer: User):
    defaults.keep(CHOSEN)
    defaults.keep({})

    session = start(trainer)

    assert (session.keep_days, session.guard, session.minimum, session.language) == (
        *(None, {}, 5, "nl"),
    )
    assert retention.days_kept(session) == settings.RETENTION_DAYS
    assert Defaults.objects.count() == 1


def test_answers_go_after_the_days_of_their_own_session(trainer: User):
    long = start(trainer)
    defaults.keep({"keep_days": "7"})
    short = start(trainer)
    now = timezone.now()
    for session in (long, short):
        person = Participant.objects.create(session=session, joined=now)
        question = session.questions.get(key="goed")
        Response.objects.create(question=question, participant=person, round=1, seq=1, value=["A"])
        LiveSession.objects.filter(pk=session.pk).update(ended=now)
    after = now + timedelta(days=8)

    assert list(retention.due_sessions(now + timedelta(days=6))) == []
    assert list(retention.due_sessions(after)) == [short]
    later = now + timedelta(days=settings.RETENTION_DAYS + 1)
    assert list(retention.due_sessions(later)) == [long, short]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"keep_days": "0"}, "defaults.days"),
        ({"keep_days": "3651"}, "defaults.days"),
        ({"keep_days": "x"}, "defaults.days"),
        ({"minimum": "2"}, "session.minimum"),
        ({"minimum": "9" * 5000}, "session.minimum"),
        ({"approval": "x"}, "session.approval"),
        ({"language": "de"}, "session.language"),
    ],
)
def test_what_cannot_be_changes_nothing(db: None, wrong: dict[str, str], code: str):
    defaults.keep(CHOSEN)

    with pytest.raises(PollsError) as refused:
        defaults.keep({**CHOSEN, **wrong})

    kept = defaults.read()
    assert refused.value.code == code
    assert (kept.keep_days, kept.approval, kept.minimum, kept.language) == (7, "all", 8, "en")


def test_the_style_of_the_organisation_is_of_whoever_has_none(trainer: User):
    ours, own = Style("#154273", "#e17000"), Style("#000000", "#e17000")
    house_styles.save_style(style=ours)
    workshop = workshops.create_blank(owner=trainer)
    found = workshops.find_workshop(slug=workshop.slug, user=trainer)
    before = house_styles.style_of_workshop(found)
    house_styles.save_style(owner=trainer, style=own)
    found = workshops.find_workshop(slug=workshop.slug, user=trainer)

    assert (before, house_styles.style_of_workshop(found)) == (ours, own)
    assert house_styles.style_of_person(User.objects.create_user("karin")) == ours
    assert start(trainer).style["main"] == own.main
