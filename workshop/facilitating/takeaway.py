"""What participants take home after a session: tips, the questions of the model, own choices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from polls import kinds
from polls.models import LiveSession, Participant, Question
from polls.sessions import participants
from polls.texts.cards import Card, read_shown_cards
from workshop.library import deck_versions

KEPT = timedelta(days=30)  # after the end of the session


@dataclass(frozen=True, slots=True)
class Choice:
    """What this device answered to one question."""

    prompt: str
    texts: list[str]


@dataclass(frozen=True, slots=True)
class TakeAway:
    tips: list[Card]
    questions: list[dict[str, Any]]
    choices: list[Choice]


def available_until(session: LiveSession) -> datetime | None:
    """The moment after which the page is gone; None while the session has not ended."""
    return session.ended + KEPT if session.ended else None


def make_takeaway(session: LiveSession, key_hash: str | None) -> TakeAway:
    """The page of a session; `key_hash` is that of the device that asks."""
    deck = deck_versions.deck_for(session)
    questions = {question.key: question for question in session.questions.all()}
    shows = [show for slide in deck.slides for show in slide.shows]
    harvest = dict.fromkeys(key for show in shows if show.view == "cards" for key in show.questions)
    pairs = [questions[show.questions[0]] for show in shows if show.view == "pair"]
    options = [each for pair in pairs[:1] for each in kinds.of(pair).options()]
    return TakeAway(
        tips=[
            card
            for key in harvest
            for card in shown_tips(questions[key].pk, questions[key].version)
        ],
        questions=[option for option in options if option.get("help")],
        choices=own_choices(session, list(questions.values()), key_hash),
    )


@lru_cache(maxsize=64)
def shown_tips(question_id: int, version: int) -> tuple[Card, ...]:
    """The shown texts of a question: counted once for a whole room that looks at them."""
    return tuple(read_shown_cards(question=Question.objects.get(pk=question_id)))


def own_choices(
    session: LiveSession, questions: list[Question], key_hash: str | None
) -> list[Choice]:
    person = Participant.objects.filter(session=session, key_hash=key_hash).first()
    if key_hash is None or person is None:
        return []
    rounds = [(question.pk, question.round) for question in questions]
    mine = participants.read_answers(rounds=rounds, participant_ids=[person.pk]).get(person.pk, {})
    return [
        Choice(question.prompt, answer_texts(question, mine[question.pk][0]))
        for question in questions
        if question.pk in mine
    ]


def answer_texts(question: Question, value: Any) -> list[str]:
    return kinds.of(question).said(value)
