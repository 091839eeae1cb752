"""A trainer's access tokens for programs: made and shown once, listed, revoked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polls.errors import PollsError
from polls.whole_numbers import whole_number
from workshop.accounts import tokens
from workshop.facilitating.addresses import site_of
from workshop.models import ApiToken
from workshop.views.refusals import login_required

HIGHEST = 2**31 - 1  # of a row's number


@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """All that work; posted: one is revoked, or made, and then it stands on this reply only."""
    if "revoke" not in request.POST:
        return make(request) if request.method == "POST" else show(request)
    pk = whole_number(request.POST["revoke"], highest=HIGHEST) or 0
    user = user_of(request)
    tokens.revoke_token(user=user, pk=pk, by=user.get_username())
    messages.success(request, revoked())
    return HttpResponseRedirect(reverse("tokens"))


def revoked() -> str:
    """What is so after one was revoked, by whomever."""
    return _("De toegangssleutel is ingetrokken: geen programma komt er nog mee binnen.")


def make(request: HttpRequest) -> HttpResponse:
    user, form = user_of(request), request.POST.dict()
    name, scope = form.get("name", ""), form.get("scope", "")
    try:
        token = tokens.make_token(user=user, name=name, scope=scope, by=user.get_username())
    except PollsError as problem:
        messages.error(request, problem.message)
        return show(request, form=form, status=422)
    return show(request, token=token)


def user_of(request: HttpRequest) -> Any:
    return request.user


def show(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "tokens": tokens.list_tokens(request.user),
        "scopes": ApiToken.Scope.choices,
        "longest": tokens.LONGEST_NAME,
        "site": site_of(request),
        **more,
    }
    response = render(request, "desk/tokens.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
