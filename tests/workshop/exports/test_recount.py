"""Every sentence and number of every format equals a plain recount of what was answered.

`make test` draws a few sessions, `make recount` two thousand.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from dataclasses import replace
from typing import Any

import orjson
import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone, translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from polls import retention
from polls.figures import write_cell
from tests.workshop.exports.recount import counted, reading, stored
from tests.workshop.exports.recount.cells import Average, Cell, Measure, Part, written
from tests.workshop.exports.recount.counted import Expected
from tests.workshop.exports.recount.drawn import BLOCKS, Drawn, sessions, texts_in
from workshop import exports
from workshop.exports import content, source
from workshop.exports.formats import one_page

SESSIONS = int(os.environ.get("RECOUNT", "30"))
PAGES = max(2, SESSIONS // 100)  # sessions of which the PDF is read: a second each
# A file takes long to make: a session that fails is shown as it was drawn.
AS_DRAWN: dict[str, Any] = {"suppress_health_check": list(HealthCheck), "phases": [Phase.generate]}
BESIDE = "De teksten staan bij 'Tips van de groep'."

often = settings(max_examples=SESSIONS, **AS_DRAWN)
KINDS = ("keuzes", "tip", "woorden", "vragen")
pytestmark = pytest.mark.timeout(60 if SESSIONS <= 30 else 7200)


def made(drawn: Drawn, format: str, *, share: bool) -> bytes:
    return exports.render_format(drawn.source, format, share).content


def all_expected(drawn: Drawn, *, share: bool) -> dict[str, list[Expected]]:
    return {key: counted.count_question(drawn, key, share=share) for key in BLOCKS}


def prompt(key: str) -> str:
    return f"Vraag over {key}"


def rows_of(rows: tuple[tuple[Cell, ...], ...]) -> list[list[str]]:
    return [[written(cell) for cell in row] for row in rows]


@often
@given(drawn=sessions())
def test_what_all_formats_write_down_is_true(drawn: Drawn):
    """The content that every format gets, before any of them writes it."""
    with translation.override("nl"):
        found = content.make_content(drawn.source)
        for question in found.questions:
            expected = counted.count_question(drawn, question.key)
            for each, round in zip(expected, question.rounds, strict=True):
                said = (round.drawing["sentence"], round.reach, round.remark)
                rows = [[write_cell(cell) for cell in row] for row in round.table.rows]
                texts = Counter((card.text, card.count) for card in round.shown)
                assert (each.round, each.answered) == (round.round, round.answered)
                assert (each.sentence, each.reach, each.remark) == said
                assert each.headline == round.headline
                assert rows_of(each.rows) == (sorted(rows) if question.key == "tip" else rows)
                assert (each.texts, each.waiting) == (texts, round.waiting)


@often
@given(drawn=sessions(), share=st.booleans())
def test_the_report(drawn: Drawn, share: bool):
    page = made(drawn, "html", share=share)
    sections = reading.read_report(page)

    assert_people(drawn, reading.read_facts(page, "html"), share=share)
    for key, rounds in all_expected(drawn, share=share).items():
        parts = sections[prompt(key)]
        if again := expected_again(drawn, key, rounds):
            assert (parts[0].heading, parts[0].sentence) == ("Eerst en nu", again[0])
            assert parts[0].rows == rows_of(again[1])
            parts = parts[1:]
        for each, part in zip(rounds, parts, strict=True):
            last = each is rounds[-1]
            assert part.heading == (f"Ronde {each.round}" if len(rounds) > 1 else "")
            assert (part.sentence, part.reach) == (each.sentence, each.reach)
            assert part.remark == expected_remark(key, each, last=last, share=share)
            drawn_here = each.answered and key not in ("tip", "vragen")
            assert part.rows == (rows_of(each.rows)[:20] if drawn_here else [])
            if not (key == "tip" and last):
                names = {row[0] for row in each.rows} if key in ("keuzes", "woorden") else set()
                wanted = Counter({t: n for t, n in each.texts.items() if t[0] not in names})
                assert Counter(map(bare, part.texts)) == spelled(wanted)
    tips = sections.get("Tips van de groep")
    wanted = all_expected(drawn, share=share)["tip"][-1].texts
    assert Counter(map(bare, tips[0].texts if tips else [])) == spelled(wanted)
    assert_pairs(drawn, sections, share=share)
    if not share:
        [told] = sections.get("Hoe de antwoorden binnenkwamen", [reading.Said("", "", "", "")])
        assert told.texts == came_in(drawn)


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


@often
@given(drawn=sessions(), share=st.booleans())
def test_the_workbook(drawn: Drawn, share: bool):
    book = made(drawn, "xlsx", share=share)
    sheets = reading.read_workbook(book)

    facts = {name: dotted_number(value) for name, value in reading.read_facts(book, "xlsx").items()}
    assert_people(drawn, facts, share=share)
    overview = sheets["Overzicht"].rows[1:]
    expected = [(k, e) for k, es in all_expected(drawn, share=share).items() for e in es]
    for (key, each), row in zip(expected, overview, strict=True):
        reach: Any = [each.reach, None] if each.folded else [each.answered, ...]
        assert row[0] == prompt(key)
        assert row[2:4] == [each.round, reach[0]]
        if not each.folded:
            assert row[4] == near(Part(each.answered, drawn.source.joined))
        assert [row[5] or "", row[6] or ""] == [each.sentence, each.remark]
    for number, (key, rounds) in enumerate(all_expected(drawn, share=share).items(), 1):
        sheet = sheets[f"{number:02}-{key}"]
        if again := expected_again(drawn, key, rounds):
            place = sheet.after("Eerst en nu")
            assert sheet.rows[place][0] == again[0]
            assert_numbers(sheet, place + 1, again[1])
        for each in rounds:
            place = sheet.after(f"Ronde {each.round}: {each.reach}")
            said = " ".join(filter(None, [each.sentence, each.remark]))
            assert (sheet.rows[place][0] or "") == said
            if key != "tip" and not each.folded:
                assert_numbers(sheet, place + 1, each.rows)
    answers = sheets["Antwoorden"].rows[1:]
    if not share:
        assert Counter((row[0], str(row[1])) for row in answers) == expected_parts(drawn)


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


@often
@given(drawn=sessions(), share=st.booleans())
def test_the_presentation(drawn: Drawn, share: bool):
    file = made(drawn, "pptx", share=share)
    slides = reading.read_slides(file)[:-1]  # the last is no question

    facts = reading.read_facts(file, "pptx")
    assert_people(drawn, facts, share=share)
    assert counted.people_sentence(facts) in reading.read_cover(file)
    for key, rounds in all_expected(drawn, share=share).items():
        answered = [each for each in rounds if each.answered]
        mine = [slide for slide in slides if slide.notes and slide.notes[0] == prompt(key)]
        if key in ("tip", "vragen"):
            shown = [line[2:] for slide in slides for line in slide.notes if line.startswith("• ")]
            wanted = [counted_text(*each) for each in rounds[-1].texts.elements()]
            assert not Counter(wanted) - Counter(shown)
            continue
        again = expected_again(drawn, key, rounds)
        assert len(mine) == bool(answered) + bool(again)
        if answered:
            assert_slide(mine[0], key, answered[-1])
        if again:
            assert mine[1].notes[1] == again[0]
            assert mine[1].title == expected_change(drawn, key, rounds)
            assert [line.split(": ", 1)[0] for line in mine[1].notes[2:]] == [
                row[0] for row in again[1]
            ]
            shares = [[row[at] for row in again[1]] for at in (2, 4)]
            assert mine[1].values == [[near(each) for each in some] for some in shares]


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


@often
@given(drawn=sessions(), share=st.booleans())
def test_the_document(drawn: Drawn, share: bool):
    file = made(drawn, "docx", share=share)
    sections = reading.read_document(file)

    assert_people(drawn, reading.read_facts(file, "docx"), share=share)
    for key, rounds in all_expected(drawn, share=share).items():
        parts = sections[prompt(key)]
        if again := expected_again(drawn, key, rounds):
            assert (parts[0].sentence, parts[0].rows) == (again[0], rows_of(again[1]))
            parts = parts[1:]
        for each, part in zip(rounds, parts, strict=True):
            last = each is rounds[-1]
            said = f"{each.reach}. {expected_remark(key, each, last=last, share=share)}".strip()
            drawn_here = each.answered and key not in ("tip", "vragen")
            if key == "woorden" and each.answered and not each.rows:
                drawn_here = False
            assert part.heading == (f"Ronde {each.round}" if len(rounds) > 1 else "")
            assert (part.sentence, part.remark) == (each.sentence, said)
            assert part.rows == (rows_of(each.rows)[:20] if drawn_here else [])
    pairs = counted.count_pairs(drawn, share=share)
    found = [part for name, parts in sections.items() if "Naast elkaar" in name for part in parts]
    for pair, part in zip(pairs, found, strict=True):
        assert (part.sentence, part.rows) == (pair.sentence, rows_of(pair.rows))


@often
@given(drawn=sessions())
def test_the_findings_of_the_one_page(drawn: Drawn):
    with translation.override("nl"):
        found = one_page.find_findings(content.make_shareable(content.make_content(drawn.source)))
        told = {each.prompt: (each.headline, each.caution) for each in found}

    wanted = {}
    for key, rounds in all_expected(drawn, share=True).items():
        last = rounds[-1]
        if last.answered and not (key == "tip" and last.texts):
            quoted = key in ("tip", "vragen") and last.texts
            headline = told[prompt(key)][0] if quoted else last.headline
            wanted[prompt(key)] = (headline, counted.caution(drawn, last.answered))
            if quoted:
                [text] = re.findall("^Onder andere: “(.*)”$", headline)
                assert text in {text for text, _n in last.texts}
    assert told == wanted


@often
@given(drawn=sessions())
def test_the_rows(drawn: Drawn):
    tables = reading.read_tables(made(drawn, "csv", share=False))
    data = orjson.loads(made(drawn, "json", share=False))
    tidy = reading.read_tidy(made(drawn, "tidy", share=False))
    tips = made(drawn, "tips", share=False).decode().splitlines()

    found = Counter(
        (name.removesuffix(".csv"), row[0].removeprefix("'"))
        for name, rows in tables.items()
        if not name.startswith(("00-", "99-"))
        for row in rows[1:]
    )
    assert found == expected_parts(drawn)
    numbers = {key: number for number, key in enumerate(BLOCKS, 1)}
    assert Counter(
        (f"{numbers[row['question']]:02}-{row['question']}", row["number"] or row["text"])
        for row in tidy
    ) == expected_parts(drawn)
    for question in data["questions"]:
        key = question["key"]
        expected = counted.count_question(drawn, key)
        for each, round in zip(expected, question["rounds"], strict=True):
            given_ = drawn.rounds[key][each.round - 1]
            assert round["answered"] == each.answered
            assert Counter(
                (orjson.dumps(e["value"]), e["late"], e["by_hand"]) for e in round["answers"]
            ) == Counter((orjson.dumps(e.value), e.late, e.by_hand) for e in given_)
            shown = [card for card in round["cards"] if card["state"] == "shown"]
            texts = Counter((c["corrected"] or c["text"], c["count"]) for c in shown)
            assert texts == each.texts
    wanted = Counter(text for text, _n in counted.count_question(drawn, "tip")[-1].texts.elements())
    assert (
        Counter(
            line.removeprefix("- ").removeprefix("* ") for line in tips if line.startswith("- ")
        )
        == wanted
    )


@settings(max_examples=PAGES, **AS_DRAWN)
@given(drawn=sessions())
def test_the_pdf(drawn: Drawn):
    page = made(drawn, "pdf", share=False)
    read = ["pdftotext", "-raw", "-", "-"]
    text = "".join(subprocess.run(read, input=page, capture_output=True).stdout.decode().split())

    for name, number in counted.count_people(drawn, share=False).items():
        assert "".join(f"{name[1:]}:{number}".split()) in text
    for key, rounds in all_expected(drawn, share=False).items():
        for each in rounds:
            assert "".join(each.sentence.split()) in text, key
    for pair in counted.count_pairs(drawn):
        assert "".join(pair.sentence.split()) in text


@pytest.mark.django_db
@settings(max_examples=max(10, SESSIONS // 10), **AS_DRAWN)
@given(drawn=sessions())
def test_what_stays_when_the_answers_are_removed(drawn: Drawn, trainer: User):
    with transaction.atomic(), translation.override("nl"):
        session = stored.store(drawn, trainer)
        retention.purge_session(session_id=session.pk, now=timezone.now())
        session.refresh_from_db()
        read = replace(source.read_session(session), joined=drawn.source.joined)
        found = content.make_content(read)
        transaction.set_rollback(True)

        for question in found.questions:
            expected = stored.count_kept(drawn, question.key)
            assert [each.round for each in question.rounds] == [each.round for each in expected]
            for each, round in zip(expected, question.rounds, strict=True):
                said = (round.answered, round.drawing["sentence"], round.headline, round.reach)
                rows = [[write_cell(cell) for cell in row] for row in round.table.rows]
                texts = Counter((card.text, card.count) for card in round.shown)
                assert said == (each.answered, each.sentence, each.headline, each.reach)
                assert round.remark == each.remark
                assert (texts, round.waiting) == (each.texts, each.waiting)
                if question.key != "tip":
                    assert rows_of(each.rows) == rows
