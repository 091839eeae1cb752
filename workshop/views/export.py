"""Downloads of a session, at any moment of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from workshop import exports
from workshop.views.desk import own_session


@login_required
@require_GET
def download(request: HttpRequest, code: str, format: str) -> HttpResponse:
    session = own_session(request, code)
    if format not in exports.FORMATS:
        raise Http404
    made = exports.make(session, format, separator=request.GET.get("scheiding", ";"))
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["Cache-Control"] = "no-store"
    return response
