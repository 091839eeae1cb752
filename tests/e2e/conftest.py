"""Fixtures of the end-to-end tests: one server and one Chromium for all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, async_playwright, expect

from tests.e2e.server import Server, Started, serving
from tests.e2e.watch import Watch

CHROMIUM = Path("/usr/bin/chromium")
# The same engine without windows and menus: a page takes it two thirds of the time.
SHELL = Path("/usr/bin/chromium-headless-shell")
FOUND = SHELL.exists()
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1440, "height": 900}}
PROJECTOR = {"viewport": {"width": 1920, "height": 1080}}
HERE = Path(__file__).parent
PATIENCE = 60_000  # ms: a busy machine is no reason to fail

NewContext = Callable[..., Awaitable[BrowserContext]]


expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One event loop for the whole folder: the browser lives in it."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Pages of `localhost` may show its screens in a frame (test_embedding.py)."""
    data = tmp_path_factory.mktemp("data")
    with serving(data, EMBED_ORIGINS="http://localhost:*") as server:
        yield server


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if not FOUND:
        pytest.fail(f"These tests need {SHELL}. Install it: sudo apt-get install {SHELL.name}")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=SHELL, args=ARGUMENTS, headless=True
        )
        yield browser
        await browser.close()


@pytest.fixture
def watch(server: Server) -> Watch:
    return Watch(server.url)


@pytest_asyncio.fixture(loop_scope="session")
async def new_context(browser: Browser, server: Server, watch: Watch) -> AsyncIterator[NewContext]:
    """Makes separate browsers, all of them watched; each is somebody else's device."""
    contexts: list[BrowserContext] = []

    async def make(options: dict[str, Any] = PHONE, **more: Any) -> BrowserContext:
        context = await browser.new_context(
            base_url=server.url, locale="nl-NL", **{**options, **more}
        )
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        await context.close()


@pytest.fixture
def started(server: Server) -> Started:
    """A session that waits on its first slide."""
    return server.start_session("Groep 1")


@pytest_asyncio.fixture(loop_scope="session")
async def trainer(new_context: NewContext, server: Server) -> BrowserContext:
    """The facilitator's laptop, logged in by a link."""
    context = await new_context(LAPTOP)
    reply = await context.request.get(server.login_link(), max_redirects=0)
    assert reply.status == 302  # what it leads to need not be drawn for every test
    return context
