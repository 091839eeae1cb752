"""Who gets in where: every address and every socket, for everyone. A new one needs a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from polls import identity
from polls.models import LiveSession
from polls.realtime.hub import Hub
from polls.realtime.routing import http_urlpatterns, websocket_urlpatterns
from polls.sessions import shared_report, sharing
from tests import acting
from tests.polls.realtime.clients import Room, serving
from tests.test_docs import address
from workshop.accounts import teams, tokens
from workshop.asgi import application
from workshop.library import workshops
from workshop.models import Workshop
from workshop.urls import urlpatterns

pytestmark = pytest.mark.django_db(transaction=True)

ROLES = ("nobody", "participant", "other trainer", "owner", "administrator")
# With whom the owner shared the session, by level; of whoever it was shared with until a moment
# ago nothing is left. The session is of a team too: a member may what `facilitate` lets do. A
# co-host has no account but a link, whose addresses have rows of their own.
LEVELS = ("facilitate", "look", "take")
# An access token of the owner opens no page and no socket of people: what it gets at the addresses
# of programs stands in test_programs.py.
TOKENS = ("token read", "token write")
LIKE = {
    "revoked": "other trainer",
    "left the team": "other trainer",
    **dict.fromkeys(TOKENS, "nobody"),
}
ALL = ("ok",) * 5
NO_SUCH_SESSION = ("login", "login", "404", "404", "404")
TRAINERS = ("login", "login", "ok", "ok", "ok")
MAKER = ("login", "login", "404", "ok", "404")  # of a workshop, which is nobody else's
OWNER = ("login", "login", "404", "ok", "ok")
NOBODY = ("404",) * 5
ADMINISTRATOR = ("login", "login", "404", "404", "ok")

Outcomes = tuple[str, ...] | dict[str, str]


def lets(expected: tuple[str, ...], *levels: str) -> dict[str, str]:
    """A row of a session where these levels get what its owner gets, and the others a sentence."""
    base = dict(zip(ROLES, expected, strict=True))
    stranger = base["other trainer"]
    refused = "403" if stranger == "404" else stranger
    return base | {each: base["owner"] if each in levels else refused for each in LEVELS}


def everyone(expected: Outcomes) -> dict[str, str]:
    """What each role gets; to whoever shares nothing but a session another page is as to others."""
    found = expected if isinstance(expected, dict) else dict(zip(ROLES, expected, strict=True))
    found = dict.fromkeys(LEVELS, found["other trainer"]) | found
    found = {"team member": found["facilitate"]} | found
    return {role: found[alike] for role, alike in LIKE.items()} | found


def of_a_team(expected: tuple[str, ...], member: str) -> dict[str, str]:
    """A row of the team itself or of its workshop, of which only members see anything."""
    return dict(zip(ROLES, expected, strict=True)) | {"team member": member}


SEES = lets(OWNER, "facilitate", "look")
STEERS = lets(OWNER, "facilitate")
READS = lets(OWNER, *LEVELS)
TAKES = lets(OWNER, "facilitate", "take")
OWNS = lets(OWNER)

# address -> rows of (method, path, fields, what each role gets). Links that were revoked
# stand beside those that work: `old` is a token that was valid before.
MATRIX: dict[str, list[tuple[str, str, dict[str, str], Outcomes]]] = {
    "/": [("GET", "/", {}, ALL)],
    "/.well-known/security.txt": [("GET", "/.well-known/security.txt", {}, NOBODY)],
    "/healthz": [("GET", "/healthz", {}, ALL)],
    "/readyz": [("GET", "/readyz", {}, ALL)],
    "/metrics": [("GET", "/metrics", {}, ALL)],  # on the machine itself; elsewhere test_metrics.py
    "/language/": [("POST", "/language/", {"language": "en"}, ALL)],
    "/<code>/": [("GET", "/{code}/", {}, ALL), ("GET", "/10000000/", {}, NOBODY)],
    "/<code>/takeaway/": [
        ("GET", "/{code}/takeaway/", {}, ALL),
        ("GET", "/10000000/takeaway/", {}, NOBODY),
    ],
    "/<code>/state/": [("GET", "/{code}/state/", {}, ("401", "ok", "401", "401", "401"))],
    "/<code>/answers/": [
        (
            "POST",
            "/{code}/answers/",
            {"question": "goed", "value": "A"},
            ("401", "409", "401", "401", "401"),
        )
    ],
    "/<code>/done/": [("POST", "/{code}/done/", {}, ("401", "409", "401", "401", "401"))],
    "/screen/<token>/": [
        ("GET", "/screen/{screen}/", {}, ALL),
        ("GET", "/screen/{old_screen}/", {}, NOBODY),
    ],
    "/screen/<token>/state/": [
        ("GET", "/screen/{screen}/state/", {}, ALL),
        ("GET", "/screen/{old_screen}/state/", {}, NOBODY),
    ],
    "/cohost/<token>/": [
        ("GET", "/cohost/{cohost}/", {}, ALL),
        ("GET", "/cohost/{old_cohost}/", {}, NOBODY),
        ("GET", "/cohost/None/", {}, NOBODY),
    ],
    "/cohost/<token>/slides/": [
        ("GET", "/cohost/{cohost}/slides/", {}, ALL),
        ("GET", "/cohost/{old_cohost}/slides/", {}, NOBODY),
        ("POST", "/cohost/{cohost}/slides/", {}, ("405",) * 5),
    ],
    "/cohost/<token>/<action>/": [
        ("POST", "/cohost/{cohost}/card-show/", {"question": "tip", "card": "x"}, ("409",) * 5),
        ("POST", "/cohost/{cohost}/next/", {}, ("409",) * 5),
        ("POST", "/cohost/{cohost}/take-over/", {}, ("409",) * 5),
        ("POST", "/cohost/{cohost}/goto/", {}, NOBODY),
        ("POST", "/cohost/{cohost}/finish/", {}, NOBODY),
        ("POST", "/cohost/{cohost}/undo/", {}, NOBODY),
        ("POST", "/cohost/{old_cohost}/card-show/", {"question": "tip", "card": "x"}, NOBODY),
        ("GET", "/cohost/{cohost}/card-show/", {}, ("405",) * 5),
    ],
    "/help/": [("GET", "/help/", {}, ALL)],
    "/help/<name>/": [
        ("GET", "/help/room/", {}, ALL),
        ("GET", "/help/x/", {}, NOBODY),
    ],
    "/desk/": [
        ("GET", "/desk/", {}, TRAINERS),
        ("POST", "/desk/", {"deck": "x"}, ("login", "login", "422", "422", "422")),
    ],
    "/desk/account/": [
        ("GET", "/desk/account/", {}, TRAINERS),
        ("POST", "/desk/account/", {"token": "1"}, TRAINERS),
    ],
    "/api/v1/<place>": [
        (
            "GET",
            "/api/v1/workshops",
            {},
            dict.fromkeys(ROLES, "401") | dict.fromkeys(TOKENS, "ok"),
        )
    ],
    "/embed/<token>/": [
        ("GET", "/embed/{screen}/", {}, ALL),
        ("GET", "/embed/{old_screen}/", {}, NOBODY),
        ("POST", "/embed/{screen}/", {}, ("405",) * 5),
    ],
    "/desk/account/tokens/": [
        ("GET", "/desk/account/tokens/", {}, TRAINERS),
        ("POST", "/desk/account/tokens/", {}, ("login", "login", "422", "422", "422")),
    ],
    "/desk/account/password/": [
        ("GET", "/desk/account/password/", {}, TRAINERS),
        ("POST", "/desk/account/password/", {"new_password1": "kort"}, TRAINERS),
    ],
    "/desk/login/": [("GET", "/desk/login/", {}, ALL)],
    # Without mail; with it: tests/workshop/views/test_forgotten.py.
    "/desk/login/forgotten/": [
        ("GET", "/desk/login/forgotten/", {}, NOBODY),
        ("POST", "/desk/login/forgotten/", {"name": "x"}, NOBODY),
    ],
    "/desk/login/new-password/<uidb64>/<token>/": [
        ("GET", "/desk/login/new-password/MQ/x/", {}, NOBODY)
    ],
    # Without a provider; with one: tests/workshop/views/test_provider.py.
    "/desk/login/provider/": [
        ("GET", "/desk/login/provider/", {}, NOBODY),
        ("POST", "/desk/login/provider/", {}, NOBODY),
    ],
    "/desk/login/provider/back/": [("GET", "/desk/login/provider/back/", {}, NOBODY)],
    "/desk/login/<uid>/<token>/": [
        ("GET", "/desk/login/MQ/no-such-token/", {}, ("410", "410", "ok", "ok", "ok"))
    ],
    "/desk/logout/": [
        ("POST", "/desk/logout/", {}, ("login",) * 5),
        ("GET", "/desk/logout/", {}, ("405",) * 5),
    ],
    "/desk/<code>/": [
        ("GET", "/desk/{code}/", {}, SEES),
        ("GET", "/desk/10000000/", {}, ("login", "login", "404", "404", "404")),
    ],
    "/desk/<code>/state/": [
        (
            *("GET", "/desk/{code}/state/", {}),
            {**lets(("401", "401", "404", "ok", "ok"), "facilitate", "look"), "take": "404"},
        )
    ],
    "/desk/<code>/reach/": [("GET", "/desk/{code}/reach/", {}, STEERS)],
    "/desk/<code>/rehearse/": [
        (
            *("POST", "/desk/{code}/rehearse/", {"people": "5"}),
            lets(("login", "login", "404", "409", "409"), "facilitate"),
        )
    ],
    "/desk/<code>/texts/": [("GET", "/desk/{code}/texts/", {}, STEERS)],
    "/desk/<code>/report/": [
        ("GET", "/desk/{code}/report/", {}, READS),
        ("POST", "/desk/{code}/report/", {"question": "tip", "text": "x"}, STEERS),
    ],
    "/desk/<code>/report/share/": [
        ("POST", "/desk/{code}/report/share/", {"act": "close"}, OWNS),  # without a question
        ("GET", "/desk/{code}/report/share/", {}, ("login", "login", "405", "405", "405")),
    ],
    "/report/<token>/": [
        ("GET", "/report/{report}/", {}, ALL),
        ("GET", "/report/{old_report}/", {}, NOBODY),
        ("GET", "/report/None/", {}, NOBODY),
        ("POST", "/report/{report}/", {}, ("405",) * 5),
    ],
    "/compare/": [
        ("GET", "/compare/", {}, TRAINERS),
        ("GET", "/compare/?session={code}", {}, TRAINERS),
        ("GET", "/compare/?team={team}", {}, of_a_team(NO_SUCH_SESSION, "ok")),
    ],
    "/accounts/": [
        ("GET", "/accounts/", {}, ADMINISTRATOR),
        ("POST", "/accounts/", {"name": "x y"}, ADMINISTRATOR),
    ],
    "/accounts/<pk>/": [
        ("GET", "/accounts/{account}/", {}, ADMINISTRATOR),
        ("POST", "/accounts/{account}/", {}, ADMINISTRATOR),
        ("GET", "/accounts/99999/", {}, NO_SUCH_SESSION),
    ],
    "/accounts/<pk>/<action>/": [
        ("POST", "/accounts/{account}/enable/", {}, ADMINISTRATOR),
        ("POST", "/accounts/{account}/x/", {}, NO_SUCH_SESSION),
        ("GET", "/accounts/{account}/enable/", {}, ("login", "login", "404", "404", "405")),
    ],
    "/accounts/defaults/": [
        ("GET", "/accounts/defaults/", {}, ADMINISTRATOR),
        ("POST", "/accounts/defaults/", {"minimum": "1"}, ADMINISTRATOR),
    ],
    "/accounts/log/": [("GET", "/accounts/log/", {}, ADMINISTRATOR)],
    "/accounts/log/csv/": [("GET", "/accounts/log/csv/", {}, ADMINISTRATOR)],
    "/compare/export/<format>": [
        ("GET", "/compare/export/xlsx?session={code}", {}, TRAINERS),  # too few: back to the page
        ("POST", "/compare/export/xlsx", {}, ("login", "login", "405", "405", "405")),
    ],
    "/desk/<code>/memory/export/<format>": [
        ("GET", "/desk/{code}/memory/export/xlsx", {}, STEERS),
        ("GET", "/desk/{code}/memory/export/exe", {}, lets(NO_SUCH_SESSION, "facilitate")),
    ],
    "/pictures/<sha256>/": [("GET", "/pictures/x/", {}, NOBODY)],
    "/house-style/": [
        ("GET", "/house-style/", {}, TRAINERS),
        ("POST", "/house-style/", {"main": "x"}, TRAINERS),
        ("GET", "/house-style/?team=organisation", {}, ADMINISTRATOR),
        ("GET", "/house-style/?team={team}", {}, of_a_team(ADMINISTRATOR, "404")),
    ],
    "/styles/<name>/<version>/": [
        ("GET", "/styles/154273-e17000-dark/x/", {}, ALL),
        ("GET", "/styles/x/x/", {}, NOBODY),
    ],
    "/examples/<slug>/": [
        ("GET", "/examples/beter-samenwerken/", {}, TRAINERS),
        ("POST", "/examples/beter-samenwerken/", {"name": "x"}, TRAINERS),
        ("GET", "/examples/x/", {}, NO_SUCH_SESSION),
    ],
    "/workshops/": [
        ("GET", "/workshops/", {}, TRAINERS),
        ("POST", "/workshops/", {"example": "x"}, TRAINERS),
    ],
    "/bring/": [
        ("GET", "/bring/", {}, TRAINERS),
        ("POST", "/bring/", {"act": "stop"}, TRAINERS),
    ],
    "/teams/": [
        ("GET", "/teams/", {}, TRAINERS),
        ("POST", "/teams/", {"name": ""}, ADMINISTRATOR),
    ],
    "/teams/<pk>/": [
        ("GET", "/teams/{team}/", {}, of_a_team(ADMINISTRATOR, "ok")),
        ("GET", "/teams/99999/", {}, NO_SUCH_SESSION),
    ],
    "/teams/<pk>/<action>/": [
        ("POST", "/teams/{team}/add/", {"name": "x"}, of_a_team(ADMINISTRATOR, "ok")),
        ("POST", "/teams/{team}/x/", {}, NO_SUCH_SESSION),
        ("GET", "/teams/{team}/add/", {}, ("login", "login", "405", "405", "405")),
    ],
    "/workshops/<slug>/": [
        ("GET", "/workshops/{of_team}/", {}, of_a_team(NO_SUCH_SESSION, "ok")),
        ("POST", "/workshops/{of_team}/", {"step": "x"}, of_a_team(NO_SUCH_SESSION, "ok")),
        ("GET", "/workshops/{own}/", {}, MAKER),
        ("GET", "/workshops/{shared}/", {}, TRAINERS),
        ("GET", "/workshops/x/", {}, NO_SUCH_SESSION),
        ("POST", "/workshops/{own}/", {"step": "x"}, MAKER),
    ],
    "/workshops/<slug>/steps/": [
        ("POST", "/workshops/{own}/steps/", {}, ("login", "login", "404", "400", "404")),
        ("POST", "/workshops/{shared}/steps/", {}, ("login", "login", "400", "400", "400")),
        ("GET", "/workshops/{own}/steps/", {}, ("login", "login", "405", "405", "405")),
    ],
    "/workshops/<slug>/outline/": [
        ("GET", "/workshops/{own}/outline/", {}, MAKER),
        ("GET", "/workshops/{shared}/outline/?at=x&draw=welkom", {}, TRAINERS),
        ("GET", "/workshops/{own}/outline/?copy=welkom", {}, MAKER),
        ("POST", "/workshops/{own}/outline/", {}, ("login", "login", "405", "405", "405")),
    ],
    "/workshops/<slug>/text/": [
        ("GET", "/workshops/{own}/text/", {}, MAKER),
        ("POST", "/workshops/{own}/text/", {}, ("login", "login", "404", "400", "404")),
    ],
    "/workshops/<slug>/versions/": [
        ("GET", "/workshops/{own}/versions/", {}, MAKER),
        ("POST", "/workshops/{own}/versions/", {"edition": "9"}, MAKER),
    ],
    "/workshops/<slug>/pictures/": [
        ("GET", "/workshops/{own}/pictures/", {}, MAKER),
        ("POST", "/workshops/{own}/pictures/", {}, ("login", "login", "404", "ok", "404")),
        (
            "POST",
            "/workshops/{own}/pictures/",
            {"slide": "x"},
            ("login", "login", "404", "400", "404"),
        ),
    ],
    "/workshops/<slug>/questionnaire/": [
        ("GET", "/workshops/{own}/questionnaire/", {}, MAKER),
        (
            "POST",
            "/workshops/{own}/questionnaire/",
            {},
            ("login", "login", "404", "422", "404"),
        ),
        ("GET", "/workshops/{shared}/questionnaire/", {}, TRAINERS),
    ],
    "/workshops/<slug>/download/<format>/": [
        ("GET", "/workshops/{own}/download/md/", {}, MAKER),
        ("GET", "/workshops/{shared}/download/zip/", {}, TRAINERS),
        ("GET", "/workshops/{own}/download/pptx/", {}, MAKER),
    ],
    "/workshops/<slug>/<action>/": [
        ("POST", "/workshops/{own}/share/", {"sharing": "x"}, MAKER),
        ("POST", "/workshops/{own}/x/", {}, NO_SUCH_SESSION),
        ("GET", "/workshops/{own}/copy/", {}, ("login", "login", "405", "405", "405")),
    ],
    "/tips/": [
        ("GET", "/tips/", {}, TRAINERS),
        ("GET", "/tips/?team={team}", {}, of_a_team(NO_SUCH_SESSION, "ok")),
    ],
    "/tips/share/": [
        ("POST", "/tips/share/", {"tip": "x", "shared": "1"}, NO_SUCH_SESSION),
        ("GET", "/tips/share/", {}, ("login", "login", "405", "405", "405")),
    ],
    "/desk/<code>/memory/": [("GET", "/desk/{code}/memory/", {}, STEERS)],
    "/desk/<code>/sharing/": [
        ("GET", "/desk/{code}/sharing/", {}, OWNS),
        ("POST", "/desk/{code}/sharing/", {"name": "nobody", "level": "look"}, OWNS),
    ],
    "/desk/<code>/settings/": [
        ("GET", "/desk/{code}/settings/", {}, STEERS),
        ("POST", "/desk/{code}/settings/", {"minimum": "4"}, STEERS),
    ],
    "/desk/<code>/slides/": [
        ("GET", "/desk/{code}/slides/", {}, STEERS),
        ("GET", "/desk/{code}/slides/?slide=goed&part=1", {}, STEERS),
        ("POST", "/desk/{code}/slides/", {"slide": "goed"}, STEERS),
    ],
    "/desk/<code>/retention/": [("GET", "/desk/{code}/retention/", {}, OWNS)],
    "/desk/<code>/retention/keep/": [
        ("POST", "/desk/{code}/retention/keep/", {"day": "x"}, OWNS),
        ("GET", "/desk/{code}/retention/keep/", {}, ("login", "login", "405", "405", "405")),
    ],
    "/desk/<code>/retention/delete/": [
        ("POST", "/desk/{code}/retention/delete/", {}, OWNS),  # without the tick that confirms
        ("GET", "/desk/{code}/retention/delete/", {}, ("login", "login", "405", "405", "405")),
    ],
    "/desk/<code>/export/<format>": [("GET", "/desk/{code}/export/json", {}, TAKES)],
    "/desk/<code>/<action>/": [
        ("POST", "/desk/{code}/next/", {}, STEERS),
        (
            *("POST", "/desk/{code}/keep-until/", {"day": "x"}),
            lets(("login", "login", "404", "409", "409")),
        ),
        ("GET", "/desk/{code}/next/", {}, ("login", "login", "405", "405", "405")),
    ],
}

SOCKETS: dict[str, list[tuple[str, Outcomes]]] = {
    "/ws/<code>/": [
        (
            "/ws/{code}/",
            ("participant.unknown", "ok", *["participant.unknown"] * 3),
        )
    ],
    "/ws/screen/<token>/": [
        ("/ws/screen/{screen}/", ALL),
        ("/ws/screen/{old_screen}/", ("screen.unknown",) * 5),
    ],
    "/ws/desk/<code>/": [
        (
            "/ws/desk/{code}/",
            {
                **lets(
                    ("desk.login", "desk.login", "session.unknown", "ok", "ok"),
                    *("facilitate", "look"),
                ),
                "take": "session.level",
            },
        )
    ],
}


def open_report(session: LiveSession) -> str | None:
    """The token of a link to the report that works today."""
    shared_report.open_report(session_id=session.pk, until=timezone.localdate())
    session.refresh_from_db()
    return session.report_token


class World:
    """One session, everyone who could knock, and links of before that were revoked."""

    def __init__(self, session: LiveSession) -> None:
        self.session = session
        self.code = session.code
        old_screen = session.screen_token
        acting.act(session, "cohost-invite")
        session.refresh_from_db()
        old_cohost = session.cohost_token
        acting.act(session, "cohost-invite")
        acting.act(session, "screen-renew")
        old_report = open_report(session)
        shared_report.close_report(session_id=session.pk)
        open_report(session)
        session.refresh_from_db()
        self.names = {
            "code": session.code,
            "screen": session.screen_token,
            "old_screen": old_screen,
            "cohost": session.cohost_token,
            "old_cohost": old_cohost,
            "report": session.report_token,
            "old_report": old_report,
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
            "team member": User.objects.create_user("member"),
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

    def make_team(self) -> None:
        """A team of whom the session is, with a workshop that somebody made who left."""
        team = teams.create_team(name="Team", by="admin")
        for name in ("member", "left"):
            teams.add_member(team=team, name=name, by="admin")
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
        """The Cookie header of a role: freshly logged in, since some rows log out."""
        cookies = {"csrftoken": "a" * 32}
        if role == "participant":
            cookies[identity.cookie_name(self.code, https=False)] = self.participant
        if role in self.users:
            client = Client()
            client.force_login(self.users[role])
            cookies["sessionid"] = client.cookies["sessionid"].value
        return "; ".join(f"{name}={value}" for name, value in cookies.items())

    def headers(self, role: str) -> dict[str, str]:
        found = {"Cookie": self.cookie(role)}
        if role in self.programs:
            found["Authorization"] = f"Bearer {self.programs[role]}"
        return found


@pytest.fixture
def world(session: LiveSession, live_hub: Hub) -> Iterator[World]:
    return World(session)


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


@pytest.mark.parametrize("place", MATRIX)
async def test_each_address_lets_in_who_may(world: World, place: str):
    for method, path, fields, expected in MATRIX[place]:
        wanted = everyone(expected)
        found = {role: await ask(world, role, method, path, fields) for role in wanted}

        assert found == wanted, (method, path)


@pytest.mark.parametrize("place", SOCKETS)
async def test_each_socket_lets_in_who_may(world: World, place: str):
    async with serving(application) as port:
        room = Room(port, world.session)
        for path, expected in SOCKETS[place]:
            wanted = everyone(expected)
            found = {role: await connect(world, room, role, path) for role in wanted}

            assert found == wanted, path
        await room.close()


def test_every_address_and_socket_has_a_row():
    addresses: list[Any] = [*urlpatterns, *http_urlpatterns]

    assert {address(pattern) for pattern in addresses} == MATRIX.keys()
    assert {address(pattern) for pattern in websocket_urlpatterns} == SOCKETS.keys()
