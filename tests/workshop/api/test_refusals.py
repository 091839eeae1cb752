"""Every refusal has a status, a code and a sentence; our own mistakes stand in the log."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError

from polls.errors import PollsError
from tests.workshop.api.conftest import Program, code_of
from workshop.api import refusals
from workshop.library import workshops


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("token.unknown", 401),
        ("token.read_only", 403),
        ("workshop.unknown", 404),
        ("workshop.trashed", 409),
        ("question.closed", 409),
        ("action.unknown", 404),
        ("step.conflict", 412),
        ("file.large", 413),
        ("file.password", 422),
        ("request.field", 400),
    ],
)
def test_a_code_has_the_status_that_programs_know(code: str, status: int):
    assert refusals.refuse(PollsError(code, "Zo.")).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("problem", "status", "code"),
    [
        (OperationalError("away"), 503, "server.not_stored"),
        (ZeroDivisionError("geheim"), 500, "server.error"),
    ],
)
def test_what_goes_wrong_here_is_told_without_what_it_was(
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    problem: Exception,
    status: int,
    code: str,
):
    def fail(**_named: Any) -> None:
        raise problem

    monkeypatch.setattr(workshops, "list_workshops", fail)

    reply = program.ask("get", "workshops")

    assert (reply.status_code, code_of(reply)) == (status, code)
    assert str(problem) not in reply.content.decode()
    assert [record.exc_info for record in caplog.records if record.name == refusals.__name__]
