"""A SECRET_KEY that another server does not have."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from workshop.upkeep import agreed, starting
from workshop.upkeep.starting import CannotStart

pytestmark = pytest.mark.django_db


def test_a_second_server_with_another_key_does_not_start(settings: Any):
    assert connection.vendor == "sqlite"
    starting.ensure_same_key()
    kept = agreed.read(agreed.KEY)
    settings.SECRET_KEY = "another" * 8

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "vendor", "postgresql")  # of which there may be two
        with pytest.raises(CannotStart, match=r"Give every server the same SECRET_KEY .* new_key"):
            starting.ensure_same_key()
        refused = agreed.read(agreed.KEY)
        call_command("new_key", verbosity=0)
        starting.ensure_same_key()

    assert refused == kept
    assert agreed.read(agreed.KEY) != kept
