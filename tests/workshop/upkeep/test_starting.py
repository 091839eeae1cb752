"""What keeps a server from starting says what to do, and changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from redis import Redis as Client

from tests.faults.services import Redis, running
from workshop.management.commands import serve
from workshop.release import VERSION
from workshop.upkeep import agreed, starting
from workshop.upkeep.starting import CannotStart

pytestmark = pytest.mark.django_db


def test_a_server_that_is_older_than_its_database_does_not_start():
    starting.ensure_not_older()
    MigrationRecorder(connection).record_applied("elsewhere", "0001_of_another_program")
    starting.ensure_not_older()

    MigrationRecorder(connection).record_applied("polls", "9999_of_tomorrow")
    agreed.forget(agreed.OLDEST)

    with pytest.raises(CommandError, match=r"newer version of Polshoogte .*polls.9999_of_tomorrow"):
        serve.prepare_server(migrates=True)


def test_a_server_that_the_newer_schema_can_do_with_starts_and_says_so():
    """An old one that is restarted in the middle of an upgrade."""
    MigrationRecorder(connection).record_applied("polls", "9999_of_tomorrow")
    agreed.write(agreed.OLDEST, VERSION)

    (note,) = serve.prepare_server(migrates=True)

    assert f"{VERSION} can work beside" in note
    assert agreed.read(agreed.OLDEST) == VERSION


def test_a_server_that_misses_what_was_taken_away_says_which_release_it_takes():
    MigrationRecorder(connection).record_applied("polls", "9999_of_tomorrow")
    agreed.write(agreed.OLDEST, "99.1.0")

    with pytest.raises(CommandError, match=f"takes 99.1.0 or newer, and this is {VERSION}"):
        serve.prepare_server(migrates=True)


def test_the_only_server_of_a_database_may_get_another_key(settings: Any):
    starting.ensure_same_key()
    kept = agreed.read(agreed.KEY)
    settings.SECRET_KEY = "another" * 8

    starting.ensure_same_key()

    assert agreed.read(agreed.KEY) != kept


def test_a_server_that_may_not_migrate_says_who_has_to():
    starting.ensure_migrated()

    MigrationRecorder(connection).record_unapplied("polls", "0001_initial")

    with pytest.raises(CommandError, match=r"not up to date \(1 migrations .* `migrate` first"):
        serve.prepare_server(migrates=False)


def test_a_redis_that_asks_a_password_says_where_it_goes(settings: Any, tmp_path: Path):
    redis = Redis(tmp_path)
    with running(redis):
        settings.REDIS_URL = redis.url
        starting.ensure_let_in()
        with Client.from_url(redis.url) as administrator:
            administrator.config_set("requirepass", "geheim")

        for url in (redis.url, redis.url.replace("://", "://:wrong@")):
            settings.REDIS_URL = url
            with pytest.raises(CannotStart, match="redis://:PASSWORD@host:6379/0"):
                starting.ensure_let_in()

        settings.REDIS_URL = redis.url.replace("://", "://:geheim@")
        starting.ensure_let_in()


def test_a_redis_that_is_away_keeps_nobody_from_starting(settings: Any):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    starting.ensure_let_in()
