"""The desk of a colleague who only looks: what the projector shows, and the notes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from polls.models import LiveSession
from workshop.facilitating import slides
from workshop.facilitating.panels import cohost, views
from workshop.library import deck_versions
from workshop.views import screen


def show(request: HttpRequest, session: LiveSession) -> HttpResponse:
    """`part` asks for where the session stands, without the page around it."""
    part = "part" in request.GET
    seen = cohost.present(session, slides.draw_slides(session), list(session.questions.all()))
    context: dict[str, Any] = {
        "session": session,
        "language": deck_versions.deck_for(session).language,
        "steering": replace(seen, allowed=True, steers=False),
        "place": reverse("desk", args=[session.code]),
    }
    if not part:
        context |= screen.screen_context(request, session, screen.load_snapshot(session))
        context["views"] = views.present(context["slides"], context["state"])
    response = render(request, "desk/_looking.html" if part else "desk/looking.html", context)
    response["Cache-Control"] = "no-store"
    return response
