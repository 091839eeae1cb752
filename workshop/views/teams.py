"""Teams: which there are, who is in one, and who decides that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from polls.errors import PollsError
from polls.models import Team
from polls.sessions.access import teams_of
from polls.whole_numbers import whole_number
from workshop.accounts import teams
from workshop.views.accounts import HIGHEST
from workshop.views.refusals import login_required


@login_required
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """One's own teams, or for an administrator all; a POST of an administrator makes one."""
    if request.method == "POST":
        if not request.user.is_superuser:
            raise Http404
        try:
            by = request.user.get_username()
            team = teams.create_team(name=request.POST.get("name", ""), by=by)
            return HttpResponseRedirect(reverse("team", args=[team.pk]))
        except PollsError as problem:
            messages.error(request, problem.message)
    context = {"teams": teams.list_teams(user=request.user), "longest": teams.LONGEST_NAME}
    return render(request, "accounts/teams.html", context)


@login_required
@require_http_methods(["GET"])
def team_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Who is in it; to whoever manages it also what can be changed."""
    return draw_team(request, team_at(request, pk))


def draw_team(request: HttpRequest, team: Team, status: int = 200) -> HttpResponse:
    """Also below an address that only takes forms, from which the switch of language leads back
    to the page itself."""
    members = list(team.memberships.select_related("user"))
    others = get_user_model().objects.filter(is_active=True)
    context: dict[str, Any] = {
        "team": team,
        "members": members,
        "manages": teams.may_manage(team, request.user),
        "is_member": any(member.user_id == request.user.pk for member in members),
        "others": others.exclude(pk__in=[each.user_id for each in members]).order_by("username"),
        "longest": teams.LONGEST_NAME,
        "stands_at": reverse("team", args=[team.pk]),
    }
    return render(request, "accounts/team.html", context, status=status)


@login_required
@require_POST
def change(request: HttpRequest, pk: str, action: str) -> HttpResponse:
    """One change, and a sentence that says what is so now, or why it is not."""
    team = team_at(request, pk)
    if action not in CHANGES:
        raise Http404
    if action != "leave" and not teams.may_manage(team, request.user):
        messages.error(request, _("Alleen wie dit team beheert, kan dit."))
        return draw_team(request, team, status=403)
    try:
        messages.success(request, make_change(request, team, action))
    except PollsError as problem:
        messages.error(request, problem.message)
    stays = teams.find_team(pk=int(pk), user=request.user)
    return HttpResponseRedirect(reverse("team", args=[pk]) if stays else reverse("teams"))


CHANGES = ("add", "remove", "manager", "member", "rename", "delete", "leave")


def make_change(request: HttpRequest, team: Team, action: str) -> str:
    """What is so now, in a sentence; raises PollsError."""
    by, name = request.user.get_username(), request.POST.get("name", "")
    words: Mapping[str, str] = {"name": name, "team": team.name}
    if action == "add":
        teams.add_member(team=team, name=name, by=by)
        return _("%(name)s zit nu in het team.") % words
    if action == "remove":
        teams.remove_member(team=team, name=name, by=by)
        return _("%(name)s zit niet meer in het team.") % words
    if action in ("manager", "member"):
        teams.let_manage(team=team, name=name, manages=action == "manager", by=by)
        return _("Je keuze is bewaard.")
    if action == "rename":
        teams.rename_team(team=team, name=name, by=by)
        return _("Je keuze is bewaard.")
    if action == "leave":
        teams.remove_member(team=team, name=by, by=by)
        return _("Je zit niet meer in het team %(team)s.") % words
    teams.delete_team(team=team, by=by)
    return _("Het team %(team)s is er niet meer. Sessies gaan door, van wie ze begon.") % words


def team_at(request: HttpRequest, pk: str) -> Team:
    team = teams.find_team(pk=whole_number(pk, highest=HIGHEST) or 0, user=request.user)
    if team is None:
        raise Http404
    return team


# Whose sessions a page is about


def chosen_team(request: HttpRequest, pk: str) -> Team | None:
    """The team that was asked for, of which this trainer is a member; None for their own."""
    if not pk:
        return None
    mine = Team.objects.filter(pk__in=teams_of(request.user))
    team = mine.filter(pk=whole_number(pk, highest=HIGHEST) or 0).first()
    if team is None:
        raise Http404
    return team


def team_query(team: Team | None) -> dict[str, int]:
    """As an address says it."""
    return {"team": team.pk} if team else {}
