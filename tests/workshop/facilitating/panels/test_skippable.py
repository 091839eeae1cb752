"""The slides that may be left out."""

from __future__ import annotations

from typing import Any

import pytest

from workshop.decks.model import Deck
from workshop.facilitating.panels import skippable

pytestmark = pytest.mark.django_db


def test_what_is_passed_or_left_out_already_saves_nothing(deck: Deck, state: dict[str, Any]):
    first = {**state, "slide": {**state["slide"], "number": 1}}
    everything = {**first, "session": {**state["session"], "skipped": []}}

    from_here, from_the_start, all_of_it = (
        skippable.present(deck, each) for each in (state, first, everything)
    )

    may_go = [slide for slide in deck.slides if slide.skip]
    assert len(may_go) > 3
    assert [each.id for each in from_here.slides] == [slide.id for slide in may_go]
    assert all_of_it.ids == "+".join(slide.id for slide in may_go)
    assert all_of_it.minutes == sum(slide.minutes for slide in may_go)
    assert set(all_of_it.ids.split("+")) - set(from_the_start.ids.split("+")) == {"netwerk"}
    assert [each.id for each in from_here.slides if each.ahead] == [
        slide.id for slide in may_go if slide.number > 34 and slide.id != "netwerk"
    ]
