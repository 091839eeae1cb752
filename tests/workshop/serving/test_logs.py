"""No answer, token or link in a log, no traceback for what somebody sent, one line an outage."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError, connection
from django.test import Client

from polls import outages
from polls.models import LiveSession
from tests import acting
from workshop.serving.logs import Discreet, Formatter

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
    (handler,) = settings.LOGGING["handlers"].values()

    assert handler["filters"] == ["discreet"]
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
