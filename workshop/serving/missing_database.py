"""Refuses every page while the database is gone: what it would show or store is lost."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from polls import database
from workshop.wording import language

Respond = Callable[[HttpRequest], HttpResponse]


def middleware(respond: Respond) -> Respond:
    refuse = language.middleware(refuse_request)

    def answer(request: HttpRequest) -> HttpResponse:
        return refuse(request) if database.place.gone() else respond(request)

    return answer


def refuse_request(request: HttpRequest) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        problem = {"code": "server.database_gone", "message": missing_sentence()}
        reply: HttpResponse = JsonResponse({"error": problem}, status=503)
    else:
        reply = render(None, "database_gone.html", status=503)
    reply["Cache-Control"] = "no-store"
    return reply


def missing_sentence() -> str:
    return _("De database is weg. Er is niets gewijzigd. Waarschuw wie de server beheert.")
