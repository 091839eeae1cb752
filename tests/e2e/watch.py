"""Listens to every page of a browser context: errors, refusals of the policy, other hosts."""

from __future__ import annotations

from playwright.async_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    WebSocket,
)

LOCAL_SCHEMES = ("data:", "blob:", "about:")


class Watch:
    """`trouble` has a line for each thing that a user's browser should never have to say."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.trouble: list[str] = []
        self.requests: list[str] = []

    def follow(self, context: BrowserContext, *, expected: tuple[str, ...] = ()) -> None:
        """`expected` are parts of messages that belong to what the test does."""
        self.expected = expected
        context.on("console", self.heard)
        context.on("weberror", self.failed)
        context.on("request", self.requested)
        context.on("page", self.opened)

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert", "trace"):
            self.report(f"console {message.type}: {message.text}")

    def failed(self, error: WebError) -> None:
        self.report(f"exception: {error.error}")

    def requested(self, request: Request) -> None:
        self.visited(request.url)

    def opened(self, page: Page) -> None:
        page.on("websocket", self.connected)

    def connected(self, socket: WebSocket) -> None:
        self.visited(socket.url.replace("ws://", "http://", 1))

    def visited(self, url: str) -> None:
        self.requests.append(url)
        if not url.startswith((f"{self.site}/", *LOCAL_SCHEMES)):
            self.report(f"another host: {url}")

    def report(self, line: str) -> None:
        if not any(part in line for part in self.expected):
            self.trouble.append(line)
