"""The outline: which slides are drawn at once, and what is told of the others."""

from __future__ import annotations

import pytest

from polls.models import DeckVersion
from workshop.authoring import reading
from workshop.facilitating.previews import Previews
from workshop.library import deck_versions
from workshop.views import outline

pytestmark = pytest.mark.django_db


@pytest.fixture
def previews() -> Previews:
    source = deck_versions.read_source("beter-samenwerken")
    version = DeckVersion(slug="beter-samenwerken", source=source)
    return Previews(reading.read_draft(source), version, "http://x")


def test_slides_around_the_open_one_are_drawn_at_once(previews: Previews):
    items = outline.list_items(previews, previews.draft.slides[0])
    drawn = [bool(item["thumb"]) for item in items]

    assert drawn == [True] * (outline.AROUND + 1) + [False] * (41 - outline.AROUND - 1)
    assert [item["current"] for item in items] == [True] + [False] * 40


def test_the_order_has_each_slide_with_its_chapter(previews: Previews):
    order = outline.tell_order(previews.draft)

    assert [each[0] for each in order] == [slide.id for slide in previews.draft.slides]
    assert order[-1][2:] == ("oogst", "Oogst")
    assert len({each[1] for each in order}) == 41


def test_so_many_are_drawn_in_one_reply(previews: Previews):
    wanted = [slide.id for slide in previews.draft.slides]

    drawn = outline.draw_items(previews, wanted)

    assert list(drawn) == wanted[: outline.AT_ONCE]
    assert all("data-stale" not in html for html in drawn.values())
    assert outline.draw_items(previews, ["weg"]) == {}
