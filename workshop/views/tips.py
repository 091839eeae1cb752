"""The tips of all of a trainer's groups: searched, filtered, and shared with the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from polls.actions import telling
from polls.kinds.cloud import merged
from polls.models import Question, Team
from polls.results import comparison
from polls.sessions.access import teams_of
from polls.texts import tips
from polls.texts.tips import Tip
from workshop.library import deck_versions
from workshop.views.refusals import login_required
from workshop.views.teams import chosen_team, team_query

PER_PAGE = 50
ASKED = ("search", "label", "page", "team")


@login_required
@require_GET
def tips_page(request: HttpRequest) -> HttpResponse:
    team = chosen_team(request, request.GET.get("team", ""))
    questions = harvest_questions(request.user, team)
    found = tips.collect_tips(questions=questions)
    search, label = request.GET.get("search", "")[:100], request.GET.get("label", "")
    wanted = merged(search)
    chosen = [
        tip
        for tip in found
        if (not wanted or wanted in merged(tip.text)) and (not label or label in tip.labels)
    ]
    spoken = label_languages(questions)
    for tip in found:
        tip.labels = {
            key: {**each, "language": spoken.get(key, "")} for key, each in tip.labels.items()
        }
    context = {
        "page": Paginator(chosen, PER_PAGE).get_page(request.GET.get("page")),
        "labels": sorted({key: each for tip in found for key, each in tip.labels.items()}.items()),
        "label": label,
        "search": search,
        "total": len(found),
        "team": team,
        "teams": Team.objects.filter(pk__in=teams_of(request.user)),
        "query": urlencode({"search": search, "label": label, **team_query(team)}),
    }
    response = render(request, "tips/page.html", context)
    response["Cache-Control"] = "no-store"
    return response


def label_languages(questions: Sequence[Question]) -> dict[str, str]:
    """Of the labels by their key: the language of the newest deck that has it."""
    spoken = deck_versions.list_languages({each.session.deck_id for each in questions})
    return {
        label["key"]: spoken[question.session.deck_id]
        for question in reversed(questions)  # which begin with the newest session
        for label in question.labels
    }


def harvest_questions(user: Any, team: Team | None) -> list[Question]:
    """The questions whose answers a later slide shows as cards, of the sessions that count: own
    ones, or those of a team."""
    sessions = comparison.comparable_sessions(user=user, team=team)
    wanted = Q(pk=None)
    for keys, decks in deck_versions.list_harvests(sessions).items():
        wanted |= Q(session__deck__in=decks, key__in=keys)
    return list(tips.find_decided(sessions).filter(wanted))


@login_required
@require_POST
def share_tip(request: HttpRequest) -> HttpResponse:
    """Let other groups see one tip (`shared`), or no longer."""
    tip = find_tip(request)
    for session in tips.share_tip(tip=tip, shared="shared" in request.POST):
        telling.tell_everyone(session)
    asked = {name: request.POST[name] for name in ASKED if request.POST.get(name)}
    return HttpResponseRedirect(f"{reverse('tips')}?{urlencode(asked)}")


def find_tip(request: HttpRequest) -> Tip:
    team = chosen_team(request, request.POST.get("team", ""))
    for tip in tips.collect_tips(questions=harvest_questions(request.user, team)):
        if tip.id == request.POST.get("tip"):
            return tip
    raise Http404
