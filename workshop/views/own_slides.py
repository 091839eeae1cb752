"""The slides of one session, to change for it alone: beside the outline of the desk, and as a page
of their own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polls.errors import PollsError
from polls.models import LiveSession
from workshop.facilitating import keeping
from workshop.facilitating.panels import ask, own_slide
from workshop.library import deck_versions
from workshop.views.desk import own_session
from workshop.views.refusals import login_required


@login_required
@require_http_methods(["GET", "POST"])
def slides_page(request: HttpRequest, code: str) -> HttpResponse:
    """One slide with what can be changed about it, or all to choose from; a POST puts one into
    the workshop. With `part` only what a dialog of the desk shows."""
    session = own_session(request, code)
    if request.method == "POST":
        return put_into_workshop(request, session)
    wanted = request.GET.get("slide")
    panel = own_slide.present(session, wanted, request.user) if wanted else None
    if wanted and panel is None:
        raise Http404
    part = "desk/_own_slide.html" if panel and "part" in request.GET else "desk/slides.html"
    deck = deck_versions.deck_for(session)
    response = render(
        request,
        part,
        {"session": session, "deck": deck, "panel": panel, "ask": ask.present()},
    )
    response["Cache-Control"] = "no-store"
    return response


def put_into_workshop(request: HttpRequest, session: LiveSession) -> HttpResponse:
    try:
        keeping.keep_slide(session=session, slide=request.POST.get("slide", ""), by=request.user)
    except PollsError as problem:
        messages.error(request, problem.message)
    else:
        messages.success(request, _("De slide staat nu ook in de workshop, voor volgende groepen."))
    return HttpResponseRedirect(reverse("desk", args=[session.code]))
