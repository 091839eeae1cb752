"""With whom a session is shared: a colleague, at a level that can be changed or taken back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polls.errors import PollsError
from polls.models import LiveSession, SessionShare, Team
from polls.sessions import sharing
from polls.sessions.access import Right, teams_of
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.views.desk import own_session
from workshop.views.refusals import login_required


@login_required
@require_http_methods(["GET", "POST"])
def sharing_page(request: HttpRequest, code: str) -> HttpResponse:
    """Who may do what with this session; a POST lets a colleague in, at another level, or out."""
    session = own_session(request, code, Right.OWN)
    if request.method == "POST":
        try:
            messages.success(request, change_share(request, session))
        except PollsError as problem:
            messages.error(request, problem.message)
        return HttpResponseRedirect(reverse("sharing", args=[code]))
    shares = list(session.shares.select_related("user"))
    others = get_user_model().objects.filter(is_active=True).exclude(pk=session.facilitator_id)
    context = {
        "session": session,
        "shares": shares,
        "others": others.exclude(pk__in=[share.user_id for share in shares]).order_by("username"),
        "levels": SessionShare.Level.choices,
        "teams": Team.objects.filter(pk__in=teams_of(request.user)),
    }
    return render(request, "desk/sharing.html", context)


def change_share(request: HttpRequest, session: LiveSession) -> str:
    """What was done, in a sentence."""
    name, level = request.POST.get("name", ""), request.POST.get("level", "")
    if request.POST.get("act") == "stop":
        sharing.stop_sharing(session=session, name=name)
        record(request, f"{session.code} no longer with {name}")
        return _("Deze sessie is niet meer gedeeld met %(name)s.") % {"name": name}
    if request.POST.get("act") == "team":
        team = request.POST.get("team", "")
        sharing.give_to(session=session, team=team, user=request.user)
        record(request, f"{session.code} of team {team or '-'}")
        return _("Je keuze is bewaard.")
    sharing.share_session(session=session, name=name, level=level)
    record(request, f"{session.code} with {name}: {level}")
    return _("Deze sessie is gedeeld met %(name)s.") % {"name": name}


def record(request: HttpRequest, about: str) -> None:
    audit.record_event(who=request.user.get_username(), what=What.SHARE, about=about[:200])
