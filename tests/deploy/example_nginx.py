"""nginx with the configuration of deploy/nginx, on ports and with a certificate of our own."""

from __future__ import annotations

import os
import signal
import ssl
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from tests.e2e.server import Server, Started, free_port
from tests.faults.services import NGINX_PROGRAM, Service

EXAMPLE = settings.BASE_DIR / "deploy" / "nginx" / "nginx.conf"
RELOADED = 30.0  # seconds in which nginx has read its configuration
WORKER = "nginx: worker process"  # one that ends says so behind it
HOST = "localhost"  # the name of the site; by another nobody is let in


class ExampleNginx(Service):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder
        self.plain_port = free_port()  # where http is sent to https
        self.certificate = make_certificate(folder)
        self.errors = folder / "errors.log"

    @property
    def origin(self) -> str:
        return f"https://{HOST}:{self.port}"

    @property
    def tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.certificate)

    def command(self) -> list[str]:
        return [NGINX_PROGRAM, "-p", str(self.folder), "-c", "nginx.conf", "-e", str(self.errors)]

    def configure(
        self, ports: Sequence[int], *, level: str = "emerg", connections: int = 24000
    ) -> None:
        """The example, with what every installation changes, and what a test does."""
        text = EXAMPLE.read_text()
        servers = "\n".join(f"server 127.0.0.1:{port} max_fails=0;" for port in ports)
        for old, new in {
            "user www-data;": "daemon off; user root;" if os.geteuid() == 0 else "daemon off;",
            "/run/nginx.pid": "nginx.pid",
            "/var/log/nginx/error.log emerg": f"{self.errors} {level}",
            "http {": "http {\n" + "\n".join(f"{each}_temp_path {each};" for each in TEMPORARY),
            "    listen 443 ": f"    listen 127.0.0.1:{self.port} ",
            "    listen 80 ": f"    listen 127.0.0.1:{self.plain_port} ",
            "server 127.0.0.1:8000 max_fails=0;": servers,
            "worker_connections 24000;": f"worker_connections {connections};",
            "https://workshop.example.nl": self.origin,
            "server_name workshop.example.nl": f"server_name {HOST}",
            "/etc/letsencrypt/live/workshop.example.nl/fullchain.pem": str(self.certificate),
            "/etc/letsencrypt/live/workshop.example.nl/privkey.pem": str(self.folder / "key.pem"),
        }.items():
            assert old in text
            text = text.replace(old, new)
        lines = [line for line in text.splitlines() if "listen [::]:" not in line]
        (self.folder / "nginx.conf").write_text("\n".join(lines))

    def reload(self) -> None:
        """Read the configuration anew; who is connected stays so. From here on whoever comes is
        answered by it."""
        before, deadline = self.accepting(), time.monotonic() + RELOADED
        os.kill(self.pid, signal.SIGHUP)
        while not (now := self.accepting()) or now & before:
            assert time.monotonic() < deadline, "nginx does not read its configuration anew"
            time.sleep(0.01)

    def accepting(self) -> set[str]:
        """The workers that take new connections."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return {each for each in children if command_of(each) == WORKER}


def command_of(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().strip("\0 ")
    except FileNotFoundError:
        return ""


TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def make_certificate(folder: Path) -> Path:
    """For HOST, signed by itself; its key stands beside it."""
    certificate = folder / "certificate.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}"]
    make += ["-addext", f"subjectAltName=DNS:{HOST}", "-out", certificate]
    make += ["-keyout", folder / "key.pem"]
    subprocess.run([str(part) for part in make], check=True, capture_output=True)
    return certificate


class Behind(NamedTuple):
    """A server with nginx before it; `server` is reached through nginx, `port` is its own."""

    nginx: ExampleNginx
    server: Server
    started: Started
    port: int
