"""Addresses for programs that watch this server, which ask by whatever name they know it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

PATHS = ("/healthz", "/readyz", "/metrics")

Respond = Callable[[HttpRequest], HttpResponse]


def middleware(respond: Respond) -> Respond:
    """Answers before anything looks at the host, which here may be an IP address, at the
    database or at a login."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info not in PATHS:
            return respond(request)
        request.resolver_match = resolve(request.path_info)  # what the log calls the page
        return request.resolver_match.func(request)

    return answer
