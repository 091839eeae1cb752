"""The interface itself: its operations, who may call them, and its description in OpenAPI."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.security import HttpBearer

from polls.errors import PollsError
from workshop.accounts import tokens
from workshop.api import refusals, sessions, workshops
from workshop.models import ApiToken

PLACE = "/api/v1/"
DESCRIPTION = "What a trainer does with workshops and sessions, for programs. See docs/api.md."


class Bearer(HttpBearer):
    """Whoever sends a token is its trainer; a cookie is nobody's."""

    openapi_description = "An access token, made under Je account or by `api_token`."

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        found = tokens.find_token(token)
        if request.method != "GET" and found.scope != ApiToken.Scope.WRITE:
            raise PollsError("token.read_only", _("Met deze toegangssleutel kun je alleen lezen."))
        request.user = found.user
        return found


api = NinjaAPI(
    title="Polshoogte",
    version="1",
    description=DESCRIPTION,
    auth=Bearer(),
    openapi_url=None,
    docs_url=None,
)
api.add_router("", workshops.router)
api.add_router("", sessions.router)
refusals.add_handlers(api)


@api.get("openapi.json", auth=None, include_in_schema=False)
def read_openapi(request: HttpRequest) -> Any:
    return describe()


@cache
def describe() -> dict[str, Any]:
    return api.get_openapi_schema(path_prefix=settings.SITE_PATH + PLACE)


places = URLResolver(RegexPattern(""), api.urls[0])


def answer(request: HttpRequest, place: str) -> HttpResponse:
    try:
        found = places.resolve(place)
    except Resolver404:
        return refusals.no_such_place()
    response = found.func(request, *found.args, **found.kwargs)
    if isinstance(response, HttpResponseNotAllowed):
        return refusals.no_such_method(response["Allow"])
    return response
