"""Wrong passwords count for every process of an installation together."""

from __future__ import annotations

import httpx

from tests.e2e.server import Server

NAME = "geraden-naam"
TRY = f"""
from django.test import Client
fields = {{"username": "{NAME}", "password": "fout"}}
browser = Client(REMOTE_ADDR="127.0.0.1", HTTP_HOST="127.0.0.1")
print(browser.post("/desk/login/", fields).status_code)
"""


async def guess(server: Server) -> int:
    async with httpx.AsyncClient(base_url=server.url) as browser:
        await browser.get("/desk/login/")
        token = browser.cookies["csrftoken"]
        fields = {"username": NAME, "password": "fout", "csrfmiddlewaretoken": token}
        return (await browser.post("/desk/login/", data=fields)).status_code


async def test_another_process_knows_of_the_wrong_passwords(server: Server):
    before = server.manage("shell", "--no-imports", "--command", TRY)
    guesses = [await guess(server) for _time in range(4)]
    after = server.manage("shell", "--no-imports", "--command", TRY)

    assert (before, guesses, after) == ("200", [200, 200, 200, 429], "429")
