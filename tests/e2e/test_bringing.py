"""What comes into a workshop in a browser: a file, a picture that is dropped, a newer version."""

from __future__ import annotations

import base64
import io
import re

import pytest
from PIL import Image
from playwright.async_api import BrowserContext, Page, expect

from tests.e2e import axe
from tests.e2e.conftest import LAPTOP, PHONE, PROJECTOR, NewContext
from tests.e2e.server import Server
from tests.e2e.test_editor import TITLE, opened, retitle, saved
from tests.e2e.test_editor import made as made
from tests.e2e.watch import Watch
from tests.workshop.importing.powerpoint import making
from tests.workshop.importing.powerpoint.making import Page as Page_
from tests.workshop.importing.powerpoint.making import item, picture, presentation, text, title

LONG = 60_000  # milliseconds: a file is read at the lowest priority
SHEET = "[data-picture-sheet]"
DROP = """([name, type, bytes]) => {
  const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([content], name, { type }));
  document.querySelector("[data-drawn]").dispatchEvent(
    new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""

WHOLE = """async (photo) => {
  await photo.decode();
  const { left, top, right, bottom } = photo.getBoundingClientRect();
  const inSight = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  return [photo.naturalWidth, inSight];
}"""


def photograph() -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((400, 300)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


async def drop(page: Page, name: str, content: bytes) -> None:
    await page.evaluate(DROP, [name, "image/jpeg", base64.b64encode(content).decode()])


async def test_a_photograph_is_dropped_described_and_cropped_by_keyboard(
    trainer: BrowserContext, made: dict[str, str]
):
    page = await opened(trainer, made["slug"], "dank")
    await drop(page, "Onze straat.jpg", photograph())
    sheet = page.locator(SHEET)
    await expect(sheet.locator("[data-preview]")).to_be_visible()

    await page.keyboard.type("De straat in de zon")  # the field for it has the focus
    await sheet.get_by_label("Bijsnijden").select_option("1:1")
    await sheet.get_by_label("Wat blijft in beeld?").select_option("left")
    assert await axe.faults(page) == []
    await sheet.get_by_label("Wat blijft in beeld?").press("Tab")
    await page.keyboard.press("Enter")

    photo = page.locator("[data-drawn] .slide__photo")
    await expect(photo).to_have_attribute("alt", "De straat in de zon")
    await expect(photo).to_have_attribute("width", "300")
    await expect(page.get_by_text("Snijd deze foto bij")).to_be_visible()


async def test_a_bad_picture_is_told_in_the_sheet(
    trainer: BrowserContext, made: dict[str, str], watch: Watch
):
    watch.expected = ("Failed to load resource",)  # 400
    page = await opened(trainer, made["slug"], "dank")
    await drop(page, "foto.jpg", b"MZ\0geen foto")
    sheet = page.locator(SHEET)
    send = sheet.get_by_role("button", name="Zet op de slide")
    await send.click()
    await expect(sheet.get_by_role("alert")).to_contain_text("Beschrijf wat er te zien is")

    await sheet.get_by_label("Alleen versiering").check()
    await send.click()

    await expect(sheet.get_by_role("alert")).to_contain_text("geen PNG, JPEG, WebP of SVG")
    await sheet.get_by_role("button", name="Annuleer").click()
    await expect(page.locator("[data-drawn] .slide__photo")).to_have_count(0)


async def test_a_picture_of_forty_megabytes_is_told_before_it_is_sent(
    trainer: BrowserContext, made: dict[str, str]
):
    page = await opened(trainer, made["slug"], "dank")
    await page.get_by_role("link", name="Breng een foto of tekening").click()
    field = page.locator(f"{SHEET} [name=file]")

    await page.evaluate(
        """(field) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(40 * 2 ** 20)], "groot.png"));
          field.files = data.files;
          field.dispatchEvent(new Event("change", { bubbles: true }));
        }""",
        await field.element_handle(),
    )

    said = await field.evaluate("(field) => field.validationMessage")
    assert said == "Dit bestand is groter dan 20\u00a0MB. Maak het eerst kleiner."


async def test_a_workshop_goes_out_and_comes_in(trainer: BrowserContext, made: dict[str, str]):
    page = await trainer.new_page()
    content = await (await page.request.get(f"/workshops/{made['slug']}/download/zip/")).body()
    await page.goto("/workshops/")
    await page.locator(".menu--new summary").click()
    await page.get_by_label("Uit een bestand").set_input_files(
        {"name": "mijn.zip", "mimeType": "application/zip", "buffer": content}
    )
    assert await axe.faults(page) == []

    await page.get_by_role("button", name="Open", exact=True).click()

    await page.wait_for_url(re.compile(r"/workshops/[\w-]+/"))
    await expect(page.locator(TITLE)).to_have_text("Beter Samenwerken")
    assert made["slug"] not in page.url.split("/")


async def test_a_file_that_is_no_workshop_is_told(trainer: BrowserContext):
    page = await trainer.new_page()
    await page.goto("/workshops/")
    await page.locator(".menu--new summary").click()
    await page.get_by_label("Uit een bestand").set_input_files(
        {"name": "mijn.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04"}
    )
    await page.get_by_role("button", name="Open", exact=True).click()

    await expect(page.get_by_role("alert")).to_have_text(
        "Deze zip is niet te lezen. Maak die opnieuw."
    )


async def test_a_waiting_desk_takes_the_newest_version_in_one_press(
    trainer: BrowserContext, new_context: NewContext, made: dict[str, str]
):
    editor = await opened(trainer, made["slug"])
    desk = await trainer.new_page()
    await desk.goto(f"/workshops/{made['slug']}/")
    await desk.get_by_role("button", name="Proef").click()
    await desk.wait_for_url(re.compile(r"/desk/\d{8}/"))
    code = desk.url.rstrip("/").rpartition("/")[2]
    phone = await (await new_context(PHONE)).new_page()
    await phone.goto(f"/{code}/")
    await retitle(editor, "Wat gaat er nu goed?")
    await saved(editor)
    await expect(desk.get_by_role("button", name="Neem de nieuwste versie")).to_have_count(0)

    await desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # comes back
    await desk.get_by_role("button", name="Neem de nieuwste versie").click()
    await expect(desk.locator("[data-newest] .flash")).to_have_count(0)
    await desk.locator('.outline__slide[value="goed"]').evaluate("(button) => button.click()")

    await expect(phone.locator("#slide .headline")).to_have_text("Wat gaat er nu goed?")


@pytest.mark.parametrize("options", [LAPTOP, PHONE], ids=["laptop", "phone"])
async def test_the_sheet_fits(
    new_context: NewContext, server: Server, made: dict[str, str], options: object
):
    page = await (await new_context(options)).new_page()
    await page.goto(server.login_link())
    await page.goto(f"/workshops/{made['slug']}/?slide=dank")
    await page.get_by_role("link", name="Breng een foto of tekening").click()

    assert await axe.faults(page) == []
    wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


async def room_of(desk: Page, new_context: NewContext) -> tuple[Page, Page]:
    """A projector and a phone of the session at this desk."""
    url = await desk.locator('a[href*="/screen/"]').first.get_attribute("href")
    screen = await (await new_context(PROJECTOR)).new_page()
    await screen.goto(str(url))
    phone = await (await new_context(PHONE)).new_page()
    await phone.goto(f"/{desk.url.rstrip('/').rpartition('/')[2]}/")
    return screen, phone


async def test_a_presentation_is_read_chosen_from_kept_by_keyboard_and_given(
    trainer: BrowserContext, new_context: NewContext
):
    asks = Page_(title("Wat helpt?") + text(item("a) Overleg") + item("b) Budget")))
    shows = Page_(title("Ons gebouw") + picture(alt="De gevel"), {"p": ("image", "../media/a.jpg")})
    large = {"ppt/media/a.jpg": making.photograph((3200, 2400))}
    content = presentation(Page_(title("Samen in de wijk")), asks, asks, shows, parts=large)
    page = await trainer.new_page()
    await page.goto("/workshops/")
    await page.locator(".menu--new summary").click()
    await page.get_by_label("Uit een bestand").set_input_files(
        {"name": "Wijk.pptx", "mimeType": "application/zip", "buffer": content}
    )
    await page.get_by_role("button", name="Open", exact=True).click()
    await page.wait_for_url("**/bring/")

    first = page.get_by_role("group", name="Slide 1")
    await expect(first).to_be_visible(timeout=LONG)
    assert await axe.faults(page) == []
    asked = page.get_by_role("group", name="Slide 2")
    async with page.expect_response("**/bring/"):
        await asked.get_by_label("Bewerkbaar").press("ArrowRight")
    await expect(asked.get_by_label("Vraag")).to_be_checked()
    await expect(asked.locator(".slide--question")).to_be_visible()
    async with page.expect_response("**/bring/"):
        await (
            page.get_by_role("group", name="Slide 3").get_by_label("Bewerkbaar").press("ArrowLeft")
        )
    await page.reload()
    await expect(asked.get_by_label("Vraag")).to_be_checked()
    await expect(page.locator("[data-count=skip]")).to_have_text("1")
    await page.get_by_role("button", name="Zet ze erin").press("Enter")

    await page.wait_for_url(re.compile(r"/workshops/[\w-]+/"))
    await expect(page.locator(TITLE)).to_have_text("Samen in de wijk")
    await expect(page.locator(".rail__item")).to_have_count(3)
    await page.get_by_role("button", name="Proef").press("Enter")
    await page.wait_for_url(re.compile(r"/desk/\d{8}/"))
    screen, phone = await room_of(page, new_context)
    await page.locator('.outline__slide[value="wat-helpt"]').evaluate("(button) => button.click()")
    await expect(screen.locator(".slide--question")).to_be_visible()
    await phone.get_by_label("Overleg").check()
    await phone.get_by_role("button", name="Verstuur").click()
    await page.locator('.outline__slide[value="ons-gebouw"]').evaluate("(button) => button.click()")
    await expect(phone.locator("#slide .slide__alt")).to_contain_text("De gevel")
    photo = screen.locator("[data-slide=ons-gebouw] .slide__photo")
    assert await photo.evaluate(WHOLE) == [2880, True]
