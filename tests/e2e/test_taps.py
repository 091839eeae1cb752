"""A tap is counted once, however nervous the finger."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import NewContext
from tests.e2e.people import SENT, Phone
from tests.e2e.server import Server, Started
from tests.faults.site import Site

# Both taps within one task: nothing can come between, on however slow a machine.
TWO_TAPS = """form => {
  form.querySelector("[type=submit]").click();
  form.querySelector("[data-change]").click();
}"""


@pytest.mark.asyncio(loop_scope="session")
async def test_the_second_tap_of_two_does_not_open_the_answer_again(
    server: Server, started: Started, new_context: NewContext
) -> None:
    site = Site(server, started)
    await site.login()
    await site.act("goto", slide="goed")
    phone = await Phone.by_link(await new_context(), started.join_url)
    await phone.choose("goed", "C")
    form = phone.form("goed")

    await form.evaluate(TWO_TAPS)
    after_two = await form.get_attribute("data-mode")
    await expect(phone.status("goed")).to_have_text(SENT)
    await expect(form).to_have_attribute("data-mode", "sent")

    assert after_two in ("sending", "sent")
    while await form.get_attribute("data-mode") == "sent":  # a tap that is meant opens it
        await form.locator("[data-change]").click()
    await expect(form).to_have_attribute("data-mode", "edit")
    await site.close()
