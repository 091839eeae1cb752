"""Compressed pages, and stylesheets of house styles. Static files are compressed ahead of time."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressPages(GZipMiddleware):
    """gzip for HTML and CSS only: answers stay small and exports are compressed files already.

    What a page repeats to whoever asks must not reveal its secrets by its length: Django
    masks CSRF tokens anew for each page and adds a random number of bytes to what it zips.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith(("text/html", "text/css")):
            return super().process_response(request, response)
        return response
