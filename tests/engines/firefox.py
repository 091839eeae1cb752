"""Debian's Firefox, driven by WebDriver BiDi, which it speaks itself."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
START_SECONDS = 60


class Tab:
    """One tab with a viewport of its own."""

    def __init__(self, browser: Browser, context: str) -> None:
        self.browser, self.context = browser, context

    def open(self, url: str) -> None:
        self.browser.command(
            "browsingContext.navigate", context=self.context, url=url, wait="complete"
        )

    def js(self, expression: str) -> Any:
        """The value of a JavaScript expression that is a text, a number or a boolean."""
        answer = self.browser.command(
            "script.evaluate",
            expression=expression,
            target={"context": self.context},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def press(self, text: str) -> None:
        """Type into what has the focus."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.browser.command(
            "input.performActions",
            context=self.context,
            actions=[{"type": "key", "id": "keyboard", "actions": keys}],
        )


class Browser:
    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.numbers = itertools.count(1)
        self.errors: list[str] = []

    def command(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (message := json.loads(self.socket.recv(timeout=60))).get("id") != number:
            self.heard(message)
        assert message["type"] == "success", message
        return message["result"]

    def heard(self, event: dict[str, Any]) -> None:
        if event.get("method") == "log.entryAdded" and event["params"]["level"] == "error":
            self.errors.append(event["params"]["text"])

    def tab(self, width: int, height: int) -> Tab:
        context = self.command("browsingContext.create", type="tab")["context"]
        viewport = {"width": width, "height": height}
        self.command("browsingContext.setViewport", context=context, viewport=viewport)
        return Tab(self, context)


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    command = ["firefox-esr", "--headless", "--no-remote", "--profile", str(folder)]
    process = subprocess.Popen(
        [*command, "--remote-debugging-port", "0"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    try:
        with connect(f"{address(process)}/session", max_size=None) as socket:
            found = Browser(socket)
            found.command("session.new", capabilities={})
            found.command("session.subscribe", events=["log.entryAdded"])
            yield found
    finally:
        process.terminate()
        process.communicate(timeout=START_SECONDS)


def address(process: subprocess.Popen[str]) -> str:
    for line in process.stderr or []:
        if found := LISTENING.search(line):
            return found[1]
    raise AssertionError("Firefox did not start.")
