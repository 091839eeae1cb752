"""The editor of one workshop: its page, forms that work without script, and steps for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode

import orjson
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from polls.errors import PollsError
from polls.models import DeckVersion
from workshop.authoring import asking, drafting, forms, gallery, reading, steps
from workshop.authoring.drafting import Conflict, Step
from workshop.authoring.pieces import cut_text
from workshop.authoring.reading import Draft, DraftSlide
from workshop.authoring.words import read_words
from workshop.decks.problems import DeckError
from workshop.facilitating.addresses import site_of
from workshop.facilitating.previews import Previews
from workshop.library import pictures, workshops
from workshop.models import Workshop
from workshop.views.fields import wants_json
from workshop.views.picture_form import form_context
from workshop.views.workshops import own_workshop

STATUS = {"step.conflict": 409, "workshop.read_only": 403, "workshop.trashed": 409}


@dataclass
class Editing:
    """A workshop as one trainer has it open."""

    request: HttpRequest
    workshop: Workshop

    @cached_property
    def draft(self) -> Draft:
        return reading.read_draft(self.workshop.draft, self.version.pictures)

    @cached_property
    def version(self) -> DeckVersion:
        return workshops.version_of_draft(self.workshop)

    @cached_property
    def previews(self) -> Previews:
        return Previews(self.draft, self.version, site_of(self.request))

    def find(self, slide_id: str) -> DraftSlide | None:
        """The slide of this id, else the first."""
        first = self.draft.slides[0] if self.draft.slides else None
        return self.draft.find(slide_id) or first

    @property
    def may_edit(self) -> bool:
        return workshops.may_edit(self.workshop, self.request.user)


def opened(request: HttpRequest, slug: str, *, edit: bool) -> Editing:
    return Editing(request, own_workshop(request, slug, edit=edit))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The editor; a POST is one step of a plain form, or undo, redo or publish."""
    if request.method == "POST":
        return post(request, slug)
    editing = opened(request, slug, edit=False)
    try:
        slide = editing.find(request.GET.get("slide", ""))
    except PollsError:  # the text does not begin as a deck: only its text can be mended
        return HttpResponseRedirect(reverse("workshop-text", args=[slug]))
    if wants_json(request):
        return JsonResponse(tell(editing, slide))
    response = render(request, "workshops/editor.html", editor_context(editing, slide))
    response["Cache-Control"] = "no-store"
    return response


def editor_context(editing: Editing, slide: DraftSlide | None) -> dict[str, Any]:
    draft, previews = editing.draft, editing.previews
    return {
        "workshop": editing.workshop,
        "deck": draft.deck,
        "language": draft.front.language,
        "may_edit": editing.may_edit,
        "rail": [rail_item(previews, each, slide) for each in draft.slides],
        "footer": previews.footer(),
        "problems": draft.problems,
        "drawn": draw_slide(editing, slide) if slide else None,
        "edition": editing.workshop.edition,
        "deck_form": deck_form(editing),
        "front_hash": draft.front_hash,
        "gallery": gallery_of(editing),
        "colors": forms.colors(),
        **form_context(layout_of(slide)),
        **stacks(editing),
    }


def layout_of(slide: DraftSlide | None) -> str:
    return slide.slide.layout if slide and slide.slide else ""


def rail_item(previews: Previews, each: DraftSlide, current: DraftSlide | None) -> dict[str, Any]:
    titles = {chapter.id: chapter.title for chapter in previews.draft.front.chapters}
    before = previews.draft.slides[each.number - 2] if each.number > 1 else None
    chapter = each.slide.chapter if each.slide else ""
    earlier = before.slide.chapter if before and before.slide else None
    return {
        "slide": each,
        "title": each.slide.label if each.slide else _("Deze slide is niet te lezen"),
        "thumb": previews.thumb(each),
        "current": current is not None and each.number == current.number,
        "chapter": titles.get(chapter, chapter) if chapter != earlier else "",
        "asks": bool(each.slide and each.slide.questions),
        "skip": bool(each.slide and each.slide.skip),
    }


def deck_form(editing: Editing) -> forms.Form | None:
    try:
        values = steps.read_front(cut_text(editing.workshop.draft))
    except ValueError:  # no good TOML: the text view tells where
        return None
    return forms.deck_form(editing.draft, values)


def gallery_of(editing: Editing) -> dict[str, Any]:
    """What can be added, drawn as it will look."""
    front = editing.draft.front
    chapter = front.chapters[0].id if front.chapters else ""
    head, language = cut_text(editing.workshop.draft)[0], get_language() or ""
    return {
        part: [
            (item, draw_item(head, item.text, language)) for item in make(chapter, front.language)
        ]
        for part, make in (
            ("kinds", gallery.list_kinds),
            ("blocks", gallery.list_blocks),
            ("layouts", gallery.list_layouts),
        )
    }


@lru_cache(maxsize=1000)
def draw_item(head: str, text: str, language: str) -> str:
    """The first slide of what can be added, as it looks in a deck with this front matter and on
    a page in this language. It has no picture, so it is the same for everybody."""
    draft = reading.read_draft(head + text)
    return Previews(draft, DeckVersion(), "").thumb(draft.slides[0])


def stacks(editing: Editing) -> dict[str, bool]:
    done, undone = drafting.read_stacks(editing.workshop.pk, editing.request.user)
    return {"can_undo": bool(done), "can_redo": bool(undone)}


def draw_slide(editing: Editing, slide: DraftSlide) -> dict[str, Any]:
    previews = editing.previews
    return {
        "id": slide.id,
        "number": slide.number,
        "hash": slide.hash,
        "stage": previews.stage(slide),
        "phone": previews.phone(slide),
        "thumb": previews.thumb(slide),
        "panel": panel(editing, slide),
        "note": read_words(slide.text).note,
    }


def panel(editing: Editing, slide: DraftSlide) -> str:
    """Every field of a slide, as forms."""
    try:
        found = forms.slide_forms(editing.draft, slide.text)
    except PollsError:  # a block is no good TOML: the mistake is listed, the text view mends it
        found = []
    words = read_words(slide.text)
    context = {
        "workshop": editing.workshop,
        "slide": slide,
        "forms": found,
        "words": words,
        "photo": pictures.is_photograph(editing.version.pictures.get(words.picture)),
        "pictures": sorted(editing.version.pictures),
        "may_edit": editing.may_edit,
        "colors": forms.colors(),
        **form_context(layout_of(slide)),
        "token": get_token(editing.request),
    }
    return render_to_string("workshops/_panel.html", context)


def tell(editing: Editing, slide: DraftSlide | None) -> dict[str, Any]:
    """The draft as a script needs it after a step."""
    draft = editing.draft
    return {
        "edition": editing.workshop.edition,
        "title": editing.workshop.title,
        "slide": draw_slide(editing, slide) if slide else None,
        "slides": [[each.id, each.hash] for each in draft.slides],
        "front": draft.front_hash,
        "problems": problems_of(draft),
        **stacks(editing),
    }


def problems_of(draft: Draft) -> list[dict[str, Any]]:
    owners = {problem: slide.id for slide in draft.slides for problem in slide.problems}
    return [
        {"slide": owners.get(problem, ""), "line": problem.line, "message": problem.message}
        for problem in draft.problems
    ]


# Steps


def turn(change: Callable[..., Any]) -> Callable[[Editing, Any], str]:
    """Undo or redo; the slide that it was about."""

    def run(editing: Editing, _asked: Any) -> str:
        step = change(workshop_id=editing.workshop.pk, by=editing.request.user)
        return str(step.slide)

    return run


TURNS = {"undo": turn(drafting.undo_step), "redo": turn(drafting.redo_step)}


def run_step(editing: Editing, step: Step) -> str:
    """Make a step; the id of the slide to look at next."""
    before = {slide.id for slide in editing.draft.slides}
    drafting.make_step(workshop_id=editing.workshop.pk, step=step, by=editing.request.user)
    renew(editing)
    added = [slide.id for slide in editing.draft.slides if slide.id not in before]
    return added[0] if added else str(step.fields.get("slide", ""))


def renew(editing: Editing) -> None:
    """Read the workshop again, as it is after a step."""
    editing.workshop.refresh_from_db()
    for name in ("draft", "version", "previews"):
        editing.__dict__.pop(name, None)


def post(request: HttpRequest, slug: str) -> HttpResponse:
    posted = dict(request.POST.lists())
    where = request.POST.get("slide", "")
    try:
        editing = opened(request, slug, edit=True)
        name = request.POST.get("step", "")
        if name == "publish":
            publish(editing)
        elif name in TURNS:
            where = TURNS[name](editing, None) or where
        else:
            step = asking.from_form(editing.draft, editing.workshop.draft, posted)
            where = run_step(editing, step) or where
    except PollsError as problem:
        messages.error(request, problem.message)
    except DeckError as error:
        messages.error(request, _("Eerst dit herstellen, dan kan er een nieuwe versie komen:"))
        for found in error.problems[:5]:
            messages.error(request, found.message)
    query = f"?{urlencode({'slide': where})}" if where else ""
    return HttpResponseRedirect(reverse("workshop", args=[slug]) + query)


def publish(editing: Editing) -> None:
    workshops.publish_workshop(workshop=editing.workshop, by=editing.request.user)
    messages.success(editing.request, _("Deze versie is klaar: nieuwe sessies krijgen haar."))


@login_required
@require_POST
def make_steps(request: HttpRequest, slug: str) -> HttpResponse:
    """One step of a script, as JSON; the reply is the draft as it is then."""
    try:
        editing = opened(request, slug, edit=True)
        asked = orjson.loads(request.body)
        name = asked.get("step") if isinstance(asked, dict) else None
        if isinstance(name, str) and name in TURNS:
            where = TURNS[name](editing, asked)
            renew(editing)
        else:
            step = asking.from_script(editing.draft, editing.workshop.draft, asked)
            where = run_step(editing, step)
    except orjson.JSONDecodeError:
        return refused(drafting.malformed())
    except PollsError as problem:
        return refused(problem)
    return JsonResponse(tell(editing, editing.find(where)))


def refused(problem: PollsError) -> HttpResponse:
    error: dict[str, Any] = {"code": problem.code, "message": problem.message}
    if isinstance(problem, Conflict):
        error["theirs"] = problem.theirs
    return JsonResponse({"error": error}, status=STATUS.get(problem.code, 400))
