"""A session with answers that are not kept for ever, and what is still there of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.db import connection
from django.utils import timezone

from polls.models import LiveSession, Question
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.exports import room

CANARY = "Kanariepiet-7f3a"
DAY = timedelta(days=1)


def question(session: LiveSession, key: str) -> Question:
    return Question.objects.get(session=session, key=key)


def card(session: LiveSession, text: str, key: str = "tip") -> str:
    cards = read_cards(question=question(session, key))
    return next(card.id for card in cards if text in (card.text, card.original))


def texts(session: LiveSession, key: str = "tip") -> list[str]:
    return [card.text for card in read_cards(question=question(session, key))]


def files_with(text: str) -> list[str]:
    """Every file of the database in which these bytes stand."""
    path = Path(connection.settings_dict["NAME"])
    found = path.parent.glob(f"{path.name}*")
    return [file.name for file in found if text.encode() in file.read_bytes()]


def end(session: LiveSession, ago: timedelta = timedelta(0)) -> None:
    acting.act(session, "finish")
    LiveSession.objects.filter(pk=session.pk).update(ended=timezone.now() - ago)


def write_tips(session: LiveSession) -> LiveSession:
    """Five tips of four people, of which one is approved and one is of two people."""
    room.go(session, "tip")
    for person, value in enumerate([[CANARY, "Bel eerst"], ["Koffie"], ["Koffie"], ["Geheim"]]):
        room.answer(session, f"{person}", "tip", value)
    act = {"question": "tip", "card": f"{card(session, 'Bel eerst')}+{card(session, 'Koffie')}"}
    acting.act(session, "card-show", act)
    return session
