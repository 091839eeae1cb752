"""What each token opens: every address of the interface for programs. A new one needs a row."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from polls.models import LiveSession, SessionShare, Team
from polls.sessions import sharing
from tests.conftest import BARE
from tests.test_docs import address
from workshop.accounts import teams, tokens
from workshop.api import interface
from workshop.library import workshops
from workshop.models import ApiToken, Workshop

pytestmark = pytest.mark.django_db

# nobody, the owner's login, tokens of the owner that read and write, tokens that write of another
# trainer and of an administrator, one that was revoked, one of an account that is off
KNOCKS = ("nobody", "login", "read", "write", "other", "administrator", "revoked", "off")
# Tokens that write of a member of the team of session and workshop, of who left it, and of
# colleagues with whom the session is shared; where a row names none, each is as any other trainer.
COLLEAGUES = ("member", "left", "facilitate", "look", "take")
ANYBODY = ("ok",) * 8
READS = ("401", "401", "ok", "ok", "ok", "ok", "401", "401")
WRITES = ("401", "401", "403", "ok", "ok", "ok", "401", "401")
MAKER_READS = ("401", "401", "ok", "ok", "404", "404", "401", "401")
MAKER_WRITES = ("401", "401", "403", "ok", "404", "404", "401", "401")
OWNER_READS = ("401", "401", "ok", "ok", "404", "ok", "401", "401")
OWNER_ACTS = ("401", "401", "403", "ok", "404", "ok", "401", "401")
KEEPS = ("401", "401", "403", "400", "404", "400", "401", "401")  # without a day
TEAM = ("401", "401", "404", "404", "404", "404", "401", "401")
TEAM_WRITES = ("401", "401", "403", "404", "404", "404", "401", "401")
MEMBERS = {"member": "ok"}
TAKES = {"member": "ok", "facilitate": "ok", "look": "403", "take": "ok"}
STEERS = {"member": "ok", "facilitate": "ok", "look": "403", "take": "403"}
OWNS = dict.fromkeys(("member", "facilitate", "look", "take"), "403")

Row = tuple[str, str, tuple[str, ...], dict[str, str]]
MATRIX: dict[str, list[Row]] = {
    "/openapi.json": [("get", "openapi.json", ANYBODY, {})],
    "/workshops": [("get", "workshops", READS, {}), ("post", "workshops", WRITES, {})],
    "/workshops/<slug>/deck.md": [
        ("get", "workshops/{own}/deck.md", MAKER_READS, {}),
        ("get", "workshops/{shared}/deck.md", READS, {}),
        ("get", "workshops/{of_team}/deck.md", TEAM, MEMBERS),
        ("get", "workshops/beter-samenwerken/deck.md", READS, {}),
        ("put", "workshops/{own}/deck.md", MAKER_WRITES, {}),
        ("put", "workshops/{shared}/deck.md", WRITES, {}),
        ("put", "workshops/{of_team}/deck.md", TEAM_WRITES, MEMBERS),
    ],
    "/workshops/<slug>/publish": [
        ("post", "workshops/{own}/publish", MAKER_WRITES, {}),
        ("post", "workshops/{of_team}/publish", TEAM_WRITES, MEMBERS),
    ],
    "/sessions": [("get", "sessions", READS, {}), ("post", "sessions", WRITES, {})],
    "/sessions/<code>/results": [("get", "sessions/{code}/results", OWNER_READS, TAKES)],
    "/sessions/<code>/<action>": [
        ("post", "sessions/{code}/next", OWNER_ACTS, STEERS),
        ("post", "sessions/{code}/keep-until", KEEPS, OWNS),
    ],
}


def make(user: User, scope: str = "write") -> str:
    return tokens.make_token(user=user, name="x", scope=scope, by="trainer")


def clients(session: LiveSession, team: Team) -> dict[str, Client]:
    """Everyone who could knock."""
    owner, off = session.facilitator, User.objects.create_user("off")
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
    for name in COLLEAGUES:
        made[name] = make(User.objects.create_user(name))
        if name in SessionShare.Level.values:
            sharing.share_session(session=session, name=name, level=name)
        else:
            teams.add_member(team=team, name=name, by="admin")
    teams.remove_member(team=team, name="left", by="admin")
    login = Client()
    login.force_login(owner)
    bearers = {
        name: Client(headers={"Authorization": f"Bearer {token}"}) for name, token in made.items()
    }
    return {"nobody": Client(), "login": login, **bearers}


def everyone(expected: tuple[str, ...], colleagues: dict[str, str]) -> dict[str, str]:
    found = dict(zip(KNOCKS, expected, strict=True))
    like = dict.fromkeys(COLLEAGUES, found["other"]) if colleagues else {}
    return found | like | colleagues


def sent(method: str, place: str) -> dict[str, Any]:
    """A request that is right, so that only who asks makes the difference."""
    if place == "workshops" and method == "post":
        return {"data": {"file": SimpleUploadedFile("deck.md", BARE.encode())}}
    if method == "put":
        return {"data": BARE, "content_type": "text/markdown"}
    body = {"workshop": "beter-samenwerken"} if place == "sessions" else {}
    return {"data": body, "content_type": "application/json"} if method == "post" else {}


def make_names(session: LiveSession, team: Team) -> dict[str, str]:
    owner = session.facilitator
    shared = workshops.store_workshop(owner=owner, title="Samen", text=BARE)
    workshops.share_workshop(workshop=shared, sharing="edit")
    own = workshops.store_workshop(owner=owner, title="Eigen", text=BARE)
    maker = User.objects.create_user("maker")
    of_team = workshops.store_workshop(owner=maker, title="Team", text=BARE)
    Workshop.objects.filter(pk=of_team.pk).update(team=team)
    LiveSession.objects.filter(pk=session.pk).update(team=team)
    return {"own": own.slug, "shared": shared.slug, "of_team": of_team.slug, "code": session.code}


@pytest.mark.parametrize("place", MATRIX)
def test_each_address_lets_in_the_tokens_that_may(session: LiveSession, place: str):
    team = teams.create_team(name="Team", by="admin")
    names, knocking = make_names(session, team), clients(session, team)
    for method, path, expected, colleagues in MATRIX[place]:
        wanted = everyone(expected, colleagues)
        address_now = f"/api/v1/{path.format(**names)}"
        replies = {
            name: getattr(knocking[name], method)(address_now, **sent(method, path)).status_code
            for name in wanted
        }

        found = {
            name: "ok" if status in (200, 201) else str(status) for name, status in replies.items()
        }
        assert found == wanted, (method, path)


def test_every_address_of_the_interface_has_a_row():
    known = {address(each) for each in interface.places.url_patterns}

    assert known - {"/"} == MATRIX.keys()
