"""Moderation: which of the room's own words are shown, and how. Answers never change."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from polls import kinds
from polls.errors import PollsError
from polls.kinds.base import clean_text
from polls.models import LiveSession, Question, TextMark
from polls.questions import questions
from polls.questions.answer_rows import read_rows
from polls.texts.cards import default_state, read_cards
from polls.texts.index import TextIndex, read_index

State = TextMark.State
LONGEST = 1000  # characters of a corrected text


# What a facilitator does. Each function returns the ids of the questions it changed.


@transaction.atomic
def set_card_state(*, session_id: int, key: str, ids: Sequence[str], state: str) -> list[int]:
    """Show, hide or hold back texts. A text that was merged stands by itself again."""
    if state not in State.values:
        raise PollsError("card.state", _("Kies uit: tonen, verbergen of laten wachten."))
    question = lock_question(session_id, key)
    for mark in take_marks(question, ids):
        mark.state = state
        mark.into = ""
        mark.save()
    if state != State.SHOWN and question.spotlight in ids:
        question.spotlight = ""
    return raise_versions(question)


@transaction.atomic
def star_cards(*, session_id: int, key: str, ids: Sequence[str], starred: bool = True) -> list[int]:
    question = lock_question(session_id, key)
    for mark in take_marks(question, ids):
        mark.starred = starred
        mark.save()
    return raise_versions(question)


@transaction.atomic
def label_cards(*, session_id: int, key: str, ids: Sequence[str], label: str) -> list[int]:
    """Put a label on texts; when all of them have it, take it off."""
    question = lock_question(session_id, key)
    if label not in {known["key"] for known in question.labels}:
        raise PollsError("card.label", _("Dit label is er niet. Kies er een uit de lijst."))
    found = take_marks(question, ids)
    remove = all(label in mark.labels for mark in found)
    for mark in found:
        others = [other for other in mark.labels if other != label]
        mark.labels = others if remove else [*others, label]
        mark.save()
    return raise_versions(question)


@transaction.atomic
def correct_card(*, session_id: int, key: str, id: str, text: str) -> list[int]:
    """Show another spelling of a text, marked as edited; its own text takes that back.

    What is corrected into the text of another card counts along with that one: no two cards
    read the same, and none of them leaves the wall by it.
    """
    question = lock_question(session_id, key)
    (mark,) = take_marks(question, [id])
    wanted = clean_text(text, LONGEST)
    if not wanted:
        raise PollsError("card.empty", _("Er staat niets. Typ de tekst, of verberg haar."))
    index, dealt = read_index(question), {card.id: card for card in read_cards(question=question)}
    same = index.find_card(wanted)
    if same != index.follow(id) and (same in dealt or same in index.marks):
        (other,) = take_marks(question, [same])
        adopt_decisions(other, mark)
        mark.corrected = ""
        merge_mark(question, mark, same)
        return raise_versions(question)
    written = dealt[id].original if id in dealt else mark.text
    mark.corrected = "" if wanted == written else wanted
    mark.save()
    return raise_versions(question)


def find_same_card(*, session_id: int, key: str, text: str) -> str:
    """The id of the card that a text counts with, written or not; '' without a text."""
    question = Question.objects.filter(session_id=session_id, key=key).first()
    wanted = clean_text(text, LONGEST)
    return read_index(question).find_card(wanted) if question and wanted else ""


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


@transaction.atomic
def merge_cards(*, session_id: int, key: str, ids: Sequence[str], into: str) -> list[int]:
    """Count texts along with another one. Only that one is shown."""
    question = lock_question(session_id, key)
    (target,) = take_marks(question, [into])
    root = read_index(question).follow(target.card)
    others = [mark for mark in take_marks(question, ids) if mark.card != root]
    if not others:
        raise PollsError(
            "card.merge_self", _("Kies twee verschillende teksten om samen te voegen.")
        )
    for mark in others:
        merge_mark(question, mark, root)
    return raise_versions(question)


@transaction.atomic
def split_card(*, session_id: int, key: str, id: str) -> list[int]:
    """Let the texts that were merged into this one stand by themselves again."""
    question = lock_question(session_id, key)
    question.marks.filter(into=id).update(into="")
    question.marks.filter(card=id).update(into="")
    return raise_versions(question)


@transaction.atomic
def spotlight_card(*, session_id: int, key: str, id: str) -> list[int]:
    """Show one text large on the projector, and so show it; '' ends that."""
    question = lock_question(session_id, key)
    lit = Question.objects.filter(session_id=session_id).exclude(spotlight="")
    others = list(lit.exclude(pk=question.pk).values_list("pk", flat=True))
    lit.filter(pk__in=others).update(spotlight="", version=F("version") + 1)
    question.spotlight = id
    if id:
        (mark,) = take_marks(question, [id])
        mark.state = State.SHOWN
        mark.save()
    return [*raise_versions(question), *others]


# Rows


def lock_question(session_id: int, key: str) -> Question:
    """The question with its row held: facilitators decide one after the other."""
    session = LiveSession.objects.get(pk=session_id)
    question = questions.locked(session, key)
    if not kinds.of(question).has_texts():
        raise PollsError("card.none", _("Bij deze vraag schrijven deelnemers geen eigen woorden."))
    return question


def raise_versions(question: Question) -> list[int]:
    """Raise the question's version; also that of the session when phones show these texts."""
    if kinds.of(question).votable:
        LiveSession.objects.filter(pk=question.session_id).update(version=F("version") + 1)
    Question.objects.filter(pk=question.pk).update(
        spotlight=question.spotlight, version=F("version") + 1
    )
    return [question.pk]


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
        _("Deze tekst is er niet meer: de deelnemer heeft haar veranderd. Kijk opnieuw."),
    )


def make_marks(question: Question, ids: set[str]) -> dict[str, TextMark]:
    index = read_index(question)
    state = default_state(question)
    made = {}
    for written in read_written(question, index):
        if (id := index.find_card(written)) in ids and id not in made:
            text = index.kind.canonical(written)
            made[id] = TextMark(question=question, card=id, text=text, state=state)
    TextMark.objects.bulk_create(made.values())
    return made


def read_written(question: Question, index: TextIndex) -> list[str]:
    """The own words of the current round, as they were written."""
    rows = read_rows(question, question.round)
    return [text for each in rows.answers for text in index.kind.texts(each.value)]
