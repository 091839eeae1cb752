"""PowerPoint: a presentation one can give. Findings are titles, in the order of the deck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls.figures import fill_sentence, write_cell, write_whole
from polls.texts.cards import Card
from workshop.exports import powerpoint, slide_charts, slide_tables, tables, tips
from workshop.exports.content import Audience, SessionContent
from workshop.exports.pairs import PairContent
from workshop.exports.powerpoint import Deck
from workshop.exports.rounds import QuestionContent
from workshop.exports.slide_charts import table_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SUFFIX = ".pptx"
SHORT = 150  # characters of an answer on a slide; the notes have all of it
TIPS = 3  # slides with the tips of one label; the notes have the others
LAST = 10_000  # where questions beside the deck stand among its slides

Part = QuestionContent | PairContent


def render(content: SessionContent) -> bytes:
    day = formats.date_format(content.date, "j F Y")
    deck = Deck(f"{content.title} · {day}", content.logo)
    cover(deck, content, day)
    chapters = {chapter.id: chapter.title for chapter in content.deck.chapters}
    for chapter, parts in groupby(deck_order(content), key=chapter_of):
        if chapter in chapters:
            deck.chapter(chapters[chapter])
        for part in parts:
            pair(deck, part) if isinstance(part, PairContent) else question(deck, content, part)
    agreements(deck, content)
    closing(deck, content)
    return deck.save(title=content.title, language=content.language, made=content.made)


def deck_order(content: SessionContent) -> list[Part]:
    """The questions that were answered and the pairs, in the order of their slides."""
    asked: list[Part] = [each for each in content.questions if each.answered]
    asked += [each for each in content.pairs if each.good.answered or each.less.answered]
    return sorted(asked, key=lambda each: each.slide.number if each.slide else LAST)


def chapter_of(part: Part) -> str:
    return part.slide.chapter if part.slide else ""


def cover(deck: Deck, content: SessionContent, day: str) -> None:
    lines = [content.deck.title, f"{day} · {content.people.sentence}", content.footer]
    if content.audience == Audience.ALL:
        lines.append(content.audience_text)
    if content.private:
        lines.append(content.private_text)
    if content.aside:
        lines.append(content.aside_text)
    if content.session.rehearsal:
        lines.insert(0, content.rehearsal_text)
    slide = deck.cover(content.title, lines)
    powerpoint.write_notes(slide, [f"{name}: {write_cell(value)}" for name, value in content.facts])


def question(deck: Deck, content: SessionContent, part: QuestionContent) -> None:
    if not part.last.as_cards:
        chart(deck, part)
        besides(deck, part)
    elif not (part in content.harvest and harvest(deck, part)):
        cards(deck, part)


def chart(deck: Deck, content: QuestionContent) -> None:
    """The last round that was answered, and beside the one before when there was one."""
    round = next(round for round in reversed(content.rounds) if round.answered)
    prompt = content.question.prompt
    said = f"{prompt} {round.reach_sentence} {round.remark}".strip()
    slide = deck.slide(round.headline, said)
    words = f"{prompt} {round.drawing['sentence']}"
    left = slide_charts.draw_round(slide, round, words)
    powerpoint.write_caption(slide, left)
    told = [prompt, round.drawing["sentence"], round.reach_sentence, round.remark]
    powerpoint.write_notes(slide, [*filter(None, told), *table_of(round.table)])
    if again := content.again:
        said = f"{prompt} {round.drawing['sentence']}" if again["moved"] else prompt
        slide = deck.slide(again["moved"] or round.headline, f"{said} {round.caution}".strip())
        slide_charts.draw_bars(slide, tables.drawn_again(again["table"]), again["sentence"])
        powerpoint.write_notes(slide, [prompt, again["sentence"], *table_of(again["table"])])


def besides(deck: Deck, content: QuestionContent) -> None:
    """A slide for each drawing that stands beside the answers."""
    prompt = content.question.prompt
    for each in content.besides:
        slide = deck.slide(each.heading, prompt)
        if each.bars:
            slide_charts.draw_bars(slide, tables.drawn_groups(each.table), each.sentence)
        else:
            slide_tables.draw_table(slide, each.table, each.sentence)
        powerpoint.write_caption(slide, each.sentence)
        powerpoint.write_notes(slide, [prompt, each.heading, each.sentence, *table_of(each.table)])


def pair(deck: Deck, content: PairContent) -> None:
    """Two choices beside each other, with the rule behind what they are called."""
    drawing = content.drawing
    said = f"{content.title}. {content.caution}".strip()
    slide = deck.slide(drawing["sentence"], said)
    slide_charts.draw_bars(slide, tables.drawn_pair(drawing["table"]), drawing["sentence"])
    powerpoint.write_caption(slide, classes_of(content))
    told = [content.title, drawing["sentence"], content.remark]
    powerpoint.write_notes(slide, [*filter(None, told), *table_of(drawing["table"])])


def classes_of(content: PairContent) -> str:
    """'A. Ambitie: Kracht · B. Belangen: Aandacht', and by which rule."""
    table = content.drawing["table"]
    named = len(table.columns) > 5  # else too few people answered for a class
    classes = [f"{write_cell(row[0])}: {write_cell(row[-1])}" for row in table.rows if named]
    return " ".join(filter(None, [" · ".join(classes), content.rule]))


def cards(deck: Deck, content: QuestionContent) -> None:
    """The first answers that may be shown large, all of them in the notes."""
    shown = content.last.shown
    said = f"{content.last.drawing['sentence']} {content.last.remark}".strip()
    slide = deck.slide(content.question.prompt, said)
    faces = [face(card, content.labels_of(card)) for card in shown]
    page = next(powerpoint.split_pages(faces), [])
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
        said = f"{content.question.prompt} {content.last.caution}".strip()
        cards = iter(group.cards)
        for number, page in enumerate(shown, 1):
            place = f" ({number}/{len(shown)})" if len(shown) > 1 else ""
            slide = deck.slide(f"{title}{place}", said, group.color)
            last = number == len(shown)
            more = ngettext("en nog %(n)s tip", "en nog %(n)s tips", rest)
            powerpoint.write_texts(
                slide, [*page, *([fill_sentence(more, n=rest)] if last and rest else [])]
            )
            told = list(cards) if last else [next(cards) for _text in page]
            about = [content.question.prompt, answered(content)] if number == 1 else []
            powerpoint.write_notes(
                slide, chain(about, (f"• {counted(card, card.text)}" for card in told))
            )
    return bool(groups)


def agreements(deck: Deck, content: SessionContent) -> None:
    """What the group agreed, line by line."""
    lines = [line for line in content.session.agreed.splitlines() if line.strip()]
    for page in powerpoint.split_pages(lines):
        powerpoint.write_texts(deck.slide(_("Afspraken en acties")), page)


def closing(deck: Deck, content: SessionContent) -> None:
    """Where the pictures and the model come from, and what nobody answered."""
    slide = deck.slide(_("Over deze cijfers"), content.footer)
    without = [each for each in content.questions if not each.answered]
    unanswered = sum(not each.folded for each in without)
    few = len(without) - unanswered
    powerpoint.write_texts(slide, content.deck.attribution)
    nobody = ngettext(
        "%(n)s vraag kreeg geen antwoord en heeft geen slide.",
        "%(n)s vragen kregen geen antwoord en hebben geen slide.",
        unanswered,
    )
    some = ngettext(
        "%(n)s vraag kreeg te weinig antwoorden om te delen en heeft geen slide.",
        "%(n)s vragen kregen te weinig antwoorden om te delen en hebben geen slide.",
        few,
    )
    told = [fill_sentence(text, n=n) for text, n in ((nobody, unanswered), (some, few)) if n]
    powerpoint.write_caption(slide, " ".join(told))
    powerpoint.write_notes(slide, [each.question.prompt for each in without])


def left(sentence: str, all: Sequence[Any], shown: Sequence[Any]) -> Iterator[str]:
    """How many there are besides those that are shown."""
    if number := len(all) - len(shown):
        yield fill_sentence(sentence, n=number)


def face(card: Card, labels: Sequence[str] = ()) -> str:
    """A card as it stands on a slide: shortened, starred, how many wrote or want it, and what
    the facilitator labelled it with."""
    text = tables.one_line(card.text)
    text = text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
    told = " · ".join([counted(card, text), *labels])
    return f"★ {told}" if card.starred else told


def labelled(content: QuestionContent, card: Card) -> str:
    return " · ".join([counted(card, card.text), *content.labels_of(card)])


def counted(card: Card, text: str) -> str:
    return f"{text} ({write_whole(card.count)}×)" if card.count > 1 else text


def answered(content: QuestionContent) -> str:
    return f"{content.last.reach_sentence} {content.last.remark}".strip()
