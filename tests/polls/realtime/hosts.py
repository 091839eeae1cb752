"""Facilitators for tests: each a desk's socket, and actions by POST as the desk sends them."""

from __future__ import annotations

from typing import Any

import httpx
from asgiref.sync import sync_to_async
from django.test import Client

from polls.models import Question
from polls.texts.cards import Card, read_cards
from tests.polls.realtime.clients import PATIENCE, Peer, Room

TOKEN = "t" * 32  # Django compares the header with the cookie


class Host:
    """A facilitator who is logged in."""

    def __init__(self, room: Room, desk: Peer, cookies: dict[str, str]) -> None:
        self.room = room
        self.desk = desk
        self.http = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{room.port}",
            cookies={**cookies, "csrftoken": TOKEN},
            headers={"Accept": "application/json", "X-CSRFToken": TOKEN},
            timeout=PATIENCE,
        )

    @classmethod
    async def enter(cls, room: Room, user: Any) -> Host:
        client = Client()
        await sync_to_async(client.force_login)(user)
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        header = "; ".join(f"{name}={value}" for name, value in cookies.items())
        path = f"/ws/desk/{room.session.code}/"
        desk = await room.open(path, Cookie=header, Origin=room.origin)
        await desk.until(type="state")
        return cls(room, desk, cookies)

    async def act(self, action: str, **fields: str) -> dict[str, Any]:
        """What the server replies: {"ok", "version"} or {"error"}."""
        reply = await self.http.post(f"/desk/{self.room.session.code}/{action}/", data=fields)
        return reply.json()

    async def code(self, action: str, **fields: str) -> str:
        """The code of the refusal; '' when it was done."""
        return (await self.act(action, **fields)).get("error", {}).get("code", "")


def question(room: Room, key: str) -> Question:
    return Question.objects.get(session=room.session, key=key)


def cards(room: Room) -> list[Card]:
    return read_cards(question=question(room, "tip"))
