"""What following a room costs a projector: `make bench-projector`.

Forty people change their answers so that five frames of results a second come to one projector of
1920 x 1080, drawn by the processor alone. Counted are the CPU of the server and of each process
of the browser, and the bytes of a frame as a projector and as a program of others get it.
"""

from __future__ import annotations

import tests.environment  # isort: skip  # noqa: F401  # before Django reads its settings

import os
import tempfile
import threading
import time
from collections import Counter
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402
from websockets.exceptions import ConnectionClosed  # noqa: E402
from websockets.sync.client import connect  # noqa: E402

from bench import machine  # noqa: E402
from polls import kinds  # noqa: E402
from tests.e2e.conftest import ARGUMENTS, CHROMIUM, PROJECTOR  # noqa: E402
from tests.e2e.server import serving  # noqa: E402
from tests.gallery.crowd import Crowd  # noqa: E402
from tests.gallery.round import Trainer  # noqa: E402

DECK = "alle-werkvormen"
SLIDES = {"meer-keuzes": "afspraken", "kwadrant": "kwadrant", "quickscan": "quickscan"}
PEOPLE = 40
READY = 4.0  # seconds before it is measured: a room looks at the question for longer
SECONDS = 8.0
PAUSE = 0.1  # seconds between two answers, so that each tick of the server has news
LIMIT = 0.3  # of a core


class Rush(threading.Thread):
    """People who go on changing their answers until it is over."""

    def __init__(self, crowd: Crowd, question: str, values: list[Any]) -> None:
        super().__init__()
        self.crowd, self.question, self.values = crowd, question, values
        self.over = threading.Event()

    def run(self) -> None:
        for number in count():
            if self.over.wait(PAUSE):
                return
            person = self.crowd.people[number % PEOPLE]
            value = self.values[(number + 7 * (1 + number // PEOPLE)) % len(self.values)]
            body = {"question": self.question, "round": 1, "seq": number + 2, "value": value}
            person.post(f"{self.crowd.home}answers/", json=body).raise_for_status()


def cpu_by_process(roots: dict[str, int]) -> Counter[str]:
    """Seconds of CPU so far, by what a process is."""
    used: Counter[str] = Counter()
    for name, root in roots.items():
        for pid in machine.tree(root):
            try:
                line = (machine.PROC / str(pid) / "cmdline").read_text()
            except OSError:
                continue
            kind = line.partition("--type=")[2].partition("\0")[0].split()
            used[f"{name} {kind[0]}" if kind else name] += machine.use([pid]).ran
    return used


def frame_sizes(address: str, seconds: float) -> list[int]:
    """The bytes of each frame about results that comes within so many seconds, but the first."""
    sizes: list[int] = []
    with connect(address, max_size=None, compression=None) as socket:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                text = str(socket.recv(timeout=left))
            except (TimeoutError, ConnectionClosed):
                break
            if '"state"' not in text[:30] and '"pulse"' not in text[:30]:
                sizes.append(len(text.encode()))
    return sizes[1:]


def say(name: str, page: Page, roots: dict[str, int], address: str) -> None:
    time.sleep(READY)
    before, began = cpu_by_process(roots), time.monotonic()
    sizes = frame_sizes(address, SECONDS)
    took = time.monotonic() - began
    used = cpu_by_process(roots)
    used.subtract(before)
    shares = {kind: seconds / took for kind, seconds in used.items() if seconds / took > 0.002}
    told = ", ".join(f"{kind} {share:.1%}" for kind, share in sorted(shares.items()))
    whole = sum(shares.values())
    print(
        f"{name:12} {len(sizes) / took:.1f} frames a second of {median(sizes):,.0f} bytes; "
        f"{whole:.1%} of a core ({'holds' if whole < LIMIT else 'does not hold'}): {told}",
        flush=True,
    )


def main() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with (
        tempfile.TemporaryDirectory() as data,
        serving(Path(data)) as server,
        sync_playwright() as playwright,
    ):
        started = server.start_session("Meting", DECK)
        trainer = Trainer(server, started.desk_url)
        crowd = Crowd(server.url, started.code, PEOPLE)
        known = set(machine.tree(os.getpid()))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        driver = next(pid for pid in machine.tree(os.getpid()) if is_browser(pid, known))
        roots = {"server": server.pid, "browser": driver}
        page = browser.new_context(**PROJECTOR).new_page()
        page.goto(started.screen_url)
        address = started.screen_url.replace("http", "ws").replace("/screen/", "/ws/screen/")
        address += "?changes=1"
        for slide, question in SLIDES.items():
            trainer.act("goto", slide=slide)
            trainer.act("show", question=question, anyway="1")
            values = sample(crowd, question)
            crowd.give(question, values)
            rush = Rush(crowd, question, values)
            rush.start()
            try:
                say(question, page, roots, address)
            finally:
                rush.over.set()
                rush.join()
        browser.close()
        crowd.close()
        trainer.close()


def is_browser(pid: int, known: set[int]) -> bool:
    """The first process of Chromium, from which all others come."""
    try:
        line = (machine.PROC / str(pid) / "cmdline").read_text()
    except OSError:
        return False
    return pid not in known and "chromium" in line and "--type=" not in line and "node" not in line


def sample(crowd: Crowd, question: str) -> list[Any]:
    """What made-up participants of a rehearsal would answer."""
    state = crowd.people[0].get(f"{crowd.home}state/").json()
    asked = next(each for each in state["questions"] if each["key"] == question)
    kind, chance = kinds.bind(asked["kind"], asked["spec"]), Random(9)
    return [kind.sample(chance) for _person in range(PEOPLE + 1)]


if __name__ == "__main__":
    main()
