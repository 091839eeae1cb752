"""What servers of one database agree on."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from workshop.models import Agreement
from workshop.upkeep import agreed

pytestmark = pytest.mark.django_db


@pytest.fixture
def contracting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release whose migrations take away what releases before 2.3.0 use."""
    made = {version: SimpleNamespace(contracts=version) for version in ("2.3.0", "2.1.0")}
    loaded = SimpleNamespace(disk_migrations={**made, "2.4.0": SimpleNamespace()})
    monkeypatch.setattr(agreed, "MigrationLoader", lambda connection: loaded)


def test_without_anything_taken_away_the_first_release_will_do():
    assert agreed.find_oldest() == agreed.FIRST


def test_migrate_writes_down_the_oldest_release_and_never_an_older_one(contracting: None):
    agreed.forget(agreed.OLDEST)
    agreed.raise_oldest()
    raised = agreed.read(agreed.OLDEST)
    agreed.write(agreed.OLDEST, "2.10.0")

    call_command("migrate", verbosity=0)

    assert raised == "2.3.0"
    assert agreed.read(agreed.OLDEST) == "2.10.0"


def test_a_look_at_what_would_be_done_writes_nothing(capsys: Any):
    agreed.forget(agreed.OLDEST)

    call_command("migrate", plan=True)

    assert agreed.read(agreed.OLDEST) is None


@pytest.mark.django_db(transaction=True)
def test_a_database_of_before_knows_of_nothing():
    with connection.schema_editor() as editor:
        editor.delete_model(Agreement)
    found = agreed.read(agreed.OLDEST)
    agreed.raise_oldest()
    with connection.schema_editor() as editor:
        editor.create_model(Agreement)

    assert found is None
    assert Agreement.objects.count() == 0


def test_a_fingerprint_tells_keys_apart_and_nothing_of_them(settings: Any):
    own = agreed.fingerprint()

    settings.SECRET_KEY = "another" * 8

    assert agreed.fingerprint() != own
    assert settings.SECRET_KEY not in agreed.fingerprint()
