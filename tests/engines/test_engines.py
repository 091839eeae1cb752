"""A phone and a projector in other engines than Chromium: `make engines`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.server import Server, serving
from tests.engines import firefox, webkit
from tests.gallery.crowd import Crowd
from tests.gallery.round import Trainer

pytestmark = pytest.mark.engines
SECONDS = 20
SENT = "Je antwoord is verstuurd."
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("data")) as server:
        yield server


@contextmanager
def engine(name: str, folder: Path) -> Iterator[Any]:
    with firefox.browser(folder) if name == "firefox" else webkit.display() as found:
        yield found


def until(tab: Any, expression: str, wanted: Any = True) -> None:
    end = time.monotonic() + SECONDS
    while (found := tab.js(expression)) != wanted:
        assert time.monotonic() < end, f"{expression} is {found!r}, not {wanted!r}"
        time.sleep(0.1)


def words(css: str) -> str:
    return f"document.querySelector('{css}')?.textContent.trim() ?? ''"


@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_a_workshop_in_another_engine(server: Server, tmp_path: Path, name: str) -> None:
    started = server.start_session("Groep 1")
    with (
        closing(Trainer(server, started.desk_url)) as trainer,
        closing(Crowd(server.url, started.code, 5)) as crowd,
        engine(name, tmp_path) as browser,
    ):
        trainer.act("begin")
        phone, screen = browser.tab(390, 844), browser.tab(1280, 720)
        phone.open(started.join_url)
        screen.open(started.screen_url)
        follow(phone, trainer)
        answer(phone, screen, trainer)
        charts(phone, screen, trainer, crowd)
        looks(phone, screen)
        assert browser.errors == []


def follow(phone: Any, trainer: Trainer) -> None:
    until(phone, words("#line"), "Verbonden")
    trainer.act("goto", slide="inzichten")
    until(phone, "document.querySelector('#slide [data-slide]').dataset.slide", "inzichten")


def answer(phone: Any, screen: Any, trainer: Trainer) -> None:
    """Type an answer with keys, send it, change slides with something unsent."""
    trainer.act("goto", slide="voorbeelden")
    until(phone, "Boolean(document.querySelector('#voorbeelden-1'))")
    phone.js("document.querySelector('#voorbeelden-1').focus()")
    phone.press("Wijkteam")
    until(phone, "document.querySelector('#voorbeelden-1').value", "Wijkteam")
    phone.js("document.querySelector('form [type=submit]').click()")
    until(phone, words(".send__status"), SENT)
    until(screen, words(".stage > .slide:not([hidden]) .answer"), "Wijkteam")
    phone.js("location.reload()")
    until(phone, words(".send__status"), SENT)


def charts(phone: Any, screen: Any, trainer: Trainer, crowd: Crowd) -> None:
    trainer.act("goto", slide="goed")
    until(phone, "Boolean(document.querySelector('#goed-C'))")
    phone.js("document.querySelector('#goed-C').click()")
    phone.js("document.querySelector('form [type=submit]').click()")
    until(phone, words(".send__status"), SENT)
    crowd.answer("goed")
    trainer.act("show", anyway="1")
    until(screen, "document.querySelectorAll('.slide:not([hidden]) .barlayer .point').length", 5)
    bar = "document.querySelectorAll('.slide:not([hidden]) .barlayer .point path')"
    until(screen, f"{bar}[0].getBoundingClientRect().width > 100")
    table = ".slide:not([hidden]) .result__table tbody tr:nth-child(3)"
    until(screen, words(table), "C. Relatie250%")


def looks(phone: Any, screen: Any) -> None:
    """Nothing sideways, the stage fills its window, colours and our typeface are there."""
    assert phone.js(OVER) == 0
    assert (
        screen.js("innerWidth - document.querySelector('.stage').getBoundingClientRect().width") < 2
    )
    assert screen.js("document.fonts.check('700 40px Manrope')") is True
    assert screen.js("getComputedStyle(document.body).backgroundColor") == "rgb(251, 248, 242)"
    assert phone.js("getComputedStyle(document.body).backgroundColor") == "rgb(251, 248, 242)"
    button = "document.querySelector('[data-change]').getBoundingClientRect()"
    assert phone.js(f"{button}.height") >= 48
