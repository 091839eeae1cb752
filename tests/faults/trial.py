"""A server and its database, with what was found wrong with them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.faults.ledger import Ledger, Row, problems, tally
from tests.faults.restartable_server import RestartableServer
from tests.faults.services import Postgres
from tests.faults.site import Site
from tests.faults.steady import Burst, Steady

PHONES = 40


@dataclass
class Trial:
    """A server, its database, and what was found wrong with it so far."""

    name: str
    server: RestartableServer
    ledger: Ledger
    database: Postgres | None = None  # as a program of its own
    found: set[str] = field(default_factory=set)
    waiting: list[int] = field(default_factory=list)


@asynccontextmanager
async def session(trial: Trial) -> AsyncIterator[Site]:
    """A session on slide 34, where 'goed' is open, on a server that lasts as long as it."""
    trial.server.start()
    site = Site(trial.server, trial.server.start_session("Groep"))
    try:
        await site.login()
        await site.act("goto", slide="goed")
        yield site
    finally:
        await site.close()
        trial.server.kill()


def crowd(site: Site) -> list[Steady]:
    return [Steady.new(site) for _ in range(PHONES)]


async def done(trial: Trial, site: Site, burst: Burst) -> None:
    """Every answer gets its acknowledgement in the end, and everybody shows the same."""
    await burst.stop()
    rows = trial.ledger.rows(site.session.code)
    trial.found |= problems(burst.phones, rows)
    firsts, others = burst.replies["stored"], burst.replies.keys() - {"stored", "changed"}
    if firsts != len(burst.phones) or others:
        trial.found.add(f"other outcomes: {burst.replies}")
    await agree(trial, site, rows)


async def agree(trial: Trial, site: Site, rows: Sequence[Row]) -> None:
    """The projector and the export show what COUNT(*) says."""
    await site.act("close", question="goed")
    await site.act("show", question="goed", anyway="1")
    counted = tally(rows, "goed", 1)
    if not counted == await on_the_projector(site) == exported(trial, site):
        trial.found.add("another tally")


async def on_the_projector(site: Site) -> dict[str, int]:
    screen = await site.screen()
    frame = await screen.until(type="results", question="goed", shown=True)
    (bars,) = frame["figure"]["data"]
    return {key: n for key, n in zip(bars["customdata"], bars["x"], strict=True) if n}


def exported(trial: Trial, site: Site) -> dict[str, int]:
    file = trial.server.data / "export.json"
    trial.server.manage("export_session", site.session.code, "--format=json", f"--out={file}")
    questions = json.loads(file.read_text())["questions"]
    (question,) = [each for each in questions if each["key"] == "goed"]
    (round,) = question["rounds"]
    return dict(Counter(key for answer in round["answers"] for key in answer["value"]))
