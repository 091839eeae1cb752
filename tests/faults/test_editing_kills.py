"""kill -9 of the server while somebody edits: what was acknowledged is there, once, on each
database. `make editing-kills` kills fifty times.

After each kill the database is read before the server comes back; then the step that was on
its way is sent again, under its key, as a page does it.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.faults.ledger import Ledger
from tests.faults.trial import Trial
from workshop.authoring.pieces import cut_text
from workshop.authoring.words import read_words

KILLS = int(os.environ.get("EDITING_KILLS", "3"))
BETWEEN = (0.05, 0.8)  # seconds within which the moment of a kill is random
SLIDES = ("goed", "minder", "dank")
MAKE = """
from django.contrib.auth.models import User
from workshop.library import workshops
owner = User.objects.get(username="trainer")
print(workshops.copy_example(slug="beter-samenwerken", owner=owner, title="Samen").slug)
"""
Step = dict[str, Any]


@dataclass
class Author:
    """Sends steps one after the other; knows which were acknowledged, and which is on its way."""

    client: httpx.AsyncClient
    slug: str
    chance: random.Random
    flying: Step | None = None
    done: list[Step] = field(default_factory=list)

    async def write(self) -> None:
        """Until the server is gone."""
        try:
            while True:
                await self.send()
        except httpx.TransportError:
            return

    async def send(self) -> None:
        self.flying = self.flying or self.next_step()
        reply = await self.client.post(f"/workshops/{self.slug}/steps/", json=self.flying)
        assert reply.status_code == 200, reply.text
        self.done.append(self.flying)
        self.flying = None

    def next_step(self) -> Step:
        slide, key = self.chance.choice(SLIDES), str(uuid4())
        if self.chance.random() < 0.2:
            return {"step": "copy_slides", "fields": {"slides": [slide]}, "key": key}
        fields = {"slide": slide, "title": f"Titel {len(self.done)}"}
        return {"step": "set_title", "fields": fields, "key": key}

    def losses(self, draft: str, steps: int, slides: int) -> list[str]:
        """What is not as it was acknowledged; the step that is on its way may be done or not."""
        known = [*self.done, *([self.flying] if self.flying else [])]
        pieces = {read_words(piece).title for piece in cut_text(draft)[1:]}
        copies = [step["step"] for step in self.done].count("copy_slides")
        found = [] if steps in (len(self.done), len(known)) else [f"{steps} steps are stored"]
        if not slides + copies <= len(cut_text(draft)) - 1 <= slides + copies + len(known):
            found.append("slides are missing")
        for slide in SLIDES:
            titles = titles_of(self.done, slide)
            flying = titles_of([self.flying] if self.flying else [], slide)
            if titles and not pieces.intersection([titles[-1], *flying]):
                found.append(f"{slide} is not {titles[-1]}")
        return found


def titles_of(steps: Sequence[Step], slide: str) -> list[str]:
    return [step["fields"]["title"] for step in steps if step["fields"].get("slide") == slide]


def stored(ledger: Ledger) -> tuple[str, int]:
    """The draft, and how many steps were made on it."""
    ((draft,),) = ledger.ask("SELECT draft FROM workshop_workshop")
    ((steps,),) = ledger.ask("SELECT COUNT(*) FROM workshop_workshopstep")
    return draft, steps


@pytest.mark.timeout(120 + 20 * KILLS)
async def test_no_acknowledged_step_is_lost_or_done_twice(trial: Trial):
    server, ledger, chance = trial.server, trial.ledger, random.Random(4)
    server.start()
    slug = server.manage("shell", "-v", "0", "-c", MAKE).splitlines()[-1]
    found: list[str] = []
    async with httpx.AsyncClient(base_url=server.url, follow_redirects=True, timeout=60) as client:
        (await client.get(server.login_link())).raise_for_status()
        (await client.get(f"/workshops/{slug}/")).raise_for_status()
        client.headers["X-CSRFToken"] = client.cookies["csrftoken"]
        author = Author(client, slug, chance)
        first = len(cut_text(stored(ledger)[0])) - 1
        for _kill in range(KILLS):
            await author.send()
            writing = asyncio.create_task(author.write())
            await asyncio.sleep(chance.uniform(*BETWEEN))
            server.kill()
            await writing
            found += author.losses(*stored(ledger), first)
            found += [] if ledger.sound() else ["the files are damaged"]
            server.start()
        await author.send()
        server.kill()
    draft, steps = stored(ledger)

    print(f"{trial.name}: {KILLS} kills, {len(author.done)} steps acknowledged")
    assert found == []
    assert steps == len(author.done)
    assert author.losses(draft, steps, first) == []
    author.done.append({"step": "set_title", "fields": {"slide": "goed", "title": "Nooit"}})
    assert len(author.losses(draft, steps, first)) == 2  # the same check finds a loss
