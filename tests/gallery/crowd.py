"""A room of 37 people whose answers fill every chart and every wall of cards."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

PEOPLE = 37

ANSWERS: dict[str, list[Any]] = tomllib.loads(Path(__file__).with_name("answers.toml").read_text())


class Crowd:
    """People with a cookie and a network each, who all answer when asked.

    From one network the desk would warn of them: they answer at once and never connect.
    """

    def __init__(self, site: str, code: str, people: int = PEOPLE) -> None:
        self.home = f"{site}/{code}/"
        self.people = [
            httpx.Client(
                headers={"Accept": "application/json", "X-Forwarded-For": f"10.0.0.{number}"}
            )
            for number in range(1, people + 1)
        ]
        for person in self.people:
            person.get(self.home).raise_for_status()

    def close(self) -> None:
        for person in self.people:
            person.close()

    def answer(self, question: str) -> None:
        """Give everyone's answer; a few people always stay silent."""
        self.give(question, list(itertools.islice(itertools.cycle(ANSWERS[question]), PEOPLE)), 2)

    def give(self, question: str, values: Sequence[Any], silent: int = 0) -> None:
        """Each gives the next of these answers, but those who stay silent."""
        for person, value in zip(self.people[silent:], values, strict=False):
            body = {"question": question, "round": 1, "seq": 1, "value": value}
            reply = person.post(f"{self.home}answers/", json=body)
            assert reply.status_code == httpx.codes.OK, reply.text
