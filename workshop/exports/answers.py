"""All answers as rows, a row for each part: the same in every spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from polls import kinds
from polls.figures import Cell, Count, Moment, write_cell
from polls.models import TextMark
from workshop.exports.rounds import QuestionContent, RoundContent

Plain = str | int


def answers_header() -> list[str]:
    return [
        _("antwoord"),
        _("keuze"),
        _("ronde"),
        _("deelnemer"),
        _("na sluiten"),
        _("met de hand"),
        _("status"),
        _("ster"),
        _("labels"),
        _("getoond als"),
        _("omschrijving"),
        _("vraag"),
    ]


def answers_rows(content: QuestionContent, round: RoundContent) -> Iterator[list[Plain]]:
    """What was written and, for own words, what the facilitator made of it."""
    names = kinds.of(content.question).part_names()
    states = {state.value: str(state.label) for state in TextMark.State}
    for answer in round.answers:
        marks = [_("ja") if mark else "" for mark in (answer.late, answer.by_hand)]
        for part in answer.parts:
            row: list[Plain] = [
                plain_value(part.cell),
                part.key,
                round.round,
                answer.respondent,
                *marks,
            ]
            if card := part.card:
                row += [
                    states[card.state],
                    "★" if card.starred else "",
                    ", ".join(content.labels_of(card)),
                    card.text if card.text != part.text else "",
                ]
            else:
                row += [""] * 4
            yield [*row, names.get(part.key, ""), content.question.prompt]


def plain_value(cell: Cell) -> Plain:
    """A count as digits only and a moment by ISO 8601 with its offset from UTC, which a
    program cannot misread; all else as people read it."""
    match cell:
        case Count():
            return cell.value
        case Moment():
            return cell.value.isoformat(timespec="minutes")
        case _:
            return write_cell(cell)
