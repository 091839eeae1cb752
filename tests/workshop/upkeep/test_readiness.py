"""A server whose database is behind its code is not ready."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from workshop.upkeep import readiness

pytestmark = pytest.mark.django_db


def test_migrations_that_were_not_run_are_missed():
    before = readiness.find_needs()

    MigrationRecorder(connection).record_unapplied("polls", "0001_initial")

    assert before == {"database": True, "channel_layer": True, "migrations": True}
    assert readiness.find_needs() == {**before, "migrations": False}
