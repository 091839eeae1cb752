"""A deck that changes on disk: sessions keep what they were run with, new ones get the new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from polls.errors import PollsError
from polls.models import LiveSession, Question
from tests import acting, seen
from tests.workshop.decks.small import DRAWING, PICTURES, SMALL
from workshop.facilitating import starting

pytestmark = pytest.mark.django_db

CHANGED = SMALL.replace('id = "druk"', 'id = "drukte"').replace('"nu"', '"vandaag"')


@pytest.fixture
def deck(settings: Any, tmp_path: Path) -> Path:
    """The file of the only deck on disk."""
    settings.DECKS_DIR = tmp_path
    folder = tmp_path / "klein"
    folder.mkdir()
    for name in PICTURES:
        (folder / name).write_text(DRAWING)
    file = folder / "deck.md"
    file.write_text(SMALL)
    return file


def test_a_running_session_keeps_a_slide_that_is_gone_from_the_file(deck: Path, trainer: User):
    session = starting.start(deck="klein", facilitator=trainer)
    deck.write_text(CHANGED)

    acting.act(session, "goto", {"slide": "druk"})
    acting.act(session, "close", {"question": "nu"})
    acting.act(session, "next", {})

    session.refresh_from_db()
    assert session.position == 3
    assert Question.objects.get(session=session, key="nu").state == "closed"
    assert seen.load(session).slide.id == "terug"


def test_an_action_on_a_slide_that_this_session_does_not_have_changes_nothing(
    deck: Path, trainer: User, client: Client
):
    old = starting.start(deck="klein", facilitator=trainer)
    deck.write_text(CHANGED)
    new = starting.start(deck="klein", facilitator=trainer)
    client.force_login(trainer)

    refused = {}
    for session, slide, question in ((old, "drukte", "vandaag"), (new, "druk", "nu")):
        for action, fields in (
            ("goto", {"slide": slide}),
            ("skip", {"slide": slide}),
            ("close", {"question": question}),
            ("card-show", {"question": question, "card": "x"}),
        ):
            reply = client.post(
                f"/desk/{session.code}/{action}/", fields, headers={"accept": "application/json"}
            )
            refused[session.code, action] = reply.status_code, reply.json()["error"]["code"]

    for session in (old, new):
        assert {
            action: refused[code, action] for code, action in refused if code == session.code
        } == {
            "goto": (409, "slide.unknown"),
            "skip": (409, "slide.unknown"),
            "close": (409, "question.unknown"),
            "card-show": (409, "question.unknown"),
        }
        fresh = LiveSession.objects.get(pk=session.pk)
        assert (fresh.position, fresh.version, fresh.skipped) == (1, 1, [])
    acting.act(new, "goto", {"slide": "drukte"})
    assert seen.load(new).slide.id == "drukte"


def test_a_deck_that_is_gone_from_the_disk_still_runs_and_starts_no_more(deck: Path, trainer: User):
    session = starting.start(deck="klein", facilitator=trainer)
    deck.unlink()

    acting.act(session, "goto", {"slide": "druk"})

    assert [each.state for each in seen.load(session).current] == ["open", "waiting"]
    with pytest.raises(PollsError) as caught:
        starting.start(deck="klein", facilitator=trainer)
    assert caught.value.code == "deck.unknown"
