"""A site below a path of a host that has other sites too, behind the example of nginx."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from websockets.asyncio.client import connect

from tests.deploy.example_nginx import ExampleNginx
from tests.e2e.server import Server, Started, serving
from tests.faults.services import running
from tests.polls.realtime.clients import Peer

PATH = "/polshoogte"
LINK = re.compile(r'(?:href|src|action|data-(?:socket|poll|home|actions|to))="(/[^"]*)"')


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> ExampleNginx:
    return ExampleNginx(tmp_path_factory.mktemp("nginx"))


@pytest.fixture(scope="module")
def server(nginx: ExampleNginx, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("data")
    with serving(data, PUBLIC_URL=nginx.origin + PATH) as server:
        nginx.configure([server.port])
        put_below(nginx.folder / "nginx.conf")
        with running(nginx):
            yield server


def put_below(file: Path) -> None:
    """What the example says to do for a site below a path."""
    head, last = file.read_text().rsplit("server {", 1)
    below = re.sub(r"(location (?:~ \^)?)/", rf"\1{PATH}/", last)
    assert below.count(f"{PATH}/") == 6
    file.write_text(f"{head}server {{{below}")


@pytest.fixture(scope="module")
def started(server: Server) -> Started:
    return server.start_session("Groep 1")


def browser(nginx: ExampleNginx) -> httpx.AsyncClient:
    origin = {"Origin": nginx.origin}
    return httpx.AsyncClient(
        base_url=nginx.origin, headers=origin, verify=nginx.tls, timeout=60, follow_redirects=True
    )


def links(page: str) -> list[str]:
    """The paths that a page leads to; each begins with that of the site."""
    found = LINK.findall(page)
    assert found
    assert [link for link in found if not link.startswith(f"{PATH}/")] == []
    return found


def named(page: str, attribute: str) -> str:
    return re.findall(rf'{attribute}="([^"]+)"', page)[0]


@asynccontextmanager
async def socket(nginx: ExampleNginx, client: httpx.AsyncClient, path: str) -> Any:
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies.jar)
    address = urljoin(nginx.origin.replace("https", "wss"), path)
    headers = {"Cookie": cookies, "Origin": nginx.origin}
    async with connect(
        address, additional_headers=headers, ssl=nginx.tls, compression=None
    ) as link:
        yield Peer(link, path)


async def test_a_session_from_login_to_export(
    nginx: ExampleNginx, server: Server, started: Started
):
    site = nginx.origin + PATH
    async with browser(nginx) as trainer, browser(nginx) as device:
        await trainer.get(server.login_link())
        desk = (await trainer.get(started.desk_url)).raise_for_status().text
        screen = (await trainer.get(started.screen_url)).raise_for_status().text
        phone = (await device.get(started.join_url)).raise_for_status().text
        for client, page in ((trainer, desk), (trainer, screen), (device, phone)):
            for link in {link for link in links(page) if link.startswith(f"{PATH}/static/")}:
                (await client.get(link)).raise_for_status()

        async def act(action: str, **fields: str) -> None:
            token = next(each.value for each in trainer.cookies.jar if "csrf" in each.name)
            headers = {"Accept": "application/json", "X-CSRFToken": token}
            reply = await trainer.post(f"{started.desk_url}{action}/", data=fields, headers=headers)
            reply.raise_for_status()

        async with (
            socket(nginx, device, named(phone, "data-socket")) as person,
            socket(nginx, trainer, named(screen, "data-socket")) as projector,
            socket(nginx, trainer, named(desk, "data-socket")) as panel,
        ):
            await act("goto", slide="goed")
            state = await person.until(type="state", version=2)
            ack = await person.answer("goed", ["A"])
            counted = await projector.until(type="results", answered=1)
            await panel.until(type="results", answered=1)
        poll = await device.get(f"{PATH}/{started.code}/state/", params={"after": 0})
        form = {"question": "goed", "round": "1", "value": "B", "seq": "2"}
        sent = await device.post(
            f"{PATH}/{started.code}/answers/", data=form, follow_redirects=False
        )
        exported = await trainer.get(f"{started.desk_url}export/json")
        report = await trainer.get(f"{started.desk_url}report/")
        missing = await device.get(f"{PATH}/no-such-page/")

    for url in (started.join_url, started.screen_url, started.desk_url):
        assert url.startswith(f"{site}/")
    assert [ack["outcome"], counted["question"]] == ["stored", "goed"]
    assert state["questions"][0]["key"] == "goed"
    assert poll.json()["version"] >= state["version"]
    assert sent.status_code == 303
    assert sent.headers["Location"].startswith(f"{PATH}/{started.code}/")
    assert json.loads(exported.content)["questions"]
    assert f"{urlsplit(site).netloc}{PATH}" in screen  # where people go, as it is read aloud
    assert missing.status_code == 404
    links(report.text)
    links(missing.text)


async def test_cookies_are_of_that_path_only(nginx: ExampleNginx, started: Started):
    async with browser(nginx) as device:
        await device.get(started.join_url)
        kept = list(device.cookies.jar)
        elsewhere = await device.get("/")

    name = f"__Secure-deelnemer-{started.code}"
    assert [(each.name, each.path, each.secure) for each in kept if "deel" in each.name] == [
        (name, f"{PATH}/", True)
    ]
    assert {each.path for each in kept} == {f"{PATH}/"}
    assert "Cookie" not in elsewhere.request.headers
    assert elsewhere.status_code == 404


def test_probes_and_a_proxy_that_takes_the_path_away_are_answered(server: Server):
    """Straight to the server, as such a proxy and a health check ask."""
    passed_on = {"X-Forwarded-Proto": "https"}
    with httpx.Client(base_url=server.url, headers=passed_on, timeout=30) as client:
        replies = [client.get(path) for path in ("/healthz", f"{PATH}/healthz", "/desk/login/")]

    assert [reply.status_code for reply in replies] == [200] * 3
    links(replies[2].text)
