"""A program of a trainer, with a token that may write and one that may only read."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from workshop.accounts import tokens


class Program(Client):
    """Asks /api/v1/ with a token, in JSON."""

    def __init__(self, token: str = "") -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        super().__init__(headers=headers)

    def ask(self, method: str, place: str, body: Any = "", **more: Any) -> Any:
        sent = {} if method == "get" else {"data": body, "content_type": "application/json"}
        return getattr(self, method)(f"/api/v1/{place}", **{**sent, **more})


def code_of(reply: Any) -> str:
    """The code of a refusal, which has a sentence too."""
    error = reply.json()["error"]
    assert error["message"].endswith((".", "…"))
    return error["code"]


def make_program(user: User, scope: str = "write") -> Program:
    return Program(tokens.make_token(user=user, name="proef", scope=scope, by="trainer"))


@pytest.fixture
def program(trainer: User) -> Program:
    return make_program(trainer)


@pytest.fixture
def reader(trainer: User) -> Program:
    return make_program(trainer, "read")
