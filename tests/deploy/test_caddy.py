"""The example of Caddy: Caddy takes it, and a page and a socket go through it."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from django.conf import settings

from tests.deploy.example_nginx import HOST, make_certificate
from tests.e2e.server import free_port, serving
from tests.faults.services import Service, running
from tests.faults.site import Site

EXAMPLE = settings.BASE_DIR / "deploy" / "caddy" / "Caddyfile"
PROGRAM = shutil.which("caddy")
pytestmark = pytest.mark.skipif(not PROGRAM, reason="Caddy is not installed")
CERTIFICATE = "tls {folder}/certificate.pem {folder}/key.pem"
OWN_WAY = "\tadmin off\n\tauto_https disable_redirects\n"


class Caddy(Service):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder
        make_certificate(folder)

    @property
    def origin(self) -> str:
        return f"https://{HOST}:{self.port}"

    @property
    def tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.folder / "certificate.pem")

    def command(self) -> list[str]:
        own = [f"XDG_{kind}_HOME={self.folder}" for kind in ("CONFIG", "DATA")]
        return ["env", *own, str(PROGRAM), "run", "--config", str(self.folder / "Caddyfile")]

    def configure(self, ports: Sequence[int], **more: str) -> None:
        """The example with another name, a certificate of our own and servers that are here."""
        text = EXAMPLE.read_text()
        for old, new in {
            "{\n\t# Of participants": "{\n" + OWN_WAY + "\t# Of participants",
            "\nworkshop.example.nl {": f"\n{self.origin} {{\n\tbind 127.0.0.1\n\t"
            + CERTIFICATE.format(folder=self.folder),
            "127.0.0.1:8000 {": " ".join(f"127.0.0.1:{port}" for port in ports) + " {",
            "lb_try_duration 5s": "lb_try_duration 1s",
            **more,
        }.items():
            assert old in text
            text = text.replace(old, new)
        (self.folder / "Caddyfile").write_text(text)

    def validate(self) -> subprocess.CompletedProcess[str]:
        check = [str(PROGRAM), "validate", "--adapter", "caddyfile", "--config"]
        return subprocess.run(
            [*check, str(self.folder / "Caddyfile")], capture_output=True, text=True, check=False
        )


@pytest.fixture
def caddy(tmp_path: Path) -> Caddy:
    return Caddy(tmp_path)


def test_caddy_takes_it(caddy: Caddy):
    caddy.configure([8000])
    sound = caddy.validate()
    caddy.configure([8000], **{"reverse_proxy 127": "reverse_proxi 127"})
    broken = caddy.validate()

    assert sound.returncode == 0, sound.stderr
    assert broken.returncode != 0
    assert "reverse_proxi" in broken.stderr


def test_it_is_written_as_caddy_writes_it(tmp_path: Path):
    (tmp_path / "Caddyfile").write_text(EXAMPLE.read_text())
    subprocess.run([str(PROGRAM), "fmt", "--overwrite", tmp_path / "Caddyfile"], check=True)

    assert (tmp_path / "Caddyfile").read_text() == EXAMPLE.read_text()


def test_nothing_is_logged_of_who_had_trouble(caddy: Caddy):
    """Without what the example leaves out of the log their address stands in it."""
    logs = []
    for changed in ({}, {"exclude http.log.error http.handlers.reverse_proxy": ""}):
        caddy.configure([free_port()], **changed)  # nobody listens there
        caddy.log.unlink(missing_ok=True)
        with running(caddy), httpx.Client(verify=caddy.tls) as client:
            assert client.get(caddy.origin).status_code == 502
        logs.append(caddy.log.read_text())

    told = [json.loads(line) for line in logs[1].splitlines() if '"level":"error"' in line]
    assert told
    assert ["remote_ip" in log for log in logs] == [False, True]


@pytest.mark.everything
async def test_a_workshop_goes_through_it(caddy: Caddy, tmp_path: Path):
    data = tmp_path / "data"
    data.mkdir()
    with serving(data, PUBLIC_URL=caddy.origin) as server:
        caddy.configure([server.port])
        started = server.start_session("Groep")
        server.url = caddy.origin
        with running(caddy):
            site = Site(server, started, caddy.tls)
            await site.login()
            phone, screen = await site.phone(), await site.screen()
            await site.act("goto", slide="goed")
            stored = await phone.answer("goed", ["A"])
            async with site.browser() as client:
                page = await client.get(f"/{started.code}/")
            await screen.until(type="results", question="goed")
            await site.close()

    assert stored["outcome"] == "stored"
    assert page.status_code == 200
    assert page.headers["Strict-Transport-Security"]
