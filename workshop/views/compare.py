"""Comparing groups: side by side, over time, and one group with all earlier ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from polls.errors import PollsError
from polls.models import LOWEST, LiveSession, Team
from polls.results import comparison
from polls.sessions.access import teams_of
from polls.whole_numbers import whole_number
from workshop import exports
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.exports import apart, comparing
from workshop.exports.comparing import Comparison, Section
from workshop.views.desk import own_session
from workshop.views.export import export_reply
from workshop.views.fields import refuse_form
from workshop.views.refusals import login_required
from workshop.views.teams import chosen_team

ABOUT = 200  # characters of what the log says
MOST = 99_999  # people of a group, far above any


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody asked to see of their groups."""

    own: list[LiveSession]
    groups: list[LiveSession]
    label: str
    minimum: int
    asked: bool
    team: Team | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> Chosen:
        """Groups in `session` beside each other, or those called `label` over time."""
        team = chosen_team(request, request.GET.get("team", ""))
        own = list(comparison.comparable_sessions(user=request.user, team=team))
        codes = set(request.GET.getlist("session"))
        label = request.GET.get("label", "")
        groups = [each for each in own if each.label == label] if label else []
        groups = groups or [each for each in own if each.code in codes]
        minimum = minimum_of(request.GET.get("minimum", ""))
        return cls(own, groups, label, minimum, bool(codes or label), team)

    def sections(self) -> list[Section]:
        if len(self.groups) < 2:
            return []
        compare = comparing.over_time if self.label else comparing.side_by_side
        return compare(self.groups, self.minimum)


@login_required
@require_GET
def compare_page(request: HttpRequest) -> HttpResponse:
    """The trainer's groups to choose from, and what was chosen."""
    chosen = Chosen.of(request)
    context = {
        "sessions": [(each, each in chosen.groups) for each in reversed(chosen.own)],
        "labels": [name for name, times in count_labels(chosen.own) if times > 1],
        "team": chosen.team,
        "teams": Team.objects.filter(pk__in=teams_of(request.user)),
        "label": chosen.label,
        "minimum": chosen.minimum,
        "lowest": LOWEST,
        "sections": chosen.sections(),
        "warning": mixed_warning(chosen.groups),
        "asked": chosen.asked,
        "files": [
            (f"{reverse('compare-export', args=[format])}?{request.GET.urlencode()}", name)
            for format, name in comparing.OFFERED
        ],
    }
    response = render(request, "compare/page.html", context)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_GET
def download_comparison(request: HttpRequest, format: str) -> HttpResponse:
    """The same as a file; where there is nothing to compare the page says so."""
    chosen = Chosen.of(request)
    sections = chosen.sections()
    if not sections:
        return HttpResponseRedirect(f"{reverse('compare')}?{request.GET.urlencode()}")
    title = _("Groepen vergelijken")
    if chosen.label:
        title = _("%(label)s door de tijd") % {"label": chosen.label}
    names = [each.label or each.deck.title for each in chosen.groups]
    lines = ["; ".join(dict.fromkeys(names)), mixed_warning(chosen.groups)]
    day = timezone.localdate().isoformat()
    found = Comparison(
        f"polshoogte-{slugify(title, allow_unicode=True)}-{day}",
        title,
        [line for line in lines if line],
        sections,
        timezone.localtime(),
    )
    about = f"compare {format} {' '.join(each.code for each in chosen.groups)}"
    return send(request, found, format, about[:ABOUT])


def send(request: HttpRequest, found: Comparison, format: str, about: str) -> HttpResponse:
    if format not in dict(comparing.OFFERED):
        raise Http404
    try:
        made = apart.run(comparing.render_comparison, found, format, get_language())
    except PollsError as problem:
        return refuse_form(request, reverse("compare"), problem)
    audit.record_event(who=request.user.get_username(), what=What.EXPORT, about=about)
    return export_reply(made)


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
        "files": [
            (reverse("memory-export", args=[code, format]), name)
            for format, name in comparing.OFFERED
        ],
    }
    response = render(request, template, found)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_GET
def download_memory(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """A group beside all earlier ones, as a file."""
    session = own_session(request, code)
    minimum = comparison.fewest_answers(session)
    found = Comparison(
        f"{exports.file_stem(session)}-eerder",
        _("Met eerdere groepen"),
        [session.label or session.deck.title, memory_line(minimum)],
        comparing.earlier_sections(session),
        timezone.localtime(),
    )
    return send(request, found, format, f"memory {format} {code}")


def memory_line(minimum: int) -> str:
    return _(
        "Deze groep naast alle eerdere groepen met dezelfde vraag. Groepen met minder dan "
        "%(minimum)d antwoorden en proefsessies tellen niet mee."
    ) % {"minimum": minimum}
