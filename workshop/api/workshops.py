"""Workshops for programs: listed, brought in, read and written as text, published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags
from ninja import File, Form, Router, Status, UploadedFile

from polls.errors import PollsError
from workshop import models
from workshop.api import shapes
from workshop.api.refusals import UNPROCESSABLE
from workshop.authoring import drafting
from workshop.authoring.drafting import Step
from workshop.authoring.pieces import hash_piece
from workshop.decks.parse import parse
from workshop.importing import deck_text, drawn_pages, imported, reading, taking
from workshop.library import access, deck_versions, workshops
from workshop.library.access import Right

router = Router(tags=["workshops"])
MARKDOWN = "text/markdown"
STRING = dict(type="string")  # noqa: C408  # of OpenAPI
TEXT: dict[str, Any] = {MARKDOWN: {"schema": STRING}}
TAGGED = {"ETag": {"schema": STRING, "description": "Another one for another text."}}
REFUSED: dict[Any, Any] = {
    frozenset({400, 401, 403, 404, 409, 413, 429, 500, 503}): shapes.Error,
}
MISTAKES: dict[Any, Any] = {**REFUSED, UNPROCESSABLE: shapes.DeckErrors}


def header(name: str, description: str) -> dict[str, Any]:
    """Of a request, as OpenAPI has it."""
    return {"name": name, "in": "header", "schema": STRING, "description": description}


@router.get("workshops", response={200: shapes.Workshops, **REFUSED}, operation_id="list_workshops")
def list_workshops(request: HttpRequest) -> Any:
    """The trainer's own workshops and those that colleagues share, then the examples."""
    found = [*workshops.list_workshops(user=request.user).select_related("published", "team")]
    rights = access.find_rights(workshops=found, user=request.user)
    own = [show_workshop(each, editable=Right.EDIT in rights[each.pk]) for each in found]
    return {"workshops": [*own, *list_examples()]}


def show_workshop(workshop: models.Workshop, *, editable: bool) -> dict[str, Any]:
    return {
        "slug": workshop.slug,
        "title": workshop.title,
        "owner": workshop.owner.get_username(),
        "team": workshop.team.name if workshop.team else None,
        "editable": editable,
        "edition": workshop.edition,
        "changed": workshop.changed,
        "published": workshop.published.created if workshop.published else None,
    }


def list_examples() -> Iterator[dict[str, Any]]:
    for slug in deck_versions.slugs():
        yield {
            "slug": slug,
            "title": deck_versions.title(slug),
            "owner": None,
            "team": None,
            "editable": False,
            "edition": None,
            "changed": None,
            "published": None,
        }


@router.post("workshops", response={201: shapes.Brought, **MISTAKES}, operation_id="bring_workshop")
def bring_workshop(
    request: HttpRequest,
    response: HttpResponse,
    file: Annotated[UploadedFile, File(...)],
    title: Annotated[shapes.Text, Form("", description="Instead of that in the deck.")],
) -> Any:
    """Make a workshop of a file, as `import_deck` does: all of it, or nothing and why not."""
    reading.refuse_large(file.size or 0)
    read = drawn_pages.read_brought(imported.File(file.name or "", file.read()))
    told = taking.keep_whole(read, owner=request.user, title=title)
    response["Location"] = f"{request.path}/{told['slug']}/deck.md"
    return Status(201, told)


# As text


@router.get(
    "workshops/{slug}/deck.md",
    operation_id="read_deck",
    response=REFUSED,
    openapi_extra={
        "parameters": [header("If-None-Match", "The ETag of the text that is here: 304 for it.")],
        "responses": {
            200: {"description": "OK", "content": TEXT, "headers": TAGGED},
            304: {"description": "The text has the ETag of If-None-Match.", "headers": TAGGED},
        },
    },
)
def read_deck(request: HttpRequest, slug: str) -> Any:
    """The text of a workshop as it is being written, or of an example."""
    text = read_text(slug, request.user)
    tag = tag_of(text)
    response = HttpResponse(text, content_type=f"{MARKDOWN}; charset=utf-8")
    return get_conditional_response(request, etag=tag, response=tagged(response, tag))


def read_text(slug: str, user: Any) -> str:
    try:
        return workshops.find_workshop(slug=slug, user=user).draft
    except PollsError:
        if slug not in deck_versions.slugs():
            raise
    return deck_versions.read_source(slug)


def tag_of(text: str) -> str:
    return f'"{hash_piece(text)}"'


def tagged(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    return response


@router.put(
    "workshops/{slug}/deck.md",
    operation_id="write_deck",
    response={200: shapes.Workshop, 412: shapes.Error, **MISTAKES},
    openapi_extra={
        "parameters": [
            header("If-Match", "The ETag of the text that was changed: 412 when it has another.")
        ],
        "requestBody": {"required": True, "content": TEXT},
    },
)
def write_deck(request: HttpRequest, response: HttpResponse, slug: str) -> Any:
    """Keep a text without mistakes, as one step that can be undone in the editor."""
    workshop = workshops.find_workshop(slug=slug, user=request.user, edit=True)
    text = deck_text.read_text(request.body)
    parse(text, deck_versions.FILE, workshops.picture_hashes(workshop))
    step = Step("set_text", {"text": text}, expected_hash(request, workshop))
    drafting.make_step(workshop_id=workshop.pk, step=step, by=request.user)
    workshop.refresh_from_db()
    tagged(response, tag_of(workshop.draft))
    return show_workshop(workshop, editable=True)


def expected_hash(request: HttpRequest, workshop: models.Workshop) -> str:
    """The hash of the text that a program changed; '' when it does not say which. A proxy that
    compresses makes a tag weak (W/"…"), which is the same text to us."""
    tags = parse_etags(request.headers.get("If-Match", ""))
    hashes = [tag.removeprefix("W/").strip('"') for tag in tags]
    if not hashes or hashes == ["*"]:
        return ""
    now = hash_piece(workshop.draft)
    return now if now in hashes else hashes[0]


@router.post(
    "workshops/{slug}/publish",
    response={200: shapes.Published, **MISTAKES},
    operation_id="publish_workshop",
)
def publish_workshop(request: HttpRequest, slug: str) -> Any:
    """Make the text as it is now the version that new sessions get."""
    workshop = workshops.find_workshop(slug=slug, user=request.user, edit=True)
    version = workshops.publish_workshop(workshop=workshop, by=request.user)
    number = workshop.publications.values_list("number", flat=True).first()
    return {"slug": workshop.slug, "number": number, "sha256": version.sha256}
