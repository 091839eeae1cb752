"""Options with points."""

from __future__ import annotations

from typing import Any

from polls.figures import Bar, draw_scores
from polls.figures.scores import write_places, write_points

SOFT = '<span style="color:var(--ink-soft)">'


def bars(*counts: int) -> list[Bar]:
    return [Bar(f"o{place}", f"Optie {place}", count) for place, count in enumerate(counts)]


def texts(figure: dict[str, Any]) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def test_points_have_their_unit_and_an_average_its_decimal():
    assert write_points(12, 1) == f"<b>12</b>\N{NO-BREAK SPACE}{SOFT}punten</span>"
    assert write_points(1, 1) == f"<b>1</b>\N{NO-BREAK SPACE}{SOFT}punt</span>"
    assert write_points(25, 2) == f"<b>12,5</b>\N{NO-BREAK SPACE}{SOFT}punten</span>"
    assert write_points(2, 2) == f"<b>1,0</b>\N{NO-BREAK SPACE}{SOFT}punten</span>"


def test_who_shares_a_place_is_told_so_in_words_and_nothing_shares_none():
    assert write_places(bars(9, 4, 4, 2)) == ["", "gedeelde plek 2", "gedeelde plek 2", ""]
    assert write_places(bars(0, 0, 3)) == ["", "", ""]


def test_a_shared_place_stands_beside_the_name_or_where_there_is_no_room_behind_the_points():
    few, many = draw_scores(bars(4, 4, 1), 3), draw_scores(bars(*[4] * 9), 3)

    assert texts(few).count("gedeelde plek 1") == 2
    assert "gedeelde plek 1" in many["data"][0]["text"][0]
    assert "gedeelde plek 1" not in texts(many)


def test_the_average_of_all_options_stands_on_the_axis():
    assert "gemiddeld 3,0\u00a0punten" in texts(draw_scores(bars(4, 4, 1), 3))
    assert "gemiddeld 1,0\u00a0punten" in texts(draw_scores(bars(4, 4, 1), 3, 3))


def test_without_answers_there_is_neither():
    assert texts(draw_scores(bars(0, 0), 0)) == ["Optie 0", "Optie 1", "Nog geen antwoorden"]
