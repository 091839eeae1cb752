"""Questions in tables of several shapes."""

from __future__ import annotations

from workshop.importing.questions.asked import Asked
from workshop.importing.questions.rows import read_rows

GOOD, WHY = Asked("Hoe gaat het?", ("Goed", "Slecht")), Asked("Waarom?")


def test_options_beside_their_question():
    assert read_rows([["Hoe gaat het?", "Goed", "Slecht"], ["Waarom?", "", ""]]) == [GOOD, WHY]


def test_options_below_their_question():
    assert read_rows([["1. Hoe gaat het?", "a) Goed"], ["", "b) Slecht"], ["2. Waarom?"]]) == [
        *(GOOD, WHY)
    ]


def test_one_column_is_read_as_text():
    assert read_rows([["Hoe gaat het?"], ["- Goed"], ["- Slecht"], [""], ["Waarom?"]]) == [
        GOOD,
        WHY,
    ]


def test_a_head_says_what_stands_where():
    rows = [
        ["Onze quiz", "", "", "", "", ""],
        ["Nr", "Vraag", "Type", "Antwoord 1", "Antwoord 2", "Goed antwoord"],
        ["1", "Hoe gaat het?", "meerkeuze", "Goed", "Slecht", "1"],
        ["2", "Waarom?", "open", "", "", ""],
    ]

    assert read_rows(rows) == [
        Asked("Hoe gaat het?", ("Goed", "Slecht"), "meerkeuze"),
        Asked("Waarom?", (), "open"),
    ]


def test_a_template_of_a_quiz():
    head = ["", "Question - max 120 characters", "Answer 1 - max 75 characters"]
    rows = [
        [*head, "Answer 2 - max 75 characters", "Time limit (sec)", "Correct answer(s)"],
        ["1", "Hoe gaat het?", "Goed", "Slecht", "20", "1,2"],
    ]

    assert read_rows(rows) == [GOOD]


def test_answers_of_forms_give_the_questions_and_not_who_answered():
    fixed = ["ID", "Begintijd", "Tijd van voltooien", "E-mailadres", "Naam"]
    rows = [
        [*fixed, "Hoe gaat het?", "Wat doe je?", "Waarom?", "Points - Waarom?", "Welk cijfer?"],
        ["1", "x", "x", "a@b.nl", "Anna", "Goed", "Lezen;Sporten;", "Omdat ik wil", "1", "3"],
        ["2", "x", "x", "c@d.nl", "Bert", "Slecht", "Lezen;", "Daarom", "0", "10"],
        ["3", "x", "x", "e@f.nl", "Cees", "Goed", "", "Zomaar", "0", "3"],
    ]

    assert read_rows(rows) == [
        GOOD,
        Asked("Wat doe je?", ("Lezen", "Sporten"), "several"),
        WHY,
        Asked("Welk cijfer?", ("3", "10")),
    ]


def test_nothing_is_no_question():
    assert read_rows([]) == read_rows([[""], [" ", ""]]) == []
