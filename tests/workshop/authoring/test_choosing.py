"""A questionnaire out of the questions that somebody chose."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from workshop.authoring import choosing
from workshop.authoring.pieces import cut_text, join_pieces
from workshop.decks.parse import parse
from workshop.library import deck_versions, workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(trainer: User) -> Workshop:
    return workshops.copy_example(slug="beter-samenwerken", owner=trainer)


def asked(workshop: Workshop) -> list[str]:
    return [question.key for question in workshops.read_draft(workshop).questions()]


def test_it_has_the_slides_of_the_chosen_questions_in_their_order(whole: Workshop, trainer: User):
    keys = asked(whole)
    chosen = {keys[0], keys[2], keys[-1]}

    made = choosing.make_questionnaire(workshop=whole, owner=trainer, keys=chosen)

    deck = workshops.read_draft(made)
    assert asked(made) == [keys[0], keys[2], keys[-1]]
    assert (len(deck.slides), deck.title) == (3, "Vragenlijst: Beter Samenwerken")
    assert made.pictures.count() == whole.pictures.count() > 0
    assert whole.draft == Workshop.objects.get(pk=whole.pk).draft


def test_every_single_question_makes_a_deck_without_mistakes():
    """Also one that waits for another, or whose slide asks two."""
    for slug in deck_versions.slugs():
        pieces = cut_text(deck_versions.read_source(slug))
        for question in deck_versions.deck_of(deck_versions.load(slug)).questions():
            text = join_pieces(choosing.keep_questions(pieces, {question.key}))

            assert [each.key for each in parse(text, "deck.md").questions()] == [question.key]


def test_two_questions_of_one_slide_part(whole: Workshop):
    pieces = cut_text(
        "+++\n+++\n"
        '```slide\nid = "a"\n```\n# Twee\n'
        '```question\nkey = "een"\n```\n```question\nkey = "twee"\nafter = "een"\n```\n'
        '```show\nview = "question"\nquestions = ["een"]\n```\n'
    )

    kept = join_pieces(choosing.keep_questions(pieces, {"twee"}))

    assert '"een"' not in kept
    assert 'key = "twee"' in kept
    assert "show" not in kept


@pytest.mark.parametrize("keys", [(), ("nergens",)])
def test_without_a_question_nothing_is_made(whole: Workshop, trainer: User, keys: tuple[str, ...]):
    with pytest.raises(PollsError) as caught:
        choosing.make_questionnaire(workshop=whole, owner=trainer, keys=keys)

    assert caught.value.code == "choose.none"
    assert Workshop.objects.count() == 1
