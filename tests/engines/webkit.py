"""WebKit as Debian packages it for GTK, driven by WebDriver on a display of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx

BROWSERS = sorted(Path("/usr/lib").glob("*-linux-gnu/webkit2gtk-4.*/MiniBrowser"))
START_SECONDS = 60


class Tab:
    """One browser with one window: every session of the driver has its own."""

    errors: list[str] = []  # the driver has no log of the page; the tests ask the page itself

    def __init__(self, client: httpx.Client, session: str) -> None:
        self.client, self.session = client, f"/session/{session}"

    def command(self, path: str, **body: Any) -> Any:
        reply = self.client.post(f"{self.session}{path}", json=body)
        assert reply.status_code == httpx.codes.OK, reply.text
        return reply.json()["value"]

    def open(self, url: str) -> None:
        self.command("/url", url=url)

    def js(self, expression: str) -> Any:
        return self.command("/execute/sync", script=f"return {expression}", args=[])

    def press(self, text: str) -> None:
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.command("/actions", actions=[{"type": "key", "id": "keyboard", "actions": keys}])

    def resize(self, width: int, height: int) -> None:
        """Make the inside of the window this large."""
        self.command("/window/rect", width=width, height=height)
        inside = self.js("[innerWidth, innerHeight]")
        self.command("/window/rect", width=2 * width - inside[0], height=2 * height - inside[1])


class Display:
    """A screen in memory, with a driver for each tab: a driver has one session at a time."""

    errors: list[str] = []

    def __init__(self, number: str, stack: ExitStack) -> None:
        self.number, self.stack = number, stack

    def tab(self, width: int, height: int) -> Tab:
        port = free_port()
        start(self.stack, ["WebKitWebDriver", f"--port={port}"], DISPLAY=f":{self.number}")
        wait(port)
        site = f"http://127.0.0.1:{port}"
        client = self.stack.enter_context(httpx.Client(base_url=site, timeout=START_SECONDS))
        options = {"binary": str(BROWSERS[-1]), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        reply = client.post("/session", json=wanted)
        assert reply.status_code == httpx.codes.OK, reply.text
        tab = Tab(client, reply.json()["value"]["sessionId"])
        self.stack.callback(client.delete, tab.session)
        tab.resize(width, height)
        return tab


@contextmanager
def display() -> Iterator[Display]:
    with ExitStack() as stack:
        screen = start(stack, ["Xvfb", "-displayfd", "1", "-screen", "0", "2200x1400x24"])
        assert screen.stdout
        yield Display(screen.stdout.readline().strip(), stack)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(stack: ExitStack, command: list[str], **more: str) -> subprocess.Popen[str]:
    process = stack.enter_context(
        subprocess.Popen(
            command,
            env={**os.environ, **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
    )
    stack.callback(process.terminate)
    return process


def wait(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("WebKitWebDriver did not start.")
