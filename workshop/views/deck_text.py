"""A workshop as text: a page beside the editor."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from polls.errors import PollsError
from workshop.authoring import drafting, reading
from workshop.authoring.drafting import Conflict, Step
from workshop.authoring.pieces import hash_piece
from workshop.decks import limits
from workshop.decks.problems import Problem
from workshop.library import access, workshops
from workshop.models import Workshop
from workshop.views.refusals import login_required
from workshop.views.workshops import own_workshop


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole text with its mistakes; a POST keeps it, also while it has some."""
    if request.method == "POST":
        return keep_text(request, slug)
    workshop = own_workshop(request, slug, edit=False)
    return show_text(request, workshop, workshop.draft)


def show_text(
    request: HttpRequest, workshop: Workshop, text: str, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "workshop": workshop,
        "text": text,
        "numbers": range(1, min(text.count("\n") + 1, limits.LINES) + 1),
        "hash": hash_piece(workshop.draft),
        "problems": mistakes(text, workshop),
        "may_edit": access.may_edit(workshop, request.user),
        **more,
    }
    response = render(request, "workshops/text.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def mistakes(text: str, workshop: Workshop) -> tuple[Problem, ...]:
    if drafting.is_too_large(text):
        return ()  # was refused, and is not looked through
    names = workshops.picture_hashes(workshop)
    try:
        return reading.read_draft(text, names).problems
    except PollsError as problem:
        return (Problem(reading.FILE, 1, problem.message),)


def keep_text(request: HttpRequest, slug: str) -> HttpResponse:
    text = request.POST.get("text", "").replace("\r\n", "\n")
    workshop = own_workshop(request, slug, edit=False)
    step = Step("set_text", {"text": text}, request.POST.get("hash", ""))
    try:
        workshop = workshops.find_workshop(slug=slug, user=request.user, edit=True)
        drafting.make_step(workshop_id=workshop.pk, step=step, by=request.user)
    except Conflict as conflict:
        return show_text(request, workshop, text, 409, conflict=conflict)
    except PollsError as problem:
        messages.error(request, problem.message)
        return show_text(request, workshop, text, 400)
    return HttpResponseRedirect(reverse("workshop-text", args=[slug]))
