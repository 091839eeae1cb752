"""From any slip of the hand back to how it was, by one press."""

from __future__ import annotations

from typing import Any, NamedTuple

from playwright.async_api import BrowserContext, Page, expect

from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import Desk, Phone, Screen, jump
from tests.e2e.server import Server
from tests.e2e.watch import Watch

PANEL = '[data-panel="afspraken"]'
COVERED = "[data-cover]:not([hidden])"


class Slip(NamedTuple):
    """Keys of the desk that somebody pressed by accident, the one that takes it back, and by
    what the desk shows that it happened."""

    keys: str
    back: str
    seen: str = "[data-undo]:not([hidden])"


VOTE = {
    "one slide too far": Slip("ArrowRight", "z"),
    "one slide back": Slip("ArrowLeft", "z"),
    "to another slide": Slip("7 Enter", "z"),
    "to the next chapter": Slip("n", "z"),
    "closed": Slip("s", "o", f"{PANEL}[data-state=closed]"),
    "paused": Slip("p", "o", f"{PANEL}[data-state=paused]"),
    "another round": Slip("r r", "z"),
    "shown too early": Slip("t", "t", f"{PANEL} [data-action=hide]:not([hidden])"),
    "black": Slip("b", ".", COVERED),
    "the QR code": Slip("q", "Escape", COVERED),
    "frozen": Slip("h", "h", COVERED),
    "a timer": Slip("k", "k", ".strip [data-action=timer-stop]:not([hidden])"),
    "a break": Slip("e", "e", ".strip [data-action=resume]:not([hidden])"),
    "a slide left out": Slip("x", "x", "[data-skip][aria-pressed=true]"),
    "charts as tables": Slip("c", "c", "body[data-tables]"),
    "ended": Slip("W W", "z", "body[data-session=ended]"),
}
SHOWN = {"all hidden": Slip("y", "z"), "hidden too early": Slip("t", "z")}
TEXT = {  # with the focus on the first text of the list
    "the wrong text shown": Slip("a", "z"),
    "a text hidden": Slip("x", "z"),
    "a text shown large": Slip("v", "z"),
}


async def stand(page: Page) -> list[Any]:
    """How the session stands, without what counts on by itself."""
    address = str(await page.locator("body").get_attribute("data-poll"))
    reply = await (await page.request.get(address)).json()
    state, *results = reply["frames"]
    session = state["session"]
    session["timer"] = session["timer"] is not None
    for counted in ("seconds", "joined", "present", "edition"):
        del session[counted]
    told = [(each["texts"], each["spotlight"], each["answered"]) for each in results]
    return [session, state["slide"]["id"], state["questions"], told]


async def wait_until(page: Page, wanted: list[Any], *, same: bool) -> None:
    while (await stand(page) == wanted) is not same:
        await page.wait_for_timeout(20)


async def slip_and_return(desk: Desk, screen: Screen, slip: Slip, *, texts: bool = False) -> None:
    """The projector shows again what it showed, and the server knows of nothing else."""
    page = desk.page
    before, slide = await stand(page), await screen.slide.get_attribute("data-slide")
    if texts:
        await page.locator("[data-card]").first.focus()
    for key in slip.keys.split():
        await desk.press(key)
    await wait_until(page, before, same=False)
    await expect(page.locator(slip.seen).first).to_be_attached()

    await desk.press(slip.back)

    await wait_until(page, before, same=True)
    await expect(screen.slide).to_have_attribute("data-slide", str(slide))
    await expect(screen.page.locator("[data-overlay]:not([hidden])")).to_have_count(0)


async def test_every_slip_is_taken_back_by_one_press(
    server: Server, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    started = server.start_session("Groep 1", "alle-werkvormen")
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)
    phone = await Phone.by_link(await new_context(), started.join_url)
    await jump(desk, "3")
    await phone.choose("afspraken", "B")
    await phone.send("afspraken")
    await expect(desk.panel("afspraken").locator(".result__count b")).to_have_text("1")

    for slip in VOTE.values():
        await slip_and_return(desk, screen, slip)
    await desk.press("t")
    await expect(page.locator(f"{PANEL} [data-action=hide]")).to_be_visible()
    for slip in SHOWN.values():
        await slip_and_return(desk, screen, slip)

    await jump(desk, "6")
    await phone.answer("vragen", ["Wie betaalt dit?"])
    await expect(desk.texts("vragen").locator("[data-card]")).to_have_count(1)
    for slip in TEXT.values():
        await slip_and_return(desk, screen, slip, texts=True)
    assert watch.trouble == []
