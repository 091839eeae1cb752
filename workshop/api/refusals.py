"""What a program hears when something cannot be done: a status, a code and a sentence."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from polls.errors import PollsError
from workshop.decks.problems import DeckError

logger = logging.getLogger(__name__)

CONFLICT, UNPROCESSABLE = 409, 422
WRONG = (  # values that can never be, whatever the session or the workshop
    *("session.language", "session.minimum", "session.approval", "session.collaboration"),
    *("pace.unknown", "pace.moment", "pace.order", "pace.past", "pace.long", "pace.skipped"),
    *("pace.led", "timer.seconds", "retention.day", "frame.malformed", "form.number"),
)
STATUS = {  # by the code, or by what stands before its dot; else it is a conflict
    "token": 401,
    "token.read_only": 403,
    "workshop.read_only": 403,
    "session.level": 403,
    "page": 404,
    "action": 404,
    "deck.unknown": 404,
    "session.unknown": 404,
    "workshop.unknown": 404,
    "request.method": 405,
    "step.conflict": 412,
    "file.large": 413,
    "step.text_long": 413,
    "file": UNPROCESSABLE,
    "draft": UNPROCESSABLE,
    "step": UNPROCESSABLE,
    "picture": UNPROCESSABLE,
    "request": 400,
    "server": 503,
    **dict.fromkeys(WRONG, 400),
}


def status_of(code: str) -> int:
    return STATUS.get(code) or STATUS.get(code.partition(".")[0]) or CONFLICT


def refuse(problem: PollsError, status: int = 0, **more: Any) -> HttpResponse:
    error = {"code": problem.code, "message": problem.message}
    status = status or status_of(problem.code)
    reply = JsonResponse({"error": error, **more}, status=status)
    if status == 401:
        reply["WWW-Authenticate"] = 'Bearer realm="Polshoogte"'
    return reply


def refuse_deck(problem: DeckError) -> HttpResponse:
    """Every mistake of a deck, by its line."""
    found = [{"line": each.line, "message": each.message} for each in problem.problems]
    said = ngettext(
        "In dit deck staat %(count)d fout.", "In dit deck staan %(count)d fouten.", len(found)
    )
    error = PollsError("deck.mistakes", said % {"count": len(found)})
    return refuse(error, UNPROCESSABLE, problems=found)


def refuse_fields(problem: ValidationError) -> HttpResponse:
    """The names of the fields that are wrong, in the words of the request."""
    names = dict.fromkeys(name_of(each["loc"]) for each in problem.errors)
    said = _("Dit klopt niet, of ontbreekt: %(fields)s.") % {"fields": ", ".join(names)}
    return refuse(PollsError("request.field", said))


def name_of(place: Sequence[Any]) -> str:
    """Of where it comes from, the name of the parameter, and what is wrong in that: of JSON the
    field, which stands in the one parameter `body`."""
    return str([*place[:3]][-1] if place[0] == "body" else place[1])


def refuse_http(problem: HttpError) -> HttpResponse:
    """What the library itself refuses: no token, or a body that is no JSON."""
    if isinstance(problem, AuthenticationError):
        said = _("Stuur een toegangssleutel mee: Authorization: Bearer …")
        return refuse(PollsError("token.missing", said))
    return refuse(PollsError("request.malformed", _("Dit verzoek is niet te lezen.")))


def refuse_form(_problem: RawPostDataException) -> HttpResponse:
    """A form where JSON belongs: it was read as a form before it came here."""
    return refuse(PollsError("request.malformed", _("Stuur dit als JSON.")))


def no_such_place() -> HttpResponse:
    return refuse(PollsError("page.unknown", _("Dit adres is er niet.")))


def no_such_method(methods: str) -> HttpResponse:
    allowed = ", ".join(sorted(methods.split(", ")))
    said = _("Dit adres kent alleen: %(methods)s.") % {"methods": allowed}
    reply = refuse(PollsError("request.method", said))
    reply["Allow"] = allowed
    return reply


def refuse_unforeseen(problem: Exception) -> HttpResponse:
    """The outermost edge: a database that is away, or our own mistake, which is in the log."""
    if isinstance(problem, OperationalError | InterfaceError):
        logger.warning("The database did not answer a program", exc_info=problem)
        said = _("De database antwoordt niet. Er is niets gewijzigd. Probeer het zo opnieuw.")
        return refuse(PollsError("server.not_stored", said))
    logger.error("A program was not answered", exc_info=problem)
    said = _("Er ging bij ons iets mis. Het staat in het log.")
    return refuse(PollsError("server.error", said), 500)


def add_handlers(api: NinjaAPI) -> None:
    """Every exception of an operation ends in one of these."""

    def told(kind: type[Exception], answer: Any) -> None:
        def handle(_request: HttpRequest, problem: Any) -> HttpResponse:
            return answer(problem)

        api.add_exception_handler(kind, handle)

    told(PollsError, refuse)
    told(DeckError, refuse_deck)
    told(ValidationError, refuse_fields)
    told(HttpError, refuse_http)
    told(RawPostDataException, refuse_form)
    told(Exception, refuse_unforeseen)
