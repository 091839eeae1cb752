"""The marks of a list in a query."""

from __future__ import annotations

import pytest
from django.db import connection

from polls.sql import value_marks


@pytest.mark.parametrize(("number", "expected"), [(0, ""), (1, "%s"), (3, "%s, %s, %s")])
def test_there_is_a_mark_for_each_value(number: int, expected: str):
    assert value_marks(range(number)) == expected


@pytest.mark.django_db
def test_values_stay_values():
    values = ["a", "'); DROP TABLE polls_response; --"]

    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 'b' IN ({value_marks(values)}), 'a' IN ({value_marks(values)})", values * 2
        )
        found = cursor.fetchone()

    assert tuple(map(bool, found)) == (False, True)
