"""The report of a session on screen, with the trainer's notes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polls.errors import PollsError
from polls.models import LiveSession
from polls.sessions import access, notes, shared_report
from polls.sessions.access import Right
from workshop import exports
from workshop.exports import apart, source
from workshop.exports.source import Source
from workshop.facilitating.addresses import Addresses, site_of
from workshop.library import house_styles
from workshop.views.desk import names_of, own_session
from workshop.views.fields import refuse_form, wants_json
from workshop.views.refusals import login_required

LIGHT = 1_000  # answers; of so few the report takes less time than starting a process for it


@login_required
@require_http_methods(["GET", "POST"])
def report_page(request: HttpRequest, code: str) -> HttpResponse:
    if request.method == "POST":
        return write_notes(request, own_session(request, code))
    session = own_session(request, code, Right.READ)
    rights = access.rights_on(session, request.user)
    body = draw_body(source.read_session(session), Right.STEER in rights)
    context = {
        "session": session,
        "title": session.label or session.deck.title,
        "body": mark_safe(body),  # noqa: S308  # made by our own template
        "formats": exports.DOWNLOADS,
        "everything": exports.EVERYTHING,
        **(sharing(request, session) if Right.OWN in rights else {}),
        "rights": names_of(rights),
        "house": house_styles.style_of_session(session),
    }
    response = render(request, "report/page.html", context)
    response["Cache-Control"] = "no-store"
    return response


def draw_body(found: Source, writes: bool) -> str:
    if len(found.answers) <= LIGHT:
        return exports.render_page(found, get_language(), writes)
    return apart.run(exports.render_page, found, get_language(), writes)


def sharing(request: HttpRequest, session: LiveSession) -> dict[str, Any]:
    """What the report to share holds, and its link."""
    questions = list(session.questions.all())
    return {
        "questions": questions,
        "narrowed": any(question.private for question in questions),
        "link": Addresses(site_of(request), session).report,
        "link_open": shared_report.is_open(session),
        "until": session.report_until or timezone.localdate() + shared_report.PROPOSED,
    }


def write_notes(request: HttpRequest, session: LiveSession) -> HttpResponse:
    """Keep the notes that were sent: one while somebody types, all of them by the button."""
    back = reverse("report", args=[session.code])
    try:
        kept = notes.write_notes(session_id=session.pk, fields=request.POST.dict())
    except PollsError as problem:
        return refuse_form(request, back, problem)
    if wants_json(request):
        return JsonResponse({"ok": True, "kept": kept})
    messages.success(request, _("Je notities zijn bewaard."))
    return HttpResponseRedirect(back)
