"""Ten groups of one trainer, made behind the server's back: `have` runs beside it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from polls import identity, retention
from polls.models import LiveSession, Question
from polls.sessions import shared_report, sharing
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.exports.room import answer, fill
from tests.workshop.importing.test_bringing import ready
from workshop.accounts import teams
from workshop.facilitating import starting
from workshop.library import workshops

GROUPS = (
    ("Vergunningen", 26),
    ("Sociaal domein", 24),
    ("Jeugd en gezin, met de scholen en het wijkteam Noord-Oost", 18),
    ("Sociaal domein", 21),
    ("Economie en wonen", 33),
    ("Bestuur en directie", 9),
    ("Buitendienst", 2),
    ("Sociaal domein", 28),
)
LABELS = "ABCDE"
SCAN = "quick-scan-condities"


def have() -> dict[str, Any]:
    """Make the year; the result says what is where, for `other_pages.World`."""
    trainer = User.objects.create_user("ten-owner")  # sees only these sessions
    held = [hold(trainer, label, people, weeks) for weeks, (label, people) in enumerate(GROUPS)]
    last, old = held[-1], held[0]
    participant = join(last)
    moderate(last)
    acting.act(last, "cohost-invite")
    for session in held:
        acting.act(session, "finish")
    long_ago = timezone.now() - timedelta(days=90)
    LiveSession.objects.filter(pk=old.pk).update(ended=long_ago)
    retention.purge_session(session_id=old.pk, now=timezone.now())
    for session, day in ((last, timezone.localdate()), (old, long_ago.date())):
        shared_report.open_report(session_id=session.pk, until=timezone.localdate())
        LiveSession.objects.filter(pk=session.pk).update(report_until=day)
        session.refresh_from_db()
    waiting = starting.start(deck="beter-samenwerken", facilitator=trainer, label="Volgende week")
    last.refresh_from_db()
    colleague = User.objects.create_user("ten-colleague")
    sharing.share_session(session=waiting, name=colleague.username, level="look")
    team = teams.create_team(name="Sociaal domein", by="beheer")
    teams.add_member(team=team, name=trainer.username, by="beheer")
    ready(trainer)
    scan = workshops.copy_example(slug=SCAN, owner=trainer)
    alone, early, over = (
        starting.start(deck=SCAN, facilitator=trainer, pace="own") for _ in range(3)
    )
    soon, past = (timezone.now() + timedelta(days=days) for days in (1, -1))
    answer(alone, "person-3", "ambitie", {"A": 4})
    done = join(alone)
    LiveSession.objects.filter(pk=early.pk).update(opens_at=soon)
    LiveSession.objects.filter(pk=over.pk).update(closes_at=past)
    return {
        "names": {
            "code": last.code,
            "waiting": waiting.code,
            "old": old.code,
            "report": last.report_token,
            "old_report": old.report_token,
            "cohost": last.cohost_token,
            "scan": scan.slug,
            "alone": alone.code,
            "early": early.code,
            "over": over.code,
            "account": trainer.pk,
            "team": team.pk,
            "few": asked(held[2:5]),
            "many": asked(held[1:]),
        },
        "cookies": {
            "trainer": logged_in(trainer),
            "colleague": logged_in(colleague),
            "newcomer": logged_in(newcomer()),
            "administrator": logged_in(User.objects.create_superuser("beheer")),
            "participant": {identity.cookie_name(last.code, https=False): participant},
            "done": {identity.cookie_name(alone.code, https=False): done},
        },
    }


def hold(trainer: User, label: str, people: int, weeks: int) -> LiveSession:
    session = starting.start(deck="beter-samenwerken", facilitator=trainer, label=label)
    acting.act(session, "begin")
    fill(session, people)
    ago = timedelta(weeks=5 * (len(GROUPS) - weeks))
    LiveSession.objects.filter(pk=session.pk).update(started=timezone.now() - ago)
    session.actions.update(at=F("at") - ago)
    return session


def join(session: LiveSession) -> str:
    """The cookie of a device that answered everything."""
    cookie = identity.new_cookie(session.code)
    key = identity.key_hash(session.code, cookie)
    session.participants.filter(key_hash="person-3").update(key_hash=key)
    return cookie


def moderate(session: LiveSession) -> None:
    """Show a few tips, one with a star, each with a label."""
    question = Question.objects.get(session=session, key="tip")
    cards = [card.id for card in read_cards(question=question)][: len(LABELS) + 1]
    acting.decide(session, "card-show", "tip", cards)
    acting.decide(session, "card-star", "tip", cards[:1])
    for card, label in zip(cards, LABELS, strict=False):
        acting.decide(session, "card-label", "tip", [card], label=label)


def asked(held: list[LiveSession]) -> str:
    return urlencode({"session": [session.code for session in held]}, doseq=True)


def newcomer() -> User:
    """Without sessions, and with a second factor."""
    user = User.objects.create_user("newcomer")
    TOTPDevice.objects.create(user=user, confirmed=True)
    return user


def logged_in(user: User) -> dict[str, str]:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {"sessionid": client.cookies["sessionid"].value}
