"""Every page beside a session: accessible, in one language, no wider than a small phone, and no bar
lies over what has the focus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from django.utils.text import Truncator
from playwright.async_api import BrowserContext
from playwright.async_api import Page as Tab

from polls.realtime.routing import http_urlpatterns
from tests.e2e import axe
from tests.e2e.conftest import LAPTOP, PHONE, NewContext
from tests.e2e.other_pages import PAGES, SHARED_WORKSHOP, Page, World, stage
from tests.e2e.server import Server
from tests.e2e.ten_groups import GROUPS
from tests.e2e.test_focus_in_sight import find_obscured
from tests.e2e.watch import Watch
from tests.test_docs import address
from tests.words.spoken import strays, unmarked
from tests.workshop.decks.translated import CREDITS
from tests.workshop.exports.room import TEXTS
from workshop.decks import parse
from workshop.library import deck_versions
from workshop.urls import urlpatterns

SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}}
ON_A_LAPTOP = "laptop, dark, Dutch"
LOOKS = {  # what looks: device, scheme, language
    "small, light, English": (SMALL, "light", "en"),
    ON_A_LAPTOP: (LAPTOP, "dark", "nl"),
}
BAR = "document.querySelector('.bar--index')?.offsetHeight ?? 0"
TWO_LINES = 120  # pixels that the bar of all pages takes at most, also on the smallest phone
REFUSED = "Failed to load resource"  # how a browser tells of 403, 404, 410, 429 and 500
IN_A_SHADOW = ("huisstijl", "huisstijl-te-licht")  # pages with a phone in a shadow root,
COPIED = "Applying inline style violates"  # whose stylesheets axe-core tries to copy
ELSEWHERE = {  # pages that tests of phones, projectors, desks and the editor look at
    "/workshops/<slug>/",
    "/workshops/<slug>/text/",
    "/workshops/<slug>/versions/",
    "/workshops/<slug>/pictures/",
    "/screen/<token>/",
    "/embed/<token>/",
}
# What EMAIL_URL, OIDC_ISSUER and a required second factor switch on: other_pages.staged_logins
# draws it.
SWITCHED_OFF = {
    "/desk/login/factor/",
    "/desk/login/forgotten/",
    "/desk/login/new-password/<uidb64>/<token>/",
    "/desk/login/provider/",
    "/desk/login/provider/back/",
}
NO_PAGES = {  # addresses without a page of their own
    "/pictures/<sha256>/",
    "/styles/<name>/<version>/",
    "/<code>/answers/",
    "/<code>/done/",
    "/<code>/state/",
    "/screen/<token>/state/",
    "/desk/<code>/state/",
    "/.well-known/security.txt",
    "/healthz",
    "/readyz",
    "/language/",
    "/desk/logout/",
    "/desk/<code>/reach/",
    "/desk/<code>/rehearse/",
    "/desk/<code>/retention/keep/",
    "/desk/<code>/retention/delete/",
    "/desk/<code>/export/<format>",
    "/desk/<code>/report/share/",
    "/metrics",
    "/api/v1/<place>",
    "/accounts/log/csv/",
    "/accounts/<pk>/<action>/",
    "/teams/<pk>/<action>/",
    "/desk/<code>/memory/export/<format>",
    "/compare/export/<format>",
    "/desk/<code>/<action>/",
    "/cohost/<token>/<action>/",
    "/tips/share/",
    "/workshops/<slug>/outline/",
    "/workshops/<slug>/steps/",
    "/workshops/<slug>/download/<format>/",
    "/workshops/<slug>/<action>/",
}


@pytest.fixture(scope="module")
def world(server: Server) -> World:
    return World.of(server)


@pytest.fixture(scope="module")
def content() -> set[str]:
    """What decks, people and groups say, which no interface translates."""
    decks = [parse.load_deck(deck_versions.path(slug)) for slug in deck_versions.slugs()]
    labels = [label for label, _people in GROUPS]
    return {
        *(part for text in texts_in(decks) for part in (text, *re.split("<[^>]*>", text))),
        *TEXTS,
        SHARED_WORKSHOP,
        *CREDITS,
        *labels,
        *(Truncator(text).chars(40) for text in TEXTS),
    }


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from texts_in(list(value.values()))
    elif isinstance(value, list | tuple | set):
        for item in value:
            yield from texts_in(item)


@pytest.fixture(scope="module")
def decks_say() -> dict[str, set[str]]:
    """What decks of each language say, and none of the other."""
    said: dict[str, set[str]] = {"nl": set(), "en": set()}
    for deck in (parse.load_deck(deck_versions.path(slug)) for slug in deck_versions.slugs()):
        for text in texts_in(deck):
            said[deck.language].update((text, *re.split("<[^>]*>", text)))
    return {"nl": said["nl"] - said["en"], "en": said["en"] - said["nl"]}


async def visit(tab: Tab, world: World, page: Page, language: str) -> None:
    await tab.context.clear_cookies()
    spoken: list[Any] = [{"name": "taal", "value": language, "url": world.site}]
    await tab.context.add_cookies([*spoken, *world.cookies_of(page.who)])
    await tab.goto(world.address(page))
    if page.script:
        async with tab.expect_navigation():
            await tab.evaluate(page.script)
    if await tab.locator("[data-chart]").count():
        await tab.locator("body[data-ready]").wait_for()


async def opened(new_context: NewContext, look: str) -> tuple[Tab, str]:
    options, scheme, language = LOOKS[look]
    context: BrowserContext = await new_context(
        options, color_scheme=scheme, reduced_motion="reduce"
    )
    for route in stage(context, language):
        await route
    return await context.new_page(), language


@pytest.mark.timeout(600)  # a minute and a half of a core
@pytest.mark.parametrize("look", LOOKS)
async def test_every_page(
    new_context: NewContext,
    world: World,
    content: set[str],
    decks_say: dict[str, set[str]],
    watch: Watch,
    look: str,
) -> None:
    tab, language = await opened(new_context, look)
    other = "nl" if language == "en" else "en"
    found = []

    for page in PAGES:
        watch.expected = (REFUSED, COPIED) if page.name in IN_A_SHADOW else (REFUSED,)
        await visit(tab, world, page, language)
        wide = await tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        high = await tab.evaluate(BAR)
        html = await tab.content()
        said = strays(html, content)
        found += [
            f"{page.name}: no lang: {text}" for text in unmarked(html, other, decks_say[other])
        ]
        found += [f"{page.name}: {fault}" for fault in await axe.faults(tab)]
        found += [f"{page.name}: speaks the other language: {text}" for text in said]
        found += [f"{page.name}: {wide} pixels too wide"] if wide > 0 else []
        found += [f"{page.name}: a bar of {high} pixels"] if high > TWO_LINES else []
        if look == ON_A_LAPTOP:
            obscured = await find_obscured(tab, fewest=0)  # some errors lead nowhere
            found += [f"{page.name}: a bar lies over {stop}" for stop in obscured]
            await tab.set_viewport_size(LAPTOP["viewport"])
        found += [f"{page.name}: {line}" for line in watch.trouble]
        watch.trouble.clear()

    assert "\n".join(found) == ""


async def test_what_is_wrong_is_found(
    new_context: NewContext, world: World, content: set[str], watch: Watch
) -> None:
    tab, language = await opened(new_context, "small, light, English")
    await visit(tab, world, PAGES[0], language)

    await tab.evaluate("""() => {
      document.querySelector("main").insertAdjacentHTML("beforeend",
        '<img src="/static/icon.svg"><p>Verstuur je antwoord</p><hr style="width: 400px">');
      console.warn("Invalid color specifier");
    }""")

    assert "image-alt" in {fault.split(":")[0] for fault in await axe.faults(tab)}
    assert strays(await tab.content(), content) == ["Verstuur je antwoord"]
    assert "console warning: Invalid color specifier" in watch.trouble


async def test_no_page_is_forgotten() -> None:
    asked = {page.address.partition("?")[0] for page in PAGES}
    everywhere = {address(pattern) for pattern in [*urlpatterns, *http_urlpatterns]}

    named = {
        path.replace("{code}", "<code>")
        .replace("{waiting}", "<code>")
        .replace("{alone}", "<code>")
        .replace("{early}", "<code>")
        .replace("{over}", "<code>")
        .replace("{scan}", "<slug>")
        .replace("{cohost}", "<token>")
        .replace("{report}", "<token>")
        .replace("{account}", "<pk>")
        .replace("{team}", "<pk>")
        .replace("{old_report}", "<token>")
        .replace("MQ/gebruikt", "<uid>/<token>")
        .replace("beter-samenwerken", "<slug>")
        .replace("/help/questions/", "/help/<name>/")
        for path in asked
    }

    assert everywhere - named == ELSEWHERE | SWITCHED_OFF | NO_PAGES


async def test_a_bar_over_what_has_the_focus_is_found(
    new_context: NewContext, world: World
) -> None:
    tab, language = await opened(new_context, ON_A_LAPTOP)

    await visit(tab, world, next(page for page in PAGES if page.name == "verslag"), language)
    assert await find_obscured(tab) == []
    await tab.locator(".report__save").evaluate("bar => { bar.style = 'position: fixed; top: 0' }")
    assert await find_obscured(tab) != []
