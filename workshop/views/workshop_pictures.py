"""The pictures of a workshop: brought, described, cropped, and put on a slide."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polls.errors import PollsError
from workshop.authoring import drafting, steps
from workshop.authoring.drafting import Step
from workshop.authoring.pieces import cut_text
from workshop.decks.model import Picture as SlidePicture
from workshop.library import access, cropping, deck_versions, drawings, workshops
from workshop.library import pictures as uploads
from workshop.library.cropping import Crop
from workshop.models import Picture, Workshop
from workshop.views.editor import opened, refused
from workshop.views.fields import wants_json
from workshop.views.picture_form import form_context
from workshop.views.refusals import login_required
from workshop.views.workshops import own_workshop


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The pictures of a workshop; a POST brings one, and puts it on a slide."""
    if request.method == "POST":
        return bring(request, slug)
    workshop = own_workshop(request, slug, edit=False)
    context = {
        "workshop": workshop,
        "slide": request.GET.get("slide", ""),
        **library_context(request, workshop),
        "may_edit": access.may_edit(workshop, request.user),
        **form_context(),
    }
    return render(request, "workshops/pictures.html", context)


def library_context(request: HttpRequest, workshop: Workshop) -> dict[str, Any]:
    """The pictures that are there already: of this workshop, and our own as far as they mean
    what is looked for."""
    search = request.GET.get("search", "")[:100]
    return {
        "uses": draw_pictures(workshop),
        "drawings": drawings.list_drawings(language=language_of(workshop), search=search),
        "search": search,
    }


def language_of(workshop: Workshop) -> str:
    """That of the workshop, in whose words a drawing comes; '' while its text cannot be read."""
    try:
        return str(steps.read_front(cut_text(workshop.draft)).get("language", ""))
    except (PollsError, ValueError):
        return ""


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


def bring(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a picture in, or choose one by its name, with what can be seen on it."""
    slide = request.POST.get("slide", "")
    query = f"?{urlencode({'slide': slide})}" if slide else ""
    try:
        editing = opened(request, slug, edit=True)
        name = take_picture(request, editing.workshop)
        if slide:
            step = Step("set_picture", {"slide": slide, **described(request, name)})
            drafting.make_step(workshop_id=editing.workshop.pk, step=step, by=request.user)
    except PollsError as problem:
        if wants_json(request):
            return refused(problem)
        messages.error(request, problem.message)
        return HttpResponseRedirect(reverse("workshop-pictures", args=[slug]) + query)
    if wants_json(request):
        return JsonResponse({"ok": True, "picture": name})
    place = "workshop" if slide else "workshop-pictures"
    return HttpResponseRedirect(reverse(place, args=[slug]) + query)


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
    crop = cropping.read_crop(request.POST.get("shape", ""), request.POST.get("place", ""))
    file = request.FILES.get("file")
    if drawing := request.POST.get("drawing", ""):
        described(request, "x")
        content = drawings.read_drawing(language=language_of(workshop), name=drawing)
        return attach(request, workshop, drawing, content, None)
    if file is None:
        chosen = request.POST.get("picture", "")
        return crop_chosen(request, workshop, chosen, crop) if crop else chosen
    described(request, "x")
    uploads.refuse_large(file.size or 0)
    return attach(request, workshop, str(file.name), file.read(), crop)


def crop_chosen(request: HttpRequest, workshop: Workshop, name: str, crop: Crop) -> str:
    use = workshop.pictures.select_related("picture").filter(name=name).first()
    if use is None:
        raise PollsError("picture.unknown", _("Dit plaatje staat niet in deze workshop."))
    return attach(request, workshop, name, bytes(use.picture.content), crop)


def attach(
    request: HttpRequest, workshop: Workshop, file: str, content: bytes, crop: Crop | None
) -> str:
    """Store a picture; the name that it gets in this workshop."""
    stored = uploads.store_clean(uploads.clean_picture(file, content, crop))
    name = free_name(workshop, uploads.name_picture(file, stored), stored)
    alt = "" if "decorative" in request.POST else request.POST.get("alt", "").strip()
    workshops.attach_picture(workshop, name, stored, alt[:LONGEST_ALT])
    return name


LONGEST_ALT = 500


def free_name(workshop: Workshop, name: str, picture: Picture) -> str:
    """The name itself, or with a number when another picture has it."""
    taken = workshops.picture_hashes(workshop)
    stem, _dot, ending = name.rpartition(".")
    names = (name, *(f"{stem}-{number}.{ending}" for number in range(2, len(taken) + 3)))
    return next(each for each in names if taken.get(each) in (None, picture.sha256))
