"""A list of questions becomes slides, a question each, of the kind that it seems to be."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.authoring import markup
from workshop.importing import assembling, packages
from workshop.importing.imported import File, Imported, LeftOut, ReadSlide
from workshop.importing.plain_text import decode, guess_language, is_plain
from workshop.importing.questions.asked import Asked
from workshop.importing.questions.kinds import guess_kind
from workshop.importing.questions.lines import read_text
from workshop.importing.questions.rows import read_rows
from workshop.importing.questions.workbook import ROWS, read_workbook

CELL = 2_000  # characters of a question
SEPARATORS = ";,\t|"
ENDINGS_OF_TEXT = (".txt", ".text")
ENDINGS_OF_TABLES = (".csv", ".tsv")


def is_text(file: File) -> bool:
    return file.ending in ENDINGS_OF_TEXT and is_plain(file)


def is_table(file: File) -> bool:
    return file.ending in ENDINGS_OF_TABLES and is_plain(file)


def is_workbook(file: File) -> bool:
    return packages.is_kind(file, "xl/")


def read_questions(file: File) -> Imported:
    """A text in which a line is a question, its options below it."""
    return make_slides(file, read_text(decode(file.content)))


def read_table(file: File) -> Imported:
    """A text in which a line is a row."""
    text = decode(file.content)
    separator = find_separator(text)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))[:ROWS]
    except csv.Error:
        raise PollsError(
            "file.unreadable", _("Deze csv is niet te lezen. Bewaar die opnieuw als .csv.")
        ) from None
    return make_slides(file, read_rows(rows))


def read_spreadsheet(file: File) -> Imported:
    return make_slides(file, read_rows(read_workbook(file.content)))


def find_separator(text: str) -> str:
    """What parts the cells of most lines; the first line may say so itself, as Excel has it."""
    lines = [line for line in text.splitlines() if line.strip()][:20]
    return max(SEPARATORS, key=lambda sign: sum(sign in line for line in lines))


def make_slides(file: File, questions: Sequence[Asked]) -> Imported:
    questions = [each for each in questions if any(map(str.isalnum, each.prompt))]
    if not questions:
        raise PollsError(
            "file.no_questions",
            _("Hierin staat geen vraag. Zet elke vraag op een regel, met de antwoorden eronder."),
        )
    assembling.refuse_number(len(questions))
    language = guess_language(" ".join(each.prompt for each in questions))
    slides = [make_slide(number, each, language) for number, each in enumerate(questions, 1)]
    file.progress(len(slides), len(slides))
    many = [slide for slide in slides if slide.question and slide.question.body]
    return assembling.assemble(
        title=file.title,
        language=language,
        slides=slides,
        left_out=[
            LeftOut(slide.number, _("De antwoorden: een keuze heeft er twee tot tien."))
            for slide in many
        ],
    )


def make_slide(number: int, asked: Asked, language: str) -> ReadSlide:
    options = (f"- {markup.to_plain_line(option)}" for option in asked.options)
    return ReadSlide(
        number=str(number),
        title=markup.to_one_line(asked.prompt)[:CELL],
        body="\n".join(options),
        layout="list",
        chapter=asked.chapter,
        question=guess_kind(asked, language),
        choice="question",
    )
