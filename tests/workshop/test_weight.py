"""What comes over the line: compressed pages, and budgets in bytes for phone and projector."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from statistics import median

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import AsyncClient

from polls.models import LiveSession
from polls.realtime.phone_frames import PhoneFrames
from polls.views import news, phone
from polls.views.snapshot import NOTHING
from workshop.facilitating import presentation
from workshop.library import workshops

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live_hub")]
PACKED = {"Accept-Encoding": "gzip"}
IMPORTED = re.compile(rb'from\s*"\./([\w.-]+)"|import\s*"\./([\w.-]+)"')


async def page(client: AsyncClient, path: str) -> tuple[int, str]:
    """The bytes of a page as they travel, and what they say."""
    response = await client.get(path, headers=PACKED)
    assert response.status_code == 200
    assert response.headers["Content-Encoding"] == "gzip"
    return len(response.content), gzip.decompress(response.content).decode()


def files(html: str) -> set[Path]:
    """The static files that a page loads at once, with the modules that they import."""
    names = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|woff2))"', html)
    todo, found = [settings.STATIC_ROOT / name for name in names], set()
    while todo:
        file = todo.pop()
        if file in found:
            continue
        found.add(file)
        if file.suffix == ".js" and "vendor" not in file.parts:
            todo += [file.parent / a.decode() for a, _b in IMPORTED.findall(file.read_bytes()) if a]
    return found


def weight(found: set[Path]) -> int:
    """Their bytes, in the form that a browser gets."""
    packed = (Path(f"{file}.br") for file in found)
    return sum((br if br.exists() else br.with_suffix("")).stat().st_size for br in packed)


async def test_a_phone_loads_at_most_50_kilobytes(async_client: AsyncClient, session: LiveSession):
    size, html = await page(async_client, f"/{session.code}/")

    found = files(html)

    assert {"phone", "tokens", "socket"} <= {file.name.split(".")[0] for file in found}
    assert not any("plotly" in file.name or "manrope" in file.name for file in found)
    assert size + weight(found) <= 50_000


async def test_the_projector_is_ready_with_at_most_200_kilobytes(
    async_client: AsyncClient, session: LiveSession
):
    size, html = await page(async_client, f"/screen/{session.screen_token}/")

    found = files(html)

    assert {"screen", "charts", "manrope"} <= {file.name.split(".")[0] for file in found}
    assert not any("plotly" in file.name for file in found)
    assert size <= 100_000
    assert size + weight(found) <= 200_000


async def test_the_editor_is_ready_with_at_most_250_kilobytes(
    async_client: AsyncClient, trainer: User
):
    workshop = await sync_to_async(workshops.copy_example)(slug="beter-samenwerken", owner=trainer)
    await async_client.aforce_login(trainer)

    size, html = await page(async_client, f"/workshops/{workshop.slug}/")

    typeface = staticfiles_storage.stored_name("vendor/manrope.woff2")
    found = files(html) | {settings.STATIC_ROOT / typeface}
    assert {"editor", "outline", "manrope"} <= {file.name.split(".")[0] for file in found}
    assert not any("plotly" in file.name or "charts" in file.name for file in found)
    assert size + weight(found) <= 250_000


async def test_every_page_has_another_length(async_client: AsyncClient, session: LiveSession):
    """A random number of bytes hides what a page's length would tell about its secrets."""
    sizes = [(await page(async_client, f"/{session.code}/"))[0] for _ in range(12)]

    assert len(set(sizes)) > 3


async def test_only_pages_are_compressed(async_client: AsyncClient, session: LiveSession):
    state = await async_client.get("/healthz", headers=PACKED)
    plain = await async_client.get(f"/{session.code}/")

    assert "Content-Encoding" not in state.headers
    assert "Content-Encoding" not in plain.headers
    assert plain.content.startswith(b"<!doctype html>")


def test_the_next_slide_costs_a_phone_that_unpacks_less_than_a_kilobyte(session: LiveSession):
    """10,000 phones on 100 Mbit/s have 1,250 bytes each for a second, with 66 of lower layers."""
    window, sizes = b"", []
    for position in range(1, 42):
        LiveSession.objects.filter(pk=session.pk).update(position=position)
        snapshot = news.load_snapshot(session_id=session.pk, renderer=presentation)
        frames = PhoneFrames(snapshot, phone.draw_page(snapshot, presentation), 1)
        frame, window = frames.message_for(NOTHING)["pack"](window)
        sizes.append((len(frame), len(frames.unanswered)))

    packed, plain = zip(*sizes[1:], strict=True)
    assert median(plain) > 5_000
    assert median(packed) <= 1_000
    assert sum(size <= 1_250 - 66 for size in packed) >= 36
    assert max(packed) <= 2_500
