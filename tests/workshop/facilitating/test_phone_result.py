"""A result as a phone shows it: rows with bars on one measure."""

from __future__ import annotations

import pytest

from polls.figures import Count, Label, Share, Table
from polls.models import LiveSession, Question
from polls.views.renderer import Told
from workshop.facilitating import phone_result
from workshop.facilitating.phone_result import Arranged

pytestmark = pytest.mark.django_db


def arranged(session: LiveSession, table: Table, key: str = "goed", **frame: object) -> Arranged:
    question = Question.objects.get(session=session, key="goed")
    told = Told({"question": key, "state": "closed", **frame}, table, question)
    return phone_result.arrange(session.deck, told)


def parts(found: Arranged) -> list[list[int | None]]:
    return [[field.part for field in row.fields] for row in found.rows]


def test_bars_are_shares_and_the_longest_fills_the_row(session: LiveSession):
    most = (Label("A. Ambitie", "a"), Count(9), Share(9, 12))
    least = (Label("Z"), Count(3), Share(3, 12))

    found = arranged(session, Table(("keuze", "aantal", "deel"), (most, least)))

    assert parts(found) == [[None, 100], [None, 33]]
    assert [row.option and row.option["color"] for row in found.rows] == ["a", None]
    assert found.rows[0].icon.startswith("<svg")
    assert (found.wide, found.growing) == (False, False)


def test_two_sides_have_one_measure_whatever_their_numbers(session: LiveSession):
    row = (Label("A. Ambitie", "a"), Count(10), Share(10, 40), Count(5), Share(5, 10))
    table = Table(("keuze", "goed", "goed, deel", "minder", "minder, deel"), (row,))

    found = arranged(session, table, "goed+minder")

    assert parts(found) == [[None, 50, None, 100]]
    assert (found.wide, found.prompt) == (True, "")


def test_counts_behind_names_are_bars_where_there_are_no_shares(session: LiveSession):
    rows = ((Label("bergen"), Count(4)), (Label("zee"), Count(1)))

    assert parts(arranged(session, Table(("woord", "aantal"), rows))) == [[100], [25]]


def test_a_result_of_nothing_has_rows_without_length(session: LiveSession):
    nothing = (Label("A. Ambitie", "a"), Count(0), Share(0, 0))

    found = arranged(session, Table(("keuze", "aantal", "deel"), (nothing,)), state="open")

    assert parts(found) == [[None, 0]]
    assert found.growing
