"""The list of own words at the desk, a whole page or only the list for its script."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from polls.models import LiveSession, Question
from polls.texts import listing
from polls.texts.listing import Listing
from polls.whole_numbers import whole_number
from workshop.views.desk import own_session
from workshop.views.refusals import login_required


@login_required
@require_GET
def texts_page(request: HttpRequest, code: str) -> HttpResponse:
    session = own_session(request, code)
    place = reverse("desk-texts", args=[code])
    return list_texts(request, session, place=place, acts=reverse("desk", args=[code]))


def list_texts(
    request: HttpRequest, session: LiveSession, *, place: str, acts: str, cohost: bool = False
) -> HttpResponse:
    """The texts of the asked question at address `place`; its actions stand below `acts`.

    `part` asks for the list without the page; `after` is the version that is there, and
    when nothing is newer the reply is 204.
    """
    questions = listing.select_texted(list(session.questions.all()))
    if not questions:
        return show_no_texts(request, session, cohost=cohost)
    question = asked_question(questions, request.GET.get("question", ""))
    if request.GET.get("after") == str(question.version):
        return HttpResponse(status=204)
    found = listing.read_page(
        question=question,
        filter=request.GET.get("state", ""),
        search=request.GET.get("search", "")[:100],
        page=whole_number(request.GET.get("page", ""), highest=listing.PAGES) or 1,
    )
    template = "desk/_texts.html" if "part" in request.GET else "desk/texts.html"
    context = {
        "session": session,
        "questions": questions,
        "list": found,
        "filters": filter_links(found),
        "place": place,
        "acts": acts,
        "cohost": cohost,
    }
    response = render(request, template, context)
    response["Cache-Control"] = "no-store"
    return response


def show_no_texts(request: HttpRequest, session: LiveSession, *, cohost: bool) -> HttpResponse:
    """A workshop without own words has nothing to moderate, yet: a question may be added."""
    if "part" in request.GET:
        return HttpResponse(status=204)
    context = {"session": session, "cohost": cohost, "questions": []}
    response = render(request, "desk/texts.html", context)
    response["Cache-Control"] = "no-store"
    return response


def asked_question(questions: list[Question], key: str) -> Question:
    for question in questions:
        if question.key == key or not key:
            return question
    raise Http404


def filter_links(found: Listing) -> list[dict[str, Any]]:
    names = {
        "all": _("Alle"),
        "pending": _("Wacht"),
        "shown": _("Getoond"),
        "hidden": _("Verborgen"),
        "starred": _("Ster"),
        "rude": _("Let op"),
    }
    return [
        {"key": key, "name": name, "count": found.counts[key], "on": key == found.filter}
        for key, name in names.items()
    ]
