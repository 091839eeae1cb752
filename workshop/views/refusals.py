"""What a page's script hears instead of a page: not logged in, an old token, no such address."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import decorators
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import csrf, defaults

from polls.errors import PollsError
from workshop.views.fields import wants_json

Arguments = ParamSpec("Arguments")
logger = logging.getLogger(__name__)
BELOW = re.compile(r"/(?P<path>[a-z][a-z0-9-]{0,30})/(?:healthz|desk/login/)", re.ASCII)
told_paths: set[str] = set()
MOST_PATHS = 5  # that the log hears of: strangers can make them up
PATH_UNKNOWN = (
    "Somebody asked for this site below the path %s. If that is where your proxy has it, set "
    "PUBLIC_URL with that path, such as https://example.nl/%s"
)
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def login_required(view: View[Arguments]) -> View[Arguments]:
    """As Django's, which sends a browser to the login; a script hears what is the matter, and
    whoever sent a form comes back to the page with that form."""
    by_browser = decorators.login_required(view)

    @wraps(view)
    def answer(
        request: HttpRequest, *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> HttpResponse:
        looks = request.method != "POST" and not wants_json(request)
        if request.user.is_authenticated or looks:
            return by_browser(request, *arguments, **named)
        said = _("Je bent niet meer ingelogd.")
        if request.method == "POST":
            said = _("Je bent niet meer ingelogd. Dit is nog niet gedaan.")
        if wants_json(request):
            return refusal(PollsError("desk.login", said), 401)
        messages.error(request, said)
        return redirect_to_login(page_before(request))

    return answer


def page_before(request: HttpRequest) -> str:
    """The page of ours from which a form was sent: its own address may take forms only."""
    came = urlsplit(request.headers.get("Referer", ""))
    ours = came.netloc == request.get_host() and came.path[:2] not in ("", "//")
    return came._replace(scheme="", netloc="").geturl() if ours else reverse("desk-index")


def old_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A token that ended with a new login: a script gets the new one along, to ask again.

    A page of another site may cause this reply and cannot read it.
    """
    if not wants_json(request):
        return csrf.csrf_failure(request, reason)
    problem = PollsError("desk.token", _("Deze pagina stond te lang open. Ververs de pagina."))
    return refusal(problem, 403, token=get_token(request))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not settings.SITE_PATH and (found := BELOW.fullmatch(request.path_info)):
        warn_of_path(found["path"])
    if not wants_json(request):
        return defaults.page_not_found(request, exception)
    problem = PollsError("page.unknown", _("Dit is er niet meer, of is van een andere trainer."))
    return refusal(problem, 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """To whoever may do something else with this; the exception says what is the matter."""
    if not wants_json(request):
        return defaults.permission_denied(request, exception)
    return refusal(PollsError("session.level", str(exception)), 403)


def warn_of_path(path: str) -> None:
    """Once, of each: a proxy that passes a path on of which this site does not know."""
    if path not in told_paths and len(told_paths) < MOST_PATHS:
        told_paths.add(path)
        logger.warning(PATH_UNKNOWN, path, path)


def refusal(problem: PollsError, status: int, **more: Any) -> HttpResponse:
    error = {"code": problem.code, "message": problem.message}
    reply = JsonResponse({"error": error, **more}, status=status)
    reply["Cache-Control"] = "no-store"
    return reply
