"""Moderation: which of the room's own words are shown, and how. Answers never change."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from polls import kinds
from polls.errors import PollsError
from polls.kinds.base import clean_text
from polls.models import Question, TextMark
from polls.questions.answer_rows import read_rows
from polls.texts.aids import guard_question
from polls.texts.cards import default_state, read_cards
from polls.texts.index import TextIndex, read_index

State = TextMark.State
LONGEST = 1000  # characters of a corrected text


# What a facilitator decides. The question's row is locked, and whoever called saves it.


def set_card_state(question: Question, *, ids: Sequence[str], state: str) -> None:
    """Show, hide or hold back texts. A text that was merged stands by itself again."""
    if state not in State.values:
        raise PollsError("card.state", _("Kies uit: tonen, verbergen of laten wachten."))
    check_texts(question)
    for mark in take_marks(question, ids):
        mark.state = state
        mark.into = ""
        mark.save()
    if state != State.SHOWN and question.spotlight in ids:
        question.spotlight = ""


def star_cards(question: Question, *, ids: Sequence[str], starred: bool = True) -> None:
    check_texts(question)
    for mark in take_marks(question, ids):
        mark.starred = starred
        mark.save()


def label_cards(question: Question, *, ids: Sequence[str], label: str) -> None:
    """Put a label on texts; when all of them have it, take it off."""
    check_texts(question)
    if label not in {known["key"] for known in question.labels}:
        raise PollsError("card.label", _("Dit label is er niet. Kies er een uit de lijst."))
    found = take_marks(question, ids)
    remove = all(label in mark.labels for mark in found)
    for mark in found:
        others = [other for other in mark.labels if other != label]
        mark.labels = others if remove else [*others, label]
        mark.save()


def correct_card(question: Question, *, id: str, text: str) -> None:
    """Show another spelling of a text, marked as edited; its own text takes that back.

    What is corrected into the text of another card counts along with that one: no two cards
    read the same, and none of them leaves the wall by it.
    """
    check_texts(question)
    (mark,) = take_marks(question, [id])
    wanted = clean_text(text, LONGEST)
    if not wanted:
        raise PollsError("card.empty", _("Er staat niets. Typ de tekst, of verberg die."))
    index, dealt = read_index(question), {card.id: card for card in read_cards(question=question)}
    same = index.find_card(wanted)
    if same != index.follow(id) and (same in dealt or same in index.marks):
        (other,) = take_marks(question, [same])
        adopt_decisions(other, mark)
        mark.corrected = ""
        merge_mark(question, mark, same)
        return
    written = dealt[id].original if id in dealt else mark.text
    mark.corrected = "" if wanted == written else wanted
    mark.save()


def adopt_decisions(mark: TextMark, other: TextMark) -> None:
    """Decide about one text what was decided about another that now reads the same."""
    if other.state == State.SHOWN:
        mark.state = State.SHOWN
    mark.starred = mark.starred or other.starred
    mark.labels = list(dict.fromkeys([*mark.labels, *other.labels]))
    mark.save()


def merge_mark(question: Question, mark: TextMark, root: str) -> None:
    """Let a text count with another card, and with it what counted along."""
    question.marks.filter(into=mark.card).update(into=root)
    mark.into = root
    mark.save()
    if question.spotlight == mark.card:
        question.spotlight = root


def merge_cards(question: Question, *, ids: Sequence[str], into: str) -> None:
    """Count texts along with another one. Only that one is shown."""
    check_texts(question)
    (target,) = take_marks(question, [into])
    root = read_index(question).follow(target.card)
    others = [mark for mark in take_marks(question, ids) if mark.card != root]
    if not others:
        raise PollsError(
            "card.merge_self", _("Kies twee verschillende teksten om samen te voegen.")
        )
    for mark in others:
        merge_mark(question, mark, root)


def split_card(question: Question, *, id: str) -> None:
    """Let the texts that were merged into this one stand by themselves again."""
    check_texts(question)
    question.marks.filter(into=id).update(into="")
    question.marks.filter(card=id).update(into="")


def spotlight_card(question: Question, *, id: str) -> None:
    """Show one text large on the projector, and so show it; '' ends that."""
    check_texts(question)
    question.spotlight = id
    if id:
        (mark,) = take_marks(question, [id])
        mark.state = State.SHOWN
        mark.save()


# Rows


def check_texts(question: Question) -> None:
    if not kinds.of(question).has_texts():
        raise PollsError("card.none", _("Bij deze vraag schrijven deelnemers geen eigen woorden."))


def take_marks(question: Question, ids: Sequence[str]) -> list[TextMark]:
    """The marks of these texts, made now for texts that have none yet."""
    wanted = list(dict.fromkeys(ids))
    found = {mark.card: mark for mark in question.marks.filter(card__in=wanted)}
    if missing := set(wanted) - found.keys():
        found.update(make_marks(question, missing))
    if not wanted or len(found) < len(wanted):
        raise unknown_card()
    return [found[id] for id in wanted]


def unknown_card() -> PollsError:
    return PollsError(
        "card.unknown",
        _("Deze tekst is er niet meer: de deelnemer heeft die veranderd. Kijk opnieuw."),
    )


def make_marks(question: Question, ids: set[str]) -> dict[str, TextMark]:
    index = read_index(question)
    guard = guard_question(question)
    made = {}
    for written in read_written(question, index):
        if (id := index.find_card(written)) in ids and id not in made:
            text = index.kind.canonical(written)
            state = default_state(guard, text)
            made[id] = TextMark(question=question, card=id, text=text, state=state)
    TextMark.objects.bulk_create(made.values())
    return made


def read_written(question: Question, index: TextIndex) -> list[str]:
    """The own words of the current round, as they were written."""
    rows = read_rows(question, question.round)
    return [text for each in rows.answers for text in index.kind.texts(each.value)]
