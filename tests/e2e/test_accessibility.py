"""axe-core finds nothing on phones, projectors and desks, in any state, light and dark, Dutch
and English; test_beside.py looks at all other pages."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from playwright.async_api import Page, expect

from polls import kinds
from polls.texts.index import card_id
from tests.e2e import axe
from tests.e2e.conftest import LAPTOP, PHONE, PROJECTOR, NewContext
from tests.e2e.people import Desk, Phone
from tests.e2e.server import Server
from tests.gallery.round import Trainer

SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}}
NARROW = {"viewport": {"width": 390, "height": 844}}


class Walk:
    """Everyone's pages of one session, looked at together in every state."""

    def __init__(self, server: Server, deck: str) -> None:
        self.server = server
        self.started = server.start_session("Groep 1", deck)
        self.trainer = Trainer(server, self.started.desk_url)
        self.somebody = httpx.Client(headers={"Accept": "application/json"})
        self.pages: dict[str, Page] = {}
        self.faults: list[str] = []

    def __enter__(self) -> Walk:
        return self

    def __exit__(self, *_error: object) -> None:
        self.trainer.close()
        self.somebody.close()

    def answer(self, question: str, value: Any) -> None:
        self.somebody.get(self.started.join_url)
        body = {"question": question, "round": 1, "seq": 1, "value": value}
        reply = self.somebody.post(f"{self.started.join_url}answers/", json=body)
        assert reply.status_code == httpx.codes.OK, reply.text

    async def open(self, new_context: NewContext) -> None:
        """Light and Dutch on one of each device, dark and English on another."""
        for name, options, scheme, language, url in (
            ("phone", PHONE, "light", "nl", self.started.join_url),
            ("small phone", SMALL, "dark", "en", self.started.join_url),
            ("projector", PROJECTOR, "light", "", self.started.screen_url),
            ("dark projector", PROJECTOR, "dark", "", self.started.screen_url),
            ("desk", LAPTOP, "light", "nl", self.started.desk_url),
            ("narrow desk", NARROW, "dark", "en", self.started.desk_url),
        ):
            context = await new_context(options, color_scheme=scheme, reduced_motion="reduce")
            await context.add_init_script(f"localStorage.setItem('polshoogte.scheme', '{scheme}')")
            if language:
                await context.add_cookies(
                    [{"name": "taal", "value": language, "url": self.server.url}]
                )
            if "desk" in name:
                await context.add_cookies(self.trainer.cookies)
            self.pages[name] = await context.new_page()
            await self.pages[name].goto(url)

    async def goto(self, slide: str) -> None:
        self.trainer.act("goto", slide=slide)
        for name, page in self.pages.items():
            place = {
                "projector": f'.stage > [data-slide="{slide}"]:not([hidden])',
                "phone": f'#slide:not([hidden]) [data-slide="{slide}"]',
                "desk": f'[data-preview="current"] [data-slide="{slide}"]',
            }[name.split()[-1]]
            await page.locator(place).wait_for(state="attached")

    async def look(self, state: str, *names: str) -> None:
        for name, page in self.pages.items():
            if not names or name in names:
                self.faults += [f"{state}, {name}: {fault}" for fault in await axe.faults(page)]

    async def everywhere(self, script: str, *names: str) -> None:
        for name in names:
            await self.pages[name].evaluate(script)


ASKED = {
    "een-keuze": ("overleg", ["kort"]),
    "meer-keuzes": ("afspraken", ["A", "C"]),
    "teksten": ("goed-gegaan", ["Drink koffie"]),
    "woorden": ("woorden", ["Leuk", "Lastig"]),
    "vragen": ("vragen", ["Wie beslist er?"]),
    "quickscan": ("quickscan", {"A": 4, "B": 2}),
    "volgorde": ("volgorde", {"agenda": 1, "doel": 2}),
    "verdelen": ("verdelen", {"agenda": 100}),
    "kwadrant": ("kwadrant", {"A.x": 1, "A.y": 4}),
}
WATCHING = ("dark projector", "narrow desk")


@pytest.mark.asyncio(loop_scope="session")
async def test_every_kind_of_question_and_every_state(
    server: Server, new_context: NewContext
) -> None:
    with Walk(server, "alle-werkvormen") as walk:
        await walk.open(new_context)
        await walk.look("waiting")
        for slide, (question, value) in ASKED.items():
            await walk.goto(slide)
            await walk.look(f"{slide}, open", "small phone")
            walk.answer(question, value)
            if slide in ("teksten", "vragen"):
                card = card_id(kinds.get("open"), value[0])
                walk.trainer.act("card-show", question=question, card=card)
            walk.trainer.act("show", question=question)
            await shown(walk.pages["dark projector"], question)
            await walk.look(f"{slide}, shown", *WATCHING)
        await look_at_what_stands_beside(walk)
        await look_at_what_covers(walk)
        await look_at_a_phone_that_is_behind(walk)
        walk.trainer.act("finish")
        await walk.pages["phone"].locator('[data-when="ended"]').wait_for()
        await walk.look("ended")

    assert walk.faults == []


async def shown(screen: Page, question: str) -> None:
    result = screen.locator(f'.slide:not([hidden]) [data-results="{question}"]')
    await result.locator("tbody td").first.wait_for(state="attached")


async def look_at_what_stands_beside(walk: Walk) -> None:
    """Questions of the room, which phones and desks have on every slide."""
    text = "Hoe lang duurt dit?"
    walk.trainer.act("open", question="aside")
    walk.answer("aside", [text])
    walk.trainer.act("card-show", question="aside", card=card_id(kinds.get("questions"), text))
    for name in ("phone", "small phone"):
        await walk.pages[name].locator("#audience summary").click()
        await walk.pages[name].locator("#audience .option").wait_for()
    for name in ("desk", "narrow desk"):
        made_anew = walk.pages[name].locator("body[data-audience-asks]")
        await made_anew.wait_for(state="attached")
        await Desk(walk.pages[name]).open_drawer()
        await walk.pages[name].locator("[data-audience] a").wait_for()
        await walk.pages[name].locator("[data-skippable] summary").click()
    await walk.look("beside", "phone", "small phone", "desk", "narrow desk")
    walk.trainer.act("close", question="aside")


async def look_at_what_covers(walk: Walk) -> None:
    """Charts as tables, dialogs, the join code, black, a break."""
    walk.trainer.act("tables")
    for name in WATCHING:
        await walk.pages[name].locator("body[data-tables]").wait_for()
    await walk.look("tables", *WATCHING)
    for dialog in ("help", "join"):
        await walk.pages["desk"].evaluate(
            f"document.querySelector('[data-dialog={dialog}]').showModal()"
        )
        await walk.look(dialog, "desk")
        await walk.pages["desk"].keyboard.press("Escape")
    for action, overlay in (("qr", "qr"), ("blank", "blank"), ("break", "pause")):
        walk.trainer.act(action)
        await walk.pages["projector"].locator(f"[data-overlay={overlay}]").wait_for()
        await walk.look(action, "phone", "projector")
    walk.trainer.act("resume")


async def look_at_a_phone_that_is_behind(walk: Walk) -> None:
    """An answer that was sent, one that was not, a question that closed."""
    await walk.goto("woorden")
    walk.trainer.act("open")
    phone, other = Phone(walk.pages["phone"]), Phone(walk.pages["small phone"])
    await phone.answer("woorden", ["Lastig"])
    await other.write("woorden", ["Leerzaam"])
    walk.trainer.act("pause")
    await expect(other.form("woorden")).to_have_attribute("data-state", "paused")
    await walk.look("paused", "phone", "small phone")
    walk.trainer.act("open")
    walk.trainer.act("next")
    await other.page.locator("#moved").wait_for()
    await walk.look("moved on", "small phone")
    await other.page.locator("#moved-go").click()
    await walk.goto("woorden")
    walk.trainer.act("close")
    await expect(phone.form("woorden")).to_have_attribute("data-state", "closed")
    await walk.look("closed", "phone", "desk")


@pytest.mark.asyncio(loop_scope="session")
async def test_the_check_sees_what_is_wrong(server: Server, new_context: NewContext) -> None:
    page = await (await new_context()).new_page()
    await page.goto("/")

    await page.evaluate("""document.querySelector("main").insertAdjacentHTML("beforeend",
        '<img src="/static/icon.svg"><a href="/"></a><p style="color:#ccc">x</p>')""")

    rules = {fault.split(":")[0] for fault in await axe.faults(page)}
    assert {"image-alt", "link-name"} <= rules


@pytest.mark.everything
@pytest.mark.timeout(1800)
@pytest.mark.asyncio(loop_scope="session")
async def test_every_slide(server: Server, new_context: NewContext) -> None:
    with Walk(server, "beter-samenwerken") as walk:
        await walk.open(new_context)
        for slide in walk.trainer.slides:
            await walk.goto(slide)
            await walk.look(slide)

    assert walk.faults == []
