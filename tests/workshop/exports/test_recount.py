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
from tests.workshop.exports.recount.cells import Part
from tests.workshop.exports.recount.drawn import BLOCKS, Drawn, sessions
from tests.workshop.exports.recount.expecting import (
    all_expected,
    assert_numbers,
    assert_pair_sheets,
    assert_pair_slides,
    assert_pairs,
    assert_people,
    assert_slide,
    bare,
    came_in,
    counted_text,
    dotted_number,
    expected_again,
    expected_change,
    expected_parts,
    expected_remark,
    made,
    near,
    prompt,
    rows_of,
    spelled,
)
from workshop.exports import content, source
from workshop.exports.formats import one_page

SESSIONS = int(os.environ.get("RECOUNT", "30"))
PAGES = max(2, SESSIONS // 100)  # sessions of which the PDF is read: a second each
# A file takes long to make: a session that fails is shown as it was drawn.
AS_DRAWN: dict[str, Any] = {"suppress_health_check": list(HealthCheck), "phases": [Phase.generate]}

often = settings(max_examples=SESSIONS, **AS_DRAWN)
KINDS = ("keuzes", "tip", "woorden", "vragen")
pytestmark = pytest.mark.timeout(60 if SESSIONS <= 30 else 7200)


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
    assert_pair_sheets(drawn, sheets, share=share)
    answers = sheets["Antwoorden"].rows[1:]
    if not share:
        assert Counter((row[0], str(row[1])) for row in answers) == expected_parts(drawn)


@often
@given(drawn=sessions(), share=st.booleans())
def test_the_presentation(drawn: Drawn, share: bool):
    file = made(drawn, "pptx", share=share)
    slides = reading.read_slides(file)[:-1]  # the last is no question

    facts = reading.read_facts(file, "pptx")
    assert_people(drawn, facts, share=share)
    assert counted.people_sentence(facts) in reading.read_cover(file)
    assert_pair_slides(drawn, slides, share=share)
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
    listed = reading.read_list(made(drawn, "tips-html", share=False))

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
    assert Counter(listed) == wanted


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
