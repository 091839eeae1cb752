"""What a file of a session has to say, by a recount of what was answered."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.workshop.exports.recount import counted, reading
from tests.workshop.exports.recount.cells import Average, Cell, Measure, Part, written
from tests.workshop.exports.recount.counted import Expected
from tests.workshop.exports.recount.drawn import BLOCKS, Drawn, texts_in
from workshop import exports

BESIDE = "De teksten staan bij 'Tips van de groep'."


def made(drawn: Drawn, format: str, *, share: bool) -> bytes:
    return exports.render_format(drawn.source, format, share).content


def all_expected(drawn: Drawn, *, share: bool) -> dict[str, list[Expected]]:
    return {key: counted.count_question(drawn, key, share=share) for key in BLOCKS}


def prompt(key: str) -> str:
    return f"Vraag over {key}"


def rows_of(rows: tuple[tuple[Cell, ...], ...]) -> list[list[str]]:
    return [[written(cell) for cell in row] for row in rows]


def assert_people(drawn: Drawn, facts: dict[str, str], *, share: bool):
    expected = counted.count_people(drawn, share=share)
    assert {name: facts[name] for name in expected} == expected


def dotted_number(value: str) -> str:
    return counted.dotted(int(value)) if value.isdecimal() else value


def expected_remark(key: str, each: Expected, *, last: bool, share: bool) -> str:
    one = "1 tekst wacht nog op de trainer."
    more = f"{each.waiting} teksten wachten nog op de trainer."
    waits = {0: "", 1: one}.get(each.waiting, more)
    beside = BESIDE if key == "tip" and last and each.texts else ""
    return " ".join(filter(None, [each.remark, "" if share else waits, beside]))


def expected_again(
    drawn: Drawn, key: str, rounds: list[Expected]
) -> tuple[str, tuple[tuple[Cell, ...], ...]] | None:
    """The sentence and the table of the last round beside the one before it."""
    before = [each for each in rounds[:-1] if each.answered]
    now = rounds[-1]
    if key not in ("goed", "minder", "keuzes") or not before or not now.answered:
        return None
    then = before[-1]
    moved = counted.moved(drawn, key, then.round, now.round)
    caution = counted.caution(drawn, then.answered, now.answered)
    rows = tuple(
        (old[0], *old[1:3], *new[1:3]) for old, new in zip(then.rows, now.rows, strict=True)
    )
    return " ".join(filter(None, [now.sentence, moved, caution])), rows


def bare(text: str) -> str:
    """A text of a list without its star and what stands behind it."""
    for mark in ("★ uitgelicht ", "(verbeterd)"):
        text = text.replace(mark, "")
    return reading.one_line(text)


def spelled(texts: Counter[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (text, count), times in texts.items():
        found[f"{text} {count}×" if count > 1 else text] += times
    return found


def assert_pairs(drawn: Drawn, sections: dict[str, list[reading.Said]], *, share: bool):
    pairs = counted.count_pairs(drawn, share=share)
    found = [part for name, parts in sections.items() if "Naast elkaar" in name for part in parts]
    for each, part in zip(pairs, found, strict=True):
        assert (part.sentence, part.rows) == (each.sentence, rows_of(each.rows))
        assert part.remark.startswith(each.caution)
        assert ("Gespreksstarter" in part.remark or "gespreksstarter" in part.remark) == each.ruled


def assert_pair_slides(drawn: Drawn, slides: list[reading.Slide], *, share: bool):
    """Those of pairs that anybody answered: title, chart and notes."""
    pairs = [each for each in counted.count_pairs(drawn, share=share) if each.ruled]
    found = [each for each in slides if each.notes and each.notes[0].startswith("Naast elkaar")]
    for each, slide in zip(pairs, found, strict=True):
        assert slide.title == each.sentence or fits(slide.title, each.sentence)
        assert slide.notes[1] == each.sentence
        assert slide.notes[2].startswith(each.caution)
        assert slide.values == [[row[at] for row in each.rows] for at in (1, 3)]
        for line, row in zip(slide.notes[-len(each.rows) :], each.rows, strict=True):
            assert line.startswith(f"{row[0]}: ")
            assert all(written(cell) in line for cell in row[1:])


def assert_pair_sheets(drawn: Drawn, sheets: dict[str, reading.Sheet], *, share: bool):
    pairs = counted.count_pairs(drawn, share=share)
    found = [sheet for name, sheet in sheets.items() if name.endswith("-paar")]
    for each, sheet in zip(pairs, found, strict=True):
        assert str(sheet.rows[3][0]).startswith(f"{each.sentence} {each.caution}".strip())
        assert_numbers(sheet, 4, each.rows)


def came_in(drawn: Drawn) -> list[str]:
    """How the answers came in, as the end of a report says it."""
    given = [each for rounds in drawn.rounds.values() for one in rounds for each in one]
    again = sum(sum(bool(one) for one in rounds) > 1 for rounds in drawn.rounds.values())
    edited, hidden = counted.edits(drawn)
    said = []
    if any(not each.by_hand for each in given):
        said.append("De antwoorden kwamen binnen via de eigen apparaten van de deelnemers.")
    hands = [each for each in given if each.by_hand]
    late = [each for each in given if each.late]
    said += filter(None, [counted.came_in(hands), counted.came_in(late)])
    if again:
        ends = "vraag is vaker gesteld." if again == 1 else "vragen zijn vaker gesteld."
        said.append(f"{again} {ends}")
    if edited:
        one = "tekst of voegde die samen met een andere."
        more = "teksten of voegde ze samen met andere."
        said.append(f"De trainer verbeterde {edited} {one if edited == 1 else more}")
    if hidden:
        said.append(f"De trainer verborg {hidden} {'tekst' if hidden == 1 else 'teksten'}.")
    return said


def near(cell: Cell) -> Any:
    value = cell.number() if isinstance(cell, Part | Average | Measure) else cell
    return pytest.approx(value, rel=1e-12) if isinstance(value, float) else value


def assert_numbers(sheet: reading.Sheet, place: int, rows: tuple[tuple[Cell, ...], ...]):
    """Exact numbers, and shares that are written as they are everywhere."""
    values, formats = sheet.table(place, len(rows))
    for row, found, looks in zip(rows, values, formats, strict=True):
        wanted = [near(cell) for cell in row]
        assert [None if each == "–" else each for each in found[: len(row)]] == wanted
        for cell, look in zip(row, looks, strict=False):
            if isinstance(cell, Part):
                assert look == {"<1%": '"<1%"', ">99%": '">99%"'}.get(cell.written(), "0%")


def expected_parts(drawn: Drawn) -> Counter[tuple[str, str]]:
    """The sheet or file of each part of each answer, and what it says."""
    found: Counter[tuple[str, str]] = Counter()
    for number, (key, rounds) in enumerate(drawn.rounds.items(), 1):
        for given_ in rounds:
            for each in given_:
                found.update((f"{number:02}-{key}", part) for part in texts_in(key, each.value))
    return found


def expected_change(drawn: Drawn, key: str, rounds: list[Expected]) -> str:
    """How many chose something else, as a headline; else what stands out now."""
    before, now = [each for each in rounds if each.answered][-2:]
    return counted.moved(drawn, key, before.round, now.round) or now.headline


def counted_text(text: str, count: int) -> str:
    return f"{text} ({count}×)" if count > 1 else text


def fits(title: str, headline: str) -> bool:
    """Whether a title is the beginning of a headline that is too long for a slide."""
    return title.endswith("…") and headline.startswith(title[:-1]) and len(title) > 80


def assert_slide(slide: reading.Slide, key: str, each: Expected):
    verb = "antwoordde" if each.answered == 1 else "antwoordden"
    told = [prompt(key), each.sentence, f"{each.reach} {verb}.", each.remark]
    assert slide.title == each.headline or fits(slide.title, each.headline)
    assert slide.notes[: len(list(filter(None, told)))] == list(filter(None, told))
    lines = slide.notes[len(list(filter(None, told))) :]
    for line, row in zip(lines, each.rows, strict=True):
        assert line.startswith(f"{row[0]}: ")
        assert all(written(cell) in line for cell in row[1:])
    if key in ("goed", "minder", "keuzes"):
        assert slide.categories == [row[0] for row in each.rows]
        assert slide.values == [[row[1] for row in each.rows]]
        assert slide.labels == [f"{written(row[1])} · {written(row[2])}" for row in each.rows]
    elif key == "volgorde":
        assert slide.values == [[row[1] for row in each.rows]]
    elif key == "punten":
        assert slide.values == [[near(row[1]) for row in each.rows]]
    elif key == "cijfers":
        columns = [[row[at] for row in each.rows] for at in range(2, 7)]
        assert slide.values == columns
    elif key == "kwadrant":
        placed = [row for row in each.rows if row[3]]
        assert slide.values == [[near(row[2])] for row in placed]
