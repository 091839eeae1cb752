"""What a step costs does not grow with the workshop: only what it touches is read and drawn."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from workshop.authoring import drafting, reading
from workshop.authoring.drafting import Step
from workshop.authoring.pieces import cut_text
from workshop.facilitating.previews import Previews
from workshop.library import workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db
SLIDES = 120


@pytest.fixture
def workshop(trainer: User) -> Workshop:
    """The example, until it has so many slides."""
    made = workshops.copy_example(slug="beter-samenwerken", owner=trainer, title="Groot")
    _front, *slides = cut_text(made.draft)
    while (left := SLIDES - len(cut_text(made.draft)) + 1) > 0:
        step = Step("add_slides", {"text": "".join(slides[:left])})
        drafting.make_step(workshop_id=made.pk, step=step, by=trainer)
        made.refresh_from_db()
    return made


def retitle(client: Client, workshop: Workshop, title: str) -> None:
    body = {"step": "set_title", "fields": {"slide": "goed", "title": title}, "hash": ""}
    place = f"/workshops/{workshop.slug}/steps/"
    reply = client.post(place, json.dumps(body), content_type="application/json")
    assert reply.status_code == 200


def test_a_step_reads_and_draws_one_slide(
    client: Client, trainer: User, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
):
    client.force_login(trainer)
    retitle(client, workshop, "Een titel")
    seen: list[str] = []

    def count(owner: Any, name: str) -> None:
        original = getattr(owner, name)

        def counted(*args: Any, **more: Any) -> Any:
            seen.append(name)
            return original(*args, **more)

        monkeypatch.setattr(owner, name, counted)

    count(reading, "parse_slide")
    count(reading, "parse_front")
    count(Previews, "_stage")
    retitle(client, workshop, "Twee titel")
    once = sorted(seen)
    seen.clear()
    reading._read_piece.cache_clear()
    reading._place_piece.cache_clear()
    retitle(client, workshop, "Drie titel")

    assert once == ["_stage", "_stage", "parse_slide"]  # on the stage, and in the outline
    assert seen.count("parse_slide") == SLIDES  # what it would be otherwise


def test_a_step_asks_the_database_a_few_things_however_large_the_workshop(
    client: Client, trainer: User, workshop: Workshop
):
    small = workshops.create_blank(owner=trainer, title="Klein")
    client.force_login(trainer)
    asked = []
    for each in (small, workshop):
        body = json.dumps({"step": "set_deck", "fields": {"fields": {"title": "X"}}})
        with CaptureQueriesContext(connection) as queries:
            client.post(f"/workshops/{each.slug}/steps/", body, content_type="application/json")
        asked.append(len(queries))

    assert max(asked) <= 15


def test_the_list_asks_as_often_for_many_workshops(client: Client, trainer: User):
    client.force_login(trainer)
    asked = []
    for _round in range(2):
        for number in range(5):
            workshops.create_blank(owner=trainer, title=f"Nummer {number}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/workshops/").status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1]
