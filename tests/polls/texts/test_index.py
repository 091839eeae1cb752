"""From a text, whatever facilitators decided, to one card that is there."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polls import kinds
from polls.kinds.base import Counted, Kind
from polls.models import LiveSession, Question, TextMark
from polls.texts import cards
from polls.texts.index import TextIndex, card_id, read_index

POOL = ("vertouwen", "vertrouwen", "Vertrouwen", "leuk", "fijn", "tof")
BLOCKS: dict[str, dict[str, Any]] = {
    "choice": {"options": [{"key": key, "label": key} for key in "AB"], "other": "Anders"},
    "open": {"max": 3},
    "questions": {},
    "words": {"max": 3, "synonyms": [["leuk", "tof"]]},
}


def asked(kind: str, *, held: bool = False) -> Question:
    return Question(kind=kind, spec=kinds.get(kind).parse_spec(BLOCKS[kind]), held=held)


def mark(question: Question, text: str, *, into: str = "", **decided: Any) -> TextMark:
    kind = kinds.of(question)
    return TextMark(
        question=question,
        card=card_id(kind, text),
        text=text,
        into=card_id(kind, into) if into else "",
        **{"state": "shown", **decided},
    )


def written(question: Question, *given: list[str]) -> list[Counted]:
    kind = kinds.of(question)
    wrap = (lambda texts: {"other": texts[0]}) if question.kind == "choice" else list
    return [Counted(kind.clean(wrap(texts)), 1) for texts in given]


def dealt(question: Question, marks: list[TextMark], *given: list[str]) -> dict[str, int]:
    index = TextIndex(question, marks)
    found = cards.deal_cards(question, written(question, *given), index)
    return {card.text: card.count for card in found.values()}


def test_every_kind_with_own_words_is_tried():
    own = {name for name, kind in kinds.all().items() if kind.has_texts is not Kind.has_texts}

    assert own == set(BLOCKS)


@pytest.mark.parametrize("kind", BLOCKS)
def test_who_writes_what_a_text_was_corrected_into_means_the_same_card(kind: str):
    question = asked(kind)
    marks = [mark(question, "vertouwen", corrected="vertrouwen")]

    assert dealt(question, marks, ["vertouwen"], ["vertrouwen"]) == {"vertrouwen": 2}


def test_a_correction_that_only_others_wrote_keeps_what_it_was():
    question = asked("open")
    index = TextIndex(question, [mark(question, "Kofie", corrected="Koffie")])

    [card] = cards.deal_cards(question, written(question, ["Koffie"]), index).values()

    assert (card.text, card.original, card.edited, card.merged) == ("Koffie", "Kofie", True, ())


def test_what_was_merged_into_a_merged_text_counts_with_the_last():
    """A is corrected into B, B counts with C, and C reads as D."""
    question = asked("open")
    marks = [
        mark(question, "a", corrected="b", into="b"),
        mark(question, "b", into="c"),
        mark(question, "c", corrected="d"),
    ]
    index = TextIndex(question, marks)

    [card] = cards.deal_cards(
        question, written(question, ["a"], ["b"], ["c"], ["d"]), index
    ).values()

    assert (card.text, card.original, card.count, card.merged) == ("d", "c", 4, ("a", "b"))


def test_hiding_a_word_hides_what_the_deck_counts_as_it():
    question = asked("words")
    answers = written(question, ["tof"], ["leuk"], ["fijn"])
    before = TextIndex(question, [])
    after = TextIndex(question, [mark(question, "leuk", state="hidden")])

    first, second = (
        cards.present_answers(question, answers, cards.deal_cards(question, answers, index), index)
        for index in (before, after)
    )

    assert before.kind.tally(first)["words"] == [
        {"text": "leuk", "count": 2},
        {"text": "fijn", "count": 1},
    ]
    assert after.kind.tally(second) == {
        "answered": 3,
        "words": [{"text": "fijn", "count": 1}],
    }


def test_a_text_without_a_character_has_a_card_too():
    """As an older version could have stored it."""
    question = asked("words")
    index = TextIndex(question, [])

    [card] = cards.deal_cards(question, [Counted([""], 2)], index).values()

    assert (card.text, card.count) == ("", 2)


def test_whoever_writes_a_text_twice_is_one_person():
    """Of a text that two people wrote more is kept than of somebody's own."""
    assert dealt(asked("open"), [], ["Koffie", "Koffie"]) == {"Koffie": 1}


def test_marks_that_point_at_each_other_still_lead_to_cards():
    question = asked("open")
    marks = [mark(question, "a", into="b"), mark(question, "b", into="a")]

    assert dealt(question, marks, ["a"], ["b"]) == {"a": 1, "b": 1}


def test_a_text_merged_into_one_that_nobody_wrote_is_still_there():
    question = asked("open")

    assert dealt(question, [mark(question, "a", into="weg")], ["a"]) == {"a": 1}


@st.composite
def rooms(draw: st.DrawFn) -> tuple[Question, list[TextMark], list[Counted]]:
    """A question, any marks on its texts, and what a room wrote."""
    question = asked(draw(st.sampled_from(sorted(BLOCKS))), held=draw(st.booleans()))
    texts = st.sampled_from(POOL)
    marks = {
        made.card: made
        for made in draw(
            st.lists(
                st.builds(
                    mark,
                    st.just(question),
                    texts,
                    into=st.just("") | texts,
                    corrected=st.just("") | texts,
                    state=st.sampled_from(TextMark.State.values),
                )
            )
        )
    }
    given = draw(st.lists(st.lists(texts, min_size=1, max_size=3, unique=True), max_size=6))
    return question, list(marks.values()), written(question, *given)


@given(rooms())
def test_every_text_finds_a_card_and_every_card_is_counted(room: Any):
    question, marks, answers = room
    index = TextIndex(question, marks)
    texts = [text for each in answers for text in index.kind.texts(each.value)]

    found = cards.deal_cards(question, answers, index)

    assert {index.find_card(text) for text in texts} == set(found)
    assert {id: card.count for id, card in found.items()} == Counter(
        id for each in answers for id in set(map(index.find_card, index.kind.texts(each.value)))
    )
    assert all(card.text and card.id == id for id, card in found.items())


@given(rooms())
def test_what_is_drawn_has_the_counts_of_the_cards_that_are_shown(room: Any):
    question, marks, answers = room
    index = TextIndex(question, marks)
    found = cards.deal_cards(question, answers, index)

    tally = index.kind.tally(cards.present_answers(question, answers, found, index))

    shown = [(index.own_id(card.text), card.count) for card in found.values() if card.shown]
    drawn = {index.own_id(each["text"]): each["count"] for each in drawn_texts(tally)}
    assert tally["answered"] == len(answers)
    assert set(drawn) == {id for id, _count in shown}
    read_alike = len(dict(shown)) < len(shown)
    if question.kind != "open" and not read_alike:  # that kind lists what everyone wrote
        assert drawn == dict(shown)


def drawn_texts(tally: dict[str, Any]) -> list[dict[str, Any]]:
    """The own words of a tally with their counts, whatever its kind calls them."""
    (part,) = (tally[name] for name in ("other", "questions", "texts", "words") if name in tally)
    counts = Counter(part) if "texts" in tally else {each["text"]: each["count"] for each in part}
    return [{"text": text, "count": count} for text, count in counts.items()]


@pytest.mark.django_db
def test_an_index_knows_the_marks_of_a_question_with_own_words(bare_session: LiveSession):
    question = bare_session.questions.create(
        key="woord", slide="w", kind="words", prompt="Woord?", spec=asked("words").spec
    )
    mark(question, "leuk", state="hidden").save()

    found = read_index(question)

    assert [each.text for each in found.marks.values()] == ["leuk"]
