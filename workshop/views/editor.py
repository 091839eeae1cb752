"""The editor of one workshop: its page, forms that work without script, and steps for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode

import orjson
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from polls.errors import PollsError
from polls.figures import write_whole
from polls.models import DeckVersion
from polls.whole_numbers import whole_number
from workshop.authoring import asking, drafting, forms, gallery, pasting, reading, steps
from workshop.authoring.drafting import Conflict, Step
from workshop.authoring.pieces import cut_text
from workshop.authoring.reading import Draft, DraftSlide
from workshop.authoring.words import read_words
from workshop.decks.problems import DeckError
from workshop.facilitating import sample_answers
from workshop.facilitating.addresses import site_of
from workshop.facilitating.previews import Previews
from workshop.importing import reading as reading_in
from workshop.library import access, house_styles, pictures, visits, workshops
from workshop.library.house_styles import PageStyle
from workshop.models import Workshop, WorkshopStep
from workshop.views import outline
from workshop.views.fields import wants_json
from workshop.views.picture_form import form_context
from workshop.views.refusals import login_required
from workshop.views.workshops import own_workshop

CROWDS = (5, 40, 1000)  # made-up answers
MOST_PEOPLE = max(CROWDS)
STATUS = {"step.conflict": 409, "workshop.read_only": 403, "workshop.trashed": 409}


@dataclass
class Editing:
    """A workshop as one trainer has it open, in the `house` style of its owner."""

    request: HttpRequest
    workshop: Workshop
    house: PageStyle | None

    @cached_property
    def draft(self) -> Draft:
        return reading.read_draft(self.workshop.draft, self.version.pictures)

    @cached_property
    def version(self) -> DeckVersion:
        return workshops.version_of_draft(self.workshop)

    @cached_property
    def previews(self) -> Previews:
        return Previews(self.draft, self.version, site_of(self.request), self.house)

    def find(self, slide_id: str) -> DraftSlide | None:
        """The slide of this id, else the first."""
        first = self.draft.slides[0] if self.draft.slides else None
        return self.draft.find(slide_id) or first

    @property
    def may_edit(self) -> bool:
        return access.may_edit(self.workshop, self.request.user)


def opened(request: HttpRequest, slug: str, *, edit: bool) -> Editing:
    workshop = own_workshop(request, slug, edit=edit)
    style = house_styles.style_of_workshop(workshop)
    return Editing(request, workshop, house_styles.page_style(style))


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
        people = whole_number(request.GET.get("people", ""), highest=MOST_PEOPLE)
        return JsonResponse(tell(editing, slide, people))
    response = render(request, "workshops/editor.html", editor_context(editing, slide))
    response["Cache-Control"] = "no-store"
    return response


def editor_context(editing: Editing, slide: DraftSlide | None) -> dict[str, Any]:
    draft, previews = editing.draft, editing.previews
    return {
        "workshop": editing.workshop,
        "house": editing.house,
        "deck": draft.deck,
        "language": draft.front.language,
        "may_edit": editing.may_edit,
        "rail": outline.list_items(previews, slide),
        "footer": previews.footer(),
        "problems": draft.problems,
        "drawn": draw_slide(editing, slide) if slide else None,
        "blank": {"slide": None},
        "crowds": [(people, write_whole(people)) for people in CROWDS],
        "edition": editing.workshop.edition,
        "deck_form": deck_form(editing),
        "icons": icons_of(editing),
        "front_hash": draft.front_hash,
        "gallery": gallery_of(editing),
        "endings": ",".join(reading_in.list_endings(ours=False)),
        "largest_file": reading_in.LARGEST,
        "too_large_file": reading_in.too_large().message,
        "colors": forms.colors(),
        **form_context(layout_of(slide)),
        **stacks(editing),
    }


def layout_of(slide: DraftSlide | None) -> str:
    return slide.slide.layout if slide and slide.slide else ""


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
    head, language = gallery.make_head(front), get_language() or ""
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


def draw_slide(editing: Editing, slide: DraftSlide, people: int | None = None) -> dict[str, Any]:
    """A slide with everything that belongs to it; `people` made-up answers when asked for."""
    previews = editing.previews
    return {
        "results": sample_answers.draw_results(editing.draft, slide.slide, people),
        "id": slide.id,
        "number": slide.number,
        "hash": slide.hash,
        "stage": previews.stage(slide),
        "phone": previews.phone(slide),
        "item": outline.draw_items(previews, [slide.id]).get(slide.id, ""),
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
        "icons": icons_of(editing),
        "may_edit": editing.may_edit,
        "colors": forms.colors(),
        **form_context(layout_of(slide)),
        "token": get_token(editing.request),
    }
    return render_to_string("workshops/_panel.html", context)


def icons_of(editing: Editing) -> list[str]:
    """The drawings of the workshop, as an option names its own."""
    names = sorted(editing.version.pictures)
    return [name.removesuffix(".svg") for name in names if name.endswith(".svg")]


def tell(editing: Editing, slide: DraftSlide | None, people: int | None = None) -> dict[str, Any]:
    """The draft as a script needs it after a step."""
    draft = editing.draft
    return {
        "edition": editing.workshop.edition,
        "title": editing.workshop.title,
        "slide": draw_slide(editing, slide, people) if slide else None,
        "slides": outline.tell_order(draft),
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


TURNS: dict[str, Callable[..., WorkshopStep]] = {
    "undo": drafting.undo_step,
    "redo": drafting.redo_step,
}


def run_turn(editing: Editing, name: str, key: str = "") -> str:
    """Undo or redo; the id of the slide to look at next."""
    made = TURNS[name](workshop_id=editing.workshop.pk, by=editing.request.user, key=key)
    return place_of(made)


def run_step(editing: Editing, step: Step) -> str:
    """Make a step; the id of the slide to look at next."""
    made = drafting.make_step(workshop_id=editing.workshop.pk, step=step, by=editing.request.user)
    return place_of(made) if made else str(step.fields.get("slide", ""))


def place_of(made: WorkshopStep) -> str:
    """The first slide that came with a step, else the one that it was about."""
    return next(iter(drafting.added_slides(made)), made.slide)


def find_made(editing: Editing, asked: Any) -> WorkshopStep | None:
    """The step that is asked for, when its reply was lost: the draft it was made on is gone."""
    if not isinstance(asked, dict):
        raise drafting.malformed()
    key = asking.read_key(asked, "key")
    by = editing.request.user
    return drafting.find_made(workshop_id=editing.workshop.pk, key=key, by=by)


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
            where = run_turn(editing, name) or where
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
    workshops.refuse_misfits(editing.workshop)
    workshops.publish_workshop(workshop=editing.workshop, by=editing.request.user)
    messages.success(editing.request, _("Deze versie is klaar: nieuwe sessies krijgen die."))


@login_required
@require_POST
def make_steps(request: HttpRequest, slug: str) -> HttpResponse:
    """One step of a script, as JSON; the reply is the draft as it is then."""
    try:
        editing = opened(request, slug, edit=True)
        asked = orjson.loads(request.body)
        made = find_made(editing, asked)
        name = asked.get("step")
        if made:
            where = place_of(made)
        elif isinstance(name, str) and name in TURNS:
            where = run_turn(editing, name, asking.read_key(asked, "key"))
        else:
            where = run_step(editing, read_step(editing, asked))
        renew(editing)
    except orjson.JSONDecodeError:
        return refused(drafting.malformed())
    except PollsError as problem:
        return refused(problem)
    here, people = (str(asked.get(name, "")) for name in ("here", "people"))
    crowd = whole_number(people, highest=MOST_PEOPLE)
    return JsonResponse(tell(editing, editing.find(where or here), crowd))


def read_step(editing: Editing, asked: Any) -> Step:
    """What a script asks for; pasting takes what another workshop has."""
    if asked.get("step") == "paste":
        fields = asked.get("fields")
        if not isinstance(fields, dict):
            raise drafting.malformed()
        made = pasting.paste(workshop=editing.workshop, user=editing.request.user, asked=fields)
        return replace(made, key=asking.read_key(asked, "key"))
    return asking.from_script(editing.draft, editing.workshop.draft, asked)


@login_required
@require_safe
def show_outline(request: HttpRequest, slug: str) -> HttpResponse:
    """The order of the slides as it is now, and `draw` of them as small pictures; or the text
    of those to `copy`."""
    editing = opened(request, slug, edit=False)
    try:
        if copied := request.GET.getlist("copy"):
            return JsonResponse({"text": pasting.copy_text(editing.workshop, copied)})
        return JsonResponse(tell_outline(editing))
    except PollsError as problem:
        return refused(problem)


def tell_outline(editing: Editing) -> dict[str, Any]:
    """What a page asks for every few seconds: the order only when it has an older one, and who
    else is here."""
    workshop, asked = editing.workshop, editing.request.GET
    reply: dict[str, Any] = {"edition": workshop.edition}
    if "at" in asked:
        who: dict[str, Any] = {"workshop": workshop, "user": editing.request.user}
        visits.note_visit(**who, slide=asked["at"][:200])
        reply["people"] = visits.list_others(**who)
    if asked.get("edition") != str(workshop.edition):
        reply["front"] = editing.draft.front_hash
        reply["slides"] = outline.tell_order(editing.draft)
    if wanted := asked.getlist("draw"):
        reply["items"] = outline.draw_items(editing.previews, wanted)
    return reply


def refused(problem: PollsError) -> HttpResponse:
    error: dict[str, Any] = {"code": problem.code, "message": problem.message}
    if isinstance(problem, Conflict):
        error["theirs"] = problem.theirs
    return JsonResponse({"error": error}, status=STATUS.get(problem.code, 400))
