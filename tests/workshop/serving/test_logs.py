"""No answer, token or link in a log, no traceback for what somebody sent, one line an outage."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError, connection
from django.test import Client
from prometheus_client import REGISTRY

from polls import outages
from polls.models import LiveSession
from tests import acting
from workshop.serving import logs, request_ids
from workshop.serving.logs import Counted, Discreet, Formatter, JsonFormatter

pytestmark = pytest.mark.django_db
SECRET = "wat-iemand-antwoordde"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the server's own handler writes."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Formatter("%(levelname)s %(name)s: %(message)s"))
    handler.addFilter(Discreet())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)
    outages.database.since = None


def test_the_server_logs_by_this_handler():
    handlers = settings.LOGGING["handlers"]

    assert [each["filters"] for each in handlers.values()] == [["discreet"]] * len(handlers)
    assert settings.LOGGING["root"]["handlers"] == ["console", "counted"]
    assert settings.LOGGING["filters"]["discreet"]["()"] == f"{Discreet.__module__}.Discreet"
    assert settings.LOGGING["formatters"]["line"]["()"] == f"{Formatter.__module__}.Formatter"


def test_a_page_is_named_and_its_link_is_not(client: Client, session: LiveSession, log: Any):
    acting.act(session, "cohost-invite")
    session.refresh_from_db()
    strict = Client(enforce_csrf_checks=True)

    strict.post(f"/cohost/{session.cohost_token}/hide/", {"card": SECRET})
    client.get("/screen/made-up-token-of-a-screen/")
    client.get(f"/no-such-place/{SECRET}/")

    lines = log.getvalue()
    assert "Forbidden" in lines
    assert "/cohost/<str:token>/<str:action>/" in lines
    assert "Not Found: /screen/<str:token>/" in lines
    assert "an address that does not exist" in lines
    for secret in (session.cohost_token, "made-up-token", SECRET):
        assert secret not in lines


def test_what_somebody_sent_leaves_no_traceback(client: Client, log: Any):
    client.get("/", headers={"Host": "no such host!"})
    client.post("/language/", b"--x", content_type="multipart/form-data; boundary=\xff")

    assert "Traceback" not in log.getvalue()
    assert len(log.getvalue().splitlines()) == 2


def test_a_mistake_of_ours_has_its_traceback(log: Any):
    """The control of the two tests around this one."""
    try:
        raise KeyError("ours")
    except KeyError:
        logging.getLogger("polls").exception("A mistake")

    assert "Traceback" in log.getvalue()
    assert "KeyError: 'ours'" in log.getvalue()


def test_what_a_database_says_of_a_row_is_left_out(log: Any):
    try:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT '{SECRET}' FROM no_such_{SECRET.replace('-', '_')}")
        except OperationalError as problem:
            raise IntegrityError(f"Failing row contains ({SECRET})") from problem
    except IntegrityError:
        logging.getLogger("polls").exception("A batch was not stored")

    assert "IntegrityError, from OperationalError" in log.getvalue()
    assert "test_logs.py" in log.getvalue()
    assert SECRET not in log.getvalue().replace("def test", "").split("IntegrityError, from")[1]
    assert "Failing row contains (wat" not in log.getvalue()


def test_an_outage_is_two_lines(log: Any):
    logger = logging.getLogger("polls.realtime.hub")
    for _time in range(50):
        try:
            raise OperationalError("connection refused\nmore of it")
        except OperationalError:
            logger.exception("The heartbeat could not read the database")
    outages.database.ended()
    outages.database.ended()

    began, ended = log.getvalue().splitlines()
    assert "The database is away: OperationalError (connection refused)" in began
    assert "The database is back" in ended


@pytest.fixture
def json_log(log: io.StringIO) -> io.StringIO:
    logging.getLogger().handlers[-1].setFormatter(JsonFormatter())
    return log


def test_a_line_of_json_has_its_time_zone_its_request_and_its_traceback(json_log: Any):
    token = request_ids.current.set("0" * 32)
    try:
        raise KeyError("ours")
    except KeyError:
        logging.getLogger("polls").exception("A mistake of %s", "today")
    finally:
        request_ids.current.reset(token)

    line = json.loads(json_log.getvalue())
    assert datetime.fromisoformat(line.pop("time")).tzinfo is not None
    assert "KeyError: 'ours'" in line.pop("exception")
    assert line == {
        "level": "ERROR",
        "logger": "polls",
        "message": "A mistake of today",
        "request": "0" * 32,
    }


def test_json_keeps_the_same_secrets(json_log: Any):
    try:
        raise IntegrityError(f"Failing row contains ({SECRET})")
    except IntegrityError:
        logging.getLogger("polls").exception("A batch was not stored")
    Client().get(f"/no-such-place/{SECRET}/")

    assert SECRET not in json_log.getvalue()
    assert [json.loads(line)["request"] for line in json_log.getvalue().splitlines()] == [None] * 2


def test_uvicorn_has_the_same_format_beside_django():
    chosen = json.loads(logs.UVICORN_JSON.read_text())

    assert chosen["formatters"]["json"] == settings.LOGGING["formatters"]["json"]


def test_what_a_stranger_was_refused_for_is_no_error_of_ours(client: Client, log: Any):
    def counted() -> float:
        return REGISTRY.get_sample_value("polshoogte_errors_total") or 0

    handler = Counted(logging.ERROR)
    logging.getLogger().addHandler(handler)
    before = counted()
    client.get("/", headers={"Host": "no such host!"})
    refused = counted() - before
    logging.getLogger("polls").error("A mistake")
    logging.getLogger().removeHandler(handler)

    assert (refused, counted() - before >= 1) == (0, True)
