"""LibreOffice draws slides in a room from which it reaches nothing; where there is none, that is
said. Most of this is `make office`."""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from time import sleep

import pypdfium2
import pytest
from django.conf import settings

from tests.workshop.importing.powerpoint.making import Page, photograph, presentation, text, title
from workshop.importing import office
from workshop.importing.apart import Stopped
from workshop.importing.office import NotDrawn, draw, refuse_without

needs_office = pytest.mark.office
LINKED = (
    '<p:pic><p:nvPicPr><p:cNvPr id="9" name="x"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
    '<a:blip r:link="l"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>'
    '<a:off x="900000" y="900000"/><a:ext cx="5000000" cy="4000000"/></a:xfrm>'
    '<a:prstGeom prst="rect"/></p:spPr></p:pic>'
)


def put(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_without_libreoffice_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NotDrawn, match="staan LibreOffice en bubblewrap niet op deze server"):
        refuse_without()


def test_where_it_cannot_be_kept_in_it_does_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(office, "OFFICE", "soffice")
    put(tmp_path, "soffice", f"echo ran >{tmp_path}/ran")
    put(tmp_path, "bwrap", "echo No permissions to create new namespace >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NotDrawn, match="niet af te schermen"):
        refuse_without()

    assert not (tmp_path / "ran").exists()


class Fetched(http.server.BaseHTTPRequestHandler):
    """A host that shows a photograph to whoever asks, and remembers that."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "image/jpeg")
        self.end_headers()
        self.wfile.write(photograph())

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    def log_message(self, *_args: object) -> None: ...


@pytest.fixture
def host() -> Iterator[http.server.ThreadingHTTPServer]:
    Fetched.asked = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Fetched) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def pictures_in(pdf: bytes) -> list[int]:
    """How many pictures there are on each page."""
    import pypdfium2.raw as raw

    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [len([*page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]) for page in document]


@needs_office
@pytest.mark.parametrize("enclosed", [True, False], ids=["in its room", "outside"])
def test_links_to_hosts_and_files_reach_nothing(
    enclosed: bool,
    host: http.server.ThreadingHTTPServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    """Outside its room LibreOffice fetches both: the positive control."""
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(photograph())
    pages = (
        Page(
            title("Van ver") + LINKED,
            {"l": ("image", f"http://127.0.0.1:{host.server_port}/x.jpg")},
        ),
        Page(title("Van hier") + LINKED, {"l": ("image", f"file://{secret}")}),
    )
    if not enclosed:
        monkeypatch.setattr(office, "enclosed", lambda *command: [*command])
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setattr(settings, "BASE_DIR", tmp_path)  # where it runs

    drawn = draw(presentation(*pages), 2)

    assert bool(Fetched.asked) is not enclosed
    assert pictures_in(drawn) == ([0, 0] if enclosed else [1, 1])


def list_programs(of: int) -> dict[int, str]:
    """By its number every process below this one, and what it runs."""
    found, below = {}, [of]
    while below:
        number = below.pop()
        for task in Path(f"/proc/{number}/task").glob("*/children"):
            below += map(int, task.read_text().split())
        found[number] = run_by(number)
    return found


def run_by(number: int) -> str:
    try:
        return Path(f"/proc/{number}/exe").readlink().name
    except OSError:
        return ""


def gone(numbers: dict[int, str]) -> bool:
    return not any(run_by(number) == name for number, name in numbers.items() if name)


SLOW = Page("".join(text(f"Blok {at}", box=(0.1, 0.1, 0.2, 0.2)) for at in range(1500)))


@needs_office
def test_stop_ends_libreoffice():
    seen: dict[int, str] = {}

    def stopped() -> bool:
        programs = list_programs(os.getpid())
        seen.update({number: name for number, name in programs.items() if number != os.getpid()})
        return "soffice.bin" in seen.values()

    with pytest.raises(Stopped):
        draw(presentation(*[SLOW] * 20), 20, stopped=stopped)

    while not gone(seen):  # the test's time limit bounds it
        sleep(0.05)


@needs_office
def test_libreoffice_ends_with_the_server(tmp_path: Path):
    (tmp_path / "slow.pptx").write_bytes(presentation(*[SLOW] * 20))
    script = (
        "import django; django.setup()\nfrom pathlib import Path\n"
        "from workshop.importing.office import draw\n"
        f"draw(Path({str(tmp_path / 'slow.pptx')!r}).read_bytes(), 20)"
    )
    server = subprocess.Popen([sys.executable, "-c", script], cwd=settings.BASE_DIR)
    while "soffice.bin" not in list_programs(server.pid).values():
        assert server.poll() is None
        sleep(0.05)
    below = list_programs(server.pid)

    server.kill()
    server.wait()

    while not gone(below):
        sleep(0.05)


@needs_office
@pytest.mark.parametrize(
    ("limit", "value"), [("CPU", -20), ("MEMORY", 50 * 2**20), ("LARGEST", 2**14)]
)
def test_a_presentation_that_takes_too_much_is_not_drawn(
    limit: str, value: int, monkeypatch: pytest.MonkeyPatch
):
    content = presentation(*[SLOW] * 20)
    monkeypatch.setattr(office, limit, value)

    with pytest.raises(NotDrawn, match="dat lukt met dit bestand niet"):
        draw(content, 20)


@needs_office
@pytest.mark.parametrize("content", [b"%PDF-1.7", b"PK\x03\x04", presentation()])
def test_what_libreoffice_cannot_read_is_not_drawn(content: bytes):
    with pytest.raises(NotDrawn):
        draw(content, 1)
