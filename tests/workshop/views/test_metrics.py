"""The numbers for Prometheus: on the machine itself, or with the token."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from polls.models import LiveSession
from polls.realtime.hub import Hub
from tests.polls.realtime.clients import Room, serving
from workshop.asgi import application
from workshop.views import metrics

TOKEN = "een-lang-geheim-van-de-beheerder"


def numbers(text: str) -> dict[str, float]:
    """Of each series, by its name and labels."""
    return {
        "/".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def read(
    client: Client, *, address: str = "127.0.0.1", host: str = "127.0.0.1:8000", **more: str
) -> int:
    return client.get("/metrics", REMOTE_ADDR=address, headers={"Host": host, **more}).status_code


def test_on_the_machine_itself_they_are_for_all(client: Client):
    assert [
        read(client),
        read(client, address="::1", host="[::1]:8000"),
        read(client, address="::ffff:127.0.0.1", host="localhost"),
    ] == [200] * 3


def test_elsewhere_and_by_way_of_a_proxy_they_are_for_nobody(client: Client, settings: Any):
    settings.METRICS_TOKEN = TOKEN
    assert [
        read(client, address="10.0.0.5"),
        read(client, host="workshop.example.nl"),
        read(client, **{"X-Forwarded-For": "10.0.0.5"}),
        read(client, **{"X-Forwarded-Proto": "https"}),
        read(client, address="10.0.0.5", Authorization="Bearer something else"),
        read(client, address="", Authorization="Bearer "),
    ] == [403] * 6


def test_with_the_token_they_are_read_from_anywhere(client: Client, settings: Any):
    settings.METRICS_TOKEN = TOKEN

    assert read(client, address="10.0.0.5", Authorization=f"Bearer {TOKEN}") == 200


def test_without_a_token_an_empty_one_opens_nothing(client: Client):
    assert read(client, address="10.0.0.5", Authorization="Bearer ") == 403


@pytest.mark.django_db(transaction=True)
async def test_what_happens_in_a_room_is_counted(
    session: LiveSession, live_hub: Hub, client: Client
):
    before = numbers(metrics.collect().decode())
    async with serving(application) as port:
        room = Room(port, session)
        await room.act("goto", slide="goed")
        phone, screen = await room.phone(), await room.screen()
        await phone.until(type="state")
        await screen.until(type="state")
        await phone.answer("goed", ["A"])
        await room.act("next")
        await phone.until(type="state")
        live_hub.measure()
        during = numbers(metrics.collect().decode())
        await room.close()

    def risen(name: str) -> float:
        return during[name] - before.get(name, 0)

    assert (during["polshoogte_sockets/phones"], during["polshoogte_sockets/screens"]) == (1, 1)
    assert (risen("polshoogte_joins_total"), risen("polshoogte_answers_total/stored")) == (1, 1)
    assert risen("polshoogte_commit_seconds_count/answers") == 1
    assert risen("polshoogte_broadcast_seconds_count") >= 1
    assert during["polshoogte_waiting/answers"] == 0


def test_workers_are_added_up_and_the_dead_have_no_sockets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    work = (
        "from polls import metrics; metrics.JOINS.inc(2);"
        " metrics.SOCKETS.labels('phones').set(3); input()"
    )
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    workers = [
        subprocess.Popen([sys.executable, "-c", work], stdin=subprocess.PIPE) for _ in range(2)
    ]
    workers[0].communicate(b"\n")

    def live() -> float:
        return numbers(metrics.collect().decode()).get("polshoogte_sockets/phones", 0)

    while live() < 3 and workers[1].poll() is None:
        pass
    found = numbers(metrics.collect().decode())
    workers[1].communicate(b"\n")
    after = numbers(metrics.collect().decode())

    assert (found["polshoogte_joins_total"], found["polshoogte_sockets/phones"]) == (4, 3)
    assert (after["polshoogte_joins_total"], after.get("polshoogte_sockets/phones", 0)) == (4, 0)
