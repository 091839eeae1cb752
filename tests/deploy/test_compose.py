"""deploy/compose.yaml: what it says is right, and what it describes works without containers.

Here its commands run as processes of this machine, with its settings; `make compose` does so.
"""

from __future__ import annotations

import asyncio
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from tests.deploy.example_nginx import EXAMPLE, ExampleNginx
from tests.deploy.test_image import FOLDER, STEPS
from tests.e2e.forks import Forks
from tests.e2e.server import MANAGE, Server, environment_of, free_port, wait_until_healthy
from tests.faults.ledger import PostgreSQL, problems
from tests.faults.services import BIN, Postgres, Redis, running
from tests.faults.site import Site
from tests.faults.steady import Burst, Steady
from tests.test_docs import README

FILE = settings.BASE_DIR / "deploy" / "compose.yaml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
SERVERS = ("app-1", "app-2")
OURS = ("migrate", *SERVERS)
PHONES = 20
UVICORNS = "FORWARDED_ALLOW_IPS"  # which the README explains, beside its table


# The file


def test_it_has_two_servers_and_what_they_need():
    assert SERVICES.keys() == {*OURS, "nginx", "postgres", "redis"}
    assert [name for name in SERVICES if SERVICES[name].get("ports")] == ["nginx"]


def test_every_setting_is_one_of_the_readme():
    known = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))

    for name in OURS:
        given = {each.removesuffix("_FILE") for each in SERVICES[name]["environment"]}
        assert "PUBLIC_URL" in given
        assert given - known == {UVICORNS}
    assert f"`{UVICORNS}`" in README


def test_no_secret_stands_in_it():
    """Each is a file; what is made for it is in test_image.py."""
    script = (FOLDER / "make-secrets.sh").read_text()
    files = {name: secret["file"] for name, secret in COMPOSE["secrets"].items()}
    named = {name for service in SERVICES.values() for name in service.get("secrets", [])}
    values = [
        str(value)
        for service in SERVICES.values()
        for value in service.get("environment", {}).values()
    ]

    assert named == files.keys()
    for name, file in files.items():
        assert file == f"./secrets/{name}"
        assert f'"$folder/{name}"' in script
    assert [value for value in values if re.search(r"://[^/@]*:[^/@]*@", value)] == []
    for name in OURS:
        given = SERVICES[name]["environment"]
        assert {key for key in given if "SECRET" in key or "PASSWORD" in key} == {"SECRET_KEY_FILE"}
        assert [given[key] for key in given if key.endswith("_FILE")] == [
            f"/run/secrets/{secret}" for secret in SERVICES[name]["secrets"]
        ]


def test_every_image_is_of_one_version():
    images = {name: service["image"] for name, service in SERVICES.items()}
    debians = int(re.findall(r"\d+", BIN.parent.name)[0])

    assert {images[name] for name in OURS} == {"polshoogte"}
    for name in SERVICES.keys() - set(OURS):
        assert re.fullmatch(r"docker\.io/library/[a-z]+:[\d.]+", images[name])
    assert images["postgres"].endswith(f":{debians}")  # pg_dump of the image is as old


def test_nothing_may_write_to_its_own_root_or_become_more():
    for name in OURS:
        service = SERVICES[name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert "/tmp" in service["tmpfs"]
    for name in SERVERS:
        assert [each.split(":")[1] for each in SERVICES[name]["volumes"]] == ["/data"]
    assert "/data" in SERVICES["migrate"]["tmpfs"]


def test_every_service_is_watched_and_waits_for_what_it_needs():
    for name in SERVICES.keys() - {"migrate"}:
        assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
        assert SERVICES[name]["restart"] == "unless-stopped"
    (check,) = [arguments for step, arguments in STEPS if step == "HEALTHCHECK"]
    for name in SERVERS:
        assert (
            shlex.split(re.sub(r'[\[\],"]', " ", check.split("CMD ")[1]))
            == (SERVICES[name]["healthcheck"]["test"][1:])
        )
        needed = SERVICES[name]["depends_on"]
        assert needed["migrate"]["condition"] == "service_completed_successfully"
        assert SERVICES[name]["command"] == ["serve", "--no-migrate"]
    assert SERVICES["migrate"]["depends_on"]["postgres"]["condition"] == "service_healthy"


def test_only_nginx_is_believed_and_it_knows_both_servers():
    addresses = {
        name: service["networks"]["default"]["ipv4_address"]
        for name, service in SERVICES.items()
        if "networks" in service
    }

    assert {SERVICES[name]["environment"][UVICORNS] for name in SERVERS} == {addresses["nginx"]}
    for name in SERVERS:
        assert f"{addresses[name]}:8000" in SERVICES["nginx"]["command"][-1]


# What it describes


def made_by_its_command(ports: list[int], folder: Path) -> str:
    """What nginx in its container would read, of servers that are here."""
    script = SERVICES["nginx"]["command"][-1].split("&&")[0].replace("$$", "$")
    script = script.replace("/tmp/", f"{folder}/").replace("/polshoogte/", f"{EXAMPLE.parent}/")
    for name, port in zip(SERVERS, ports, strict=True):
        address = SERVICES[name]["networks"]["default"]["ipv4_address"]
        script = script.replace(f"{address}:8000", f"127.0.0.1:{port}")
    subprocess.run(["sh", "-c", script], env={"SITE": "workshop.example.nl"}, check=True)
    return (folder / "nginx.conf").read_text()


def test_nginx_reads_both_servers_and_nothing_else_changes(tmp_path: Path):
    text = made_by_its_command([8001, 8002], tmp_path)

    both = "server 127.0.0.1:8001 max_fails=0;\n        server 127.0.0.1:8002 max_fails=0;"
    assert text == EXAMPLE.read_text().replace("server 127.0.0.1:8000 max_fails=0;", both)


@dataclass
class Running(Server):
    """One of its services, as a process of this machine."""

    process: subprocess.Popen[bytes] | None = None

    def command(self, name: str) -> list[str]:
        return [sys.executable, MANAGE, *SERVICES[name]["command"]]

    def migrate(self) -> int:
        return subprocess.run(self.command("migrate"), env=self.environment, check=False).returncode

    def refused(self) -> str:
        """What it says when it does not start."""
        done = subprocess.run(
            self.command("app-1"), env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode != 0
        return done.stderr

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command("app-1"), env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        wait_until_healthy(self, self.process)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(30)
            self.process = None


def settings_here(origin: str, postgres: Postgres, redis: Redis, folder: Path) -> dict[str, str]:
    """Those of the file; what stands elsewhere here has its place filled in."""
    (folder / "database_url").write_text(postgres.url)
    (folder / "secret_key").write_text(settings.SECRET_KEY)  # with which phones here are known
    here = {"PUBLIC_URL": origin, "REDIS_URL": redis.url, UVICORNS: "127.0.0.1"}
    given = SERVICES["app-1"]["environment"]
    files = {
        name: str(folder / Path(value).name) for name, value in given.items() if "_FILE" in name
    }
    assert here.keys() | files.keys() == given.keys() - {"LOG_FORMAT"}
    return {"LOG_FORMAT": given["LOG_FORMAT"], **here, **files}


@pytest.fixture
def composed(tmp_path: Path) -> Iterator[tuple[ExampleNginx, list[Running], str]]:
    """PostgreSQL, Redis, nginx, and two servers that were not started yet."""
    nginx, postgres, redis = ExampleNginx(tmp_path), Postgres(tmp_path), Redis(tmp_path)
    with ExitStack() as stack:
        stack.enter_context(running(postgres))
        stack.enter_context(running(redis))
        given = settings_here(nginx.origin, postgres, redis, tmp_path)
        servers = []
        for name in SERVERS:
            port = str(free_port())
            (tmp_path / name).mkdir()
            environment = environment_of(tmp_path / name, PORT=port, **given)
            del environment["SECRET_KEY"]
            servers.append(Running(f"http://127.0.0.1:{port}", environment))
            stack.callback(servers[-1].stop)
        nginx.configure([server.port for server in servers])
        yield nginx, servers, postgres.url


@pytest.mark.everything
@pytest.mark.timeout(600)
async def test_its_servers_are_replaced_in_turn_while_people_answer(
    composed: tuple[ExampleNginx, list[Running], str],
):
    nginx, servers, database = composed
    first = servers[0]

    too_early = first.refused()
    assert first.migrate() == 0
    with ExitStack() as stack:
        for server in servers:
            server.start()
            server.forks = stack.enter_context(Forks(server.environment))
        first.make_trainer()
        stack.enter_context(running(nginx))
        behind = Server(nginx.origin, first.environment, forks=first.forks)
        site = Site(behind, first.start_session("Groep"), nginx.tls)
        await site.login()
        await site.act("goto", slide="goed")
        burst = Burst([Steady.new(site) for _ in range(PHONES)])
        for server in servers:
            await burst.more(PHONES)
            await asyncio.to_thread(server.stop)
            await burst.more(PHONES)
            await asyncio.to_thread(server.start)
        await burst.more(PHONES)
        await burst.stop()
        rows = PostgreSQL(database).rows(site.session.code)
        closes = {code for phone in burst.phones for code in phone.closes}
        await site.close()

    print(f"\n{burst.replies.total()} answers; {burst.slowest:.1f} s at most; lost 0")
    assert "not up to date" in too_early
    assert problems(burst.phones, rows) == set()
    assert [phone.refused for phone in burst.phones] == [[]] * PHONES
    assert closes == {1012}
