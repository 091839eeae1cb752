"""A room of 37 people whose answers fill every chart and every wall of cards."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path
from typing import Any

import httpx

PEOPLE = 37

ANSWERS: dict[str, list[Any]] = tomllib.loads(Path(__file__).with_name("answers.toml").read_text())


class Crowd:
    """People with a cookie each, who all answer when asked."""

    def __init__(self, site: str, code: str, people: int = PEOPLE) -> None:
        self.home = f"{site}/{code}/"
        self.people = [httpx.Client(headers={"Accept": "application/json"}) for _ in range(people)]
        for person in self.people:
            person.get(self.home).raise_for_status()

    def close(self) -> None:
        for person in self.people:
            person.close()

    def answer(self, question: str) -> None:
        """Give everyone's answer; a few people always stay silent."""
        for person, value in zip(self.people[2:], itertools.cycle(ANSWERS[question])):
            body = {"question": question, "round": 1, "seq": 1, "value": value}
            reply = person.post(f"{self.home}answers/", json=body)
            assert reply.status_code == httpx.codes.OK, reply.text
