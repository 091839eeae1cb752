"""Every option of DATABASE_URL reaches the driver; one that nobody knows is an error."""

from __future__ import annotations

import dj_database_url
import pytest
from django.core.exceptions import ImproperlyConfigured

from workshop import database_url

POSTGRES = "postgresql://me:geheim@db/polls"


def complete(url: str) -> dict[str, object]:
    return database_url.complete_settings(dj_database_url.parse(url))


def test_options_for_postgresql_stand_beside_ours():
    found = complete(f"{POSTGRES}?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=3")

    assert found["OPTIONS"] == {
        "sslmode": "verify-full",
        "sslrootcert": "/etc/ca.pem",
        "connect_timeout": "3",
        **database_url.POSTGRESQL,
    }


def test_an_option_is_text_as_it_stood_there():
    found = complete(f"{POSTGRES}?application_name=True&sslcompression=0")

    assert found["OPTIONS"] == {
        "application_name": "true",
        "sslcompression": "0",
        **database_url.POSTGRESQL,
    }


def test_an_option_for_sqlite_goes_before_ours():
    found = complete("sqlite:////tmp/db.sqlite3?timeout=5")

    assert found["OPTIONS"] == {**database_url.SQLITE, "timeout": 5}


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (f"{POSTGRES}?ssl_mode=require", "an option 'ssl_mode' that this database does not know"),
        (f"{POSTGRES}?ssl_mode=require", "or choose from: application_name, "),
        (f"{POSTGRES}?pool=9", "'pool'"),
        (f"{POSTGRES}?user=other", "'user'"),
        (f"{POSTGRES}?sslmode=require&sslmode=disable", "'sslmode' twice. Keep one."),
        ("sqlite:////tmp/db.sqlite3?transaction_mode=DEFERRED", "'transaction_mode'"),
        ("mysql://me:geheim@db/polls", "has to begin with postgresql:// or sqlite://"),
    ],
)
def test_what_nobody_would_see_to_is_an_error_that_says_what_to_do(url: str, told: str):
    with pytest.raises(ImproperlyConfigured) as raised:
        complete(url)

    assert told in str(raised.value)
    assert "geheim" not in str(raised.value)
