"""One session from its first slide to its end, seen by everyone at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

import httpx

from polls import kinds
from polls.texts.index import card_id
from tests.e2e.server import Server
from tests.gallery.crowd import ANSWERS, Crowd
from tests.gallery.pages import Viewer

QUESTIONS = {5: ["voorbeelden"], 6: ["associaties"], 10: ["opbrengst", "belang"],
             13: ["uitdaging"], 18: ["dynamieken", "context"], 34: ["goed"], 35: ["minder"],
             36: [], 37: ["tip"], 39: []}  # fmt: skip

HELD = {"uitdaging", "tip"}  # their texts wait until the trainer shows them
UNSENT = 37  # the slide that moves on while phones have something unsent


class Trainer:
    """Whoever runs the session, by its desk's addresses."""

    def __init__(self, server: Server, desk: str) -> None:
        self.client = httpx.Client(base_url=server.url, follow_redirects=True)
        self.client.get(server.login_link()).raise_for_status()
        self.desk = desk
        page = self.client.get(desk).raise_for_status().text
        (self.token,) = re.findall(r'data-token="(\w+)"', page)
        self.slides = re.findall(r'outline__slide" name="slide" value="([\w-]+)"', page)

    def close(self) -> None:
        self.client.close()

    @property
    def cookies(self) -> list[dict[str, str]]:
        return [
            {"name": cookie.name, "value": cookie.value or "", "url": str(self.client.base_url)}
            for cookie in self.client.cookies.jar
        ]

    def act(self, action: str, **fields: str) -> None:
        headers = {"Accept": "application/json", "X-CSRFToken": self.token}
        reply = self.client.post(f"{self.desk}{action}/", data=fields, headers=headers)
        assert reply.status_code == httpx.codes.OK, reply.text


class Round:
    """What there is to see, in the order of a workshop."""

    def __init__(self, server: Server, viewers: Sequence[Viewer], out: Path) -> None:
        self.viewers, self.out = viewers, out
        self.started = server.start_session("Sociaal domein")
        self.trainer = Trainer(server, self.started.desk_url)
        self.crowd = Crowd(server.url, self.started.code)

    def run(self, slides: Collection[int]) -> None:
        self.outside()
        for number, slide in enumerate(self.trainer.slides, 1):
            self.trainer.act("goto", slide=slide)
            for viewer in self.viewers:
                viewer.see_slide(slide)
            self.visit(number, seen=number in slides)
        self.trainer.act("break")
        self.shoot("50-pauze")
        self.trainer.act("resume")
        self.trainer.act("finish")
        self.shoot("51-einde")

    def visit(self, number: int, *, seen: bool) -> None:
        """One slide: as it opens, with everyone's answers, and with the results shown."""
        name = f"{number:02}"
        if seen:
            self.shoot(name)
        if number not in QUESTIONS:
            return
        for question in QUESTIONS[number]:
            self.crowd.answer(question)
        if seen and QUESTIONS[number]:
            self.draft() if number == UNSENT else self.phones_answer(QUESTIONS[number][0])
            self.shoot(f"{name}-beantwoord")
        for question in HELD.intersection(QUESTIONS[number]):
            texts = {text for value in ANSWERS[question] for text in value}
            ids = [card_id(kinds.get("open"), text) for text in texts]
            self.trainer.act("card-show", question=question, card="+".join(ids))
        self.trainer.act("show", anyway="1")
        if seen:
            for viewer in self.viewers:
                viewer.see_results()
            self.shoot(f"{name}-getoond", "projector", "desk")

    def draft(self) -> None:
        """Phones on which something was typed when the slide moves on."""
        here, after = self.trainer.slides[UNSENT - 1 : UNSENT + 1]
        for viewer in self.of("phone"):
            viewer.write(QUESTIONS[UNSENT][0], "Maak eerst tijd voor elkaar")
        self.trainer.act("goto", slide=after)
        for viewer in self.of("phone"):
            viewer.page.locator("#moved").wait_for()
        self.shoot(f"{UNSENT:02}-verder", "phone")
        for viewer in self.of("phone"):
            viewer.page.locator("#moved-go").click()
        self.trainer.act("goto", slide=here)

    def outside(self) -> None:
        """The session before it begins."""
        for viewer in self.of("desk"):
            viewer.page.context.add_cookies(self.trainer.cookies)
        self.visit_page("00-wacht", self.started.join_url, "phone")
        self.visit_page("00-wacht", self.started.desk_url, "desk")
        self.visit_page("00-wacht", self.started.screen_url, "projector")

    def visit_page(self, picture: str, address: str, role: str) -> None:
        for viewer in self.of(role):
            viewer.page.goto(address)
            viewer.shoot(self.out, picture)

    def phones_answer(self, question: str) -> None:
        for viewer in self.of("phone"):
            viewer.answer(question, ANSWERS[question][0])

    def shoot(self, picture: str, *roles: str) -> None:
        for viewer in self.viewers:
            if not roles or viewer.role in roles:
                viewer.shoot(self.out, picture)

    def of(self, role: str) -> list[Viewer]:
        return [viewer for viewer in self.viewers if viewer.role == role]
