"""Programs that watch a server ask by its IP address, and leave nothing in its log."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from workshop.serving import probes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "status"), [("/healthz", 200), ("/readyz", 200), ("/metrics", 403)]
)
def test_a_probe_by_ip_gets_its_answer(
    client: Client, settings: Any, caplog: Any, path: str, status: int
):
    settings.SECURE_SSL_REDIRECT = True

    reply = client.get(path, headers={"Host": "10.20.30.40:8000"})

    assert reply.status_code == status
    assert [record.exc_info for record in caplog.records if record.exc_info] == []
    assert "does not exist" not in caplog.text


def test_a_page_by_ip_is_refused_without_a_traceback(client: Client, caplog: Any):
    reply = client.get("/", headers={"Host": "10.20.30.40:8000"})

    assert reply.status_code == 400
    assert "Invalid HTTP_HOST" in caplog.text


def test_every_probe_is_an_address_of_the_site(client: Client):
    here = {"Host": "127.0.0.1"}

    assert [client.get(path, headers=here).status_code for path in probes.PATHS] == [200] * 3
