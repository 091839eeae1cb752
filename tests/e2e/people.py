"""The people of a workshop: a participant with a phone, a facilitator behind a desk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from playwright.async_api import BrowserContext, Locator, Page, expect

SENT = "Je antwoord is verstuurd."


async def choose_option(page: Page, value: str) -> None:
    """Choose in the list that has the focus: other tests made workshops of the same title."""
    await page.keyboard.press("Home")
    focused = page.locator(":focus")
    for _option in range(await focused.locator("option").count()):
        if await focused.input_value() == value:
            return
        await page.keyboard.press("ArrowDown")
    raise AssertionError(f"no option {value}")


class Phone:
    """One participant's page of a session."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    async def by_link(cls, context: BrowserContext, url: str) -> Phone:
        page = await context.new_page()
        await page.goto(url)
        return cls(page)

    @classmethod
    async def by_code(cls, context: BrowserContext, site: str, code: str) -> Phone:
        """Type the code as it stands on the projector: in two groups of four."""
        page = await context.new_page()
        await page.goto(site)
        await page.get_by_label("Code").fill(f"{code[:4]} {code[4:]}")
        await page.get_by_role("button", name="Doe mee").click()
        return cls(page)

    @property
    def slide(self) -> Locator:
        return self.page.locator("#slide [data-slide]")

    def form(self, question: str) -> Locator:
        return self.page.locator(f'form[data-question="{question}"]')

    def status(self, question: str) -> Locator:
        return self.form(question).locator(".send__status")

    async def choose(self, question: str, option: str) -> None:
        await self.form(question).locator(f'label[for="{question}-{option}"]').click()

    async def write(self, question: str, texts: Sequence[str]) -> None:
        for number, text in enumerate(texts, 1):
            await self.form(question).locator(f"#{question}-{number}").fill(text)

    async def send(self, question: str) -> None:
        await self.form(question).get_by_role("button", name="Verstuur").click()

    async def answer(self, question: str, value: Any) -> None:
        """Give an answer as it will be stored, and wait until the page says that it is."""
        await self.form(question).wait_for()
        if isinstance(value, dict):
            for option in value["options"]:
                await self.choose(question, option)
            await self.page.locator(f"#{question}-own").fill(value["other"])
        elif await self.form(question).locator("input[type=radio]").count():
            await self.choose(question, value[0])
        else:
            await self.write(question, value)
        await self.send(question)
        await expect(self.status(question)).to_have_text(SENT)


class Desk:
    """A facilitator's page of a session, steered by its keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def press(self, key: str) -> None:
        await self.page.keyboard.press(key)

    async def open_drawer(self) -> None:
        """Where all that is not needed in seconds is."""
        drawer = self.page.locator("[data-drawer]")
        if await drawer.get_attribute("open") is None:
            await drawer.locator("> summary").click()
        await expect(drawer).to_have_attribute("open", "")

    async def show_all(self, question: str, count: int) -> None:
        """Show every text of a question that waits, from the list of texts."""
        await expect(self.texts(question).locator("[data-card]")).to_have_count(count)
        await self.page.get_by_label("Alles op deze bladzijde").check()
        await self.page.locator(".texts__bulk").get_by_role("button", name="Toon").click()
        await expect(self.texts(question).locator("[data-card]")).to_have_count(0)

    def texts(self, question: str) -> Locator:
        """The list of own words, when it shows those of this question."""
        return self.page.locator(f'[data-list][data-question="{question}"]')

    def panel(self, question: str) -> Locator:
        return self.page.locator(f'[data-panel="{question}"]')

    def preview(self) -> Locator:
        return self.page.locator('[data-preview="current"] .slide')


async def jump(desk: Desk, number: str) -> None:
    for digit in number:
        await desk.press(digit)
    await desk.press("Enter")
    await expect(desk.preview()).to_have_attribute("data-number", number)


class Screen:
    """The projector."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frames: list[str] = []

    def listen(self) -> None:
        """Keep every frame that the projector receives from now on."""
        self.page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda data: self.frames.append(str(data))),
        )

    @property
    def slide(self) -> Locator:
        return self.page.locator(".stage > .slide:visible")

    def result(self, key: str) -> Locator:
        """The place for these results on the slide that is shown."""
        return self.slide.locator(f'[data-results="{key}"]')

    def figures_of(self, *questions: str) -> list[Any]:
        """What this browser was told to draw of results, a frame each, whole or changed."""
        frames = map(json.loads, self.frames)
        told = [frame for frame in frames if frame.get("question") in questions]
        parts = [frame if frame["type"] == "results" else frame["changes"] for frame in told]
        return [part.get("figure") for part in parts]

    async def everything(self) -> str:
        """All that this browser has been told: the page as it is now, and all frames."""
        return await self.page.content() + "".join(self.frames)

    async def bars(self, key: str) -> list[list[float]]:
        """The width on the screen of each bar, a list for each side of the chart."""
        sides = self.result(key).locator(".barlayer .trace.bars")
        return [
            [await width(bar) for bar in await sides.nth(side).locator(".point > path").all()]
            for side in range(await sides.count())
        ]

    async def under_shapes(self, key: str) -> float:
        """Of a pair: how far the bars to the left go on under the shapes, to the middle of which
        it is as far as to where the bars to the right begin."""
        sides = self.result(key).locator(".barlayer .trace.bars")
        ends = "paths => Math.max(...paths.map(path => path.getBoundingClientRect().right))"
        begins = "paths => Math.max(...paths.map(path => path.getBoundingClientRect().left))"
        left = await sides.nth(0).locator(".point > path").evaluate_all(ends)
        right = await sides.nth(1).locator(".point > path").evaluate_all(begins)
        return float(right - left)

    async def table(self, key: str) -> list[list[str]]:
        rows = await self.result(key).locator("tbody tr").all()
        return [await row.locator("td").all_text_contents() for row in rows]


async def width(bar: Locator) -> float:
    return await bar.evaluate("path => path.getBoundingClientRect().width")
