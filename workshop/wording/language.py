"""The language of a page: the one that somebody chose on this device, else Dutch.

A browser's own list of languages is not asked: a laptop of a Dutch organisation often
speaks English. A trainer's pages, the room and the deck each have a language of their own:
phones, projector and a co-host speak that of the session unless one was chosen, the desk and
what belongs to it never do, and what stands in a deck stays as it was written.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from polls import languages
from polls.models import LiveSession

Next = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: Next) -> Next:
    def respond(request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            return get_response(request)

    return respond


def follow_session(request: HttpRequest, session: LiveSession) -> LiveSession:
    """The rest of this request speaks the session's language, unless one was chosen."""
    translation.activate(language_of(request, session))
    return session


def language_of(request: HttpRequest, session: LiveSession | None = None) -> str:
    """The language in which this device reads a page (of a session)."""
    spoken = session.language if session else settings.LANGUAGE_CODE
    return languages.chosen_language(request.COOKIES) or spoken
