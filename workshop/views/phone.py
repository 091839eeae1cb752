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

from polls import identity, retention
from polls.errors import PollsError
from polls.models import LiveSession
from polls.questions import questions
from polls.realtime import form_replies, visiting
from polls.realtime.visiting import Visit
from polls.sessions.participants import NOBODY
from polls.views import phone as phone_view
from polls.views.snapshot import Snapshot
from workshop.facilitating import presentation
from workshop.library import defaults, house_styles
from workshop.views import own_pace
from workshop.wording import language

CODE = re.compile(r"[0-9]{8}")
COOKIE_AGE = 12 * 3600  # seconds: a workshop day; the device is forgotten after it


def enter_code(request: HttpRequest) -> HttpResponse:
    """The form for a code; a right code leads on to its session."""
    code = re.sub(r"[\s.-]", "", request.GET.get("code", ""))
    if not code:
        return code_form(request)
    if not CODE.fullmatch(code):
        return wrong_code(request, request.GET["code"])
    return HttpResponseRedirect(reverse("phone", args=[code]))


def wrong_code(request: HttpRequest, code: str) -> HttpResponse:
    error = _("Deze code klopt niet. Een code heeft 8 cijfers, zoals 1234 5678.")
    return code_form(request, code[:20], error, status=404)


def code_form(
    request: HttpRequest, code: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "code": code,
        "error": error,
        "keep": {"days": defaults.read().keep_days or settings.RETENTION_DAYS},
    }
    return render(request, "phone/enter.html", context, status=status)


def kept_until(session: LiveSession) -> dict[str, Any]:
    """How long answers stay: a day that is known, or else that many days after the workshop."""
    known = session.keep_until or session.ended or session.closes_at
    until = retention.kept_until(session) if known else None
    return {"days": retention.days_kept(session), "until": until}


def phone_page(request: HttpRequest, code: str) -> HttpResponse:
    """A session on a phone: from the process's snapshot, without a query for a new device."""
    if not CODE.fullmatch(code):
        return wrong_code(request, code)
    try:
        visit: Visit = arrival_of(request, code, visiting.visit_session)
    except PollsError as problem:
        return refusal_page(request, code, problem)
    session = visit.snapshot.session
    if session.own_pace:
        html = own_pace.draw_page(request, visit, kept_until(session))
        response = HttpResponse(html)
        known = visit.participant_id is not None  # and stays so, also when it stays open longer
        cookie = request.COOKIES.get(identity.cookie_name(code, https=request.is_secure()), "")
        age = own_pace.cookie_age(session)
        secure = request.is_secure()
        keep_cookie(response, code, secure=secure, age=age, cookie=cookie if known else "")
    elif visit.participant_id is None:
        response = HttpResponse(first_page(request, visit))
        keep_cookie(response, code, secure=request.is_secure())
    else:
        response = HttpResponse(own_page(request, visit))
    response["Cache-Control"] = "no-store"
    return response


def arrival_of(request: HttpRequest, code: str, come: Callable[..., Any]) -> Any:
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


def refusal_page(request: HttpRequest, code: str, problem: PollsError) -> HttpResponse:
    status = 404 if problem.retry_after is None else 429
    response = code_form(request, code, problem.message, status)
    if problem.retry_after is not None:
        response["Retry-After"] = str(int(problem.retry_after))
    return response


def first_page(request: HttpRequest, visit: Visit) -> str:
    """The page of a device that is new: the same for all who read the same language, so
    made once for a snapshot."""
    room, snapshot = visit.room, visit.snapshot
    spoken = language.language_of(request, snapshot.session)
    made = room.first_pages.get(spoken)
    if made is None or made[0] is not snapshot:
        page = phone_view.draw_page(snapshot, presentation, spoken)
        phone = phone_view.phone_state(snapshot, page, within=room.presence.within)
        missed = snapshot.session.state == "ended"
        html = phone_html(phone, snapshot.session, spoken, missed=missed)
        made = room.first_pages[spoken] = snapshot, html
    return made[1]


def own_page(request: HttpRequest, visit: Visit) -> str:
    """The page of a device that came back, with what it answered."""
    snapshot = visit.snapshot
    spoken = language.language_of(request, snapshot.session)
    page = phone_view.draw_page(snapshot, presentation, spoken)
    phone = phone_view.phone_state(snapshot, page, visit.mine, within=visit.room.presence.within)
    with translation.override(spoken):
        draw_answers(phone, snapshot)
        problem = form_replies.open_sealed(
            request.GET.get(form_replies.REFUSED), snapshot.session.code
        )
    missed = snapshot.session.state == "ended" and visit.participant_id == NOBODY
    given = {"stored": form_replies.STORED in request.GET, "problem": problem, "missed": missed}
    return phone_html(phone, snapshot.session, spoken, **given)


def draw_answers(phone: dict[str, Any], snapshot: Snapshot) -> None:
    """The forms of a phone's state anew, with what it answered."""
    if any(question["mine"] is not None for question in phone["questions"]):
        phone["slide"]["html"] = presentation.phone_html(
            snapshot.session, snapshot.slide, phone["questions"]
        )
    if phone["aside"] and phone["aside"]["mine"] is not None:
        phone["aside"]["html"] = presentation.audience_questions_html(
            snapshot.session, phone["aside"]
        )


def phone_html(phone: dict[str, Any], session: LiveSession, spoken: str, **more: Any) -> str:
    shown = {
        "session": phone["session"],
        "slide": phone["slide"],
        "state": phone,
        "keep": kept_until(session),
        "grace_seconds": questions.GRACE.seconds,
        "house": house_styles.style_of_session(session),
    }
    with translation.override(spoken):
        return render_to_string("phone/page.html", {**shown, **more})


def keep_cookie(
    response: HttpResponse, code: str, *, secure: bool, age: int = COOKIE_AGE, cookie: str = ""
) -> None:
    """Give a device that is new here its key; one that has a `cookie` keeps it."""
    response.set_cookie(
        identity.cookie_name(code, https=secure),
        cookie or identity.new_cookie(code),
        max_age=age,
        path=settings.SESSION_COOKIE_PATH,
        secure=secure,
        httponly=True,
        samesite="Lax",
    )
