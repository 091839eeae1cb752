"""The way in for programs: one address of the site, behind which the interface has its own.

The library of the interface takes a third of a second to load. No command has to wait for that,
so it is loaded by the server when it starts (workshop/asgi.py), and here by whoever needs it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt  # nothing here looks at a cookie
def serve(request: HttpRequest, place: str) -> HttpResponse:
    """Answer in JSON, whatever comes; messages are in the language that the program asks for."""
    from workshop.api import interface

    with translation.override(translation.get_language_from_request(request)):
        response = interface.answer(request, place)
    response.setdefault("Cache-Control", "no-store")
    return response
