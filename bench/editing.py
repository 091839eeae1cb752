"""What editing costs with a workshop of 300 slides among 300 workshops: `make bench-editing`.

Prints the time from a step that is sent to its acknowledgement, that of the small pictures of
a hundred slides, of the list of workshops and of the desk of a session of those 300 slides. With
`--profile` it says instead where the time of a step goes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

import orjson
import uvloop

from bench import machine
from bench.client.network import request
from bench.measure import fresh
from bench.stats import percentile
from bench.targets.base import Setting
from bench.targets.ours import Ours, environment, python, server_options

SLIDES, WORKSHOPS, STEPS, PICTURES = 300, 300, 200, 100
AT_ONCE = 24  # small pictures in one reply
LIMITS = {"step": 0.100, "pictures": 1.0, "list": 1.0, "desk": 1.0}  # seconds
WEIGHT = 250_000  # bytes of the page, compressed
FILL = f"""
from itertools import cycle
import django; django.setup()
from django.contrib.auth.models import User
from workshop.authoring import drafting, steps
from workshop.authoring.drafting import Step
from workshop.authoring.pieces import cut_text
from workshop.authoring.steps import read_id
from workshop.facilitating import starting
from workshop.library import workshops
from workshop.models import Workshop
owner = User.objects.get(username="trainer")
large = workshops.copy_example(slug="beter-samenwerken", owner=owner, title="Groot")
front, *slides = cut_text(large.draft)
for _slide, text in zip(range({SLIDES} - len(slides)), cycle(slides)):
    step = Step("add_slides", {{"text": text, "after": read_id(text)}})
    drafting.make_step(workshop_id=large.pk, step=step, by=owner)
large.refresh_from_db()
for number in range({WORKSHOPS}):
    workshops.copy_workshop(workshop=large, owner=owner, title=f"Nummer {{number}}")
session = starting.start(deck=large.slug, facilitator=owner)
print(large.slug, session.code)
"""
PROFILE = """
import cProfile, json, pstats
import django; django.setup()
from django.contrib.auth.models import User
from django.test import Client
client = Client(SERVER_NAME="127.0.0.1")
client.force_login(User.objects.get(username="trainer"))
def step(number):
    body = {{"step": "set_title", "fields": {{"slide": "goed", "title": f"Titel {{number}}"}}}}
    path = "/workshops/{slug}/steps/"
    reply = client.post(path, json.dumps(body), content_type="application/json")
    assert reply.status_code == 200, reply.content
for number in range(5):
    step(number)
profile = cProfile.Profile()
profile.enable()
for number in range(20):
    step(number)
profile.disable()
pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
"""


class Editor:
    """A workshop as a trainer's page asks for it."""

    def __init__(self, target: Ours, slug: str) -> None:
        self.target = target
        self.place = f"/workshops/{slug}/"

    async def get(self, path: str) -> tuple[float, bytes]:
        """The seconds until the reply was there, and what it was."""
        began = perf_counter()
        reply = await request(self.target.port, "GET", path, cookie=self.target.trainer)
        if reply.status != 200:
            raise RuntimeError(f"{path} gave {reply.status}")
        return perf_counter() - began, reply.body

    async def step(self, title: str) -> float:
        asked = {"step": "set_title", "fields": {"slide": "goed", "title": title}, "hash": ""}
        headers = (
            f"Accept: application/json\r\nX-CSRFToken: {self.target.token}\r\n"
            "Content-Type: application/json\r\n"
        )
        began = perf_counter()
        reply = await request(
            self.target.port,
            "POST",
            f"{self.place}steps/",
            cookie=self.target.trainer,
            headers=headers,
            body=orjson.dumps(asked),
        )
        if reply.status != 200:
            raise RuntimeError(f"a step gave {reply.status}: {reply.body[:200]!r}")
        return perf_counter() - began


def told(name: str, taken: list[float]) -> None:
    half, most = percentile(taken, 0.5) * 1000, percentile(taken, 0.95) * 1000
    print(f"{name:10} p50 {half:6.0f} ms, p95 {most:6.0f} ms (at most {LIMITS[name] * 1000:.0f})")


async def measure(target: Ours, slug: str, code: str) -> None:
    editor = Editor(target, slug)
    await editor.get(editor.place)
    print(f"A workshop of {SLIDES} slides among {WORKSHOPS}")
    told("step", [await editor.step(f"Titel {number}") for number in range(STEPS)])
    _taken, body = await editor.get(f"{editor.place}outline/?edition=0")
    ids = [each[0] for each in orjson.loads(body)["slides"]][:PICTURES]
    parts = [ids[at : at + AT_ONCE] for at in range(0, PICTURES, AT_ONCE)]
    rounds = []
    for _round in range(5):
        queries = [urlencode([("draw", id) for id in part]) for part in parts]
        rounds.append(sum([(await editor.get(f"{editor.place}outline/?{q}"))[0] for q in queries]))
    told("pictures", rounds)
    told("list", [(await editor.get("/workshops/"))[0] for _time in range(5)])
    told("desk", [(await editor.get(f"/desk/{code}/"))[0] for _time in range(5)])


async def run(setting: Setting) -> None:
    target = Ours()
    await target.start(setting)
    try:
        env = environment(setting.folder, target.port)
        slug, code = python(["-c", FILL], env).split()[-2:]
        if "--profile" in sys.argv:
            print(python(["-c", PROFILE.format(slug=slug)], env))
        else:
            await measure(target, slug, code)
    finally:
        await target.stop()


def main() -> None:
    server, phones = machine.cores()
    machine.raise_limits()
    machine.pin(phones)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        setting = Setting(folder, server, server_options(folder))
        uvloop.run(run(fresh(setting)))


if __name__ == "__main__":
    main()
