"""What anyone who is not let in hears: made once, and no thread has to write it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import parse_cookie
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from polls import languages, protocol
from polls.errors import PollsError
from workshop.serving.programs import is_program

AGAIN = 3  # seconds
POLICY = b"default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'"


async def send_busy(scope: dict[str, Any], send: Any) -> None:
    """503: all places are taken. A page asks for itself again; a script hears when to."""
    headers, language = dict(scope["headers"]), chosen_language(scope)
    if is_program(scope):
        media, body = b"application/json", busy_frame(asked_language(scope))
    elif b"application/json" in headers.get(b"accept", b""):
        media, body = b"application/json", busy_frame(language)
    else:
        media, body = b"text/html; charset=utf-8", busy_page(language, scope["method"] == "GET")
    again = (b"retry-after", str(AGAIN).encode())
    await send_reply(send, 503, media, body, again, (b"content-security-policy", POLICY))


async def send_away(scope: dict[str, Any], send: Any) -> None:
    """503, and the end of the connection: the database does not say whether so much may be sent,
    and the rest of the body is not read."""
    headers = dict(scope["headers"])
    more = [(b"retry-after", str(AGAIN).encode()), (b"connection", b"close")]
    if is_program(scope) or b"application/json" in headers.get(b"accept", b""):
        language = asked_language(scope) if is_program(scope) else chosen_language(scope)
        media, body = b"application/json", away_frame(language)
    else:
        media, body = b"text/html; charset=utf-8", away_page(chosen_language(scope))
        more.append((b"content-security-policy", POLICY))
    await send_reply(send, 503, media, body, *more)


def chosen_language(scope: dict[str, Any]) -> str:
    cookies = parse_cookie(dict(scope["headers"]).get(b"cookie", b"").decode("latin-1"))
    return languages.chosen_language(cookies) or settings.LANGUAGE_CODE


async def send_wait(scope: dict[str, Any], send: Any, seconds: int) -> None:
    """429: a program asks more often than one may."""
    again = (b"retry-after", str(seconds).encode())
    body = wait_frame(asked_language(scope))
    await send_reply(send, 429, b"application/json", body, again)


async def send_too_large(scope: dict[str, Any], send: Any) -> None:
    """413, and the end of the connection: the rest of the body is not wanted. A program may send
    as much once it has a token that works, so it hears of that."""
    end = (b"connection", b"close")
    if is_program(scope):
        who = (b"www-authenticate", b'Bearer realm="Polshoogte"')
        body = stranger_frame(asked_language(scope))
        await send_reply(send, 401, b"application/json", body, end, who)
    else:
        await send_reply(send, 413, b"text/plain", b"Payload too large", end)


def asked_language(scope: dict[str, Any]) -> str:
    """In which a program wants to read: of Accept-Language the first that we speak."""
    asked = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
    wanted = (code.partition("-")[0] for code, _weight in parse_accept_lang_header(asked))
    return next((code for code in wanted if code in languages.KNOWN), settings.LANGUAGE_CODE)


@cache
def busy_page(language: str, asks_again: bool) -> bytes:
    with translation.override(language):
        context = {"seconds": AGAIN if asks_again else 0}
        return render_to_string("busy.html", context).encode()


@cache
def busy_frame(language: str) -> bytes:
    with translation.override(language):
        problem = {"code": "server.busy", "message": _("Het is druk. Probeer het zo opnieuw.")}
        return protocol.encode_json({"error": problem}).encode()


@cache
def away_page(language: str) -> bytes:
    with translation.override(language):
        return render_to_string("database_gone.html").encode()


@cache
def away_frame(language: str) -> bytes:
    with translation.override(language):
        said = _("De database antwoordt niet. Er is niets gewijzigd. Probeer het zo opnieuw.")
        problem = PollsError("server.not_stored", said)
        error = {"code": problem.code, "message": problem.message}
        return protocol.encode_json({"error": error}).encode()


@cache
def wait_frame(language: str) -> bytes:
    with translation.override(language):
        problem = PollsError(
            "request.wait", _("Dit programma vraagt te vaak. Wacht even, en vraag minder vaak.")
        )
        error = {"code": problem.code, "message": problem.message}
        return protocol.encode_json({"error": error}).encode()


@cache
def stranger_frame(language: str) -> bytes:
    with translation.override(language):
        said = _("Dit is te veel zonder toegangssleutel. Stuur een toegangssleutel mee die werkt.")
        error = {"code": "token.unknown", "message": said}
        return protocol.encode_json({"error": error}).encode()


async def send_reply(
    send: Any, status: int, media: bytes, body: bytes, *more: tuple[bytes, bytes]
) -> None:
    length = (b"content-length", str(len(body)).encode())
    headers = [(b"content-type", media), length, (b"cache-control", b"no-store"), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
