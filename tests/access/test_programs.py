"""What each token opens: every address of the interface for programs. A new one needs a row."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from polls.models import LiveSession
from tests.conftest import BARE
from tests.test_docs import address
from workshop.accounts import tokens
from workshop.api import interface
from workshop.library import workshops
from workshop.models import ApiToken

pytestmark = pytest.mark.django_db

# nobody, the owner's login, tokens of the owner that read and write, tokens that write of
# another trainer and of an administrator, one that was revoked, one of an account that is off
KNOCKS = ("nobody", "login", "read", "write", "other", "administrator", "revoked", "off")
ANYBODY = ("ok",) * 8
READS = ("401", "401", "ok", "ok", "ok", "ok", "401", "401")
WRITES = ("401", "401", "403", "ok", "ok", "ok", "401", "401")
MAKER_READS = ("401", "401", "ok", "ok", "404", "404", "401", "401")
MAKER_WRITES = ("401", "401", "403", "ok", "404", "404", "401", "401")
OWNER_READS = ("401", "401", "ok", "ok", "404", "ok", "401", "401")
OWNER_ACTS = ("401", "401", "403", "ok", "404", "ok", "401", "401")

MATRIX: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {
    "/openapi.json": [("get", "openapi.json", ANYBODY)],
    "/workshops": [("get", "workshops", READS), ("post", "workshops", WRITES)],
    "/workshops/<slug>/deck.md": [
        ("get", "workshops/{own}/deck.md", MAKER_READS),
        ("get", "workshops/{shared}/deck.md", READS),
        ("get", "workshops/beter-samenwerken/deck.md", READS),
        ("put", "workshops/{own}/deck.md", MAKER_WRITES),
        ("put", "workshops/{shared}/deck.md", WRITES),
    ],
    "/workshops/<slug>/publish": [("post", "workshops/{own}/publish", MAKER_WRITES)],
    "/sessions": [("get", "sessions", READS), ("post", "sessions", WRITES)],
    "/sessions/<code>/results": [("get", "sessions/{code}/results", OWNER_READS)],
    "/sessions/<code>/<action>": [("post", "sessions/{code}/next", OWNER_ACTS)],
}


def make(user: User, scope: str = "write") -> str:
    return tokens.make_token(user=user, name="x", scope=scope, by="trainer")


def clients(owner: User) -> dict[str, Client]:
    """Everyone who could knock."""
    off = User.objects.create_user("off")
    made = {
        "read": make(owner, "read"),
        "write": make(owner),
        "other": make(User.objects.create_user("other")),
        "administrator": make(User.objects.create_superuser("admin")),
        "revoked": make(owner),
        "off": make(off),
    }
    ApiToken.objects.filter(hash=tokens.hash_token(made["revoked"])).delete()
    User.objects.filter(pk=off.pk).update(is_active=False)
    login = Client()
    login.force_login(owner)
    bearers = {
        name: Client(headers={"Authorization": f"Bearer {token}"}) for name, token in made.items()
    }
    return {"nobody": Client(), "login": login, **bearers}


def sent(method: str, place: str) -> dict[str, Any]:
    """A request that is right, so that only who asks makes the difference."""
    if place == "workshops" and method == "post":
        return {"data": {"file": SimpleUploadedFile("deck.md", BARE.encode())}}
    if method == "put":
        return {"data": BARE, "content_type": "text/markdown"}
    body = {"workshop": "beter-samenwerken"} if place == "sessions" else {}
    return {"data": body, "content_type": "application/json"} if method == "post" else {}


@pytest.mark.parametrize("place", MATRIX)
def test_each_address_lets_in_the_tokens_that_may(session: LiveSession, place: str):
    owner = session.facilitator
    shared = workshops.store_workshop(owner=owner, title="Samen", text=BARE)
    workshops.share_workshop(workshop=shared, sharing="edit")
    own = workshops.store_workshop(owner=owner, title="Eigen", text=BARE)
    names = {"own": own.slug, "shared": shared.slug, "code": session.code}
    everyone = clients(owner)
    for method, path, expected in MATRIX[place]:
        address_now = f"/api/v1/{path.format(**names)}"
        replies = {
            name: getattr(client, method)(address_now, **sent(method, path)).status_code
            for name, client in everyone.items()
        }

        found = {
            name: "ok" if status in (200, 201) else str(status) for name, status in replies.items()
        }
        assert found == dict(zip(KNOCKS, expected, strict=True)), (method, path)


def test_every_address_of_the_interface_has_a_row():
    known = {address(each) for each in interface.places.url_patterns}

    assert known - {"/"} == MATRIX.keys()
