"""The screen of a session in a frame on another site: it shows, and steers nothing.

In which sites is the administrator's choice (EMBED_ORIGINS). The frame has the address of the
screen's link, so a new link takes this one away too. It opens its socket from our own origin.
"""

from __future__ import annotations

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_GET

from workshop.views import screen


@require_GET
def embed_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """X-Frame-Options knows no list, so where there is one it stands in the policy only."""
    origins = settings.EMBED_ORIGINS

    def show(asked: HttpRequest) -> HttpResponse:
        return screen.embedded_page(asked, token)

    framed = csp_replace({"frame-ancestors": origins or [NONE]})(show)
    return (xframe_options_exempt(framed) if origins else framed)(request)
