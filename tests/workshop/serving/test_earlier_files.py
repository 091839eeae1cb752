"""A page of the release before finds its files; those of releases before that are gone."""

from __future__ import annotations

import json
import os
from hashlib import md5
from pathlib import Path
from typing import Any

import httpx
import pytest

from workshop.serving import assets, earlier_files


class Collected:
    """A STATIC_ROOT, as collectstatic of each release leaves it."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.patch = monkeypatch

    def release(self, version: str, script: str) -> str:
        """Serve another release; the address of its script."""
        name = f"js/phone.{md5(script.encode()).hexdigest()[:12]}.js"
        (self.root / "js").mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(script)
        (self.root / f"{name}.gz").write_text(f"packed {script}")
        manifest = {"paths": {"js/phone.js": name}}
        (self.root / "staticfiles.json").write_text(json.dumps(manifest))
        self.patch.setattr(earlier_files, "VERSION", version)
        earlier_files.keep_files()
        return name


@pytest.fixture
def collected(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Collected:
    settings.DATA_DIR = tmp_path / "data"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.DATA_DIR.mkdir()
    return Collected(settings.STATIC_ROOT, monkeypatch)


async def nothing(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def ask(name: str) -> tuple[int, str]:
    transport = httpx.ASGITransport(app=assets.with_static_files(nothing))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        client.headers["Accept-Encoding"] = "identity"
        reply = await client.get(f"/static/{name}")
    return reply.status_code, reply.text


async def test_a_page_of_the_release_before_loads_its_script(collected: Collected):
    old = collected.release("2.0.0", "old")
    new = collected.release("2.1.0", "new")

    assert [await ask(name) for name in (old, new)] == [(200, "old"), (200, "new")]


async def test_it_does_so_when_the_new_one_came_with_a_folder_of_its_own(
    collected: Collected, settings: Any
):
    """As an image does: only DATA_DIR stayed."""
    old = collected.release("2.0.0", "old")
    collected.root = settings.STATIC_ROOT = settings.STATIC_ROOT.with_name("another")
    new = collected.release("2.1.0", "new")

    assert [await ask(name) for name in (old, new)] == [(200, "old"), (200, "new")]
    assert not (settings.STATIC_ROOT / old).exists()


async def test_the_release_after_that_has_them_no_more(collected: Collected):
    names = [collected.release(f"2.{n}.0", script) for n, script in enumerate("abc")]

    assert [(await ask(name))[0] for name in names] == [404, 200, 200]
    assert [root.name for root in earlier_files.find_roots()] == ["2.1.0", "2.2.0"]
    assert not (collected.root / f"{names[0]}.gz").exists()


async def test_a_file_that_did_not_change_stays_when_its_oldest_release_goes(collected: Collected):
    names = [collected.release(f"2.{n}.0", script) for n, script in enumerate("aaa")]

    assert await ask(names[0]) == (200, "a")


async def test_an_old_server_that_is_started_again_takes_nothing_from_the_new_one(
    collected: Collected,
):
    old = collected.release("2.0.0", "old")
    new = collected.release("2.1.0", "new")
    collected.release("2.0.0", "old")
    last = collected.release("2.1.0", "new")

    assert new == last
    assert [await ask(name) for name in (old, new)] == [(200, "old"), (200, "new")]


def test_another_disk_gets_a_copy(collected: Collected, monkeypatch: pytest.MonkeyPatch):
    def other_disk(*_paths: Any) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", other_disk)
    name = collected.release("2.0.0", "old")

    (root,) = earlier_files.find_roots()
    assert (root / name).read_text() == "old"
    assert (root / f"{name}.gz").read_text() == "packed old"
