"""Which of a slide's results is in view, where it has several to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from polls.figures.pair_classes import FEWEST
from workshop.decks.model import Show
from workshop.facilitating.slides import DrawnSlide


@dataclass(frozen=True, slots=True)
class View:
    """A result of a slide, as a button names it; `prompt` is that of a question."""

    key: str
    label: str
    pressed: bool
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class SlideViews:
    """The results of one slide. `note` tells from when there is one that comes late."""

    slide: str
    current: bool
    views: tuple[View, ...]
    note: str


def present(slides: Sequence[DrawnSlide], state: Mapping[str, Any]) -> list[SlideViews]:
    """Of each slide with more than one result; `state` is the desk's."""
    return [
        present_slide(slide, state)
        for slide in slides
        if len(slide.questions) + len(slide.shows) > 1
    ]


def present_slide(slide: DrawnSlide, state: Mapping[str, Any]) -> SlideViews:
    first = (*slide.questions, *slide.shows)[0].key
    chosen = state["session"]["looks"].get(slide.id, {}).get("view") or first
    asked = [
        View(each.key, _("Vraag %(n)s") % {"n": number}, each.key == chosen, each.prompt)
        for number, each in enumerate(slide.questions, 1)
    ]
    shown = [View(show.key, name_show(show), show.key == chosen) for show in slide.shows]
    late = any(show.view == "conditions" for show in slide.shows)
    return SlideViews(
        slide=slide.id,
        current=slide.id == state["slide"]["id"],
        views=(*asked, *shown),
        note=_("Oordeel: vanaf %(n)s antwoorden op elke vraag.") % {"n": FEWEST} if late else "",
    )


def name_show(show: Show) -> str:
    """What a place that shows earlier answers makes of them, in a word."""
    return {
        "pair": _("Paar"),
        "conditions": _("Oordeel"),
        "cards": _("Teksten"),
        "question": _("Uitslag"),
        "before": _("Eerder en nu"),
    }[show.view]
