"""Sessions for programs: listed, started, steered, and their results read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router, Status

from polls.actions.performing import perform_action
from polls.models import LiveSession
from polls.sessions import access, sessions
from polls.sessions.access import Right
from workshop import exports
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.api import shapes
from workshop.api.workshops import MISTAKES, REFUSED
from workshop.exports import apart, source
from workshop.facilitating import starting
from workshop.facilitating.addresses import Addresses, site_of
from workshop.views.desk import OWNERS

router = Router(tags=["sessions"])
PER_PAGE = 100  # sessions
SEARCH = "Words of the group, the workshop or the code."
FIELDS = "The fields of the action, as docs/protocol.md lists them."


@router.get("sessions", response={200: shapes.Sessions, **REFUSED}, operation_id="list_sessions")
def list_sessions(
    request: HttpRequest,
    search: Annotated[shapes.Search, Query("", description=SEARCH)],
    page: Annotated[int, Query(1, ge=1, le=1_000_000)],
) -> Any:
    """The sessions of this trainer, and those that colleagues share, newest first."""
    found = sessions.list_sessions(user=request.user, search=search)
    pages = Paginator(found, PER_PAGE)
    if page > pages.num_pages:
        return {"sessions": [], "next": None}
    part = pages.page(page)
    joined = sessions.count_joined(session_ids=[session.pk for session in part])
    shown = [show_session(request, each, joined.get(each.pk, 0)) for each in part]
    return {"sessions": shown, "next": part.next_page_number() if part.has_next() else None}


def show_session(request: HttpRequest, session: LiveSession, joined: int) -> dict[str, Any]:
    return {
        **Addresses(site_of(request), session).tell_programs(),
        "label": session.label,
        "workshop": session.deck.slug,
        "title": session.deck.title,
        "rehearsal": session.rehearsal,
        "created": session.created,
        "started": session.started,
        "ended": session.ended,
        "joined": joined,
    }


@router.post("sessions", response={201: shapes.Started, **MISTAKES}, operation_id="start_session")
def start_session(request: HttpRequest, body: shapes.NewSession) -> Any:
    """Start a session of a workshop or an example; the reply is that of the command."""
    session = starting.start(
        deck=body.workshop,
        facilitator=request.user,
        label=body.label,
        rehearsal=body.rehearsal,
        language=body.language,
        pace=body.pace,
        opens=body.opens,
        closes=body.closes,
    )
    return Status(201, Addresses(site_of(request), session).tell_programs())


def find_session(
    request: HttpRequest,
    code: str,
    right: Right,
    read: Callable[..., LiveSession] = access.desk_session,
) -> LiveSession:
    """The session if this trainer has that right; that somebody came for another's is kept."""
    session = read(code=code, user=request.user, right=right)
    if session.facilitator_id != request.user.pk:
        audit.record_view(who=request.user.get_username(), session=session.code)
    return session


@router.get(
    "sessions/{code}/results",
    response={200: shapes.Results, **REFUSED},
    operation_id="read_results",
)
def read_results(request: HttpRequest, code: str) -> Any:
    """What may be shared of a session, as docs/export.schema.json describes it."""
    session = find_session(request, code, Right.TAKE)
    made = apart.run(exports.render_results, source.read_session(session))
    who = request.user.get_username()
    audit.record_event(who=who, what=What.EXPORT, about=f"{session.code} json (api)")
    return HttpResponse(made, content_type="application/json")


@router.post("sessions/{code}/{action}", response={200: shapes.Done, **REFUSED}, operation_id="act")
def act(
    request: HttpRequest,
    code: str,
    action: str,
    body: Annotated[shapes.Fields, Body({}, description=FIELDS)],
) -> Any:
    """Do what the desk does: the actions and their fields are the same."""
    right = Right.OWN if action in OWNERS else Right.STEER
    session = find_session(request, code, right, access.session_to_lock)
    form = {name: written(value) for name, value in body.items()}
    version = perform_action(
        session=session, action=action, fields=form, by=request.user.get_username()
    )
    return {"ok": True, "version": version}


def written(value: shapes.Value) -> str:
    """As a form has it: what is ticked is something, several are joined by '+'."""
    if isinstance(value, bool):
        return "1" if value else ""
    return "+".join(value) if isinstance(value, list) else str(value)
