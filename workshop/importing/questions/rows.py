"""Questions in a table: a row a question with its options beside it, or below it.

Exports of Microsoft Forms are known by their head: their questions stand in it, and the answers
below tell which could be chosen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from polls.whole_numbers import whole_number
from workshop.importing.questions.asked import Asked
from workshop.importing.questions.lines import read_text, take_mark

Row = Sequence[str]

LOOKED_THROUGH = 15  # rows among which a head stands
PROMPT = re.compile(r"(vraag|question|prompt|stelling|statement|titel|title)\b", re.IGNORECASE)
OPTION = re.compile(
    r"((antwoord|optie|keuze|answer|option|choice|alternative|antwoordoptie)\w*\s*\d*|[a-j])$"
    r"|(answer|option|antwoord|optie)\s*\d",
    re.IGNORECASE,
)
KIND = re.compile(r"(soort|type|kind|vraagtype|question type)\b", re.IGNORECASE)
RIGHT = re.compile(r"\b(correct|right|goed|juist)", re.IGNORECASE)
FORMS = re.compile(  # columns that Microsoft Forms puts in front, in Dutch and English
    r"(id|start ?time|completion time|email|name|last modified time|language|begintijd|starttijd"
    r"|tijd van voltooien|voltooiingstijd|e-mail(adres)?|naam|tijd van laatste wijziging|taal"
    r"|tijdstempel|timestamp|total points|totaal aantal punten|quiz feedback)\d?$",
    re.IGNORECASE,
)
GRADED = re.compile(r"(points|feedback|punten|commentaar) [-–] ", re.IGNORECASE)
FEWEST_FIXED = 3  # of those columns
SEVERAL = ";"  # with which Forms joins several choices
HIGHEST = 10**8  # of an answer that is a number
MOST = 10  # different answers of a question that was a choice


@dataclass(frozen=True, slots=True)
class Head:
    """Which columns hold what; `at` is the row in which they are called so."""

    at: int
    prompt: int
    options: tuple[int, ...]
    kind: int | None


def read_rows(rows: Sequence[Row]) -> list[Asked]:
    rows = [[cell.strip() for cell in row] for row in rows]
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    if sum(bool(FORMS.match(cell)) for cell in rows[0]) >= FEWEST_FIXED:
        return list(read_forms(rows[0], rows[1:]))
    if head := find_head(rows):
        return read_below(head, rows[head.at + 1 :])
    filled = {at for row in rows for at, cell in enumerate(row) if cell}
    if len(filled) == 1:  # one column: as text has it
        [only] = filled
        return read_text("\n".join(row[only] for row in rows))
    return read_below(Head(-1, min(filled), tuple(sorted(filled)[1:]), None), rows)


def find_head(rows: Sequence[Row]) -> Head | None:
    """A row with a name for the questions and one for the options, or for the kind."""
    for at, row in enumerate(rows[:LOOKED_THROUGH]):
        options = tuple(
            place for place, cell in enumerate(row) if OPTION.match(cell) and not RIGHT.search(cell)
        )
        kind = next((place for place, cell in enumerate(row) if KIND.match(cell)), None)
        prompts = [
            place
            for place, cell in enumerate(row)
            if PROMPT.match(cell) and place not in (*options, kind) and not cell.endswith("?")
        ]
        if prompts and (options or kind is not None):
            return Head(at, prompts[0], options, kind)
    return None


def read_below(head: Head, rows: Sequence[Row]) -> list[Asked]:
    found: list[Asked] = []
    for row in rows:
        prompt = cell_of(row, head.prompt)
        options = tuple(filter(None, (bare(cell_of(row, place)) for place in head.options)))
        if prompt:
            kind = cell_of(row, head.kind) if head.kind is not None else ""
            found.append(Asked(bare(prompt), options, kind))
        elif found:
            found[-1] = replace(found[-1], options=(*found[-1].options, *options))
    return found


def read_forms(head: Row, rows: Sequence[Row]) -> Iterator[Asked]:
    """The questions of an export of answers, without the answers themselves."""
    for place, prompt in enumerate(head):
        if not prompt or FORMS.match(prompt) or GRADED.match(prompt):
            continue
        given = [cell for row in rows if (cell := cell_of(row, place))]
        several = any(SEVERAL in cell for cell in given)
        parts = [part.strip() for cell in given for part in cell.split(SEVERAL) if part.strip()]
        counted = Counter(parts)
        chosen = 2 <= len(counted) <= MOST and len(counted) < len(parts)
        yield Asked(
            prompt,
            tuple(sorted(counted, key=order)) if chosen else (),
            "several" if several and chosen else "",
        )


def order(answer: str) -> tuple[bool, int, str]:
    """Numbers by their value, in front; else by the alphabet: nothing tells of the old order."""
    number = whole_number(answer, highest=HIGHEST)
    return (number is None, number or 0, answer.casefold())


def cell_of(row: Row, place: int) -> str:
    return row[place] if place < len(row) else ""


def bare(cell: str) -> str:
    _mark, text = take_mark(cell)
    return text
