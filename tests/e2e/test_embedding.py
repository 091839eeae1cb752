"""A page of another site shows the screen of a session in a frame, where that was allowed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.async_api import Browser, BrowserContext, expect

from tests.e2e.conftest import PHONE, NewContext
from tests.e2e.people import Phone
from tests.e2e.server import Server, Started
from tests.e2e.test_without_javascript import act


@contextmanager
def site(page: str) -> Iterator[int]:
    """Another site with one page, on all names of this machine; its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_arguments: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def elsewhere(started: Started) -> Iterator[int]:
    """A page that holds the screen in a frame."""
    address = started.screen_url.replace("/screen/", "/embed/")
    frame = f'<iframe src="{address}" title="Live resultaat" width="960" height="540"></iframe>'
    with site(f"<!doctype html><html lang=nl><title>Intranet</title>{frame}</html>") as port:
        yield port


async def test_a_result_comes_into_a_frame_on_another_origin(
    browser: Browser,
    new_context: NewContext,
    trainer: BrowserContext,
    started: Started,
    elsewhere: int,
    server: Server,
) -> None:
    await act(trainer, started, "goto", slide="goed")
    host = await (await browser.new_context()).new_page()
    opened: list[str] = []
    host.on("websocket", lambda socket: opened.append(socket.url))
    await host.goto(f"http://localhost:{elsewhere}/")
    frame = host.frame_locator("iframe")
    await expect(frame.locator("[data-stage]")).to_be_visible()
    await expect(frame.locator("body")).to_have_attribute("data-line", "open")

    await (await Phone.by_link(await new_context(PHONE), f"/{started.code}/")).answer("goed", ["A"])
    await act(trainer, started, "show", question="goed", anyway="1")
    await expect(frame.get_by_text("Eén antwoord: Ambitie").first).to_be_visible()
    await act(trainer, started, "next")
    await expect(frame.locator("[data-slide='goed']")).to_be_hidden()

    address = started.screen_url.replace("http", "ws").replace("/screen/", "/ws/screen/")
    assert opened == [f"{address}?changes=1"]
    assert await frame.locator("[data-actions]").count() == 0
    await host.context.close()


async def test_a_site_that_is_not_listed_shows_nothing(
    browser: Browser, started: Started, elsewhere: int
) -> None:
    """By another name: the same page, frame and server as above."""
    host = await (await browser.new_context()).new_page()
    async with host.expect_console_message(lambda message: "frame-ancestors" in message.text):
        await host.goto(f"http://127.0.0.1:{elsewhere}/")

    await expect(host.frame_locator("iframe").locator("[data-stage]")).to_have_count(0)
    await host.context.close()
