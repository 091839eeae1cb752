"""The null character: nobody types it, and PostgreSQL holds no text with one in it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.defaults import bad_request

NULL = "\0"


def middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer 400 to a path, a query or a form with a null character, before anything reads it."""

    def refuse_null(request: HttpRequest) -> HttpResponseBase:
        if NULL in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request, ValueError("null character"))
        if request.method == "POST" and any(
            NULL in value for values in request.POST.lists() for value in (values[0], *values[1])
        ):
            return bad_request(request, ValueError("null character"))
        return get_response(request)

    return refuse_null
