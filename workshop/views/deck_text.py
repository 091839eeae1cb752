"""A workshop as text, its earlier versions, and its pictures: pages beside the editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from polls.errors import PollsError
from polls.whole_numbers import whole_number
from workshop.authoring import drafting, reading
from workshop.authoring.drafting import Conflict, Step
from workshop.authoring.pieces import hash_piece
from workshop.decks.model import Picture as SlidePicture
from workshop.decks.problems import Problem
from workshop.library import deck_versions, workshops
from workshop.library import pictures as uploads
from workshop.models import Picture, Workshop
from workshop.views.editor import opened
from workshop.views.workshops import first_stage, own_workshop

PER_PAGE = 50  # steps
METHODS = ("GET", "HEAD", "POST")
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


@login_required
@require_http_methods(METHODS)
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
        "numbers": range(1, text.count("\n") + 2),
        "hash": hash_piece(workshop.draft),
        "problems": mistakes(text, workshop),
        "may_edit": workshops.may_edit(workshop, request.user),
        **more,
    }
    response = render(request, "workshops/text.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def mistakes(text: str, workshop: Workshop) -> tuple[Problem, ...]:
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


# Versions


@login_required
@require_http_methods(METHODS)
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every step with who and when; one to look at, which a POST puts back."""
    if request.method == "POST":
        return put_back(request, slug)
    workshop = own_workshop(request, slug, edit=False)
    found = workshop.steps.select_related("by").order_by("-edition")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "workshop": workshop,
        "page": page,
        "steps": [(step, STEP_NAMES.get(step.name, step.name)) for step in page],
        "looked": look_at(request, workshop),
        "may_edit": workshops.may_edit(workshop, request.user),
    }
    return render(request, "workshops/versions.html", context)


def look_at(request: HttpRequest, workshop: Workshop) -> Mapping[str, Any] | None:
    """An earlier edition, drawn; None when none is asked for, or there is no such one."""
    edition = whole_number(request.GET.get("edition", ""), highest=workshop.edition) or 0
    if not 1 <= edition <= workshop.edition:
        return None
    text = drafting.read_edition(workshop=workshop, edition=edition)
    version = workshops.version_of_draft(workshop)
    version.source = text
    return {"edition": edition, "text": text, "stage": first_stage(request, version)}


def put_back(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = own_workshop(request, slug, edit=False)
    edition = whole_number(request.POST.get("edition", ""), highest=workshop.edition) or 0
    try:
        workshop = workshops.find_workshop(slug=slug, user=request.user, edit=True)
        text = drafting.read_edition(workshop=workshop, edition=edition)
        drafting.restore_text(workshop_id=workshop.pk, text=text, by=request.user)
    except PollsError as problem:
        messages.error(request, problem.message)
        return HttpResponseRedirect(reverse("workshop-versions", args=[slug]))
    return HttpResponseRedirect(reverse("workshop", args=[slug]))


# Pictures


@login_required
@require_http_methods(METHODS)
def pictures(request: HttpRequest, slug: str) -> HttpResponse:
    """The pictures of a workshop; a POST brings one, and puts it on a slide."""
    if request.method == "POST":
        return bring_picture(request, slug)
    workshop = own_workshop(request, slug, edit=False)
    context = {
        "workshop": workshop,
        "uses": draw_pictures(workshop),
        "slide": request.GET.get("slide", ""),
        "may_edit": workshops.may_edit(workshop, request.user),
        "largest": uploads.LARGEST // 2**20,
    }
    return render(request, "workshops/pictures.html", context)


def draw_pictures(workshop: Workshop) -> list[dict[str, Any]]:
    """Every picture of a workshop as it stands on a slide."""
    version = workshops.version_of_draft(workshop)
    return [
        {
            "name": use.name,
            "alt": use.alt,
            "html": deck_versions.picture_html(
                version, SlidePicture(use.name, use.alt, decorative=not use.alt)
            ),
        }
        for use in workshop.pictures.all()
    ]


def bring_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a picture in, or choose one by its name, with what can be seen on it."""
    slide = request.POST.get("slide", "")
    try:
        editing = opened(request, slug, edit=True)
        name = take_picture(request, editing.workshop)
        if slide:
            step = Step("set_picture", {"slide": slide, **described(request, name)})
            drafting.make_step(workshop_id=editing.workshop.pk, step=step, by=request.user)
    except PollsError as problem:
        messages.error(request, problem.message)
        query = f"?{urlencode({'slide': slide})}" if slide else ""
        return HttpResponseRedirect(reverse("workshop-pictures", args=[slug]) + query)
    place, query = ("workshop", f"?{urlencode({'slide': slide})}") if slide else PICTURES
    return HttpResponseRedirect(reverse(place, args=[slug]) + query)


PICTURES = ("workshop-pictures", "")


def described(request: HttpRequest, name: str) -> dict[str, Any]:
    """What a slide says of its picture; raises PollsError when it says nothing."""
    alt, decorative = request.POST.get("alt", "").strip(), "decorative" in request.POST
    if name and not alt and not decorative:
        raise PollsError(
            "picture.undescribed",
            _("Beschrijf wat er te zien is, of kies ‘alleen versiering’."),
        )
    return {"picture": name, "alt": "" if decorative else alt, "decorative": decorative}


def take_picture(request: HttpRequest, workshop: Workshop) -> str:
    """The name of the uploaded picture in this workshop, or of the one that was chosen."""
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("picture", "")
    described(request, "x")
    stored = uploads.store_picture(str(file.name), file.read())
    name = free_name(workshop, uploads.name_picture(str(file.name), stored), stored)
    workshops.attach_picture(workshop, name, stored, request.POST.get("alt", "").strip())
    return name


def free_name(workshop: Workshop, name: str, picture: Picture) -> str:
    """The name itself, or with a number when another picture has it."""
    taken = workshops.picture_hashes(workshop)
    stem, _dot, ending = name.rpartition(".")
    names = (name, *(f"{stem}-{number}.{ending}" for number in range(2, len(taken) + 3)))
    return next(each for each in names if taken.get(each) in (None, picture.sha256))
