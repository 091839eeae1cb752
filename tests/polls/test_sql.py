"""The marks of a list in a query."""

from __future__ import annotations

import pytest
from django.db import connection

from polls.models import Question
from polls.sql import columns_of, one_of, value_marks


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


@pytest.mark.django_db
def test_one_of_many_ids_is_found_on_either_database():
    condition, values = one_of("id", [2, 4])

    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM (SELECT 1 AS id UNION SELECT 2 UNION SELECT 4) WHERE {condition}",
            values,
        )
        found = cursor.fetchall()

    assert sorted(found) == [(2,), (4,)]


@pytest.mark.django_db
def test_the_columns_of_a_model_are_those_that_it_knows():
    found = columns_of(Question)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {found} FROM polls_question")
        columns = [column[0] for column in cursor.description]

    assert columns == [field.column for field in Question._meta.concrete_fields]


def test_postgresql_gets_one_list_of_the_type_of_ids(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "vendor", "postgresql")

    assert one_of("id", [2, 4]) == ("id = ANY(%s::bigint[])", [[2, 4]])
