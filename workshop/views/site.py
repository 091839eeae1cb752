"""What belongs to no surface: health, and whom to tell of a hole."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from workshop.facilitating.addresses import configured_site
from workshop.upkeep import readiness


def health_check(request: HttpRequest) -> HttpResponse:
    """Answers 200 while this process lives: who cannot do without the database asks /readyz."""
    return JsonResponse({"ok": True})


def ready_check(request: HttpRequest) -> HttpResponse:
    """Answers 200 when this server can do its work, else 503 with what it misses."""
    found = readiness.find_needs()
    reply = JsonResponse({"ok": all(found.values()), **found})
    reply.status_code = 200 if all(found.values()) else 503
    reply["Cache-Control"] = "no-store"
    return reply


def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole, as RFC 9116 has it; only when the administrator has said so."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {settings.SECURITY_EXPIRES}T00:00:00Z",
        "Preferred-Languages: nl, en",
    ]
    if settings.PUBLIC_URL:
        lines.append(f"Canonical: {configured_site()}{request.path}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
