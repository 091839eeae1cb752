"""A trainer's own account: the password, and the second factor on and off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.password_validation import password_validators_help_texts
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workshop.accounts import (
    audit,
    password_login,
    passwords,
    provider,
    provider_accounts,
    second_factor,
)
from workshop.accounts.audit import What
from workshop.facilitating.addresses import svg_qr
from workshop.views.login import wrong_code
from workshop.views.refusals import login_required


@login_required
@require_http_methods(["GET", "POST"])
def account_page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        change_factor(request)
        return HttpResponseRedirect(reverse("account"))
    context: dict[str, object] = {
        "is_on": second_factor.is_on(request.user),
        "is_required": second_factor.is_required(request.user),
        "has_password": has_password(request),
        "may_have_password": password_login.may_have(request.user),
        "provider": provider.name() if provider.is_set() else "",
        "linked": provider_accounts.is_linked(request.user),
    }
    if not context["is_on"]:
        device = second_factor.prepare_device(request.user)
        context |= {"qr": svg_qr(device.config_url), "secret": second_factor.written_secret(device)}
    response = render(request, "desk/account.html", context)
    response["Cache-Control"] = "no-store"
    return response


def has_password(request: HttpRequest) -> bool:
    """False for an account that was made without one: it logs in by links."""
    return is_password_usable(getattr(request.user, "password", None))


def change_factor(request: HttpRequest) -> None:
    """A code switches the second factor on, or off when it was on."""
    token = request.POST.get("token", "").replace(" ", "")
    was_on = second_factor.is_on(request.user)
    if was_on and second_factor.is_required(request.user):
        messages.error(request, _("De tweede stap is voor dit account verplicht."))
        return
    switch = second_factor.switch_off if was_on else second_factor.switch_on
    if not switch(request.user, token):
        messages.error(request, wrong_code())
        return
    who = request.user.get_username()
    audit.record_event(who=who, what=What.SECOND_FACTOR, about="off" if was_on else "on")
    messages.success(
        request,
        _("De tweede stap staat uit.") if was_on else _("De tweede stap staat aan."),
    )


class Password(PasswordChangeView):
    """Ends every other login of this trainer: their sessions hold a hash of the password."""

    template_name = "desk/password.html"
    success_url = reverse_lazy("account")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not password_login.may_have(request.user):
            messages.error(request, _("Dit account logt niet in met een wachtwoord."))
            return HttpResponseRedirect(reverse("account"))
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> Any:
        known = has_password(self.request)
        return passwords.ChangePassword if known else passwords.FirstPassword

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {"rules": password_validators_help_texts()}

    def form_valid(self, form: Any) -> HttpResponse:
        audit.record_event(who=self.request.user.get_username(), what=What.PASSWORD)
        messages.success(self.request, _("Je nieuwe wachtwoord is bewaard."))
        return super().form_valid(form)
