"""A workshop that a trainer edits over HTTP, for the tests of its pages."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from workshop.models import Workshop


def place(workshop: Workshop, page: str = "") -> str:
    return f"/workshops/{workshop.slug}/{page}"


def look(client: Client, workshop: Workshop, slide: str) -> dict[str, Any]:
    reply = client.get(f"{place(workshop)}?slide={slide}", headers={"Accept": "application/json"})
    told: dict[str, Any] = reply.json()
    return told


def step(
    client: Client, workshop: Workshop, name: str, hash: str = "", **fields: Any
) -> tuple[int, dict[str, Any]]:
    body = json.dumps({"step": name, "fields": fields, "hash": hash})
    reply = client.post(
        place(workshop, "steps/"),
        body,
        content_type="application/json",
        headers={"Accept": "application/json"},
    )
    workshop.refresh_from_db()
    return reply.status_code, reply.json()


def post(client: Client, workshop: Workshop, **fields: Any) -> str:
    page = client.post(place(workshop), fields, follow=True)
    workshop.refresh_from_db()
    return page.content.decode()
