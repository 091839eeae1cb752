"""Requests that do not fit are refused by the name of the field, and change nothing."""

from __future__ import annotations

import pytest

from polls.models import LiveSession
from tests.workshop.api.conftest import Program, code_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("{}", "workshop"),
        ('{"workshop": 1}', "workshop"),
        (
            '{"workshop": "beter-samenwerken", "label": ["x"], "rehearsal": "misschien"}',
            "label, reh",
        ),
        ('{"workshop": "beter-samenwerken", "trainer": "x"}', "trainer"),
        ('{"workshop": "beter-samenwerken", "label": "\\u0000"}', "label"),
        ('{"workshop": "beter-samenwerken", "label": "\\ud800"}', "label"),
        ('{"workshop": "beter-samenwerken", "label": "%s"}' % ("x" * 20_001), "label"),
        ('"tekst"', "body"),
        ("[]", "body"),
        ("", "body"),
    ],
)
def test_a_field_that_is_wrong_is_named(program: Program, body: str, names: str):
    reply = program.ask("post", "sessions", body)

    assert (reply.status_code, code_of(reply)) == (400, "request.field")
    assert f": {names}" in reply.json()["error"]["message"]
    assert not LiveSession.objects.exists()


@pytest.mark.parametrize("body", ["{", "\x00", '{"a": ' * 2_000, b"\xff\xfe"])
def test_what_is_no_json_is_refused(program: Program, body: str | bytes):
    reply = program.ask("post", "sessions", body)

    assert (reply.status_code, code_of(reply)) == (400, "request.malformed")


def test_a_form_is_refused(program: Program):
    reply = program.post("/api/v1/sessions", {"workshop": "beter-samenwerken"})

    assert (reply.status_code, code_of(reply)) == (400, "request.malformed")


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=99999999999", "search=" + "x" * 101])
def test_a_wrong_query_is_named(program: Program, query: str):
    reply = program.ask("get", f"sessions?{query}")

    assert code_of(reply) == "request.field"
    assert query.partition("=")[0] in reply.json()["error"]["message"]
