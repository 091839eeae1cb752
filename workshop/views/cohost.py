"""What a co-host may do with the link that the facilitator gave: moderate texts, and steer the
slides when the facilitator lets them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from polls.actions.base import Role
from polls.actions.performing import perform_action
from polls.errors import PollsError
from polls.models import LiveSession
from polls.sessions import access
from polls.texts import listing
from workshop.facilitating import slides
from workshop.facilitating.panels import cohost, views
from workshop.library import deck_versions
from workshop.views import screen
from workshop.views.fields import fields_of, refuse_form, texts_of, wants_json
from workshop.views.texts import list_texts
from workshop.wording import language


def session_of(request: HttpRequest, token: str) -> LiveSession:
    pk = access.cohost_session(token=token)
    return language.follow_session(request, LiveSession.objects.select_related("deck").get(pk=pk))


@require_GET
def cohost_page(request: HttpRequest, token: str) -> HttpResponse:
    try:
        session = session_of(request, token)
    except PollsError as problem:
        if wants_json(request):
            return refuse_form(request, "", problem)
        return render(request, "desk/gone.html", {"message": problem.message}, status=404)
    place = reverse("cohost", args=[token])
    return list_texts(request, session, place=place, acts=place, cohost=True)


@require_GET
def slides_page(request: HttpRequest, token: str) -> HttpResponse:
    """Where the session is, to steer it; `part` asks for that without the page around it."""
    try:
        session = session_of(request, token)
    except PollsError as problem:
        if wants_json(request):
            return refuse_form(request, "", problem)
        return render(request, "desk/gone.html", {"message": problem.message}, status=404)
    asked = list(session.questions.all())
    part = "part" in request.GET
    context = {
        **({} if part else stage_of(request, session)),
        "session": session,
        "language": deck_versions.deck_for(session).language,
        "steering": cohost.present(session, slides.draw_slides(session), asked),
        "texts": listing.select_texted(asked),
        "place": reverse("cohost-slides", args=[token]),
        "acts": reverse("cohost", args=[token]),
    }
    response = render(request, "desk/_cohost.html" if part else "desk/cohost.html", context)
    response["Cache-Control"] = "no-store"
    return response


def stage_of(request: HttpRequest, session: LiveSession) -> dict[str, Any]:
    """The slides as the projector draws them, and what can be in view of each."""
    shared = screen.screen_context(request, session, screen.load_snapshot(session))
    return {**shared, "views": views.present(shared["slides"], shared["state"])}


@require_POST
def cohost_action(request: HttpRequest, token: str, action: str) -> HttpResponse:
    """One decision about texts, or one step of a co-host who steers."""
    back = texts_of(request, reverse("cohost", args=[token]))
    if not action.startswith("card-"):
        back = reverse("cohost-slides", args=[token])
    try:
        version = perform_action(
            session=session_of(request, token),
            action=action,
            fields=fields_of(request),
            by=Role.COHOST.value,
            role=Role.COHOST,
        )
    except PollsError as problem:
        return refuse_form(request, back, problem)
    return (
        JsonResponse({"ok": True, "version": version}) if wants_json(request) else redirect_to(back)
    )


def redirect_to(back: str) -> HttpResponse:
    return HttpResponseRedirect(back)
