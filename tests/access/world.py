"""One session, and everyone who could knock."""

from __future__ import annotations

from urllib.parse import urlencode

import httpx
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from polls import identity
from polls.models import LiveSession
from polls.sessions import shared_report, sharing
from tests import acting
from tests.access.expected import LEVELS, TOKENS
from tests.polls.realtime.clients import Room
from workshop.accounts import teams, tokens
from workshop.asgi import application
from workshop.library import workshops
from workshop.models import Workshop


def open_report(session: LiveSession) -> str | None:
    """The token of a link to the report that works today."""
    shared_report.open_report(session_id=session.pk, until=timezone.localdate())
    session.refresh_from_db()
    return session.report_token


class World:
    """A session, everyone who could knock, and links of before that were revoked."""

    def __init__(self, session: LiveSession) -> None:
        self.session = session
        self.code = session.code
        self.names: dict[str, object] = {
            "code": session.code,
            **self.make_links(),
            "own": workshops.create_blank(owner=session.facilitator, title="Eigen").slug,
            "shared": self.share(session).slug,
            "account": session.facilitator.pk,
        }
        self.users = {
            "other trainer": User.objects.create_user("other"),
            "owner": session.facilitator,
            "administrator": User.objects.create_superuser("admin"),
            **{level: self.let_in(level) for level in LEVELS},
            "revoked": self.let_in("facilitate", "revoked"),
            "switched off": self.let_in("facilitate", "off"),
            "team member": User.objects.create_user("member"),
            "team manager": User.objects.create_user("manager"),
            "left the team": User.objects.create_user("left"),
        }
        self.make_team()
        sharing.stop_sharing(session=session, name="revoked")
        self.programs = {
            role: tokens.make_token(
                user=session.facilitator, name=role, scope=role.split()[1], by="trainer"
            )
            for role in TOKENS
        }
        self.participant = identity.new_cookie(session.code)
        self.kept: dict[str, str] = {}

    def make_links(self) -> dict[str, str | None]:
        """Of a projector, a co-host and a report: one that works, and the one before it."""
        session = self.session
        old_screen = session.screen_token
        acting.act(session, "cohost-invite")
        session.refresh_from_db()
        old_cohost = session.cohost_token
        acting.act(session, "cohost-invite")
        acting.act(session, "screen-renew")
        old_report = open_report(session)
        shared_report.close_report(session_id=session.pk)
        report = open_report(session)
        return {
            "screen": session.screen_token,
            "old_screen": old_screen,
            "cohost": session.cohost_token,
            "old_cohost": old_cohost,
            "report": report,
            "old_report": old_report,
        }

    def make_team(self) -> None:
        """A team of whom the session is, with a workshop that somebody made who left."""
        team = teams.create_team(name="Team", by="admin")
        for name in ("member", "manager", "left"):
            teams.add_member(team=team, name=name, by="admin")
        teams.let_manage(team=team, name="manager", manages=True, by="admin")
        made = workshops.create_blank(owner=self.users["left the team"], title="Van het team")
        Workshop.objects.filter(pk=made.pk).update(team=team)
        LiveSession.objects.filter(pk=self.session.pk).update(team=team)
        teams.remove_member(team=team, name="left", by="admin")
        self.names |= {"team": team.pk, "of_team": made.slug}

    def let_in(self, level: str, name: str = "") -> User:
        colleague = User.objects.create_user(name or level)
        sharing.share_session(session=self.session, name=colleague.username, level=level)
        return colleague

    def share(self, session: LiveSession) -> Workshop:
        shared = workshops.create_blank(owner=session.facilitator, title="Samen")
        workshops.share_workshop(workshop=shared, sharing="edit")
        return shared

    def cookie(self, role: str) -> str:
        """The Cookie header of a role, who came in once."""
        if role not in self.kept:
            self.kept[role] = self.come_in(role)
        return self.kept[role]

    def come_in(self, role: str) -> str:
        client = Client()
        if role in self.users:
            client.force_login(self.users[role])
        if role == "switched off":
            User.objects.filter(username="off").update(is_active=False)
        if role == "co-host":
            for page in ("", "slides/"):
                client.get(f"/cohost/{self.names['cohost']}/{page}")
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        cookies["csrftoken"] = "a" * 32
        if role == "participant":
            cookies[identity.cookie_name(self.code, https=False)] = self.participant
        return "; ".join(f"{name}={value}" for name, value in cookies.items())

    def headers(self, role: str) -> dict[str, str]:
        found = {"Cookie": self.cookie(role)}
        if role in self.programs:
            found["Authorization"] = f"Bearer {self.programs[role]}"
        return found


def outcome(reply: httpx.Response) -> str:
    if reply.status_code in (302, 303):
        return "login" if reply.headers["location"].startswith("/desk/login/") else "ok"
    if reply.status_code == 401 and reply.json().get("error", {}).get("code") == "desk.login":
        return "login"
    return "ok" if reply.status_code in (200, 204) else str(reply.status_code)


async def ask(world: World, role: str, method: str, path: str, fields: dict[str, str]) -> str:
    headers = {
        **await sync_to_async(world.headers)(role),
        "X-CSRFToken": "a" * 32,
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
    }
    transport = httpx.ASGITransport(application)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return outcome(
            await client.request(
                method,
                path.format(**world.names),
                content=urlencode(fields) if method == "POST" else None,
                headers=headers,
            )
        )


async def connect(world: World, room: Room, role: str, path: str) -> str:
    headers = await sync_to_async(world.headers)(role)
    peer = await room.open(path.format(**world.names), Origin=room.origin, **headers)
    frame = await peer.receive()
    return "ok" if frame["type"] == "state" else str(frame["code"])
