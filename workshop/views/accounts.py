"""Accounts, for administrators: who may run workshops here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from polls.errors import PollsError
from polls.whole_numbers import whole_number
from workshop.accounts import (
    accounts,
    login_links,
    mail,
    password_login,
    provider,
    provider_accounts,
    tokens,
)
from workshop.facilitating.addresses import site_of
from workshop.views.refusals import login_required
from workshop.views.tokens import revoked

A_PAGE = 50  # accounts
HIGHEST = 2**31 - 1  # of a row's number
Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def for_administrators(view: View[Arguments]) -> View[Arguments]:
    """To anybody else these pages do not exist."""

    @login_required
    @wraps(view)
    def answer(
        request: HttpRequest, *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> HttpResponse:
        if not getattr(request.user, "is_superuser", False):
            raise Http404
        return view(request, *arguments, **named)

    return answer


@for_administrators
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Everybody's account, and a form for a new one."""
    form: dict[str, str] = {}
    if request.method == "POST":
        form = request.POST.dict()
        try:
            user = accounts.add_account(
                name=form.get("name", ""),
                email=form.get("email", ""),
                admin=form.get("role") == "administrator",
                by=request.user.get_username(),
            )
        except PollsError as problem:
            messages.error(request, problem.message)
        else:
            return show_account(request, accounts.find_account(user.pk), invite=True)
    search = request.GET.get("search", "")[:100].replace("\0", "")
    found = Paginator(accounts.list_accounts(search=search), A_PAGE)
    context = {
        "page": found.get_page(request.GET.get("page")),
        "by_mail": mail.is_set(),
        "search": search,
        "query": urlencode({"search": search}),
        "form": form,
    }
    return render(request, "accounts/index.html", context)


@for_administrators
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, pk: str) -> HttpResponse:
    """One account; posted: a link with which its trainer comes in, by mail or to copy."""
    return show_account(request, account_at(pk), invite=request.method == "POST")


def account_at(pk: str) -> User:
    try:
        return accounts.find_account(whole_number(pk, highest=HIGHEST) or 0)
    except PollsError:
        raise Http404 from None


def show_account(request: HttpRequest, user: User, *, invite: bool) -> HttpResponse:
    others = get_user_model().objects.filter(is_active=True).exclude(pk=user.pk)
    context: dict[str, Any] = {
        "account": user,
        "has_password": is_password_usable(user.password),
        "provider": provider.name() if provider_accounts.is_linked(user) else "",
        "may_have_password": password_login.may_have(user),
        "heirs": others.order_by("username"),
        "tokens": tokens.list_tokens(user),
    }
    if invite and user.is_active:
        context |= invite_by_mail_or_link(request, user)
    reply = render(request, "accounts/account.html", context)
    reply["Cache-Control"] = "no-store"
    return reply


def invite_by_mail_or_link(request: HttpRequest, user: User) -> dict[str, Any]:
    """For the page: `mailed`, or a `link` to copy when there is no mail, no address, or a failure
    that is told."""
    link = site_of(request) + login_links.invitation_path(user)
    if mail.is_set() and user.email:
        try:
            mail.send_invitation(user, link)
        except PollsError as problem:
            messages.error(request, problem.message)
        else:
            return {"mailed": True}
    return {"link": link, "hours": settings.PASSWORD_RESET_TIMEOUT // 3600}


@for_administrators
@require_POST
def change(request: HttpRequest, pk: str, action: str) -> HttpResponse:
    """One change; back to the account, with a sentence that says what is so now."""
    user, by = account_at(pk), request.user.get_username()
    if action not in sentences():
        raise Http404
    try:
        if action == "hand-over":
            accounts.hand_over(pk=user.pk, to=request.POST.get("to", ""), by=by)
        elif action == "revoke":
            token = whole_number(request.POST.get("revoke", ""), highest=HIGHEST) or 0
            tokens.revoke_token(user=user, pk=token, by=by)
        else:
            accounts.change_account(pk=user.pk, change=action, by=by)
        messages.success(request, sentences()[action])
    except PollsError as problem:
        messages.error(request, problem.message)
    return HttpResponseRedirect(reverse("account-of", args=[pk]))


def sentences() -> dict[str, str]:
    """What is so after each change."""
    return {
        "disable": _("Dit account staat uit: niemand en geen programma komt er nog mee binnen."),
        "enable": _("Dit account staat weer aan."),
        "administrator": _("Dit is nu een beheerder: die ziet alle sessies en alle accounts."),
        "trainer": _("Dit is nu een trainer: die ziet alleen eigen en gedeeld werk."),
        "factor": _("De tweede stap staat uit. Vraag om hem opnieuw aan te zetten."),
        "require-factor": _("Dit account heeft voortaan een tweede stap nodig om in te loggen."),
        "release-factor": _("Dit account mag weer zonder tweede stap."),
        "logins": _("Dit account is overal uitgelogd, en heeft geen toegangssleutels meer."),
        "revoke": revoked(),
        "unlink": _("Dit account is losgemaakt en uitgelogd. Geef een inloglink om te koppelen."),
        "hand-over": _("Alle sessies en workshops zijn overgedragen."),
    }
