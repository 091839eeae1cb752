"""Comparing groups: side by side, over time, and one group with all earlier ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from polls.models import LOWEST, LiveSession
from polls.results import comparison
from polls.whole_numbers import whole_number
from workshop.exports import comparing
from workshop.views.desk import own_session
from workshop.views.refusals import login_required

MOST = 99_999  # people of a group, far above any


@login_required
@require_GET
def compare_page(request: HttpRequest) -> HttpResponse:
    """The trainer's groups to choose from; those in `session` beside each other, or those
    called `label` over time."""
    own = list(comparison.comparable_sessions(user=request.user))
    codes = set(request.GET.getlist("session"))
    label = request.GET.get("label", "")
    minimum = minimum_of(request.GET.get("minimum", ""))
    chosen = [each for each in own if each.label == label] if label else []
    chosen = chosen or [each for each in own if each.code in codes]
    sections = []
    if len(chosen) > 1:
        compare = comparing.over_time if label else comparing.side_by_side
        sections = compare(chosen, minimum)
    context = {
        "sessions": [(each, each in chosen) for each in reversed(own)],
        "labels": [name for name, times in count_labels(own) if times > 1],
        "label": label,
        "minimum": minimum,
        "lowest": LOWEST,
        "sections": sections,
        "warning": mixed_warning(chosen),
        "asked": bool(codes or label),
    }
    response = render(request, "compare/page.html", context)
    response["Cache-Control"] = "no-store"
    return response


def minimum_of(text: str) -> int:
    return max(LOWEST, whole_number(text, highest=MOST) or LOWEST)


def count_labels(sessions: Sequence[LiveSession]) -> list[tuple[str, int]]:
    return sorted(Counter(each.label for each in sessions if each.label).items())


def mixed_warning(sessions: Sequence[LiveSession]) -> str:
    if len({each.collaboration for each in sessions}) < 2:
        return ""
    return _(
        "Let op: in de ene groep dacht iedereen aan een eigen samenwerking, in de andere "
        "allemaal aan dezelfde. Dat maakt de cijfers anders."
    )


@login_required
@require_GET
def earlier_groups_page(request: HttpRequest, code: str) -> HttpResponse:
    """All choices on a page; only the one in `question` as the part that a desk unfolds."""
    session = own_session(request, code)
    key = request.GET.get("question")
    sections = comparing.earlier_sections(session, [key] if key else [])
    template = "compare/_part.html" if key else "compare/memory.html"
    found = {
        "session": session,
        "sections": sections,
        "minimum": comparison.fewest_answers(session),
    }
    response = render(request, template, found)
    response["Cache-Control"] = "no-store"
    return response
