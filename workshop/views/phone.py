"""The participant's pages: the code form, and the phone page of a session."""

from __future__ import annotations

import re
from typing import Any

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
from polls.realtime.hub import hub
from polls.realtime.rooms import Room
from polls.sessions.participants import Arrival
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


async def page(request: HttpRequest, code: str) -> HttpResponse:
    """A session on a phone: from the process's snapshot, without a query for a new device."""
    if not CODE.fullmatch(code):
        return wrong_code(request, code)
    name = identity.cookie_name(code, https=request.is_secure())
    key_hash = identity.key_hash(code, request.COOKIES.get(name))
    try:
        room = hub.room(await find(request, code, known=key_hash is not None))
    except PollsError as problem:
        return refused(request, code, problem)
    if key_hash is None:
        response = HttpResponse(await first_page(request, room))
        keep(response, name, identity.new_cookie(code), secure=request.is_secure())
    else:
        response = HttpResponse(await own_page(request, room, key_hash))
    response["Cache-Control"] = "no-store"
    return response


async def find(request: HttpRequest, code: str, *, known: bool = False) -> int:
    """The session of a code; a device that is not known there may be guessing."""
    if known:
        return await hub.session_id(code)
    return await hub.session_for(code, request.META.get("REMOTE_ADDR", ""))


def refused(request: HttpRequest, code: str, problem: PollsError) -> HttpResponse:
    status = 404 if problem.retry_after is None else 429
    response = form(request, code, problem.message, status)
    if problem.retry_after is not None:
        response["Retry-After"] = str(int(problem.retry_after))
    return response


async def first_page(request: HttpRequest, room: Room) -> str:
    """The page of a device that is new: the same for all who read the same language, so
    made once for a snapshot."""
    snapshot = await room.newest()
    spoken = language.of(request, snapshot.session)
    made = room.pages.get(spoken)
    if made is None or made[0] is not snapshot:
        phone = snapshot.phone(within=room.within, language=spoken)
        made = room.pages[spoken] = snapshot, html(phone, snapshot.session, spoken)
    return made[1]


async def own_page(request: HttpRequest, room: Room, key_hash: str) -> str:
    """The page of a device that came back, with what it answered."""
    participant_id = (await hub.recorder.arrivals.ask(Arrival(room.session_id, key_hash))).id
    snapshot = await room.newest()
    mine = await room.mine(snapshot, participant_id)
    spoken = language.of(request, snapshot.session)
    phone = snapshot.phone(mine, within=room.within, language=spoken)
    if any(question["mine"] is not None for question in phone["questions"]):
        with translation.override(spoken):
            phone["slide"]["html"] = presentation.phone_html(
                snapshot.session, snapshot.slide, phone["questions"]
            )
    if phone["aside"] and phone["aside"]["mine"] is not None:
        with translation.override(spoken):
            phone["aside"]["html"] = presentation.aside_html(snapshot.session, phone["aside"])
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
