"""How large texts are on their slide."""

from __future__ import annotations

from django import template

from workshop.decks.fitting import STEPS, find_step, is_roomy
from workshop.decks.model import Question, Slide

register = template.Library()


@register.filter
def option_step(slide: Slide, question: Question) -> int:
    """From 0 on; one more than there are when they fit at none, which the check of a deck
    refuses: two columns, of which the projector cuts off what is too long."""
    step = find_step(slide, question)
    return len(STEPS) + 1 if step is None else step


@register.filter
def shows_title(slide: Slide) -> bool:
    """Whether its picture is a page with the title on it, as one of a file that was brought."""
    return bool(
        slide.layout == "overview"
        and slide.picture
        and not slide.body
        and slide.picture.alt.casefold().startswith(slide.title.casefold())
    )


register.filter("is_roomy", is_roomy)
