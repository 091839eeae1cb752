"""The slides of a workshop in their order, as small pictures below their chapters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from workshop.authoring.reading import Draft, DraftSlide
from workshop.facilitating.previews import Previews

AROUND = 12  # slides before and after the one that is open are drawn with the page itself
AT_ONCE = 24  # small pictures in one reply


def list_items(previews: Previews, current: DraftSlide | None) -> list[dict[str, Any]]:
    """Every slide; those far from the current one get their picture when they come into view."""
    here = current.number if current else 1
    return [
        make_item(previews, each, current, drawn=abs(each.number - here) <= AROUND)
        for each in previews.draft.slides
    ]


def make_item(
    previews: Previews, each: DraftSlide, current: DraftSlide | None, *, drawn: bool = True
) -> dict[str, Any]:
    chapter, title = chapter_of(previews.draft, each)
    return {
        "slide": each,
        "title": each.slide.label if each.slide else _("Deze slide is niet te lezen"),
        "thumb": previews.thumb(each) if drawn else "",
        "drawn": drawn,
        "current": current is not None and each.number == current.number,
        "chapter": chapter,
        "chapter_title": title,
        "asks": bool(each.slide and each.slide.questions),
        "skip": bool(each.slide and each.slide.skip),
    }


def chapter_of(draft: Draft, each: DraftSlide) -> tuple[str, str]:
    """The id and the title of the chapter of a slide."""
    chapter = each.slide.chapter if each.slide else ""
    titles = {known.id: known.title for known in draft.front.chapters}
    return chapter, titles.get(chapter, chapter)


def tell_order(draft: Draft) -> list[Sequence[str]]:
    """By slide its id, its hash, and the id and the title of its chapter."""
    return [(each.id, each.hash, *chapter_of(draft, each)) for each in draft.slides]


def draw_items(previews: Previews, wanted: Collection[str]) -> dict[str, str]:
    """By id the slides as they stand in the outline, at most so many at once."""
    found = [each for each in previews.draft.slides if each.id in wanted][:AT_ONCE]
    return {
        each.id: render_to_string(
            "workshops/_rail_item.html",
            {"item": make_item(previews, each, None), "house": previews.house},
        )
        for each in found
    }
