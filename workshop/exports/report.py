"""The report of a session: what its page, its file and its PDF have in common."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls.figures import Table, fill_sentence, write_cell, write_minutes
from polls.kinds.questions import ASIDE
from polls.models import TextMark
from polls.questions.audience_questions import ANSWERED
from polls.results import tallies
from polls.texts.cards import Card
from workshop.decks.names import list_names
from workshop.exports import svg
from workshop.exports.content import SessionContent
from workshop.exports.pairs import PairContent
from workshop.exports.rounds import QuestionContent, RoundContent
from workshop.exports.tables import writable_text
from workshop.exports.tips import Group, tip_groups

TEXTS = 50  # texts of a question; the spreadsheets have all
ROWS = 20  # rows of a table
SHORT = 10  # rows of a table that stays on one page with its chart
LAST = 1000  # where the questions beside the deck stand among the slides


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text with the labels that the facilitator gave it."""

    card: Card
    labels: list[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One chart with its sentence, its table and the words beside it."""

    id: str
    heading: str
    answered: str
    sentence: str
    remark: str
    figure: Mapping[str, Any] | None
    svg: SafeString
    table: Table | None
    left_out: int
    texts: list[ShownText]
    shaded: bool = False  # its table has a darker cell for a higher number

    @property
    def together(self) -> bool:
        """Whether the chart and its table fit on one page."""
        return bool(self.figure and self.table and len(self.table.rows) <= SHORT)


@dataclass(frozen=True, slots=True)
class Section:
    """A question or a pair, in the order of the slides."""

    id: str
    slide: int
    title: str
    parts: list[Part]
    question: str
    note: str


def report_body(content: SessionContent, *, live: bool) -> str:
    """The report between header and footer of a page; `live` has fields and drawing scripts."""
    return writable_text(
        render_to_string(
            "report/_body.html",
            report_context(content) | {"live": live, "logo_src": logo_source(content, live=live)},
        )
    )


def logo_source(content: SessionContent, *, live: bool) -> str:
    """The logo's address on the site, or all of it in a file."""
    if content.logo is None or live:
        return content.logo.address if content.logo else ""
    return f"data:image/png;base64,{base64.b64encode(content.logo.png).decode()}"


def report_context(content: SessionContent) -> dict[str, Any]:
    return {
        "report": content,
        "names": list_names(content.deck),
        "sections": report_sections(content),
        "tips": report_tips(content),
        "pace": content.pace,
        "pace_sentence": say_pace(content),
        "came_in": list(came_in(content)),
    }


def say_pace(content: SessionContent) -> str:
    """How long the slides took, and how long that was to be."""
    text = ngettext(
        "Deze slide duurde %(taken)s; gepland was %(planned)s.",
        "Deze slides duurden samen %(taken)s; gepland was %(planned)s.",
        len(content.pace),
    )
    taken, planned = (
        write_minutes(sum(getattr(pace, part) for pace in content.pace))
        for part in ("taken", "planned")
    )
    return text % {"taken": taken, "planned": planned}


def report_tips(content: SessionContent) -> list[Group]:
    return [group for group in tip_groups(content) if group.cards]


def report_sections(content: SessionContent) -> list[Section]:
    found = [
        question_section(question, among_tips=question in content.harvest)
        for question in content.questions
    ]
    found += [pair_section(pair) for pair in content.pairs]
    return sorted(found, key=lambda section: section.slide)


def question_section(content: QuestionContent, *, among_tips: bool) -> Section:
    """`among_tips`: the texts of its last round stand below, with the tips of the group."""
    several = len(content.rounds) > 1
    parts = [round_part(content, round, several) for round in content.rounds]
    if among_tips and parts[-1].texts:
        below = _("De teksten staan bij 'Tips van de groep'.")
        remark = f"{parts[-1].remark} {below}".strip()
        parts[-1] = replace(parts[-1], texts=[], left_out=0, remark=remark)
    if content.again:
        parts.insert(0, drawn_part(f"{content.name}-again", content.again, _("Eerst en nu")))
    parts += [
        replace(
            drawn_part(f"{content.name}-{each.id}", each.drawing, each.heading),
            shaded=not each.bars,
        )
        for each in content.besides
    ]
    return Section(
        id=content.name,
        slide=content.slide.number if content.slide else LAST,
        title=content.question.prompt,
        parts=parts,
        question=content.key,
        note=content.question.note,
    )


def round_part(content: QuestionContent, round: RoundContent, several: bool) -> Part:
    table = round.table
    names = {write_cell(row[0]) for row in table.rows}
    texts = [card for card in round.shown if round.as_cards or card.text not in names]
    drawn = bool(round.answered) and not round.as_cards
    waiting = ngettext(
        "%(n)s tekst wacht nog op de trainer.",
        "%(n)s teksten wachten nog op de trainer.",
        round.waiting,
    )
    waits = fill_sentence(waiting, n=round.waiting) if round.waiting else ""
    remarks = [round.remark, waits, dealt_with(content, round)]
    return Part(
        id=f"{content.name}-{round.round}",
        heading=_("Ronde %(round)d") % {"round": round.round} if several else "",
        answered=round.reach,
        sentence=round.drawing["sentence"],
        remark=" ".join(filter(None, remarks)),
        figure=round.drawing["figure"] if drawn else None,
        svg=draw_picture(round.drawing) if drawn else SafeString(),
        table=replace(table, rows=table.rows[:ROWS]) if drawn else None,
        left_out=max(0, len(texts) - TEXTS if round.as_cards else len(table.rows) - ROWS),
        texts=[ShownText(card, content.labels_of(card)) for card in texts[:TEXTS]],
    )


def dealt_with(content: QuestionContent, round: RoundContent) -> str:
    """How many questions of the room were answered."""
    if content.key != ASIDE or not round.shown:
        return ""
    asked, answered = len(round.shown), sum(ANSWERED in card.labels for card in round.shown)
    if asked == 1:
        return _("Die is beantwoord.") if answered else _("Die is niet beantwoord.")
    text = ngettext(
        "%(answered)s van de %(asked)s vragen is beantwoord.",
        "%(answered)s van de %(asked)s vragen zijn beantwoord.",
        answered,
    )
    return fill_sentence(text, answered=answered, asked=asked)


def pair_section(content: PairContent) -> Section:
    only = drawn_part(f"{content.name}-pair", content.drawing, remark=content.remark)
    return Section(content.name, content.slide.number, content.title, [only], "", note="")


def drawn_part(id: str, drawing: Mapping[str, Any], heading: str = "", *, remark: str = "") -> Part:
    """A drawing of more than one round or question."""
    return Part(
        id=id,
        heading=heading,
        answered="",
        sentence=drawing["sentence"],
        remark=remark,
        figure=drawing["figure"],
        svg=draw_picture(drawing),
        table=drawing["table"],
        left_out=0,
        texts=[],
    )


def draw_picture(drawing: Mapping[str, Any]) -> SafeString:
    return mark_safe(svg.draw_figure(drawing["figure"], drawing["sentence"]))  # noqa: S308  # ours


def came_in(content: SessionContent) -> Iterator[str]:
    """How the data came in, and what the facilitator did to it."""
    rounds = [round for question in content.questions for round in question.rounds]
    if any(round.answered > round.result.by_hand for round in rounds):
        yield _("De antwoorden kwamen binnen via de eigen apparaten van de deelnemers.")
    if counted := tallies.by_hand_words(sum(round.result.by_hand for round in rounds)):
        yield counted
    if late := tallies.late_words(sum(round.result.late for round in rounds)):
        yield late
    again = sum(len(question.rounds) > 1 for question in content.questions)
    edited = count_texts(content, lambda card: card.edited or bool(card.merged))
    hidden = count_texts(content, lambda card: card.state == TextMark.State.HIDDEN)
    for number, one, more in (
        (again, _("%(n)s vraag is vaker gesteld."), _("%(n)s vragen zijn vaker gesteld.")),
        (
            edited,
            _("De trainer verbeterde %(n)s tekst of voegde die samen met een andere."),
            _("De trainer verbeterde %(n)s teksten of voegde ze samen met andere."),
        ),
        (
            hidden,
            _("De trainer verborg %(n)s tekst."),
            _("De trainer verborg %(n)s teksten."),
        ),
    ):
        if number:
            yield fill_sentence(one if number == 1 else more, n=number)


def count_texts(content: SessionContent, holds: Callable[[Card], bool]) -> int:
    """The texts of which something holds; one that came in several rounds is one text."""
    return sum(
        len({card.id for round in question.rounds for card in round.result.cards if holds(card)})
        for question in content.questions
    )
