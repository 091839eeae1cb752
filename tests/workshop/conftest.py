"""An OpenID Connect provider that really runs (oidc-provider, from npm), and a mail server."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from queue import Queue
from socket import socket
from typing import Any
from urllib.parse import urljoin

import dj_email_url
import httpx
import pytest
from aiosmtpd.controller import Controller
from django.test import Client

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / "tests" / "workshop" / "accounts" / "provider.js"
SITE = "http://testserver"
TRAINER = {
    "sub": "id-van-piet",
    "preferred_username": "piet",
    "email": "piet@example.org",
    "groups": ["trainers", "iedereen"],
}


@dataclass(frozen=True, slots=True)
class AtProvider:
    issuer: str

    def control(self, **change: Any) -> None:
        """`person` is who is logged in there, None when they were removed; `clock` in seconds."""
        httpx.post(f"{self.issuer}/control", json=change).raise_for_status()

    def come(self, client: Client, *, start: Any = None) -> Any:
        """There and back, as a browser follows it; what the last page here answers."""
        reply = start or client.get("/desk/login/provider/")
        return client.get(self.follow(reply.headers["location"]).removeprefix(SITE))

    def follow(self, address: str) -> str:
        """The first address of our site that the provider leads to."""
        with httpx.Client() as browser:
            while not address.startswith(SITE):
                address = urljoin(address, browser.get(address).headers["location"])
        return address


@contextmanager
def provider_runs(site: str = SITE, *options: str) -> Iterator[str]:
    """Its issuer, as long as it runs."""
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "oidc-provider").exists():
        reason = "The provider of the tests is missing: install Node.js and give `make scripts`."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    command = [node, str(PROGRAM), site, *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def provider_issuer() -> Iterator[str]:
    with provider_runs() as issuer:
        yield issuer


def set_up(settings: Any, issuer: str) -> AtProvider:
    """As docs/signing-in.md says, with one person who is a trainer."""
    settings.OIDC_ISSUER = issuer
    settings.OIDC_RP_CLIENT_ID = "polshoogte"
    settings.OIDC_RP_CLIENT_SECRET = "een-geheim-van-de-proef"
    settings.OIDC_RP_SCOPES = "openid profile email groups"
    settings.OIDC_TRAINER_GROUPS = ["trainers"]
    settings.OIDC_ADMIN_GROUPS = ["beheerders"]
    settings.OIDC_NAME = "het stadhuis"
    found = AtProvider(issuer)
    found.control(person=TRAINER, clock=0)
    return found


@pytest.fixture
def at_provider(settings: Any, provider_issuer: str) -> AtProvider:
    return set_up(settings, provider_issuer)


def text_of(message: Message) -> str:
    content = message.get_payload(decode=True)
    assert isinstance(content, bytes)
    return "\n".join(content.decode().splitlines())


class Mailbox:
    """What an SMTP server on a free port took, in order."""

    def __init__(self) -> None:
        self.taken: Queue[Message] = Queue()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.taken.put(message_from_bytes(envelope.content))
        return "250 OK"

    def wait(self) -> Message:
        return self.taken.get(timeout=30)

    @property
    def messages(self) -> list[Message]:
        return list(self.taken.queue)


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """EMAIL_URL leads there."""
    box = Mailbox()
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
    for name, value in dj_email_url.parse(settings.EMAIL_URL).items():
        setattr(settings, name, value)
    yield box
    server.stop()
