"""How long the answers of a session are kept, and deleting them now."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from polls import retention
from polls.actions.performing import perform_action
from polls.errors import PollsError
from polls.models import LiveSession
from polls.sessions.access import Right
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.views.desk import own_session
from workshop.views.refusals import login_required


@login_required
@require_GET
def retention_page(request: HttpRequest, code: str) -> HttpResponse:
    session = own_session(request, code, Right.OWN)
    context = {"session": session, "kept_until": retention.kept_until(session)}
    return render(request, "desk/retention.html", context)


@login_required
@require_POST
def keep_until(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the last day on which the answers are there."""
    session = own_session(request, code, Right.OWN)
    try:
        perform_action(
            session=session,
            action="keep-until",
            fields=request.POST.dict(),
            by=request.user.get_username(),
        )
    except PollsError as problem:
        messages.error(request, problem.message)
    return HttpResponseRedirect(reverse("retention", args=[code]))


@login_required
@require_POST
def delete_session(request: HttpRequest, code: str) -> HttpResponse:
    """Delete the whole session; without the tick that confirms it nothing happens."""
    session = own_session(request, code, Right.OWN)
    try:
        if "sure" not in request.POST:
            raise PollsError("retention.sure", _("Zet eerst een vinkje: wissen is voorgoed."))
        retention.delete_session(session_id=session.pk)
        audit.record_event(who=request.user.get_username(), what=What.DELETION, about=session.code)
    except PollsError as problem:
        messages.error(request, problem.message)
        return HttpResponseRedirect(reverse("retention", args=[code]))
    messages.success(request, deleted_sentence(session))
    return HttpResponseRedirect(reverse("desk-index"))


def deleted_sentence(session: LiveSession) -> str:
    name = session.label or session.deck.title
    return _("De sessie ‘%(name)s’ is gewist, met alle antwoorden.") % {"name": name}
