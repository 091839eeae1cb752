"""Side by side with a peer: join, vote and change of question, by the same clients in one run.

`make bench-peers ARGS="--razzia FOLDER"`, of a checkout of Razzia 3.0 that was built (its
packages/socket/dist/index.cjs); nothing is fetched here. What the two do is not the same, and
docs/speed.md says what is not.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import uvloop

from bench import machine
from bench.client.crowd import Crowd
from bench.client.network import connect, each
from bench.client.socket import Socket
from bench.measure import fresh
from bench.phases.room import OTHER, QUESTION
from bench.processes import Process
from bench.targets.base import Setting
from bench.targets.ours import Ours, server_options

PORT = 3001  # Razzia's own; it cannot be told another
PASSWORD = "bench"  # of a game on this machine, for a minute
GAME = {
    "subject": "Bench",
    "questions": [
        {
            "question": f"Vraag {number}",
            "answers": ["A", "B", "C", "D"],
            "solutions": [0],
            "cooldown": 3,
            "time": 60,
        }
        for number in (1, 2)
    ],
}
PATIENCE = 120.0
Figures = dict[str, float]


class Player(Socket):
    """A client of Socket.IO 4 over a websocket, as Razzia's phones and its manager are."""

    def __init__(self, host: str, client: str) -> None:
        super().__init__(host, "/ws/?EIO=4&transport=websocket")
        self.client = client
        self.heard: dict[str, asyncio.Future[object]] = {}

    def hear(self, payload: bytes, now: float) -> None:
        if payload[:1] == b"0":
            self.send(b"40" + json.dumps({"clientId": self.client}).encode())
        elif payload[:2] == b"40":
            self.opened.set_result(None)
        elif payload == b"2":
            self.send(b"3")
        elif payload[:2] == b"42":
            name, *told = json.loads(payload[2:])
            state = told[0]["name"] if name == "game:status" else ""
            for key in (name, f"{name} {state}"):
                if (waiting := self.heard.get(key)) and not waiting.done():
                    waiting.set_result((told[0] if told else None, now))

    def expect(self, name: str) -> asyncio.Future[object]:
        """What comes next by that name, with when it came."""
        self.heard[name] = asyncio.get_running_loop().create_future()
        return self.heard[name]

    def emit(self, name: str, *told: object) -> None:
        self.send(b"42" + json.dumps([name, *told]).encode())


async def player(client: str) -> Player:
    made = await connect(PORT, lambda: Player(f"127.0.0.1:{PORT}", client))
    await made.opened
    return made


async def told_at(waiting: list[asyncio.Future[object]]) -> list[float]:
    """When each heard it."""
    async with asyncio.timeout(PATIENCE):
        return [found[1] for found in await asyncio.gather(*waiting)]  # type: ignore[index]


def write_config(folder: Path) -> Path:
    """Where Razzia finds its password and one game."""
    config = folder / "config"
    (config / "quizz").mkdir(parents=True)
    (config / "game.json").write_text(json.dumps({"managerPassword": PASSWORD}))
    (config / "quizz" / "bench.json").write_text(json.dumps(GAME))
    return config


async def razzia(folder: Path, setting: Setting, size: int) -> Figures:
    config = write_config(setting.folder)
    server = Process(
        ["node", str(folder / "packages/socket/dist/index.cjs")],
        port=PORT,
        log=setting.folder / "razzia.log",
        core=setting.core,
        environment={"CONFIG_PATH": str(config), "NODE_ENV": "production"},
    )
    server.wait()
    players: list[Player] = []
    try:
        manager = await player("manager")
        logged = manager.expect("manager:config")
        manager.emit("manager:auth", PASSWORD)
        await logged
        made = manager.expect("manager:gameCreated")
        manager.emit("game:create", "bench")
        game, _now = await made  # type: ignore[misc]
        use, began = server.use, perf_counter()
        await each(range(size), lambda number: join(players, game, number))
        joined, joined_cpu = perf_counter() - began, (server.use - use).ran
        asked = [each.expect("game:status SELECT_ANSWER") for each in players]
        manager.emit("manager:startGame", {"gameId": game["gameId"]})
        await told_at(asked)
        waits = [each.expect("game:status WAIT") for each in players]
        results = [each.expect("game:status SHOW_RESULT") for each in players]
        use, began = server.use, perf_counter()
        for number, each_one in enumerate(players):
            answer = {"gameId": game["gameId"], "data": {"answerKey": number % 4}}
            each_one.emit("player:selectedAnswer", answer)
            if number % 100 == 99:
                await asyncio.sleep(0)
        voted = max(await told_at(waits)) - began
        voted_cpu = (server.use - use).ran
        await told_at(results)
        prepared = [each.expect("game:status SHOW_PREPARED") for each in players]
        use, began = server.use, perf_counter()
        manager.emit("manager:nextQuestion", {"gameId": game["gameId"]})
        changed = max(await told_at(prepared)) - began
        changed_cpu = (server.use - use).ran
        memory = server.rss / size
    finally:
        for each_one in players:
            each_one.close()
        await asyncio.sleep(0.2)
        server.stop()
    return figures(joined, joined_cpu, voted, voted_cpu, changed, changed_cpu, memory)


async def join(players: list[Player], game: dict[str, str], number: int) -> None:
    """As a phone that has the page: the code, then a name."""
    made = await player(f"client-{number}")
    found = made.expect("game:successRoom")
    made.emit("player:join", game["inviteCode"])
    await found
    inside = made.expect("game:successJoin")
    made.emit("player:login", {"gameId": game["gameId"], "data": {"username": f"speler{number}"}})
    await inside
    players.append(made)


async def ours(setting: Setting, size: int) -> Figures:
    target = Ours()
    await target.start(setting)
    crowd = Crowd(target.port)
    try:
        await target.goto(QUESTION)
        await target.act("show", question=QUESTION, anyway="1")
        phones = target.phones(size)
        use, began = target.use, perf_counter()
        await crowd.connect(phones)
        joined, joined_cpu = perf_counter() - began, (target.use - use).ran
        use, began = target.use, perf_counter()
        assert await crowd.vote(QUESTION, 1)
        voted, voted_cpu = perf_counter() - began, (target.use - use).ran
        use, began = target.use, perf_counter()
        assert await crowd.reach(await target.goto(OTHER))
        changed = max(phone.state_at for phone in crowd.phones) - began
        changed_cpu = (target.use - use).ran
        memory = target.rss / size
        assert target.stored(QUESTION).values == crowd.values(), "every vote is stored, once"
    finally:
        crowd.close()
        await asyncio.sleep(0.2)
        await target.stop()
    return figures(joined, joined_cpu, voted, voted_cpu, changed, changed_cpu, memory)


def figures(*found: float) -> Figures:
    names = ("join", "join_cpu", "vote", "vote_cpu", "change", "change_cpu", "memory")
    return dict(zip(names, found, strict=True))


ROWS: tuple[tuple[str, str, Callable[[float], str]], ...] = (
    ("a socket and a seat for everybody", "join", lambda s: f"{s:.2f} s"),
    ("… CPU of the server", "join_cpu", lambda s: f"{s:.2f} s"),
    ("everybody votes at once, until the last reply", "vote", lambda s: f"{s * 1e3:,.0f} ms"),
    ("… CPU of the server", "vote_cpu", lambda s: f"{s * 1e3:,.0f} ms"),
    ("the next question, to the last phone", "change", lambda s: f"{s * 1e3:,.0f} ms"),
    ("… CPU of the server", "change_cpu", lambda s: f"{s * 1e3:,.0f} ms"),
    ("memory of the server for each", "memory", lambda b: f"{b / 1e3:,.0f} kB"),
)


def report(size: int, rounds: dict[str, list[Figures]]) -> str:
    """A table of medians."""
    names = list(rounds)
    lines = [f"| {size:,} phones | {' | '.join(names)} |", "| --- |" + " ---: |" * len(names)]
    for words, key, write in ROWS:
        cells = (write(median(found[key] for found in rounds[name])) for name in names)
        lines.append(f"| {words} | {' | '.join(cells)} |")
    return "\n".join(lines)


async def run(folder: Path, checkout: Path, sizes: list[int], times: int) -> None:
    server, phones = machine.cores()
    machine.raise_limits()
    machine.pin(phones)
    setting = Setting(folder, server, server_options(folder))
    for size in sizes:
        rounds: dict[str, list[Figures]] = {"Polshoogte": [], "Razzia": []}
        for _time in range(times):
            rounds["Polshoogte"].append(await ours(fresh(setting), size))
            rounds["Razzia"].append(await razzia(checkout, fresh(setting), size))
        print(report(size, rounds), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-peers", description=__doc__)
    parser.add_argument("--razzia", type=Path, required=True, help="the folder of a built checkout")
    parser.add_argument("--phones", type=int, nargs="+", default=[100, 300, 1_000])
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        uvloop.run(run(Path(folder), asked.razzia, asked.phones, asked.repeat))


if __name__ == "__main__":
    main()
