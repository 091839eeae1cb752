"""What Sentry is told of a mistake: where it was, and nothing of anybody."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import brotli
import pytest
import sentry_sdk
from django.core.exceptions import ImproperlyConfigured

from workshop.serving import sentry

ANSWER = "wat-iemand-antwoordde"
ADDRESS = "203.0.113.77"
UNPACK = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@pytest.fixture
def received() -> Iterator[list[str]]:
    """What a server like Sentry's gets, whose address the site is given."""
    bodies: list[str] = []

    class Store(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            bodies.append(UNPACK[self.headers.get("Content-Encoding", "")](body).decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments: Any) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Store)
    thread = Thread(target=server.serve_forever)
    thread.start()
    sentry.begin(f"http://key@127.0.0.1:{server.server_port}/1")
    yield bodies
    sentry_sdk.get_client().close()
    sentry_sdk.init()
    server.shutdown()
    thread.join()
    server.server_close()


def fail(answer: str) -> None:
    raise ValueError(f"{answer} from {ADDRESS}")


def log_by(logger: str, *message: Any, **extra: Any) -> None:
    made = logging.Logger(logger)
    made.addHandler(sentry.Handler())
    try:
        fail(ANSWER)
    except ValueError:
        made.exception(*message, extra=extra)


def test_a_mistake_is_told_without_answer_or_address(received: list[str]):
    log_by("polls.realtime.hub", "A task of %s failed", ADDRESS)
    sentry_sdk.flush(10)

    (told,) = received
    assert "ValueError" in told
    assert "test_sentry.py" in told
    assert "A task of %s failed" in told
    assert ANSWER not in told
    assert ADDRESS not in told


def test_a_sentence_that_was_filled_in_is_left_out(received: list[str]):
    log_by("somebody.elses", f"{ANSWER} failed")
    sentry_sdk.flush(10)

    (told,) = received
    assert "(left out)" in told
    assert ANSWER not in told


def test_what_a_stranger_sent_is_told_to_nobody(received: list[str]):
    log_by("django.security.DisallowedHost", f"Invalid host {ANSWER}", status_code=400)
    log_by("polls", "ours")
    sentry_sdk.flush(10)

    (told,) = received
    assert "polls" in told


def test_without_its_library_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "sentry_sdk", None)

    with pytest.raises(ImproperlyConfigured, match="pip install sentry-sdk"):
        sentry.begin("https://key@sentry.example.nl/1")
