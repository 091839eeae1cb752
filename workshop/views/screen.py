"""The projector's page: all slides, controlled from the desk; it shows and never asks."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from polls.models import LiveSession
from polls.realtime.hub import hub
from polls.sessions import access
from polls.sessions.access import Right
from polls.views import screen as screen_view
from polls.views import snapshot
from polls.views.snapshot import Snapshot
from workshop.facilitating import presentation, slides
from workshop.facilitating.addresses import Addresses, site_of
from workshop.library import deck_versions, house_styles


def screen_page(request: HttpRequest, token: str) -> HttpResponse:
    session = session_of(token)
    hub.guesses.knows(request.META.get("REMOTE_ADDR", ""), session.code)  # the room's own address
    return show_screen(request, session, screen_context(request, session, load_snapshot(session)))


def embedded_page(request: HttpRequest, token: str) -> HttpResponse:
    """For a frame: the same to everybody, its facilitator too."""
    session = session_of(token)
    context = screen_context(request, session, load_snapshot(session))
    return show_screen(request, session, {**context, "is_facilitator": False})


def session_of(token: str) -> LiveSession:
    session = LiveSession.objects.select_related("deck").filter(screen_token=token).first()
    if session is None:
        raise Http404
    return session


def show_screen(
    request: HttpRequest, session: LiveSession, context: dict[str, Any]
) -> HttpResponse:
    with translation.override(session.language):
        response = render(request, "screen/page.html", context)
    response["Cache-Control"] = "no-store"
    return response


def screen_context(request: HttpRequest, session: LiveSession, seen: Snapshot) -> dict[str, Any]:
    """What the projector's page and the desk have in common."""
    addresses = Addresses(site_of(request), session)
    return {
        "session": session,
        "deck": deck_versions.deck_for(session),
        "house": house_styles.style_of_session(session),
        "slides": slides.draw_slides(session),
        "addresses": addresses,
        "join_url": addresses.join,
        "join_qr": addresses.join_qr,
        "state": screen_view.screen_state(seen),
        "is_facilitator": may_steer(request, session),
        "desk_url": addresses.desk,
        "screen_url": addresses.screen,
    }


def load_snapshot(session: LiveSession) -> Snapshot:
    return snapshot.load_snapshot(session_id=session.pk, renderer=presentation)


def may_steer(request: HttpRequest, session: LiveSession) -> bool:
    user = request.user
    return user.is_authenticated and Right.STEER in access.rights_on(session, user)
