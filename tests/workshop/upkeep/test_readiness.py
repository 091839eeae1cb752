"""A server whose database is behind its code is not ready."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from workshop.upkeep import readiness

pytestmark = pytest.mark.django_db


def test_migrations_that_were_not_run_are_missed():
    before = readiness.find_needs()

    MigrationRecorder(connection).record_unapplied("polls", "0001_initial")

    assert before == dict.fromkeys(("database", "channel_layer", "migrations", "data_dir"), True)
    assert readiness.find_needs() == {**before, "migrations": False}


def test_a_folder_that_takes_no_files_is_missed(tmp_path: Path, settings: Any):
    before = readiness.find_needs()

    settings.DATA_DIR = tmp_path / "gone"

    assert readiness.find_needs() == {**before, "data_dir": False}
