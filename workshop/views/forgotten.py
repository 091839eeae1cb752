"""A forgotten password: asking for a link by mail, and choosing a new one with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_texts
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workshop.accounts import audit, forgotten, lockout, password_login, passwords
from workshop.accounts.audit import What
from workshop.facilitating.addresses import site_of

PAGE = "desk/forgotten.html"


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The same answer whoever is asked for; after five times at one address it takes a wait."""
    if not forgotten.is_possible():
        raise Http404
    name = request.POST.get("name", "").strip()[:254]
    if request.method == "GET" or not name:
        return render(request, PAGE)
    who = lockout.hash_place(request, "forgotten")
    if (until := lockout.waits_until(who)) is not None:
        return wait(request, lockout.minutes_until(until))
    lockout.count_wrong(who)
    forgotten.send_later(name, site=site_of(request), language=get_language() or "nl")
    return render(request, PAGE, {"sent": True})


def wait(request: HttpRequest, minutes: int) -> HttpResponse:
    said = ngettext(
        "Hier is te vaak om een nieuw wachtwoord gevraagd. "
        "Probeer het over %(minutes)s\u00a0minuut.",
        "Hier is te vaak om een nieuw wachtwoord gevraagd. "
        "Probeer het over %(minutes)s\u00a0minuten.",
        minutes,
    ) % {"minutes": minutes}
    reply = render(request, PAGE, {"refused": said}, status=429)
    reply["Retry-After"] = str(60 * minutes)
    return reply


class NewPassword(PasswordResetConfirmView):
    """It does not log in: whoever has a second factor is asked for it at the login."""

    template_name = "desk/new_password.html"
    form_class = passwords.FirstPassword
    success_url = reverse_lazy("desk-login")

    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        if not forgotten.is_possible():
            raise Http404
        return super().dispatch(*args, **kwargs)

    def get_user(self, uidb64: str) -> Any:
        user = super().get_user(uidb64)
        usable = user is not None and user.is_active and password_login.may_have(user)
        return user if usable else None

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {"rules": password_validators_help_texts()}

    def form_valid(self, form: Any) -> HttpResponse:
        reply = super().form_valid(form)
        audit.record_event(who=form.user.get_username(), what=What.PASSWORD, about="mail")
        messages.success(self.request, _("Je nieuwe wachtwoord is bewaard. Log er nu mee in."))
        return reply
