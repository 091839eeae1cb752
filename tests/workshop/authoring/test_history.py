"""What changed between two versions of a workshop."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from tests.workshop.decks.small import SMALL
from workshop.authoring import history, steps
from workshop.authoring.history import Changes
from workshop.authoring.pieces import cut_text, join_pieces
from workshop.library import workshops

PIECES = cut_text(SMALL)


def after(step: str, **fields: object) -> str:
    return join_pieces(steps.STEPS[step](PIECES, **fields))


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (SMALL, Changes()),
        (after("set_title", slide="druk", title="Druk?"), Changes(changed=("Druk?",))),
        (after("remove_slides", slides=["welkom"]), Changes(removed=("Welkom allemaal",))),
        (after("copy_slides", slides=["druk"]), Changes(added=("Hoe druk is het?",))),
        (after("move_slides", slides=["terug"]), Changes(moved=True)),
        (after("set_deck", fields={"title": "Groot"}), Changes(deck=True)),
        (
            "geen deck",
            Changes(
                removed=("Welkom allemaal", "Hoe druk is het?", "Dit zeiden jullie"), deck=True
            ),
        ),
    ],
    ids=["nothing", "changed", "removed", "added", "moved", "deck", "no deck"],
)
def test_what_changed(text: str, changes: Changes):
    assert history.compare_texts(SMALL, text) == changes


@pytest.mark.django_db
def test_versions_are_listed_with_what_changed_since_the_one_before(trainer: User):
    workshop = workshops.create_blank(owner=trainer, title="Een")
    assert history.list_published(workshop) == []
    for title in ("Een", "Twee", "Drie"):
        workshop.draft = join_pieces(
            steps.set_deck(cut_text(workshop.draft), fields={"title": title})
        )
        workshops.publish_workshop(workshop=workshop, by=trainer)

    found = history.list_published(workshop)

    assert [each.publication.number for each in found] == [3, 2, 1]
    assert [each.changes for each in found] == [Changes(deck=True), Changes(deck=True), None]
    assert history.find_published(workshop, 2).version.title == "Twee"
    with pytest.raises(PollsError):
        history.find_published(workshop, 4)
