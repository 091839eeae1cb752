"""The bytes of a picture, under an address that names them and so never changes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from workshop.models import Picture

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def show_picture(request: HttpRequest, sha256: str) -> HttpResponse:
    """Whoever knows the address may see it: it is as hard to guess as the picture itself."""
    picture = Picture.objects.filter(sha256=sha256).first()
    if picture is None:
        raise Http404
    response = HttpResponse(bytes(picture.content), content_type=picture.type)
    response["Cache-Control"] = FOR_EVER
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
