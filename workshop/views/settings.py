"""The settings of a session, on a page of their own beside the desk."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polls import retention
from polls.actions.performing import perform_action
from polls.errors import PollsError
from polls.models import LOWEST, Approval, LiveSession
from polls.results import before
from polls.sessions import access
from polls.sessions.access import Right
from polls.sessions.names import name_days
from polls.sessions.session_settings import HIGHEST, LONGEST
from polls.sessions.sessions import LONGEST_LABEL
from workshop.facilitating import configuring, newer
from workshop.facilitating.addresses import Addresses, site_of
from workshop.library import deck_versions
from workshop.views.desk import OWNERS, names_of, own_session
from workshop.views.refusals import login_required


@login_required
@require_http_methods(["GET", "POST"])
def settings_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the settings; a POST changes those that it names."""
    action = "before" if "code" in request.POST else "settings"
    session = own_session(request, code, Right.OWN if action in OWNERS else Right.STEER)
    if request.method == "POST":
        try:
            perform_action(
                session=session,
                action=action,
                fields=request.POST.dict(),
                by=request.user.get_username(),
            )
        except PollsError as problem:
            messages.error(request, problem.message)
        else:
            messages.success(request, _("De instellingen zijn bewaard."))
        return HttpResponseRedirect(reverse("settings", args=[code]))
    context = {
        "session": session,
        "rights": names_of(access.rights_on(session, request.user)),
        "standing": newer.compare_version(session),
        "collaborations": LiveSession.Collaboration.choices,
        "language": deck_versions.deck_for(session).language,
        "optional": configuring.optional_questions(session),
        "kept_until": retention.kept_until(session),
        "lowest": LOWEST,
        "highest": HIGHEST,
        "longest": LONGEST,
        "longest_label": LONGEST_LABEL,
        "approvals": Approval.choices,
        "approval": session.guard.get("approval", Approval.MARKED),
        "befores": name_befores(session),
        "embed_url": Addresses(site_of(request), session).embed,
        "embed_sites": ", ".join(settings.EMBED_ORIGINS),
        "names": "\n".join(session.guard.get("names", [])),
    }
    response = render(request, "desk/settings.html", context)
    response["Cache-Control"] = "no-store"
    return response


def name_befores(session: LiveSession) -> list[tuple[LiveSession, str]]:
    """Each session that can be the one before, by a name that no other has."""
    found = list(before.linkable_sessions(session))
    days = name_days(found)
    return [(each, f"{each.label or each.deck.title}, {days[each.pk]}") for each in found]
