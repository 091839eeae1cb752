"""A workshop as it is read for a file: once, in the colours of its owner."""

from __future__ import annotations

import pickle

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from workshop.decks.problems import DeckError
from workshop.exports.decks import source
from workshop.library import house_styles, workshops
from workshop.looks.style import Style
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


def test_a_workshop_has_the_colours_of_its_owner(trainer: User):
    house_styles.save_style(owner=trainer, style=Style("#154273", "#c2410c"))
    slug = workshops.create_blank(owner=trainer, title="Een").slug

    workshop = workshops.find_workshop(slug=slug, user=trainer)
    found = source.read_workshop(workshop)

    assert found.colors["night"] == "#154273"
    assert found.deck.title == "Een"
    assert found.logo is None


def test_what_was_read_goes_to_another_process(trainer: User):
    found = source.read_workshop(workshops.create_blank(owner=trainer, title="Een"))

    assert pickle.loads(pickle.dumps(found)) == found


def test_an_example_has_its_drawings():
    found = source.read_example("beter-samenwerken")

    assert len(found.deck.slides) == 41
    assert "cover.svg" in found.pictures
    assert found.colors == {}


def test_what_is_not_there_or_wrong_is_said(trainer: User):
    workshop = workshops.create_blank(owner=trainer, title="Een")
    Workshop.objects.update(draft="+++\n+++\n")
    workshop.refresh_from_db()

    with pytest.raises(PollsError, match="nergens"):
        source.read_example("nergens")
    with pytest.raises(DeckError):
        source.read_workshop(workshop)
