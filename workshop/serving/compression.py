"""Compressed pages. Static files are compressed ahead of time; what is not HTML stays as it is."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressPages(GZipMiddleware):
    """gzip for HTML only: answers stay small and exports are compressed files already.

    What a page repeats to whoever asks must not reveal its secrets by its length: Django
    masks CSRF tokens anew for each page and adds a random number of bytes to what it zips.
    """

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        # Less than a millisecond for a phone's page: a thread for it would cost more.
        response = await cast(Awaitable[HttpResponseBase], self.get_response(request))
        return self.process_response(request, response)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        return response
