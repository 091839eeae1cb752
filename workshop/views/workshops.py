"""The list of workshops: cards to start, make one's own, share, throw away and put back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from polls.errors import PollsError
from polls.models import DeckVersion, Team
from polls.sessions.access import teams_of
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.authoring import copying, drafting, reading
from workshop.decks.problems import DeckError
from workshop.exports import apart
from workshop.exports.decks import files as deck_files
from workshop.exports.decks import source
from workshop.facilitating.addresses import site_of
from workshop.facilitating.previews import Previews
from workshop.importing import bringing, taking
from workshop.importing import reading as reading_in
from workshop.importing.imported import File
from workshop.library import access, deck_versions, files, house_styles, workshops
from workshop.library.access import Right
from workshop.library.house_styles import PageStyle
from workshop.models import Workshop
from workshop.views.refusals import login_required

PER_PAGE = 12  # cards
MOST_NAMED = 5  # files that did not come along
MISSING = ("workshop.unknown", "deck.unknown")


@dataclass(frozen=True, slots=True)
class Card:
    """A workshop, or an example, with its first slide and how long it is."""

    slug: str
    title: str
    stage: SafeString
    counts: reading.Counts
    workshop: Workshop | None = None
    language: str = ""
    sessions: int = 0
    may_edit: bool = False
    owned: bool = False
    house: PageStyle | None = None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List the workshops; a POST makes one, blank or of a file, or goes on to the page of an
    example."""
    if request.method == "POST":
        return make(request)
    search, whose = request.GET.get("search", "")[:100], request.GET.get("whose", "")
    binned = "bin" in request.GET
    found = (
        workshops.list_trashed(user=request.user)
        if binned
        else workshops.list_workshops(user=request.user, search=search, whose=whose)
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    cards = draw_cards(request, list(page))
    examples = [] if binned else draw_examples(request)
    context = {
        "page": page,
        "cards": cards,
        "examples": examples,
        "houses": [card.house for card in (*cards, *examples)],
        "search": search,
        "whose": whose,
        "binned": binned,
        "bin_size": workshops.list_trashed(user=request.user).count(),
        "thrown": request.GET.get("thrown", ""),
        "query": urlencode({"search": search, "whose": whose}),
        "sharings": Workshop.Sharing.choices,
        "teams": Team.objects.filter(pk__in=teams_of(request.user)),
        "largest": reading_in.LARGEST,
        "too_large": reading_in.too_large().message,
        "endings": ",".join(reading_in.list_endings()),
        "brought": bringing.find_brought(request.user),
    }
    return render(request, "workshops/index.html", context)


def draw_cards(request: HttpRequest, found: Sequence[Workshop]) -> list[Card]:
    sessions = workshops.count_sessions(found)
    rights = access.find_rights(workshops=found, user=request.user)
    ours = house_styles.find_style()  # once for all
    return [
        draw_card(
            request,
            workshop,
            sessions.get(workshop.slug, 0),
            rights[workshop.pk],
            house_styles.page_style(house_styles.own_style(workshop) or ours),
        )
        for workshop in found
    ]


def draw_card(
    request: HttpRequest,
    workshop: Workshop,
    sessions: int,
    rights: frozenset[Right],
    house: PageStyle | None,
) -> Card:
    return Card(
        slug=workshop.slug,
        title=workshop.title,
        stage=first_stage(request, workshops.version_of_draft(workshop), house),
        counts=reading.count(workshop.draft),
        workshop=workshop,
        language=reading.read_language(workshop.draft),
        sessions=sessions,
        may_edit=Right.EDIT in rights,
        owned=Right.OWN in rights,
        house=house,
    )


def own_style(request: HttpRequest) -> PageStyle | None:
    return house_styles.page_style(house_styles.style_of_person(request.user))


def draw_examples(request: HttpRequest) -> list[Card]:
    """As sessions of them will look, that this trainer starts."""
    house = own_style(request)
    return [draw_example(request, slug, house) for slug in deck_versions.slugs()]


def draw_example(request: HttpRequest, slug: str, house: PageStyle | None) -> Card:
    version = DeckVersion(slug=slug, source=deck_versions.read_source(slug))
    draft = reading.read_draft(reading.first_slide(version.source))
    return Card(
        slug=slug,
        title=draft.front.title or slug,
        stage=first_stage(request, version, house),
        counts=reading.count(version.source),
        language=draft.front.language,
        house=house,
    )


def first_stage(request: HttpRequest, version: DeckVersion, house: PageStyle | None) -> SafeString:
    """The first slide of a draft; empty when its text cannot be cut."""
    try:
        draft = reading.read_draft(reading.first_slide(version.source))
    except PollsError:
        return SafeString("")
    previews = Previews(draft, version, site_of(request), house)
    return previews.thumb(draft.slides[0]) if draft.slides else SafeString("")


def make(request: HttpRequest) -> HttpResponse:
    """A new workshop, which then lies open in the editor."""
    slug, title = request.POST.get("example", ""), request.POST.get("title", "")
    if slug in deck_versions.slugs():
        asks = reverse("example", args=[slug])
        return HttpResponseRedirect(f"{asks}?{urlencode({'title': title})}" if title else asks)
    try:
        if file := request.FILES.get("file"):
            return bring_file(request, file)
        if "questions" in request.POST:
            text = request.POST["questions"].encode(errors="replace")
            bringing.bring(owner=request.user, file=File(f"{_('Vragen')}.txt", text))
            return HttpResponseRedirect(reverse("bring"))
        if slug:
            raise deck_versions.unknown_deck(slug)
        spoken = get_language() or "nl"
        made = workshops.create_blank(owner=request.user, title=title, language=spoken)
    except PollsError as problem:
        return told(request, problem)
    return HttpResponseRedirect(reverse("workshop", args=[made.slug]))


def bring_file(request: HttpRequest, file: Any) -> HttpResponse:
    """A workshop out of a file of ours; of any other the page where its slides are chosen.
    Raises PollsError."""
    reading_in.refuse_large(file.size)
    brought = File(str(file.name), file.read())
    if not reading_in.find_format(brought).ours:
        into = find_target(request)
        after = request.POST.get("slide", "")
        bringing.bring(owner=request.user, file=brought, into=into, after=after)
        return HttpResponseRedirect(reverse("bring"))
    imported = reading_in.read_file(brought)
    made = taking.take_in(imported, owner=request.user)
    if imported.left_out:
        names = ", ".join(each.what for each in imported.left_out[:MOST_NAMED])
        messages.warning(request, _("Niet meegenomen: %(names)s.") % {"names": names})
    return HttpResponseRedirect(reverse("workshop", args=[made.slug]))


def find_target(request: HttpRequest) -> Workshop | None:
    """The workshop in whose editor a file was brought; raises PollsError."""
    slug = request.POST.get("into", "")
    return workshops.find_workshop(slug=slug, user=request.user, edit=True) if slug else None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def example(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask in whose name a copy of an example will be; a POST makes it."""
    if slug not in deck_versions.slugs():
        raise Http404
    try:
        if request.method == "POST":
            title, given = request.POST.get("title", ""), request.POST.dict()
            made = copying.copy_example(slug=slug, owner=request.user, title=title, details=given)
            return HttpResponseRedirect(reverse("workshop", args=[made.slug]))
        card = draw_example(request, slug, own_style(request))
        details = deck_versions.read_example(slug).details
    except (PollsError, DeckError) as problem:
        return told(request, problem)
    context = {
        "card": card,
        "houses": [card.house],
        "details": details,
        "longest": copying.LONGEST,
        "title": request.GET.get("title", "")[: workshops.LONGEST_TITLE] or card.title,
    }
    return render(request, "workshops/example.html", context)


def told(request: HttpRequest, problem: PollsError | DeckError) -> HttpResponse:
    """Back to the list, with what is wrong."""
    messages.error(request, str(getattr(problem, "message", problem)))
    return HttpResponseRedirect(reverse("workshops"))


# What a card can do


def copy(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    made = workshops.copy_workshop(workshop=workshop, owner=request.user)
    return HttpResponseRedirect(reverse("workshop", args=[made.slug]))


def rename(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    title = request.POST.get("title", "")
    drafting.rename_workshop(workshop_id=workshop.pk, title=title, by=request.user)
    return HttpResponseRedirect(reverse("workshops"))


def share(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    owned(request, workshop)
    workshops.share_workshop(workshop=workshop, sharing=request.POST.get("sharing", ""))
    return HttpResponseRedirect(reverse("workshops"))


def give(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    owned(request, workshop)
    workshops.give_to(workshop=workshop, team=request.POST.get("team", ""), user=request.user)
    return HttpResponseRedirect(reverse("workshops"))


def throw(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    owned(request, workshop)
    workshops.trash_workshop(workshop=workshop)
    about = f"workshop {workshop.slug}"
    audit.record_event(who=request.user.get_username(), what=What.DELETION, about=about)
    return HttpResponseRedirect(f"{reverse('workshops')}?{urlencode({'thrown': workshop.slug})}")


def put_back(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    owned(request, workshop)
    workshops.restore_workshop(workshop=workshop)
    return HttpResponseRedirect(reverse("workshops"))


def owned(request: HttpRequest, workshop: Workshop) -> None:
    if Right.OWN not in access.rights_on(workshop, request.user):
        raise PollsError(
            "workshop.not_yours", _("Alleen wie de workshop maakte, kan dit. Maak er je eigen van.")
        )


Act = Callable[[HttpRequest, Workshop], HttpResponse]
ACTS: dict[str, tuple[Act, bool]] = {  # and whether it changes the draft
    "copy": (copy, False),
    "rename": (rename, True),
    "share": (share, False),
    "team": (give, False),
    "throw": (throw, False),
    "restore": (put_back, False),
}


@login_required
@require_POST
def act(request: HttpRequest, slug: str, action: str) -> HttpResponse:
    """One thing that a card can do with its workshop."""
    if action not in ACTS:
        raise Http404
    run, edits = ACTS[action]
    workshop = own_workshop(request, slug, edit=False)
    try:
        if edits:
            workshops.find_workshop(slug=slug, user=request.user, edit=True)
        return run(request, workshop)
    except PollsError as problem:
        return told(request, problem)


def own_workshop(request: HttpRequest, slug: str, *, edit: bool) -> Workshop:
    """The workshop if this trainer may see it (and change it); a 404 says nothing about
    other people's. Raises PollsError when it may be seen and not be changed."""
    try:
        return workshops.find_workshop(slug=slug, user=request.user, edit=edit)
    except PollsError as problem:
        if problem.code in MISSING:
            raise Http404 from None
        raise


# Files


@login_required
@require_http_methods(["GET", "HEAD"])
def download(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """A workshop as a file: to bring in again, to give in PowerPoint, or to hand out on paper."""
    workshop = own_workshop(request, slug, edit=False)
    if format in files.FORMATS:
        content_type, make_file = files.FORMATS[format]
        content, suffix = make_file(files.read_workshop(workshop)), f".{format}"
    elif format in deck_files.FORMATS:
        made = deck_files.FORMATS[format]
        content_type, suffix = made.media_type, made.suffix
        try:
            content = apart.run(deck_files.render, source.read_workshop(workshop), format)
        except DeckError:
            messages.error(request, _("Deze workshop heeft nog fouten. Herstel die eerst."))
            return HttpResponseRedirect(reverse("workshop-text", args=[slug]))
        except PollsError as problem:
            return told(request, problem)
    else:
        raise Http404
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{workshop.slug}{suffix}"'
    response["Cache-Control"] = "no-store"
    return response
