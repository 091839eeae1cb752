"""Logging in: by password and second factor, or by a link that works once."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model, login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import User, update_last_login
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import CharField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workshop.accounts import (
    audit,
    forgotten,
    half_logins,
    login_links,
    password_login,
    provider,
    provider_logins,
    second_factor,
)
from workshop.accounts.audit import What
from workshop.facilitating.addresses import site_of, svg_qr

BACKEND = "django.contrib.auth.backends.ModelBackend"  # of who comes in by a link


class LoginForm(AuthenticationForm):
    """Name and password, and the app's code for anyone who has set that up."""

    token = CharField(required=False)

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        token = self.data.get("token", "").replace(" ", "")
        if second_factor.is_on(user) and not second_factor.verify_token(user, token):
            raise ValidationError(_("Vul ook de code van je authenticator-app in."))


def login_context() -> dict[str, Any]:
    """What the page of the login needs, whoever shows it."""
    return {
        "provider": provider.name() if provider.is_set() else "",
        "password_off": password_login.is_off(),
        "forgotten": forgotten.is_possible(),
    }


class Login(LoginView):
    template_name = "desk/login.html"
    authentication_form = LoginForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | login_context()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if password_login.is_off():
            said = _("Met een wachtwoord inloggen staat hier uit.")
            context = {**login_context(), "refused": said}
            return render(request, self.template_name, context, status=403)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        if second_factor.is_due(user := form.get_user()):
            return set_up_factor(self.request, user, "password", self.get_success_url())
        response = super().form_valid(form)
        audit.record_event(who=form.get_user().get_username(), what=What.LOGIN, about="password")
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """What was typed is only kept when it is an account: it may be a password."""
        name = form.cleaned_data.get("username", "") if hasattr(form, "cleaned_data") else ""
        if get_user_model().objects.filter(username=name).exists():
            audit.record_event(who=name, what=What.REFUSED)
        return super().form_invalid(form)


class Logout(LogoutView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Also at the provider, for whoever came in by it."""
        if request.user.is_authenticated:
            audit.record_event(who=request.user.get_username(), what=What.LOGOUT)
        back = site_of(request) + reverse("desk-login")
        address = provider_logins.logout_address(request.session.session_key, back)
        reply = super().post(request, *args, **kwargs)
        return HttpResponseRedirect(address) if address else reply


def follow_link(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Log in by a link and go on to the desk; a used or old link says so."""
    if request.method == "HEAD":  # a preview of the link must not use it up
        return HttpResponse()
    user = log_in(request, uid, token)
    if user is None:
        if request.user.is_authenticated:
            return HttpResponseRedirect(reverse("desk-index"))
        context = {**login_context(), "link_used": True}
        return render(request, "desk/login.html", context, status=410)
    invited = "invited" in request.GET and not is_password_usable(user.password)
    invited = invited and password_login.may_have(user)
    onward = reverse("password" if invited else "desk-index")
    if not request.user.is_authenticated:
        return set_up_factor(request, user, "link", onward)
    audit.record_event(who=user.get_username(), what=What.LOGIN, about="link")
    return HttpResponseRedirect(onward)


@transaction.atomic
def log_in(request: HttpRequest, uid: str, token: str) -> User | None:
    """Use a link up by logging in with it; who has to set up a second factor first is not in
    yet, and the link is used up all the same."""
    user = login_links.owner_of_link(uid, token)
    if user is None:
        return None
    if second_factor.is_due(user):
        logout(request)
        update_last_login(User, user)
    else:
        login(request, user, backend=BACKEND)
    return user


def set_up_factor(request: HttpRequest, user: User, how: str, onward: str) -> HttpResponse:
    request.session.cycle_key()  # nobody who knew this session before is half logged in by it
    half_logins.keep(request.session, user, how=how, onward=onward)
    return HttpResponseRedirect(reverse("login-factor"))


@require_http_methods(["GET", "POST"])
def factor_page(request: HttpRequest) -> HttpResponse:
    """For whoever is known, and comes in with a second factor only: its key, and the first code
    of it, which logs in."""
    found = half_logins.find(request.session)
    if found is None:
        return HttpResponseRedirect(reverse("desk-login"))
    user, half = found
    refused = ""
    if request.method == "POST":
        if second_factor.switch_on(user, request.POST.get("token", "").replace(" ", "")):
            login(request, user, backend=BACKEND)
            request.session.pop(half_logins.PLACE, None)
            who = user.get_username()
            audit.record_event(who=who, what=What.SECOND_FACTOR, about="on")
            audit.record_event(who=who, what=What.LOGIN, about=half.how)
            return HttpResponseRedirect(half.onward)
        refused = wrong_code()
    device = second_factor.prepare_device(user)
    context = {
        "refused": refused,
        "qr": svg_qr(device.config_url),
        "secret": second_factor.written_secret(device),
    }
    reply = render(request, "desk/factor.html", context)
    reply["Cache-Control"] = "no-store"
    return reply


def wrong_code() -> str:
    return _("Deze code klopt niet. Wacht op de volgende code in je app.")
