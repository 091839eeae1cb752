"""`make lighthouse`: how fast a phone and the projector are, and Lighthouse's judgement.

Two throttled measurements of our own, then Lighthouse's mobile profile (slow 4G, a slow
processor) on the code form and on a question's page. Fails below the marks that we set.
"""

from __future__ import annotations

import tests.environment  # isort: skip  # noqa: F401  # before Django reads its settings

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from tests.e2e.conftest import ARGUMENTS, CHROMIUM, PHONE, PROJECTOR  # noqa: E402
from tests.e2e.server import Server, Started, serving  # noqa: E402
from tests.gallery.round import Trainer  # noqa: E402

MARKS = {"accessibility": 1.0, "best-practices": 1.0, "performance": 0.95}
LIMITS = {"phone": 1500, "projector": 2000}  # milliseconds
BAD_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
TIMES = 5
# Whatever the page starts with has run, forms listen, and what there is to read is painted.
READY = """async () => {
  await document.fonts.ready;
  const { domContentLoadedEventEnd } = performance.getEntriesByType("navigation")[0];
  const paints = performance.getEntriesByType("paint").map(({ startTime }) => startTime);
  return Math.max(domContentLoadedEventEnd, ...paints);
}"""


def ready(browser: Browser, role: str, url: str, line: dict[str, Any] | None) -> float:
    """Milliseconds from opening an address with an empty cache until the page can be used."""
    with closing(browser.new_context(**(PHONE if role == "phone" else PROJECTOR))) as context:
        page = context.new_page()
        if line:
            cdp = context.new_cdp_session(page)
            cdp.send("Network.enable")
            cdp.send("Network.emulateNetworkConditions", line)
        page.goto(url, wait_until="load")
        return float(page.evaluate(READY))


def lighthouse(command: str, url: str, folder: Path) -> dict[str, float]:
    report = folder / "report.json"
    subprocess.run(
        [
            *command.split(),
            url,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(MARKS)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ],
        env={**os.environ, "CHROME_PATH": str(CHROMIUM)},
        check=True,
    )
    categories = json.loads(report.read_text())["categories"]
    return {name: categories[name]["score"] for name in MARKS}


def measure(server: Server, started: Started, folder: Path, command: str) -> list[str]:
    """Print all there is to know; what missed its mark comes back."""
    missed = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for role, url, line in (
            ("phone", started.join_url, BAD_LINE),
            ("projector", started.screen_url, None),
        ):
            times = sorted(ready(browser, role, url, line) for _ in range(TIMES))
            middle = statistics.median(times)
            print(f"{role} ready: {middle:.0f} ms ({times[0]:.0f}-{times[-1]:.0f}, {TIMES} times)")
            if middle > LIMITS[role]:
                missed.append(f"{role} ready in {middle:.0f} ms, not {LIMITS[role]}")
        browser.close()
    for url in (f"{server.url}/", started.join_url):
        scores = lighthouse(command, url, folder)
        print(url, {name: round(100 * mark) for name, mark in scores.items()})
        missed += [f"{url}: {name} {scores[name]}" for name in MARKS if scores[name] < MARKS[name]]
    return missed


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.lighthouse", description=__doc__)
    parser.add_argument("command", help="how Lighthouse is started")
    wanted = parser.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as server:
        started = server.start_session("Groep 1")
        with closing(Trainer(server, started.desk_url)) as trainer:
            trainer.act("goto", slide="goed")
        missed = measure(server, started, Path(data), wanted.command)
    print(*missed, sep="\n")
    return 1 if missed else 0


sys.exit(main())
