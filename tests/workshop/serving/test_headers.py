"""The headers of every kind of reply: a page, a static file, a phone's own address, an error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from polls.models import LiveSession
from workshop.asgi import application

ROOT = Path(__file__).resolve().parents[3]
EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def asgi() -> httpx.AsyncClient:
    transport = httpx.ASGITransport(application)
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")


@pytest.mark.django_db(transaction=True)
async def test_every_reply_carries_the_same_headers(session: LiveSession, live_hub: object):
    static = staticfiles_storage.url("css/base.css")
    paths = {
        "/": 200,
        f"/{session.code}/": 200,
        f"/{session.code}/state/": 200,
        f"/screen/{'x' * 43}/state/": 404,
        static: 200,
        "/static/nothing.css": 404,
        "/nothing/at/all": 404,
    }

    async with asgi() as client:
        replies = {path: await client.get(path) for path in paths}

    assert {path: reply.status_code for path, reply in replies.items()} == paths
    for path, reply in replies.items():
        got = reply.headers
        assert {name: got.get(name) for name in EVERYWHERE} == EVERYWHERE, path
        assert len(got.get_list("x-content-type-options")) == 1
        assert "camera=()" in got["permissions-policy"]
        assert "strict-transport-security" not in got


@pytest.mark.django_db
def test_the_policy_allows_no_inline_script_and_no_frame():
    directives = dict(
        part.strip().split(" ", 1)
        for part in Client().get("/").headers["content-security-policy"].split(";")
    )

    assert directives["default-src"] == directives["frame-ancestors"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert "unsafe" not in str(directives)


HTTPS_PROBE = """
import asyncio, httpx
from workshop.asgi import application

async def main():
    transport = httpx.ASGITransport(application)
    async with httpx.AsyncClient(transport=transport, base_url="https://workshop.example.nl") as c:
        page = await c.get("/desk/login/")
        print(page.headers["strict-transport-security"])
        print(page.headers["set-cookie"])
        print((await c.get("/.well-known/security.txt")).text)
        print((await c.get("http://workshop.example.nl/")).headers["location"])

asyncio.run(main())
"""


def test_over_https_everything_is_secure(tmp_path: Path):
    shown = subprocess.run(
        [sys.executable, "-c", HTTPS_PROBE],
        cwd=ROOT,
        env={
            **os.environ,
            "DATA_DIR": str(tmp_path),
            "PUBLIC_URL": "https://workshop.example.nl",
            "SECURITY_CONTACT": "mailto:security@example.nl",
            "SECURITY_EXPIRES": "2099-01-01",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert shown.returncode == 0, shown.stderr
    hsts, cookie, *security_txt, redirect = shown.stdout.splitlines()
    assert hsts == "max-age=31536000; includeSubDomains"
    assert cookie.startswith("__Host-csrftoken=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert security_txt == [
        "Contact: mailto:security@example.nl",
        "Expires: 2099-01-01T00:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: https://workshop.example.nl/.well-known/security.txt",
        "",
    ]
    assert redirect == "https://workshop.example.nl/"


def test_without_a_contact_there_is_no_security_txt():
    assert Client().get("/.well-known/security.txt").status_code == 404
