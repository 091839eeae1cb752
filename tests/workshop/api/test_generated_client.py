"""A client that a tool made of our OpenAPI brings a workshop, runs it and reads its results."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from http import HTTPStatus
from types import ModuleType
from typing import Any

import httpx
import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.conftest import BARE
from workshop.accounts import tokens
from workshop.api import interface

pytestmark = pytest.mark.django_db
NAME = "made_client"
SETTINGS = {"content_type_overrides": {"text/markdown": "application/octet-stream"}}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package as openapi-python-client writes it, without a warning."""
    folder = tmp_path_factory.mktemp("made")
    described, config = folder / "openapi.json", folder / "config.json"
    described.write_text(json.dumps(interface.describe()))
    config.write_text(json.dumps({**SETTINGS, "post_hooks": []}))
    subprocess.run(
        [
            *(sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning"),
            *("--meta", "none", "--path", str(described), "--config", str(config)),
            *("--output-path", str(folder / NAME)),
        ],
        check=True,
        capture_output=True,
    )
    sys.path.insert(0, str(folder))
    yield importlib.import_module(NAME)
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.split(".")[0] == NAME]:
        del sys.modules[name]


@pytest.fixture
def client(made: ModuleType, trainer: User) -> Any:
    """As its documentation says, with the site behind it instead of a network."""
    token = tokens.make_token(user=trainer, name="proef", scope="write", by="trainer")
    client = made.AuthenticatedClient(base_url="http://testserver", token=token)
    return client.set_httpx_client(
        httpx.Client(
            base_url="http://testserver",
            headers={"Authorization": f"Bearer {token}"},
            transport=httpx.MockTransport(answer),
        )
    )


def answer(request: httpx.Request) -> httpx.Response:
    """What the site itself answers."""
    headers = {**request.headers}
    reply = Client().generic(
        request.method,
        request.url.raw_path.decode(),
        request.read(),
        headers.pop("content-type", ""),
        headers=headers,
    )
    return httpx.Response(reply.status_code, headers=dict(reply.items()), content=reply.content)


def part(name: str) -> Any:
    return importlib.import_module(f"{NAME}.{name}")


def call(name: str, *arguments: Any, **named: Any) -> Any:
    return part(f"api.{name}").sync_detailed(*arguments, **named)


def test_it_does_what_a_trainer_does(client: Any):
    types, models = part("types"), part("models")
    file = types.File(payload=BARE.encode(), file_name="deck.md", mime_type="text/markdown")
    form = models.BringWorkshopMultiPartBodyParams(file=file, title="Samen")

    brought = call("workshops.bring_workshop", client=client, body=form)
    text = call("workshops.read_deck", "samen", client=client)
    listed = call("workshops.list_workshops", client=client)
    new = types.File(payload=text.content.replace(b"Hallo", b"Dag"))
    tag = text.headers["ETag"]
    written = call("workshops.write_deck", "samen", client=client, body=new, if_match=tag)
    late = call("workshops.write_deck", "samen", client=client, body=file, if_match=tag)
    published = call("workshops.publish_workshop", "samen", client=client)
    wanted = models.NewSession(workshop="samen", label="Team 1")
    started = call("sessions.start_session", client=client, body=wanted)
    code = started.parsed.code
    began = call("sessions.act", code, "next", client=client)
    fields = models.ActBody.from_dict({"slide": "stem"})
    moved = call("sessions.act", code, "goto", client=client, body=fields)
    found = call("sessions.list_sessions", client=client, search="Team")
    results = call("sessions.read_results", code, client=client)

    assert (brought.status_code, brought.parsed.questions) == (HTTPStatus.CREATED, 2)
    assert "samen" in [each.slug for each in listed.parsed.workshops]
    assert (written.status_code, written.parsed.edition) == (HTTPStatus.OK, 2)
    assert (late.status_code, late.parsed.error.code) == (412, "step.conflict")
    assert published.parsed.number == 1
    assert (began.parsed.ok, moved.parsed.ok) == (True, True)
    assert [each.code for each in found.parsed.sessions] == [code]
    assert results.parsed.additional_properties["label"] == "Team 1"


def test_it_gets_every_refusal_as_it_was_described(client: Any):
    types, models = part("types"), part("models")
    broken = types.File(payload=BARE.replace("choice", "keuze").encode(), file_name="deck.md")
    form = models.BringWorkshopMultiPartBodyParams(file=broken)

    mistakes = call("workshops.bring_workshop", client=client, body=form)
    unknown = call("sessions.read_results", "10000000", client=client)

    assert mistakes.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert all(problem.line and problem.message for problem in mistakes.parsed.problems)
    assert (unknown.status_code, unknown.parsed.error.code) == (404, "session.unknown")
