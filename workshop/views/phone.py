"""The participant's pages: the code form, and the phone page of a session."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from asgiref.sync import async_to_sync
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polls import identity, retention
from polls.errors import PollsError
from polls.models import LiveSession
from polls.realtime import visiting
from polls.realtime.visiting import Visit
from polls.views import phone as phone_view
from workshop.facilitating import presentation
from workshop.wording import language

CODE = re.compile(r"[0-9]{8}")
COOKIE_AGE = 12 * 3600  # seconds: a workshop day; the device is forgotten after it

PROBLEMS = {
    "answer.empty": gettext_lazy("Je hebt nog niets ingevuld. Kies of typ een antwoord."),
    "answer.half": gettext_lazy("Geef van elk onderdeel beide cijfers, of sla het over."),
    "answer.places": gettext_lazy("Geef elke plek één keer, vanaf plek 1. Kijk je volgorde na."),
    "answer.sum": gettext_lazy("De punten kloppen niet samen. Verdeel ze opnieuw."),
    "answer.out_of_range": gettext_lazy("Een getal is te hoog of te laag. Pas het aan."),
    "answer.too_many": gettext_lazy("Je koos te veel antwoorden. Haal er een paar weg."),
    "answer.too_long": gettext_lazy("Je antwoord is te lang. Maak het korter."),
    "question.closed": gettext_lazy("De vraag is gesloten. Je antwoord is niet meer opgeslagen."),
    "question.paused": gettext_lazy("De vraag is even gepauzeerd. Probeer het zo opnieuw."),
    "question.waiting": gettext_lazy("De vraag is nog niet open. Wacht even."),
    "question.round_stale": gettext_lazy("Er is een nieuwe ronde begonnen. Antwoord opnieuw."),
    "server.busy": gettext_lazy("Het is druk. Verstuur je antwoord zo nog een keer."),
}


def enter(request: HttpRequest) -> HttpResponse:
    """The form for a code; a right code leads on to its session."""
    code = re.sub(r"[\s.-]", "", request.GET.get("code", ""))
    if not code:
        return form(request)
    if not CODE.fullmatch(code):
        return wrong_code(request, request.GET["code"])
    return HttpResponseRedirect(reverse("phone", args=[code]))


def wrong_code(request: HttpRequest, code: str) -> HttpResponse:
    error = _("Deze code klopt niet. Een code heeft 8 cijfers, zoals 1234 5678.")
    return form(request, code[:20], error, status=404)


def form(request: HttpRequest, code: str = "", error: str = "", status: int = 200) -> HttpResponse:
    context = {"code": code, "error": error, "keep": {"days": settings.RETENTION_DAYS}}
    return render(request, "phone/enter.html", context, status=status)


def kept(session: LiveSession) -> dict[str, Any]:
    """How long answers stay: a day that is known, or else that many days after the workshop."""
    known = session.keep_until or session.ended
    until = retention.kept_until(session) if known else None
    return {"days": settings.RETENTION_DAYS, "until": until}


def page(request: HttpRequest, code: str) -> HttpResponse:
    """A session on a phone: from the process's snapshot, without a query for a new device."""
    if not CODE.fullmatch(code):
        return wrong_code(request, code)
    try:
        visit: Visit = arrived(request, code, visiting.visit)
    except PollsError as problem:
        return refused(request, code, problem)
    if visit.participant_id is None:
        response = HttpResponse(first_page(request, visit))
        name = identity.cookie_name(code, https=request.is_secure())
        keep(response, name, identity.new_cookie(code), secure=request.is_secure())
    else:
        response = HttpResponse(own_page(request, visit))
    response["Cache-Control"] = "no-store"
    return response


def arrived(request: HttpRequest, code: str, come: Callable[..., Any]) -> Any:
    """What `come` finds for this device; on our own server it was waited for beforehand."""
    found = getattr(request, "scope", {}).get("arrived")
    if isinstance(found, PollsError):
        raise found
    return found or async_to_sync(come)(
        code=code,
        cookies=request.COOKIES,
        address=request.META.get("REMOTE_ADDR", ""),
        https=request.is_secure(),
    )


def refused(request: HttpRequest, code: str, problem: PollsError) -> HttpResponse:
    status = 404 if problem.retry_after is None else 429
    response = form(request, code, problem.message, status)
    if problem.retry_after is not None:
        response["Retry-After"] = str(int(problem.retry_after))
    return response


def first_page(request: HttpRequest, visit: Visit) -> str:
    """The page of a device that is new: the same for all who read the same language, so
    made once for a snapshot."""
    room, snapshot = visit.room, visit.snapshot
    spoken = language.of(request, snapshot.session)
    made = room.first_pages.get(spoken)
    if made is None or made[0] is not snapshot:
        page = phone_view.draw_page(snapshot, presentation, spoken)
        phone = phone_view.state(snapshot, page, within=room.presence.within)
        made = room.first_pages[spoken] = snapshot, html(phone, snapshot.session, spoken)
    return made[1]


def own_page(request: HttpRequest, visit: Visit) -> str:
    """The page of a device that came back, with what it answered."""
    snapshot = visit.snapshot
    spoken = language.of(request, snapshot.session)
    page = phone_view.draw_page(snapshot, presentation, spoken)
    phone = phone_view.state(snapshot, page, visit.mine, within=visit.room.presence.within)
    if any(question["mine"] is not None for question in phone["questions"]):
        with translation.override(spoken):
            phone["slide"]["html"] = presentation.phone_html(
                snapshot.session, snapshot.slide, phone["questions"]
            )
    if phone["aside"] and phone["aside"]["mine"] is not None:
        with translation.override(spoken):
            phone["aside"]["html"] = presentation.audience_questions_html(
                snapshot.session, phone["aside"]
            )
    given = {"stored": "bewaard" in request.GET, "problem": problem_of(request)}
    return html(phone, snapshot.session, spoken, **given)


def html(phone: dict[str, Any], session: LiveSession, spoken: str, **more: Any) -> str:
    shown = {"session": phone["session"], "slide": phone["slide"], "state": phone}
    with translation.override(spoken):
        return render_to_string("phone/page.html", {**shown, "keep": kept(session), **more})


def problem_of(request: HttpRequest) -> Any:
    code = request.GET.get("fout", "")
    if not code:
        return ""
    return PROBLEMS.get(code, gettext_lazy("Je antwoord is niet opgeslagen. Probeer het opnieuw."))


def keep(response: HttpResponse, name: str, value: str, *, secure: bool) -> None:
    response.set_cookie(
        name, value, max_age=COOKIE_AGE, secure=secure, httponly=True, samesite="Lax"
    )
