"""The report to share: the trainer chooses what is in it, others read it by a link."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from polls.errors import PollsError
from polls.models import LiveSession
from polls.sessions import shared_report
from polls.sessions.access import Right
from workshop import exports
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.exports import apart, source
from workshop.library import house_styles
from workshop.views.desk import own_session
from workshop.views.refusals import login_required


@login_required
@require_POST
def share_report(request: HttpRequest, code: str) -> HttpResponse:
    """Keep which questions are shared; `act` opens the link (`until` a day) or closes it."""
    session = own_session(request, code, Right.OWN)
    try:
        messages.success(request, change_sharing(request, session))
    except PollsError as problem:
        messages.error(request, problem.message)
    return HttpResponseRedirect(f"{reverse('report', args=[code])}#share")


def change_sharing(request: HttpRequest, session: LiveSession) -> str:
    """What was done, in a sentence."""
    act, done = request.POST.get("act", ""), _("Je keuze is bewaard.")
    until = read_day(request.POST.get("until", "")) if act == "open" else None
    shared_report.choose_questions(session_id=session.pk, keys=request.POST.getlist("question"))
    if until:
        shared_report.open_report(session_id=session.pk, until=until)
        record(request, f"{session.code} until {until}")
        done = _("De link werkt.")
    elif act == "close":
        shared_report.close_report(session_id=session.pk)
        record(request, f"{session.code} closed")
        done = _("De link is ingetrokken.")
    return done


def read_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise shared_report.wrong_day() from None
    shared_report.ensure_day(day)
    return day


def record(request: HttpRequest, about: str) -> None:
    audit.record_event(who=request.user.get_username(), what=What.LINK, about=about)


@require_GET
def read_report(request: HttpRequest, token: str) -> HttpResponse:
    """The report as it may be handed on, as it is now."""
    session = shared_report.find_session(token=token)
    if session is None:
        raise Http404
    is_open = shared_report.is_open(session)
    body = ""
    if is_open:
        found = source.read_session(session)
        body = apart.run(exports.render_shared, found, get_language())
    context = {
        "title": (session.label or session.deck.title) if is_open else _("Verslag"),
        "body": mark_safe(body),  # noqa: S308  # made by our own template
        "house": house_styles.style_of_session(session),
    }
    response = render(request, "report/shared.html", context, status=200 if is_open else 410)
    response["Cache-Control"] = "no-store"
    return response
