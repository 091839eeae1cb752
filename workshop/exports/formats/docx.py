"""Word: the report as one edits it further, with headings, native tables and charts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from polls.figures import Statistic, Table, Text, fill_sentence
from polls.texts.cards import Card
from workshop.exports import report, slide_charts, tables
from workshop.exports.content import SessionContent
from workshop.exports.formats.pptx import counted
from workshop.exports.word import Draw, Writing

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIX = ".docx"


def render(content: SessionContent) -> bytes:
    writing, told = Writing(content.language), report.report_context(content)
    cover(writing, content)
    written(writing, _("Notities"), content.session.notes)
    written(writing, _("Afspraken en acties"), content.session.agreed)
    charts = find_charts(content)
    for each in told["sections"]:
        section(writing, each, charts)
    tips(writing, told["tips"])
    if told["came_in"]:
        writing.heading(_("Hoe de antwoorden binnenkwamen"), 1)
        writing.list([(sentence, False) for sentence in told["came_in"]])
    pace(writing, content)
    writing.paragraph(content.footer)
    for line in content.deck.attribution:
        writing.paragraph(line)
    return writing.save(title=content.title, language=content.language, made=content.made)


def cover(writing: Writing, content: SessionContent) -> None:
    if content.logo:
        writing.logo(content.logo)
    writing.title(content.title)
    if content.session.rehearsal:
        writing.paragraph("", strong=content.rehearsal_text)
    rows = tuple((Text(capfirst(name)), value) for name, value in content.facts)
    writing.table(Table((_("gegeven"), _("waarde")), rows), words=True)


def written(writing: Writing, heading: str, words: str) -> None:
    """What the trainer wrote, below a heading."""
    if words.strip():
        writing.heading(heading, 1)
        writing.lines(words)


def find_charts(content: SessionContent) -> Mapping[str, Draw]:
    """How each part of the report is drawn, by its id; clouds stand in the table alone."""
    found: dict[str, Draw] = {}
    for question in content.questions:
        for round in question.rounds if question.question.kind != "words" else ():
            words = round.drawing["sentence"]
            draw = partial(slide_charts.draw_round, round=round, words=words)
            found[f"{question.name}-{round.round}"] = draw
        if again := question.again:
            drawn, said = tables.drawn_again(again["table"]), again["sentence"]
            bars = partial(slide_charts.draw_bars, drawn=drawn, words=said)
            found[f"{question.name}-again"] = bars
        for beside in (each for each in question.besides if each.bars):
            drawn = tables.drawn_groups(beside.table)
            bars = partial(slide_charts.draw_bars, drawn=drawn, words=beside.sentence)
            found[f"{question.name}-{beside.id}"] = bars
    for pair in content.pairs:
        drawn, said = tables.drawn_pair(pair.drawing["table"]), pair.drawing["sentence"]
        found[f"{pair.name}-pair"] = partial(slide_charts.draw_bars, drawn=drawn, words=said)
    return found


def section(writing: Writing, section: report.Section, charts: Mapping[str, Draw]) -> None:
    writing.heading(section.title, 1)
    for part in section.parts:
        if part.heading:
            writing.heading(part.heading, 2)
        answered = f"{part.answered}." if part.answered else ""
        said = " ".join(filter(None, [answered, part.remark]))
        writing.paragraph(said, strong=part.sentence, joined=bool(part.figure))
        if part.id in charts and part.figure:
            writing.chart(charts[part.id], f"{section.title} {part.sentence}")
        if part.figure and part.table:
            shades = tables.shade_counts(part.table) if part.shaded else None
            writing.table(part.table, shades=shades)
        writing.list([(face(each.card, each.labels), each.card.starred) for each in part.texts])
        if part.left_out:
            more = _("En nog %(n)s: die staan in de Excel- en CSV-bestanden.")
            writing.paragraph(fill_sentence(more, n=part.left_out))
    writing.lines(section.note)


def tips(writing: Writing, groups: list[report.Group]) -> None:
    if groups:
        writing.heading(_("Tips van de groep"), 1)
    for group in groups:
        writing.heading(group.label, 2)
        writing.list([(face(card, ()), card.starred) for card in group.cards])


def face(card: Card, labels: list[str] | tuple[()]) -> str:
    """A text with how many gave it and its labels; a star stands before it."""
    star = "★ " if card.starred else ""
    improved = [_("(verbeterd)")] if card.edited else []
    return " · ".join([f"{star}{' '.join([counted(card, card.text), *improved])}", *labels])


def pace(writing: Writing, content: SessionContent) -> None:
    if not content.pace:
        return
    writing.heading(_("Tempo"), 1)
    rows = tuple(
        (
            Text(f"{each.slide.number}. {each.slide.label}"),
            Statistic(each.planned),
            Statistic(each.taken),
        )
        for each in content.pace
    )
    writing.table(Table((_("Slide"), _("Gepland (min)"), _("Duurde (min)")), rows))
