"""A file a question for spreadsheets: one row for each part of each answer."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from workshop.exports import answers, codebook
from workshop.exports.besides import Beside
from workshop.exports.content import SessionContent
from workshop.exports.rounds import QuestionContent

MEDIA_TYPE = "application/zip"
SUFFIX = "-csv.zip"
# What a spreadsheet takes for the start of a formula (OWASP, CSV injection; ASVS 1.2.10).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")


def render(content: SessionContent) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        facts = [[name, answers.plain_value(value)] for name, value in content.facts]
        facts += [[_("let op"), f"{name}: {caution}"] for name, caution in content.cautions]
        folder.writestr("00-sessie.csv", table(facts))
        for question in content.questions:
            folder.writestr(f"{question.name}.csv", table(rows(question)))
            if any(round.result.removed and not round.folded for round in question.rounds):
                folder.writestr(f"{question.name}-totalen.csv", table(totals(question)))
            for each in question.besides:
                folder.writestr(f"{question.name}-{each.id}.csv", table(beside(each)))
        codes = [codebook.codebook_header(), *codebook.codebook_rows(content.questions)]
        folder.writestr("99-codeboek.csv", table(codes))
    return out.getvalue()


def rows(content: QuestionContent) -> Iterator[Sequence[str | int]]:
    yield answers.answers_header()
    for round in content.rounds:
        yield from answers.answers_rows(content, round)


def totals(content: QuestionContent) -> Iterator[Sequence[str | int]]:
    """What is kept of a question whose answers were removed: its numbers, and its texts."""
    yield [_("ronde"), _("antwoordden"), *content.last.table.columns]
    for round in (each for each in content.rounds if not each.folded):
        for row in round.table.rows:
            yield [round.round, round.answered, *map(answers.plain_value, row)]


def beside(found: Beside) -> Iterator[Sequence[str | int]]:
    """What stands beside the answers: its head, and a row for each option."""
    yield found.table.columns
    for row in found.table.rows:
        yield [answers.plain_value(cell) for cell in row]


def table(rows: Iterable[Sequence[str | int]]) -> bytes:
    """What Excel opens with a double click in Dutch: semicolons, UTF-8 with a byte order
    mark so that it reads accents, lines that end with CRLF. Texts are quoted: LibreOffice
    makes a date of 1-2-2025 otherwise."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_NONNUMERIC)
    for row in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """Text that no spreadsheet runs: a quote in front of what looks like a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
