"""The tips of a group: the texts that a later slide shows as cards, by label."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polls.naming import name_of
from polls.texts.cards import Card
from workshop.exports.content import SessionContent
from workshop.exports.rounds import QuestionContent


@dataclass(frozen=True, slots=True)
class Group:
    """The tips of one label, or those without; starred ones first."""

    label: str
    color: str
    cards: list[Card]


def tip_groups(content: SessionContent) -> list[Group]:
    return [group for question in content.harvest for group in groups_of(question)]


def tip_cautions(content: SessionContent) -> list[str]:
    """Warnings that belong above the tips: few people gave them."""
    found = (question.last.caution for question in content.harvest)
    return list(dict.fromkeys(filter(None, found)))


def groups_of(question: QuestionContent) -> list[Group]:
    """A group for each label; a tip with two labels stands in both."""
    shown, found = question.last.shown, []
    for label in question.question.labels:
        having = [card for card in shown if label["key"] in card.labels]
        found.append(Group(name_of(label), label.get("color", ""), having))
    rest = [card for card in shown if not card.labels]
    heading = _("Overige tips") if any(group.cards for group in found) else _("Tips")
    return [group for group in [*found, Group(heading, "", rest)] if group.cards]
