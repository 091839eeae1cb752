"""Signing in by way of the OpenID Connect provider: there, and back."""

from __future__ import annotations

from typing import Any, NoReturn

from django.contrib import auth, messages
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from polls.errors import PollsError
from workshop.accounts import audit, provider, provider_accounts, provider_logins
from workshop.accounts.audit import What
from workshop.views.login import login_context

# Somebody whom the provider does know, so a stranger cannot fill the log.
KNOWN = {"provider.groups", "provider.role", "provider.taken", "provider.disabled"}


class Start(OIDCAuthenticationRequestView):
    http_method_names = ["get", "post"]
    get_settings = staticmethod(provider.setting)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Whoever is logged in links their account to who they are at the provider."""
        request.session[provider.LINKING] = request.user.is_authenticated
        return self.get(request)


class ComeBack(OIDCAuthenticationCallbackView):
    get_settings = staticmethod(provider.setting)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The library logs out whoever changed their mind there; here they stay."""
        return self.login_failure() if "error" in request.GET else super().get(request)

    def login_failure(self) -> NoReturn:
        raise PollsError(
            "provider.stopped",
            _("Het inloggen via %(name)s is niet afgemaakt. Probeer het opnieuw.")
            % {"name": provider.name()},
        )

    def login_success(self) -> HttpResponse:
        """Always a new login, also of who was logged in with a password."""
        next_page = self.success_url
        tokens: dict[str, Any] = self.user.provider_tokens
        auth.login(self.request, self.user)
        session = self.request.session
        session.save()  # one that takes the place of another login has no key before that
        provider_logins.keep(session_key=session.session_key, user=self.user, tokens=tokens)
        who = self.user.get_username()
        audit.record_event(who=who, what=What.LOGIN, about="provider")
        return HttpResponseRedirect(next_page)


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if not provider.is_set():
        raise Http404
    request.session.pop(provider.LINKING, None)
    try:
        return Start.as_view()(request)
    except PollsError as problem:
        return say(request, problem)


@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    if not provider.is_set():
        raise Http404
    try:
        return ComeBack.as_view()(request)
    except PollsError as problem:
        return say(request, problem)
    except SuspiciousOperation:  # a state that is not of this browser, or was used
        return say(request, stale())


def stale() -> PollsError:
    return PollsError(
        "provider.stale",
        _("Het inloggen duurde te lang, of deze pagina is al gebruikt. Begin opnieuw."),
    )


def say(request: HttpRequest, problem: PollsError) -> HttpResponse:
    """On the page where they can try again: that of the account, or the login."""
    if request.user.is_authenticated:
        messages.error(request, problem.message)
        return HttpResponseRedirect(reverse("account"))
    if problem.code in KNOWN:
        audit.record_event(who=provider_accounts.PROVIDER, what=What.REFUSED, about=problem.code)
    context = {**login_context(), "refused": problem.message}
    reply = render(request, "desk/login.html", context, status=403)
    reply["Cache-Control"] = "no-store"
    return reply
