"""What of a session may be handed on: nothing that the room did not see, no small groups."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import replace
from functools import partial

from polls import kinds
from polls.figures import Text
from polls.texts.cards import Card
from workshop.exports.rounds import AnswerContent, Part, QuestionContent, RoundContent


def share_question(content: QuestionContent, told: Collection[str]) -> QuestionContent:
    """A question without the trainer's note, and with its rounds as they may be shared; by
    groups of a question only where that one is told of too."""
    question = copy(content.question)
    question.note = ""
    return replace(
        content,
        question=question,
        asked=[share_round(round) for round in content.asked],
        besides=tuple(each for each in content.besides if {*each.sources} <= {*told}),
    )


def share_round(round: RoundContent) -> RoundContent:
    """A round with its texts as they were shown; of fewer people than the smallest group
    nothing but that there were some."""
    kind = kinds.of(round.result.question)
    if 0 < round.answered < round.minimum:
        nobody = replace(round.result, tally=kind.tally([]), cards=(), late=0, by_hand=0)
        return replace(round, result=nobody, given=[], read_answers=list, folded=True)
    shown = {card.id: share_card(card) for card in round.result.cards if card.shown}
    return replace(
        round,
        result=replace(round.result, cards=tuple(shown.values())),
        read_answers=partial(share_answers, round, shown),
    )


def share_answers(round: RoundContent, shown: Mapping[str, Card]) -> list[AnswerContent]:
    names = kinds.of(round.result.question).part_names()
    return [share_answer(answer, shown, names) for answer in round.answers]


def share_card(card: Card) -> Card:
    """A text as it was shown, without what it was before."""
    return replace(card, original=card.text, edited=False, merged=())


def share_answer(
    answer: AnswerContent, shown: Mapping[str, Card], names: Mapping[str, str]
) -> AnswerContent:
    """An answer without what was not shown; of a choice with own words the choice stays."""
    parts = [share_part(part, shown, names) for part in answer.parts]
    kept = [part for part in parts if part is not None]
    return AnswerContent(answer.respondent, answer.value, kept, answer.late, answer.by_hand)


def share_part(part: Part, shown: Mapping[str, Card], names: Mapping[str, str]) -> Part | None:
    if part.card is None:
        return part
    if card := shown.get(part.card.id):
        return Part(part.key, Text(card.text), card)
    return Part(part.key, Text(names[part.key]), None) if part.key in names else None
