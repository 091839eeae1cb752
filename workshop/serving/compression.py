"""Compressed pages. Static files are compressed ahead of time; what is not HTML stays as it is."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressPages(GZipMiddleware):
    """gzip for HTML only: answers stay small and exports are compressed files already.

    What a page repeats to whoever asks must not reveal its secrets by its length: Django
    masks CSRF tokens anew for each page and adds a random number of bytes to what it zips.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        return response
