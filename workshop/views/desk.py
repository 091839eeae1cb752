"""The facilitator's pages: the list of sessions, the desk of one, and its actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from polls.actions import action_log
from polls.actions.performing import perform_action
from polls.errors import PollsError
from polls.kinds.questions import ASIDE
from polls.models import LiveSession
from polls.questions import manual_answers
from polls.realtime.hub import hub
from polls.sessions import access, sessions
from polls.sessions.access import Right
from polls.texts import listing
from polls.views import desk as desk_view
from polls.views.snapshot import Snapshot
from polls.whole_numbers import whole_number
from workshop.accounts import audit
from workshop.decks.problems import DeckError
from workshop.facilitating import newer, reach, rehearsal, starting
from workshop.facilitating.addresses import Addresses, site_of
from workshop.facilitating.panels import ask, now, outline, questions, skippable, views
from workshop.library import deck_versions, defaults, workshops
from workshop.views import looking, own_pace_desk, screen
from workshop.views.fields import fields_of, refuse_form, texts_of, wants_json
from workshop.views.refusals import login_required

PER_PAGE = 25  # sessions
UNPROCESSABLE = 422
OWNERS = {"keep-until", "before"}  # actions that a colleague does not do
PLACES = {"samen-begeleiden", "oefenen", "taal", "eerdere-groepen"}  # in the desk's drawer


def own_session(
    request: HttpRequest,
    code: str,
    right: Right = Right.STEER,
    read: Callable[..., LiveSession] = access.desk_session,
) -> LiveSession:
    """The session if this user has that right; a 404 says nothing about other people's, and to
    whoever has another right a 403 says what is the matter."""
    try:
        session = read(code=code, user=request.user, right=right)
    except PollsError as problem:
        if problem.code == "session.level":
            raise PermissionDenied(problem.message) from None
        raise Http404 from None
    if session.facilitator_id != request.user.pk:
        audit.record_view(who=request.user.get_username(), session=session.code)
    return session


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """List the sessions; a POST starts a new one."""
    if request.method == "POST":
        return start(request)
    return show_index(request, {"deck": request.GET.get("deck", "")})


def show_index(request: HttpRequest, form: Mapping[str, str], *, status: int = 200) -> HttpResponse:
    """The start form holds what somebody filled in, and the workshop that they ran last."""
    context = {
        **listed_sessions(request),
        "collaborations": LiveSession.Collaboration.choices,
        "decks": [
            {"slug": slug, "title": deck_versions.title(slug)} for slug in deck_versions.slugs()
        ],
        "workshops": workshops.list_workshops(user=request.user).values("slug", "title"),
        "form": form,
        "language": form.get("language") or defaults.read().language,
        "chosen": form.get("deck") or starting.choose_deck(request.user),
    }
    return render(request, "desk/index.html", context, status=status)


def listed_sessions(request: HttpRequest) -> dict[str, Any]:
    """One page of the sessions, as they were searched."""
    search = request.GET.get("search", "")[:100]
    found = sessions.list_sessions(user=request.user, search=search)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    joined = sessions.count_joined(session_ids=[session.pk for session in page])
    rights = access.find_rights(sessions=list(page), user=request.user)
    return {
        "page": page,
        "sessions": [
            (session, joined.get(session.pk, 0), names_of(rights[session.pk])) for session in page
        ],
        "search": search,
        **search_words(everybodys=request.user.is_superuser),
        "query": urlencode({"search": search}),
    }


def names_of(rights: frozenset[Right]) -> set[str]:
    """As templates ask for them."""
    return {right.value for right in rights}


def search_words(*, everybodys: bool) -> dict[str, str]:
    """What the field says that searches one's own sessions, or those of every trainer."""
    if everybodys:
        return {
            "search_label": _("Zoek op groep, workshop, code of trainer"),
            "search_hint": _("Groep, workshop, code of trainer"),
        }
    return {
        "search_label": _("Zoek op groep, workshop of code"),
        "search_hint": _("Groep, workshop of code"),
    }


def start(request: HttpRequest) -> HttpResponse:
    try:
        session = starting.start(
            deck=request.POST.get("deck", ""),
            facilitator=request.user,
            label=request.POST.get("label", ""),
            rehearsal="rehearsal" in request.POST,
            language=request.POST.get("language", ""),
            collaboration=request.POST.get("collaboration", ""),
            **pace_of(request),
        )
    except (PollsError, DeckError) as problem:
        messages.error(request, str(getattr(problem, "message", problem)))
        return show_index(request, request.POST.dict(), status=UNPROCESSABLE)
    if older := starting.tell_older(session):
        messages.warning(request, older)
    return HttpResponseRedirect(reverse("desk", args=[session.code]))


def pace_of(request: HttpRequest) -> dict[str, str]:
    """What the form says of pace: moments only count where everyone goes at their own."""
    if "own_pace" not in request.POST:
        return {}
    moments = {name: request.POST.get(name, "") for name in ("opens", "closes")}
    return {"pace": LiveSession.Pace.OWN, **moments}


@login_required
@require_GET
def desk_page(request: HttpRequest, code: str) -> HttpResponse:
    session = own_session(request, code, Right.SEE)
    rights = access.rights_on(session, request.user)
    if session.own_pace:
        return own_pace_desk.desk_page(request, session, rights)
    if Right.STEER not in rights:
        return looking.show(request, session)
    standing = newer.compare_version(session)
    snapshot = screen.load_snapshot(session)
    state = {
        **desk_view.desk_state(snapshot, present=hub.count_present(session.pk)),
        "warnings": hub.warnings(session.pk),
    }
    if request.GET.get("part") == "version":
        part = {"session": session, "state": state, "standing": standing}
        return render(request, "desk/_newer.html", part)
    texted = listing.select_texted(snapshot.questions)
    shared = screen.screen_context(request, session, snapshot)
    context = {
        **shared,
        "state": state,
        "standing": standing,
        "outline": outline.present(shared["deck"], state),
        "views": views.present(shared["slides"], state),
        "now": now.present(shared["slides"], state, [question.key for question in texted]),
        "reach": reach.judge_site(shared["addresses"].site),
        "first_phone": sessions.first_joined(session_id=session.pk),
        "panels": questions.present(
            shared["slides"], state, sessions.count_answered(session_id=session.pk)
        ),
        "skippable": skippable.present(shared["deck"], state),
        "audience_questions": present_audience_questions(snapshot),
        "questions": texted,
        "texted": {question.key for question in texted},
        "most_hands": manual_answers.MOST,
        "place": reverse("desk-texts", args=[code]),
        "ask": ask.present(),
        "undo": action_log.last_entry(session_id=session.pk),
        "rights": names_of(rights),
    }
    response = render(request, "desk/page.html", context)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_GET
def check_reach(request: HttpRequest, code: str) -> HttpResponse:
    """A part of the desk: whether phones can reach the address that this session shows."""
    session = own_session(request, code)
    addresses = Addresses(site_of(request), session)
    context = {
        "session": session,
        "addresses": addresses,
        "reach": reach.check_site(addresses.site),
    }
    response = render(request, "desk/_reach.html", context)
    response["Cache-Control"] = "no-store"
    return response


def present_audience_questions(snapshot: Snapshot) -> dict[str, Any]:
    """`question` is None until they were switched on for the first time."""
    return {"question": snapshot.by_key.get(ASIDE), "on": snapshot.audience_question is not None}


@login_required
@require_POST
def desk_action(request: HttpRequest, code: str, action: str) -> HttpResponse:
    """One action of the facilitator: JSON for the desk's script, a redirect for a form."""
    right = Right.OWN if action in OWNERS else Right.STEER
    session = own_session(request, code, right, access.session_to_lock)
    try:
        version = perform_action(
            session=session,
            action=action,
            fields=fields_of(request),
            by=request.user.get_username(),
        )
    except PollsError as problem:
        return refuse_form(request, next_address(request, session), problem)
    if wants_json(request):
        return JsonResponse({"ok": True, "version": version})
    return HttpResponseRedirect(next_address(request, session))


@login_required
@require_POST
def start_rehearsal(request: HttpRequest, code: str) -> HttpResponse:
    """Let made-up participants join a rehearsal."""
    session = own_session(request, code)
    people = request.POST.get("people", "")
    meta = request.META
    way = rehearsal.Way(
        request.get_host(),
        meta["SERVER_NAME"],
        whole_number(meta["SERVER_PORT"], highest=65_535) or 0,
    )
    try:
        rehearsal.invite_people(session, whole_number(people, highest=100) or 0, way)
    except PollsError as problem:
        return refuse_form(request, next_address(request, session), problem)
    return HttpResponseRedirect(next_address(request, session))


def next_address(request: HttpRequest, session: LiveSession) -> str:
    """Where a form goes on: the list when it was posted there, else the desk, at its own place."""
    place = request.POST.get("next", "")
    if place == "index":
        return reverse("desk-index")
    if place == "texts":
        return texts_of(request, reverse("desk-texts", args=[session.code]))
    desk = reverse("desk", args=[session.code])
    return f"{desk}#{place}" if place in PLACES else desk
