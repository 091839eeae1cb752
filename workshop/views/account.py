"""A trainer's own account: the second factor, on and off."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workshop import audit, second_factor
from workshop.addresses import svg_qr
from workshop.audit import What


@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        change(request)
        return HttpResponseRedirect(reverse("account"))
    context: dict[str, object] = {"is_on": second_factor.is_on(request.user)}
    if not context["is_on"]:
        device = second_factor.prepared(request.user)
        context |= {"qr": svg_qr(device.config_url), "secret": second_factor.secret(device)}
    response = render(request, "desk/account.html", context)
    response["Cache-Control"] = "no-store"
    return response


def change(request: HttpRequest) -> None:
    """A code switches the second factor on, or off when it was on."""
    token = request.POST.get("token", "").replace(" ", "")
    was_on = second_factor.is_on(request.user)
    switch = second_factor.switch_off if was_on else second_factor.switch_on
    if not switch(request.user, token):
        messages.error(request, _("Deze code klopt niet. Wacht op de volgende code in je app."))
        return
    who = request.user.get_username()
    audit.record(who=who, what=What.SECOND_FACTOR, about="off" if was_on else "on")
    messages.success(
        request,
        _("De tweede stap staat uit.") if was_on else _("De tweede stap staat aan."),
    )
