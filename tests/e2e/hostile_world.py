"""A trainer, groups and answers whose every text is hostile; runs beside the server.

Prints, as JSON, the name of the trainer and two sessions: of the deck with every kind of question,
and of the shipped one. Every text is in them that the field takes, shown, starred and corrected:
one of each shape, or all with HOSTILE=all (`make fuzz`).
"""

from __future__ import annotations

import json
import os
from typing import Any

from django.contrib.auth.models import User

from polls import identity, kinds
from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.sessions import notes
from polls.texts.index import card_id
from tests import acting
from tests.e2e import payloads
from tests.workshop.exports.room import go, store
from workshop.facilitating import configuring, starting

TEXTS = payloads.ALL if os.environ.get("HOSTILE") == "all" else payloads.EACH
NAME = payloads.ALL[50]  # <img src=x onerror=hacked=1>
DECKS = ("alle-werkvormen", "beter-samenwerken")


def build() -> dict[str, Any]:
    trainer = User.objects.create_user(NAME, email="trainer@example.org")
    groups(trainer)
    found = [fill(starting.start(deck=deck, facilitator=trainer, label=NAME)) for deck in DECKS]
    return {"name": NAME, "sessions": found}


def groups(trainer: User) -> None:
    """A group for every text, by its name; they have no questions."""
    model = starting.start(deck=DECKS[1], facilitator=trainer, label="")
    LiveSession.objects.bulk_create(
        LiveSession(
            **{
                field.attname: getattr(model, field.attname)
                for field in LiveSession._meta.concrete_fields
                if field.attname not in ("id", "code", "label", "screen_token")
            },
            code=identity.new_code(),
            label=text[:120],
            screen_token=identity.new_token(),
        )
        for text in TEXTS
    )


def fill(session: LiveSession) -> dict[str, str]:
    cookie = identity.new_cookie(session.code)
    for each in configuring.optional_questions(session):
        words = {f"context.{each.key}": "own", f"words.{each.key}": TEXTS[0]}
        acting.act(session, "settings", words, by=NAME)
        session.refresh_from_db()
    for question in Question.objects.filter(session=session):
        if kinds.of(question).has_texts():
            write(session, question, cookie)
    everything = "\n".join(TEXTS)
    keys = Question.objects.filter(session=session).values_list("key", flat=True)
    names = ["notes", "agreed", *(f"note-{key}" for key in keys)]
    notes.write_notes(session_id=session.pk, fields=dict.fromkeys(names, everything))
    return {"code": session.code, "screen": session.screen_token, "cookie": cookie}


def write(session: LiveSession, question: Question, cookie: str) -> None:
    """Every text that fits from somebody else, one of them from the phone with this cookie;
    then all decided about, and open to be answered anew."""
    go(session, question.slide)
    kind = kinds.of(question)
    given = [(text, value) for text in TEXTS if (value := fits(question, text))]
    store(session, question, given)
    phone = identity.key_hash(session.code, cookie)
    store(session, question, [(str(phone), given[0][1])])
    ids = [card_id(kind, text) for text, _value in given]
    acting.decide(session, "card-show", question.key, ids)
    acting.decide(session, "card-star", question.key, ids[::2])
    for id, text in zip(ids[1::9], TEXTS, strict=False):
        acting.decide(session, "card-correct", question.key, [id], text=text)
    Question.objects.filter(pk=question.pk).update(
        state=Question.State.WAITING, shown=True, spotlight=ids[0]
    )


def fits(question: Question, text: str) -> Any:
    """An answer with this text; None when it is too long for the question."""
    other = question.spec.get("other")
    value = {"options": [other["key"]], "other": text} if other else [text]
    try:
        return kinds.of(question).clean(value)
    except PollsError:
        return None


if __name__ == "__main__":
    print(json.dumps(build()))
