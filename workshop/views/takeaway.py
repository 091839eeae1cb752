"""The page that participants take home, from the end of the session until a date."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from polls import identity
from polls.errors import PollsError
from polls.models import LiveSession
from polls.realtime import visiting
from polls.sessions import access
from workshop.facilitating import takeaway
from workshop.library import house_styles
from workshop.views.phone import arrival_of, refusal_page


@require_GET
def takeaway_page(request: HttpRequest, code: str) -> HttpResponse:
    try:
        pk = arrival_of(request, code, visiting.find_session)
    except PollsError as problem:
        return refusal_page(request, "", problem)
    session = LiveSession.objects.select_related("deck").filter(pk=pk).first()
    if session is None:  # deleted, and its code still remembered
        return refusal_page(request, "", access.unknown_code())
    until = takeaway.available_until(session)
    gone = until is not None and timezone.now() > until
    found = None
    if until and not gone:
        cookie = request.COOKIES.get(identity.cookie_name(code, https=request.is_secure()))
        found = takeaway.make_takeaway(session, identity.key_hash(code, cookie))
    context = {
        "session": session,
        "until": until,
        "gone": gone,
        "found": found,
        "house": house_styles.style_of_session(session),
    }
    response = render(request, "phone/takeaway.html", context, status=410 if gone else 200)
    response["Cache-Control"] = "no-store"
    return response
