"""The history of a workshop: versions that were published, and every step between them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from polls.errors import PollsError
from polls.models import DeckVersion
from polls.whole_numbers import whole_number
from workshop.authoring import drafting, history, reading
from workshop.authoring.history import Changes
from workshop.facilitating.previews import Previews
from workshop.library import access, house_styles, workshops
from workshop.models import Publication, Workshop
from workshop.views.refusals import login_required
from workshop.views.workshops import own_workshop

PER_PAGE = 50  # steps
MOST_NAMED = 4  # titles of slides
HIGHEST = 999_999
STEP_NAMES = {
    "set_title": gettext_lazy("titel"),
    "set_body": gettext_lazy("tekst"),
    "set_note": gettext_lazy("notitie"),
    "set_picture": gettext_lazy("plaatje"),
    "set_fields": gettext_lazy("instelling"),
    "add_block": gettext_lazy("onderdeel erbij"),
    "remove_block": gettext_lazy("onderdeel weg"),
    "add_slides": gettext_lazy("slide erbij"),
    "copy_slides": gettext_lazy("slide gekopieerd"),
    "remove_slides": gettext_lazy("slide weg"),
    "move_slides": gettext_lazy("slide verplaatst"),
    "set_deck": gettext_lazy("gegevens van de workshop"),
    "replace_text": gettext_lazy("zoeken en vervangen"),
    "set_text": gettext_lazy("de hele tekst"),
    "undo": gettext_lazy("ongedaan gemaakt"),
    "redo": gettext_lazy("opnieuw gedaan"),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """An earlier version that somebody looks at, drawn. `field` and `number` name it."""

    field: str
    number: int
    title: str
    text: str
    slides: list[SafeString]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Published versions and saved steps; one to look at, which a POST puts back."""
    if request.method == "POST":
        return put_back(request, slug)
    workshop = own_workshop(request, slug, edit=False)
    try:
        looked = look_at(request, workshop)
    except PollsError as problem:
        messages.error(request, problem.message)
        looked = None
    found = workshop.steps.select_related("by").order_by("-edition")
    steps = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "workshop": workshop,
        "house": house_styles.page_style(house_styles.style_of_workshop(workshop)),
        "published": [
            (each.publication, describe(each.changes)) for each in history.list_published(workshop)
        ],
        "page": steps,
        "steps": [(step, STEP_NAMES.get(step.name, step.name)) for step in steps],
        "looked": looked,
        "may_edit": access.may_edit(workshop, request.user),
    }
    return render(request, "workshops/versions.html", context)


def describe(changes: Changes | None) -> list[str]:
    """What changed, a sentence for each sort of change."""
    if changes is None:
        return [_("De eerste versie.")]
    found = [
        _("Erbij: %(titles)s.") % {"titles": name_some(changes.added)} if changes.added else "",
        _("Veranderd: %(titles)s.") % {"titles": name_some(changes.changed)}
        if changes.changed
        else "",
        _("Weg: %(titles)s.") % {"titles": name_some(changes.removed)} if changes.removed else "",
        _("De volgorde veranderde.") if changes.moved else "",
        _("Gegevens van de hele workshop.") if changes.deck else "",
    ]
    return [each for each in found if each]


def name_some(titles: tuple[str, ...]) -> str:
    named = "; ".join(titles[:MOST_NAMED])
    more = len(titles) - MOST_NAMED
    return _("%(named)s en nog %(more)d") % {"named": named, "more": more} if more > 0 else named


def asked_number(value: str | None) -> int:
    return whole_number(value or "", highest=HIGHEST) or 0


def look_at(request: HttpRequest, workshop: Workshop) -> Looked | None:
    """The version that the address names, drawn; None without one. Raises PollsError."""
    if "version" in request.GET:
        number = asked_number(request.GET["version"])
        found = history.find_published(workshop, number)
        return draw(found.version, "version", number, title_of(found))
    if "edition" in request.GET:
        number = asked_number(request.GET["edition"])
        version = workshops.version_of_draft(workshop)
        version.source = drafting.read_edition(workshop=workshop, edition=number)
        return draw(version, "edition", number, _("Na stap %(number)d") % {"number": number})
    return None


def title_of(publication: Publication) -> str:
    return _("Versie %(number)d") % {"number": publication.number}


def draw(version: DeckVersion, field: str, number: int, title: str) -> Looked:
    try:
        draft = reading.read_draft(version.source)
    except PollsError:
        return Looked(field, number, title, version.source, [])
    previews = Previews(draft, version, "")
    drawn = [previews.thumb(slide) for slide in draft.slides]
    return Looked(field, number, title, version.source, drawn)


def put_back(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = own_workshop(request, slug, edit=False)
    try:
        workshop = workshops.find_workshop(slug=slug, user=request.user, edit=True)
        text = asked_text(request, workshop)
        drafting.restore_text(workshop_id=workshop.pk, text=text, by=request.user)
    except PollsError as problem:
        messages.error(request, problem.message)
        return HttpResponseRedirect(reverse("workshop-versions", args=[slug]))
    messages.success(request, _("Die versie staat er weer. Ongedaan maken kan."))
    return HttpResponseRedirect(reverse("workshop", args=[slug]))


def asked_text(request: HttpRequest, workshop: Workshop) -> str:
    if "version" in request.POST:
        number = asked_number(request.POST["version"])
        return history.find_published(workshop, number).version.source
    number = asked_number(request.POST.get("edition"))
    return drafting.read_edition(workshop=workshop, edition=number)
