"""The session on one A4, made to be mailed the same afternoon: findings, pair, tips, agreements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workshop.decks.names import list_names
from workshop.exports import report
from workshop.exports.content import SessionContent
from workshop.exports.formats import html, pdf
from workshop.exports.rounds import RoundContent
from workshop.exports.tables import one_line, writable_text
from workshop.exports.tips import tip_groups

MEDIA_TYPE = "application/pdf"
SUFFIX = "-a4.pdf"
TIPS = 5
AGREED = 8  # lines of agreements at most, before findings give way
SIZES = (10.5, 9.5, 8.5, 7.5)  # points, from the one that reads best
LONGEST = 160  # characters of a tip or an agreement


@dataclass(frozen=True, slots=True)
class Finding:
    """A question with what stands out in its answers, and beside them."""

    prompt: str
    headline: str
    caution: str
    besides: tuple[str, ...] = ()


def render(content: SessionContent) -> bytes:
    """The first way in which everything stands on one page, from large to small letters; then
    without what stands beside the findings, and with fewer of those."""
    maker = pdf.weasyprint()
    for told, size in attempts(content):
        laid_out = pdf.lay_out(maker, page(told, size))
        if len(laid_out.pages) == 1:
            break
    return pdf.write(laid_out)


def attempts(content: SessionContent) -> Iterator[tuple[Mapping[str, Any], float]]:
    told = context(content)
    for size in SIZES:
        yield told, size
    findings = [replace(each, besides=()) for each in told["findings"]]
    if findings != told["findings"]:
        told = {**told, "findings": findings, "besides_left": True}
        yield told, SIZES[-2]
        yield told, SIZES[-1]
    for number in range(len(findings) - 1, -1, -2):
        left = len(findings) - number
        yield {**told, "findings": findings[:number], "left": left}, SIZES[-1]
    yield {**told, "findings": [], "left": len(findings), "picture": "", "pair": None}, SIZES[-1]


def context(content: SessionContent) -> Mapping[str, Any]:
    pair = next(reversed([each for each in content.pairs if each.drawing["figure"]["data"]]), None)
    agreed = [line.strip() for line in content.session.agreed.splitlines() if line.strip()]
    return {
        "report": content,
        "names": list_names(content.deck),
        "logo_src": report.logo_source(content, live=False),
        "findings": find_findings(content),
        "left": 0,
        "besides_left": False,
        "people": content.people.sentence,
        "pair": pair,
        "picture": report.draw_picture(pair.drawing) if pair else SafeString(),
        "tips": [shorten(text) for text in five_tips(content)],
        "agreed": [shorten(line) for line in agreed[:AGREED]],
        "agreed_left": max(0, len(agreed) - AGREED),
    }


def find_findings(content: SessionContent) -> list[Finding]:
    """What stands out of each question that was answered and is not among the tips."""
    return [
        Finding(
            each.question.prompt,
            headline_of(each.last),
            each.last.caution,
            tuple(f"{beside.name}: {beside.sentence}" for beside in each.besides),
        )
        for each in content.questions
        if each.last.answered and not (each in content.harvest and each.last.shown)
    ]


def headline_of(round: RoundContent) -> str:
    """What stands out; of texts one of them, as a number of texts is no finding."""
    if not (round.as_cards and round.shown):
        return round.headline
    return _("Onder andere: “%(text)s”") % {"text": shorten(round.shown[0].text)}


def five_tips(content: SessionContent) -> list[str]:
    """Starred ones first, then what most people wrote; one under two labels stands once."""
    cards = {card.id: card for group in tip_groups(content) for card in group.cards}
    ranked = sorted(cards.values(), key=lambda card: (not card.starred, -card.count))
    return [card.text for card in ranked[:TIPS]]


def shorten(text: str) -> str:
    words = one_line(text)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def page(told: Mapping[str, Any], size: float) -> str:
    style = f"{pdf.faces()}{html.colors()}html{{font-size:{size}pt}}"
    return writable_text(render_to_string("report/one_page.html", {**told, "style": style}))
