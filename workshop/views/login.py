"""Logging in: by password and second factor, or by a link that works once."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model, login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import CharField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workshop.accounts import (
    audit,
    forgotten,
    login_links,
    password_login,
    provider,
    provider_logins,
    second_factor,
)
from workshop.accounts.audit import What
from workshop.facilitating.addresses import site_of


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
    audit.record_event(who=user.get_username(), what=What.LOGIN, about="link")
    invited = "invited" in request.GET and not is_password_usable(user.password)
    invited = invited and password_login.may_have(user)
    return HttpResponseRedirect(reverse("password" if invited else "desk-index"))


@transaction.atomic
def log_in(request: HttpRequest, uid: str, token: str) -> User | None:
    """Use a link up by logging in with it."""
    user = login_links.owner_of_link(uid, token)
    if user is not None:
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return user
