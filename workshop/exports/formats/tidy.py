"""For analysts: all answers in one tidy table, a row a value, and the codebook beside it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from polls import kinds
from polls.figures import Count
from workshop.exports.answers import Plain, plain_value
from workshop.exports.content import SessionContent
from workshop.exports.formats.csv import safe
from workshop.exports.rounds import AnswerContent, Part, QuestionContent, RoundContent

MEDIA_TYPE = "application/zip"
SUFFIX = "-tidy.zip"
# Names that stay the same in every language, so that one script reads all sessions.
COLUMNS = {
    "session": "the code of the session",
    "started": "when the session began, ISO 8601 with its offset from UTC",
    "question": "the key of the question in the deck",
    "kind": "the kind of the question",
    "round": "1 for the first time that it was asked, and so on",
    "respondent": "a person on one slide; never the same value on another slide, so that "
    "nothing links them",
    "code": "the key of the option, or of the option and its axis; empty for own words",
    "label": "what the code stands for",
    "number": "the value, where it is a number",
    "text": "the value, where it is words",
    "late": "1: came in shortly after the question was closed",
    "by_hand": "1: counted or entered by the facilitator, of nobody who can be linked",
    "state": "own words: shown, hidden or pending",
    "starred": "1: own words that the facilitator starred",
    "labels": "keys of the labels that the facilitator gave, with a space between",
    "shown_as": "own words: what they were corrected into or counted with",
}
GROUPS = {
    "session": "as above",
    "question": "as above",
    "round": "as above",
    "by": "the key of the question whose groups these are; before or now, of two sessions",
    "groups": "the key of the group; more with + between, - for people who chose none",
    "answered": "how many people of the group answered",
    "code": "the key of the option",
    "value": "its share, from 0 to 1, or its mean",
}
CODES = ("question", "code", "label", "prompt", "values")


def render(content: SessionContent) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("answers.csv", table(tuple(COLUMNS), answer_rows(content)))
        if any(question.besides for question in content.questions):
            folder.writestr("groups.csv", table(tuple(GROUPS), group_rows(content)))
        folder.writestr("codebook.csv", table(CODES, code_rows(content)))
    return out.getvalue()


def answer_rows(content: SessionContent) -> Iterator[Sequence[Plain]]:
    session = (content.session.code, content.date.isoformat(timespec="minutes"))
    for question in content.questions:
        names = kinds.of(question.question).part_names()
        for round in question.rounds:
            for answer in round.answers:
                for part in answer.parts:
                    yield [*session, *one_row(question, round, answer, part, names)]


def one_row(
    question: QuestionContent,
    round: RoundContent,
    answer: AnswerContent,
    part: Part,
    names: dict[str, str],
) -> Sequence[Plain]:
    number = isinstance(part.cell, Count)
    value, card = plain_value(part.cell), part.card
    return [
        question.key,
        question.question.kind,
        round.round,
        f"{question.question.slide}-{answer.respondent}",
        part.key,
        names.get(part.key, ""),
        value if number else "",
        "" if number else value,
        int(answer.late),
        int(answer.by_hand),
        card.state if card else "",
        int(card.starred) if card else "",
        " ".join(card.labels) if card else "",
        card.text if card and card.text != part.text else "",
    ]


def group_rows(content: SessionContent) -> Iterator[Sequence[Plain | float]]:
    """A row for each option of each group, of what may be told by group."""
    for question in content.questions:
        for beside in question.besides:
            for round, *rest in beside.rows:
                yield [content.session.code, question.key, round, *rest]


def code_rows(content: SessionContent) -> Iterator[Sequence[Plain]]:
    """The columns, then every question with its codes and labels."""
    for column, meaning in COLUMNS.items():
        yield ["", column, meaning, "", ""]
    for column, meaning in GROUPS.items():
        if any(question.besides for question in content.questions):
            yield ["groups.csv", column, meaning, "", ""]
    for content_of in content.questions:
        question, kind = content_of.question, kinds.of(content_of.question)
        yield [question.key, "", "", question.prompt, kind.value_words()]
        for code, name in kind.part_names().items():
            yield [question.key, code, name, "", ""]
        for label in question.labels:
            yield [question.key, label["key"], label["label"], "", ""]


def table(head: Sequence[str], rows: Iterable[Sequence[Plain | float]]) -> bytes:
    """RFC 4180 in UTF-8: what pandas and R read without being told anything."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(head)
    for row in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue().encode()
