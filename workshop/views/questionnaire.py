"""The page where a questionnaire is made out of a workshop, by choosing its questions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polls import kinds
from polls.errors import PollsError
from workshop.authoring import choosing
from workshop.decks.problems import DeckError
from workshop.library import workshops
from workshop.views.refusals import login_required
from workshop.views.workshops import own_workshop

UNPROCESSABLE = 422


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """List the questions; a POST makes a workshop of those that were chosen."""
    workshop = own_workshop(request, slug, edit=False)
    try:
        deck = workshops.read_draft(workshop)
    except DeckError:
        messages.error(request, _("Deze workshop heeft nog fouten. Herstel die eerst."))
        return HttpResponseRedirect(reverse("workshops"))
    chosen, title = request.POST.getlist("question"), request.POST.get("title", "")
    status = 200
    if request.method == "POST":
        try:
            made = choosing.make_questionnaire(
                workshop=workshop, owner=request.user, keys=chosen, title=title
            )
            return HttpResponseRedirect(reverse("workshop", args=[made.slug]))
        except PollsError as problem:
            messages.error(request, problem.message)
            status = UNPROCESSABLE
    context = {
        "workshop": workshop,
        "questions": [(each, kinds.get(each.kind).title) for each in deck.questions()],
        "chosen": chosen,
        "language": deck.language,
        "title": title,
        "longest": workshops.LONGEST_TITLE,
    }
    return render(request, "workshops/questionnaire.html", context, status=status)
