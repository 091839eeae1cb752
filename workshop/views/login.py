"""Logging in by a link that works once, as a terminal or an administrator hands it out."""

from __future__ import annotations

from django.contrib.auth import get_user_model, login
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode


class LoginLinks(PasswordResetTokenGenerator):
    """Links that end with the first login: the time of the last login is part of the hash."""

    key_salt = "workshop.login_link"


links = LoginLinks()


def link_path(user: User) -> str:
    """The path of a new one-time link for a user, valid PASSWORD_RESET_TIMEOUT seconds."""
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("login-link", args=[uid, links.make_token(user)])


def follow(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Log in by a link and go on to the desk; a used or old link says so."""
    if request.method == "HEAD":  # a preview of the link must not use it up
        return HttpResponse()
    user = owner(uid)
    if user is None or not user.is_active or not links.check_token(user, token):
        if request.user.is_authenticated:
            return HttpResponseRedirect(reverse("desk-index"))
        return render(request, "desk/login.html", {"link_used": True}, status=410)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect(reverse("desk-index"))


def owner(uid: str) -> User | None:
    users = get_user_model().objects
    try:
        return users.filter(pk=int(urlsafe_base64_decode(uid))).first()
    except ValueError:
        return None
