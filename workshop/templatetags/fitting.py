"""How large texts are on their slide."""

from __future__ import annotations

from django import template

from workshop.decks.fitting import STEPS, find_step, is_roomy
from workshop.decks.model import Question, Slide

register = template.Library()


@register.filter
def option_step(slide: Slide, question: Question) -> int:
    """From 1 on; the last when they do not fit at all, which the editor marks."""
    return find_step(slide, question) or len(STEPS)


register.filter("is_roomy", is_roomy)
