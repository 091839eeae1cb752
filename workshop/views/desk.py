"""The facilitator's pages: the list of sessions, the desk of one, and its actions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from polls.domain import access, sessions, state
from polls.errors import PollsError
from polls.models import LiveSession
from workshop import flow, starting
from workshop.decks import library
from workshop.decks.problems import DeckError
from workshop.views import screen


def own_session(request: HttpRequest, code: str) -> LiveSession:
    """The session if this user may run it; a 404 says nothing about other people's."""
    try:
        pk = access.desk_session(code=code, user=request.user)
    except PollsError:
        raise Http404 from None
    return LiveSession.objects.select_related("deck").get(pk=pk)


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """List the sessions; a POST starts a new one."""
    if request.method == "POST":
        return start(request)
    context = {
        "sessions": sessions.overview(user=request.user),
        "decks": [{"slug": slug, "title": library.title(slug)} for slug in library.slugs()],
    }
    return render(request, "desk/index.html", context)


def start(request: HttpRequest) -> HttpResponse:
    try:
        session = starting.start(
            deck=request.POST.get("deck", ""),
            facilitator=request.user,
            label=request.POST.get("label", ""),
            rehearsal="rehearsal" in request.POST,
        )
    except (PollsError, DeckError) as problem:
        messages.error(request, str(getattr(problem, "message", problem)))
        return HttpResponseRedirect(reverse("desk-index"))
    return HttpResponseRedirect(reverse("desk", args=[session.code]))


@login_required
@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    session = own_session(request, code)
    snapshot = state.load(session_id=session.pk)
    context = {
        **screen.context(request, session),
        "state": snapshot.desk(),
        "counts": sessions.counts(session_id=session.pk),
    }
    response = render(request, "desk/page.html", context)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def action(request: HttpRequest, code: str, action: str) -> HttpResponse:
    """One action of the facilitator: JSON for the desk's script, a redirect for a form."""
    session = own_session(request, code)
    if action not in flow.ACTIONS:
        raise Http404
    try:
        version = flow.act(session, action, request.POST)
    except PollsError as problem:
        return refused(request, session, problem)
    if wants_json(request):
        return JsonResponse({"ok": True, "version": version})
    return HttpResponseRedirect(after(request, session))


def refused(request: HttpRequest, session: LiveSession, problem: PollsError) -> HttpResponse:
    if wants_json(request):
        reply: dict[str, Any] = {"code": problem.code, "message": problem.message}
        return JsonResponse({"error": reply}, status=409)
    messages.error(request, problem.message)
    return HttpResponseRedirect(after(request, session))


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def after(request: HttpRequest, session: LiveSession) -> str:
    """Where a form goes on: the list when it was posted there, else the desk."""
    if request.POST.get("next") == "index":
        return reverse("desk-index")
    return reverse("desk", args=[session.code])
