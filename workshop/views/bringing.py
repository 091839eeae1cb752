"""A file that a trainer brings: how far it is, what its slides become, and where they go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polls import kinds
from polls.errors import PollsError
from polls.models import DeckVersion
from workshop.authoring import drafting, reading
from workshop.facilitating.addresses import site_of
from workshop.facilitating.previews import Previews
from workshop.importing import bringing
from workshop.importing.assembling import choose
from workshop.importing.imported import CHOICES, Imported, ReadSlide
from workshop.library import access, house_styles, workshops
from workshop.models import BroughtFile, Workshop
from workshop.views.fields import wants_json
from workshop.views.refusals import login_required

PREFIX = "choice-"
MOST_LISTED = 100  # workshops to choose from
State = BroughtFile.State


@dataclass(frozen=True, slots=True)
class Row:
    """A slide on the page: how it would look for each choice, and what stayed behind."""

    slide: ReadSlide
    choice: str
    looks: Sequence[tuple[str, str, SafeString]]  # a choice, what it is called, its stage
    left_out: Sequence[str]

    @property
    def kind(self) -> str:
        """What the question is likely to be; '' for a slide that is none."""
        guess = self.slide.question
        return str(kinds.get(guess.kind).title) if guess else ""

    @property
    def options(self) -> int:
        """How many answers the question has that it looks like."""
        guess = self.slide.question
        return len(guess.fields.get("options", ())) if guess else 0


def names() -> Mapping[str, str]:
    return {
        "editable": _("Bewerkbaar"),
        "question": _("Vraag"),
        "picture": _("Plaatje"),
        "skip": _("Overslaan"),
    }


@dataclass
class Choosing:
    """What was read, as one trainer chooses from it."""

    request: HttpRequest
    brought: BroughtFile

    @cached_property
    def imported(self) -> Imported:
        return bringing.read_of(self.brought)

    def rows(self) -> list[Row]:
        stages = {choice: self._draw(choice) for choice in CHOICES if choice != "skip"}
        left_out: dict[str, list[str]] = {}
        for each in self.imported.left_out:
            left_out.setdefault(each.slide, []).append(each.what)
        called = names()
        return [
            Row(
                slide,
                self.choice_of(slide),
                [
                    (choice, called[choice], stages.get(choice, {}).get(slide.number, SafeString()))
                    for choice in CHOICES
                    if slide.may_become(choice)
                ],
                left_out.get(slide.number, []),
            )
            for slide in self.imported.slides
        ]

    def choice_of(self, slide: ReadSlide) -> str:
        chosen = self.brought.choices.get(slide.number, slide.choice)
        return chosen if slide.may_become(chosen) else "editable"

    def _draw(self, choice: str) -> dict[str, SafeString]:
        """By their numbers the slides that can be this, as they would look then."""
        slides = tuple(each for each in self.imported.slides if each.may_become(choice))
        if not slides:
            return {}
        only = replace(self.imported, slides=slides)
        text = choose(only, {each.number: choice for each in slides}).text
        version = DeckVersion(source=text, pictures=self._pictures)
        draft = reading.read_draft(text, self._pictures)
        previews = Previews(draft, version, site_of(self.request), self.house)
        drawn = [previews.thumb(each) for each in draft.slides]
        return {each.number: stage for each, stage in zip(slides, drawn, strict=True)}

    @cached_property
    def _pictures(self) -> dict[str, str]:
        return {row.name: row.picture_id for row in self.brought.pictures.all()}

    @cached_property
    def house(self) -> house_styles.PageStyle | None:
        return house_styles.page_style(house_styles.find_style(self.request.user))

    def left_behind(self) -> list[tuple[str, int]]:
        """What did not come over, and on how many slides; 0 for what belongs to none."""
        counted = Counter(each.what for each in self.imported.left_out if each.slide)
        rest = dict.fromkeys(each.what for each in self.imported.left_out if not each.slide)
        return [*counted.most_common(), *((what, 0) for what in rest)]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The file that this trainer brought; a POST chooses, keeps or stops."""
    brought = bringing.find_brought(request.user)
    if brought is None:
        return HttpResponseRedirect(reverse("workshops"))
    if request.method == "POST":
        return post(request, brought)
    if wants_json(request):
        return JsonResponse(tell(brought))
    context: dict[str, Any] = {"brought": brought, "state": brought.state}
    if brought.state == State.READY:
        context |= choosing_context(request, brought)
    elif brought.state == State.FAILED:
        context["message"] = bringing.say_failed(brought)
    else:
        context["far"] = far(brought)
    response = render(request, "workshops/bring.html", context)
    response["Cache-Control"] = "no-store"
    return response


def tell(brought: BroughtFile) -> dict[str, Any]:
    return {"state": brought.state, "done": brought.done, "total": brought.total}


def far(brought: BroughtFile) -> dict[str, Any]:
    """How far the slides are, or after them their pictures."""
    drawing = brought.done > brought.total
    done = brought.done - brought.total if drawing else brought.done
    return {"drawing": drawing, "done": done}


def choosing_context(request: HttpRequest, brought: BroughtFile) -> dict[str, Any]:
    choosing = Choosing(request, brought)
    rows = choosing.rows()
    counts = Counter(row.choice for row in rows)
    return {
        "rows": rows,
        "house": choosing.house,
        "houses": [choosing.house],
        "title": choosing.imported.title,
        "language": choosing.imported.language,
        "counts": [(choice, name, counts[choice]) for choice, name in names().items()],
        "left_behind": choosing.left_behind(),
        "into": brought.into if may_edit(request, brought.into) else None,
        "workshops": list_targets(request),
    }


def list_targets(request: HttpRequest) -> list[Workshop]:
    found = workshops.list_workshops(user=request.user)
    return [each for each in found[:MOST_LISTED] if access.may_edit(each, request.user)]


def may_edit(request: HttpRequest, workshop: Workshop | None) -> bool:
    return workshop is not None and access.may_edit(workshop, request.user)


def post(request: HttpRequest, brought: BroughtFile) -> HttpResponse:
    if request.POST.get("act") == "stop":
        bringing.drop(owner=request.user)
        return HttpResponseRedirect(reverse("workshops"))
    try:
        if brought.state != State.READY:
            raise PollsError("file.busy", _("Dit bestand is nog niet klaar."))
        chosen = {
            name.removeprefix(PREFIX): str(choice)
            for name, choice in request.POST.items()
            if name.startswith(PREFIX)
        }
        bringing.store_choices(brought=brought, choices=chosen)
        if request.POST.get("act") != "keep":
            return chosen_reply(request, brought)
        return HttpResponseRedirect(keep(request, brought))
    except PollsError as problem:
        if wants_json(request):
            reply = {"code": problem.code, "message": problem.message}
            return JsonResponse({"error": reply}, status=409)
        messages.error(request, problem.message)
    return HttpResponseRedirect(reverse("bring"))


def chosen_reply(request: HttpRequest, brought: BroughtFile) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(tell(brought))
    return HttpResponseRedirect(reverse("bring"))


def keep(request: HttpRequest, brought: BroughtFile) -> str:
    """Put what was chosen where it has to go; the address of it."""
    slug = request.POST.get("into", "")
    if not slug:
        title = request.POST.get("title", "")
        made = bringing.keep_new(brought=brought, owner=request.user, title=title)
        return reverse("workshop", args=[made.slug])
    workshop = workshops.find_workshop(slug=slug, user=request.user, edit=True)
    draft = reading.read_draft(workshop.draft)
    behind = brought.after if workshop.pk == brought.into_id else ""
    last = draft.slides[-1].id if draft.slides else ""
    after = behind if draft.find(behind) else last
    step = bringing.keep_in(brought=brought, workshop=workshop, after=after, by=request.user)
    added = drafting.added_slides(step)[:1] if step else []
    query = f"?{urlencode({'slide': added[0]})}" if added else ""
    return reverse("workshop", args=[slug]) + query
