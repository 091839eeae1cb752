"""Whether phones can reach an address, by itself and by asking there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from workshop.facilitating import reach


@pytest.mark.parametrize(
    ("site", "judged"),
    [
        ("http://127.0.0.1:8000", "computer"),
        ("http://localhost:8000", "computer"),
        ("http://[::1]:8000", "computer"),
        ("http://192.168.1.20:8000", "network"),
        ("http://10.1.2.3", "network"),
        ("http://[fe80::1]:8000", "network"),
        ("http://laptop.local:8000", "network"),
        ("http://laptop", "network"),
        ("https://polshoogte.example.nl", ""),
        ("https://8.8.8.8", ""),
    ],
)
def test_an_address_tells_who_may_know_it(site: str, judged: str):
    assert reach.judge_site(site) == judged


class Somebody(BaseHTTPRequestHandler):
    body = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_arguments: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def listening() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Somebody) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("body", "found"), [(reach.HEALTHY, True), (b"<h1>Hallo</h1>", False)])
def test_only_a_polshoogte_is_an_answer(
    listening: HTTPServer, monkeypatch: pytest.MonkeyPatch, body: bytes, found: bool
):
    monkeypatch.setattr(Somebody, "body", body)

    assert reach.answers(f"http://127.0.0.1:{listening.server_port}") is found


def test_where_nobody_listens_is_silent(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reach, "SECONDS", 0.2)

    assert not reach.answers("http://127.0.0.1:1")
    assert reach.check_site("http://127.0.0.1:1") == "computer"  # there is no need to ask
    assert reach.check_site("http://192.0.2.1:1") == "silent"
