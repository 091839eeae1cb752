"""Polshoogte itself, started and steered as its administrator and facilitator do it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

import orjson

from bench.client.network import request
from bench.machine import Use
from bench.processes import ROOT, WORK, Process, free_port
from bench.services import Postgres, Redis
from bench.targets.base import Setting, Stored, Target, read_postgres, read_sqlite

DECK = "beter-samenwerken"
CODE = re.compile(r'"code": "(\d{8})"')
OURS = ("DATA_DIR", "DATABASE_URL", "REDIS_URL", "PUBLIC_URL", "ALLOWED_HOSTS", "HOST", "PORT")
ROWS = """
SELECT r.value, count(*), sum(r.seq) FROM polls_response r
JOIN polls_question q ON q.id = r.question_id WHERE q.key = {0} AND r.round = {0} GROUP BY 1
"""
COOKIES = """
import django; django.setup()
from polls import identity
for _ in range({count}):
    print(f"{{identity.cookie_name('{code}', https=False)}}={{identity.new_cookie('{code}')}}")
"""
OPTIONS = """
import django, json; django.setup()
from workshop.management.commands.serve import OPTIONS; print(json.dumps(OPTIONS))
"""


def environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    """This process's environment without what belongs to another installation.

    A server that may not keep its compiled modules would compile them for every export.
    """
    without = {*OURS, "PYTHONDONTWRITEBYTECODE"}
    inherited = {name: value for name, value in os.environ.items() if name not in without}
    own = {
        "DJANGO_SETTINGS_MODULE": "workshop.settings",
        "DATA_DIR": str(WORK / "data"),
        "STATIC_ROOT": os.environ.get("STATIC_ROOT", str(WORK / "static")),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    return {**inherited, **own, **more}


def python(arguments: list[str], env: dict[str, str]) -> str:
    """Run Python on another core than the server's, and return what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def server_options(folder: Path) -> tuple[str, ...]:
    """The options of uvicorn that `serve` uses, for the references."""
    return tuple(orjson.loads(python(["-c", OPTIONS], environment(folder, 1))))


class Ours(Target):
    """One process with SQLite, as `make run` starts it."""

    name = "ours"
    pages = True
    workers: ClassVar[int] = 1
    options: ClassVar[tuple[str, ...]] = ()  # of the session

    async def start(self, setting: Setting) -> None:
        self.setting = setting
        self.port = free_port()
        self.processes: list[Process] = []
        self.services: dict[str, str] = self.start_services()
        env = environment(setting.folder, self.port, **self.services)
        python(["manage.py", "migrate", "--verbosity=0"], env)
        started = python(["manage.py", "start_session", DECK, *self.options, "--json"], env)
        self.session: dict[str, str] = orjson.loads(started)
        self.code = self.session["code"]
        login = python(["manage.py", "login_link", "trainer"], env).strip()
        self.processes.insert(0, self.serve())
        self.processes[0].wait()
        await self.log_in(urlsplit(login).path)

    def serve(self) -> Process:
        """Start the server; it answers a while later."""
        command = [sys.executable, "manage.py", "serve", f"--workers={self.workers}"]
        folder, core = self.setting.folder, self.setting.core
        env = environment(folder, self.port, **self.services)
        log = folder / "server.log"
        return Process(command, port=self.port, log=log, core=core, environment=env)

    def start_services(self) -> dict[str, str]:
        """What the server needs besides itself, as its environment; none here."""
        return {}

    async def log_in(self, path: str) -> None:
        reply = await request(self.port, "GET", path)
        cookies = dict(reply.cookies)
        self.trainer = "; ".join(f"{name}={value}" for name, value in cookies.items())
        page = await request(self.port, "GET", f"/desk/{self.code}/", cookie=self.trainer)
        cookies.update(page.cookies)
        self.trainer = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.token = next(value for name, value in cookies.items() if "csrf" in name)

    async def act(self, action: str, **fields: str) -> int:
        headers = (
            f"Accept: application/json\r\nX-CSRFToken: {self.token}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
        )
        reply = await request(
            self.port,
            "POST",
            f"/desk/{self.code}/{action}/",
            headers=headers,
            cookie=self.trainer,
            body=urlencode(fields).encode(),
        )
        answer = orjson.loads(reply.body)
        if "version" not in answer:
            raise RuntimeError(f"{action} was refused: {answer}")
        return int(answer["version"])

    async def goto(self, slide: str) -> int:
        return await self.act("goto", slide=slide)

    async def ask_again(self, question: str) -> int:
        await super().ask_again(question)
        await self.act("reset", question=question)
        return await self.act("show", question=question, anyway="1")

    def phones(self, count: int) -> list[tuple[str, str]]:
        """New devices, with the cookies that the phone page would give them."""
        env = environment(self.setting.folder, self.port, **self.services)
        cookies = python(["-c", COOKIES.format(count=count, code=self.code)], env)
        return [(f"/ws/{self.code}/", cookie) for cookie in cookies.split()]

    @property
    def page_path(self) -> str:
        return f"/{self.code}/"

    @property
    def screen_path(self) -> str:
        token = urlsplit(self.session["screen_url"]).path.strip("/").rpartition("/")[2]
        return f"/ws/screen/{token}/"

    def stored(self, question: str) -> Stored:
        path = self.setting.folder / "db.sqlite3"
        found = read_sqlite(path, ROWS.format("?"), question, self.round)
        return Stored(plain(found.values), found.seqs)


def plain(values: Counter[str]) -> Counter[str]:
    """Stored JSON such as ["A"] as the option that the phone chose."""
    return Counter({orjson.loads(value)[0]: n for value, n in values.items()})


class OnPostgres(Ours):
    """PostgreSQL and Redis, as a larger installation runs it; they share the server's core."""

    name = "postgres"

    def start_services(self) -> dict[str, str]:
        self.postgres = Postgres(self.setting.folder, self.setting.core)
        self.redis = Redis(self.setting.folder, self.setting.core)
        self.processes += [self.postgres.process, self.redis.process]
        return {"DATABASE_URL": self.postgres.url, "REDIS_URL": self.redis.url}

    @property
    def database_use(self) -> Use:
        return self.postgres.process.use

    def stored(self, question: str) -> Stored:
        rows = ROWS.format("%s").replace("r.value", "r.value ->> 0")
        return read_postgres(self.postgres.url, rows, question, self.round)


class TwoWorkers(OnPostgres):
    name = "postgres-2"
    workers = 2
