"""PowerPoint: a slide a question with a chart that can be edited, the numbers in the notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls.figures import Table, fill_sentence, write_cell, write_people, write_whole
from polls.texts.cards import Card
from workshop.exports import powerpoint, tables, tips
from workshop.exports.content import SessionContent
from workshop.exports.powerpoint import Deck
from workshop.exports.rounds import QuestionContent

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SUFFIX = ".pptx"
SHORT = 150  # characters of an answer on a slide; the notes have all of it
TIPS = 3  # slides with the tips of one label; the notes have the others


def render(content: SessionContent) -> bytes:
    day = formats.date_format(content.date, "j F Y")
    deck = Deck(f"{content.title} · {day}")
    cover(deck, content, day)
    for question in content.questions:
        if not question.last.as_cards:
            chart(deck, question)
        elif not (question in content.harvest and harvest(deck, question)):
            cards(deck, question)
    for pair in content.pairs:
        table: Table = pair.drawing["table"]
        drawn = tables.drawn_pair(table)
        said = f"{pair.drawing['sentence']} {pair.caution}".strip()
        deck.chart(pair.title, said, drawn, [*table_lines(table), pair.remark])
    closing(deck, content)
    return deck.save(title=content.title, language=content.language, made=content.made)


def cover(deck: Deck, content: SessionContent, day: str) -> None:
    lines = [content.deck.title, f"{day} · {write_people(content.joined)}", content.footer]
    if content.session.rehearsal:
        lines.insert(0, content.rehearsal_text)
    slide = deck.cover(content.title, lines)
    powerpoint.write_notes(slide, [f"{name}: {write_cell(value)}" for name, value in content.facts])


def chart(deck: Deck, content: QuestionContent) -> None:
    """The last round, and beside the one before when there was one."""
    round = content.last
    title, sentence = content.question.prompt, f"{round.drawing['sentence']} {answered(content)}"
    drawn = tables.drawn_columns(round.table) if round.answered else None
    deck.chart(title, sentence, drawn, table_lines(round.table))
    if again := content.again:
        both = tables.drawn_again(again["table"])
        deck.chart(title, again["sentence"], both, table_lines(again["table"]))


def cards(deck: Deck, content: QuestionContent) -> None:
    """The first answers that may be shown large, all of them in the notes."""
    shown = content.last.shown
    slide = deck.slide(content.question.prompt, content.last.drawing["sentence"])
    page = next(powerpoint.split_pages(face(card, content.labels_of(card)) for card in shown), [])
    more = ngettext("en nog %(n)s antwoord", "en nog %(n)s antwoorden", len(shown) - len(page))
    powerpoint.write_texts(slide, [*page, *left(more, shown, page)])
    told = [content.question.prompt, answered(content)]
    powerpoint.write_notes(slide, [*told, *(f"• {labelled(content, card)}" for card in shown)])


def harvest(deck: Deck, content: QuestionContent) -> bool:
    """Slides of their own for the tips of each label; whether there were any."""
    groups = tips.groups_of(content)
    for group in groups:
        pages = list(powerpoint.split_pages(map(face, group.cards)))
        shown, rest = pages[:TIPS], sum(map(len, pages[TIPS:]))
        title = _("Tips: %(label)s") % {"label": group.label} if group.color else group.label
        cards = iter(group.cards)
        for number, page in enumerate(shown, 1):
            place = f" ({number}/{len(shown)})" if len(shown) > 1 else ""
            slide = deck.slide(f"{title}{place}", content.question.prompt, group.color)
            last = number == len(shown)
            more = ngettext("en nog %(n)s tip", "en nog %(n)s tips", rest)
            powerpoint.write_texts(
                slide, [*page, *([fill_sentence(more, n=rest)] if last and rest else [])]
            )
            told = list(cards) if last else [next(cards) for _text in page]
            about = [content.question.prompt, answered(content)] if number == 1 else []
            powerpoint.write_notes(slide, chain(about, (f"• {card.text}" for card in told)))
    return bool(groups)


def closing(deck: Deck, content: SessionContent) -> None:
    """Where the pictures and the model come from."""
    slide = deck.slide(_("Over deze cijfers"), content.footer)
    powerpoint.write_texts(slide, content.deck.attribution)


def left(sentence: str, all: Sequence[Any], shown: Sequence[Any]) -> list[str]:
    """How many there are besides those that are shown."""
    number = len(all) - len(shown)
    return [fill_sentence(sentence, n=number)] if number else []


def face(card: Card, labels: Sequence[str] = ()) -> str:
    """A card as it stands on a slide: shortened, starred, how many wrote or want it, and what
    the facilitator labelled it with."""
    text = powerpoint.one_line(card.text)
    text = text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
    told = " · ".join([counted(card, text), *labels])
    return f"★ {told}" if card.starred else told


def labelled(content: QuestionContent, card: Card) -> str:
    return " · ".join([counted(card, card.text), *content.labels_of(card)])


def counted(card: Card, text: str) -> str:
    return f"{text} ({write_whole(card.count)}×)" if card.count > 1 else text


def answered(content: QuestionContent) -> str:
    return f"{content.last.reach_sentence} {content.last.remark}".strip()


def table_lines(table: Table) -> Iterator[str]:
    for name, *cells in table.rows:
        columns = zip(table.columns[1:], cells, strict=True)
        yield f"{write_cell(name)}: " + ", ".join(
            f"{column} {write_cell(cell)}" for column, cell in columns
        )
