"""A site below a path: whatever the proxy passes on, within it is the whole path."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import get_script_prefix, set_script_prefix

from polls.realtime.hub import Hub
from workshop.serving import bodies, mounting


@pytest.mark.parametrize(
    ("sent", "path", "within"),
    [
        ("/polshoogte/desk/", "/polshoogte/desk/", "/desk/"),  # a proxy that passes all of it on
        ("/desk/", "/polshoogte/desk/", "/desk/"),  # and one that takes the path away
        ("/polshoogte/", "/polshoogte/", "/"),
        ("/", "/polshoogte/", "/"),
        ("/polshoogtemeting/", "/polshoogte/polshoogtemeting/", "/polshoogtemeting/"),
    ],
)
def test_a_path_is_whole_within(settings: Any, sent: str, path: str, within: str):
    settings.SITE_PATH = "/polshoogte"

    moved = mounting.moved({"type": "http", "path": sent})

    assert moved == {"type": "http", "path": path, "root_path": "/polshoogte"}
    assert mounting.within(path) == within


def test_without_a_path_nothing_moves(settings: Any):
    settings.SITE_PATH = ""
    scope = {"type": "http", "path": "/desk/"}

    assert mounting.moved(scope) is scope
    assert mounting.within("/desk/") == "/desk/"


async def test_links_begin_with_it(settings: Any):
    settings.SITE_PATH = "/polshoogte"
    seen: list[str] = []

    async def page(scope: Any, receive: Any, send: Any) -> None:
        seen.append(get_script_prefix())

    await mounting.below_path(page)({"type": "lifespan"}, None, None)
    set_script_prefix("/")

    assert seen == ["/polshoogte/"]


async def test_what_is_drawn_in_the_thread_of_the_hub_has_it_too(settings: Any):
    settings.FORCE_SCRIPT_NAME = "/polshoogte"
    hub = Hub()

    prefix = await hub.read(get_script_prefix)
    hub.reader.shutdown()

    assert prefix == "/polshoogte/"


def test_a_file_may_be_as_large_there(settings: Any):
    settings.SITE_PATH = "/polshoogte"

    sizes = {bodies.largest_body(f"{path}/workshops/?x=1".encode()) for path in ("", "/polshoogte")}

    assert sizes == {64 * bodies.MIB}
