"""Cards: own words with how many gave them, as facilitators left them."""

from __future__ import annotations

from typing import Any

from polls import kinds
from polls.kinds.base import Counted
from polls.models import Question, TextMark
from polls.texts import cards
from polls.texts.cards import Card
from polls.texts.index import TextIndex, card_id

LABELS = [{"key": "A", "label": "Ambitie"}, {"key": "B", "label": "Belangen"}]
ANSWERS = [Counted(["tijd"], 2), Counted(["geld", "tijd"], 1), Counted(["geld"], 1)]


def asked(kind: str = "open", *, held: bool = False) -> Question:
    return Question(
        kind=kind, spec=kinds.get(kind).parse_spec({"max": 3}), held=held, labels=LABELS
    )


def mark(question: Question, text: str, **decided: Any) -> TextMark:
    id = card_id(kinds.of(question), text)
    return TextMark(question=question, card=id, text=text, **{"state": "shown", **decided})


def deal(question: Question, *marks: TextMark, answers: list[Counted] = ANSWERS) -> list[Card]:
    return list(cards.deal_cards(question, answers, TextIndex(question, marks)).values())


def told(dealt: list[Card]) -> list[tuple[str, int, str]]:
    return [(card.text, card.count, card.state) for card in dealt]


def test_each_text_is_a_card_in_the_order_in_which_it_came():
    assert told(deal(asked())) == [("tijd", 3, "shown"), ("geld", 2, "shown")]


def test_what_is_held_waits():
    assert told(deal(asked(held=True))) == [("tijd", 3, "pending"), ("geld", 2, "pending")]
    assert not any(card.shown for card in deal(asked(held=True)))


def test_a_decision_is_on_its_card_only():
    question = asked()

    hidden, other = deal(
        question, mark(question, "tijd", state="hidden", starred=True, labels=["B"])
    )

    assert (hidden.state, hidden.starred, hidden.labels) == ("hidden", True, ("B",))
    assert (other.state, other.starred, other.labels) == ("shown", False, ())


def test_a_corrected_card_keeps_what_was_written():
    question = asked()

    first, _other = deal(question, mark(question, "tijd", corrected="Meer tijd"))

    assert (first.text, first.original, first.edited) == ("Meer tijd", "tijd", True)


def test_one_who_gave_two_texts_that_count_together_counts_once():
    question = asked()
    into = card_id(kinds.of(question), "tijd")

    (only,) = deal(question, mark(question, "tijd"), mark(question, "geld", into=into))

    assert (only.text, only.count, only.merged) == ("tijd", 4, ("geld",))


def test_a_word_is_spelled_as_most_people_spelled_it():
    answers = [Counted(["Tijd"], 1), Counted(["tijd"], 3), Counted(["TIJD"], 2)]

    assert told(deal(asked("words"), answers=answers)) == [("tijd", 6, "shown")]


def test_a_face_has_nothing_that_only_a_facilitator_may_know():
    question = asked()
    (card, _other) = deal(
        question, mark(question, "tijd", corrected="Meer tijd", labels=["B", "weg"])
    )

    face = cards.make_face(card, LABELS)

    assert face == {
        "id": card.id,
        "text": "Meer tijd",
        "count": 3,
        "starred": False,
        "edited": True,
        "labels": [
            {
                "key": "B",
                "label": "B. Belangen",
                "name": "Belangen",
                "letter": "B",
                "color": "b",
            }
        ],
    }


def test_a_label_without_a_colour_has_that_of_its_place():
    labels = [{"key": key, "label": key.title()} for key in ("werk", "B", "c", "d", "e", "team")]

    drawn = cards.draw_labels(labels, ["B", "team"])

    assert [(label["label"], label["letter"], label["color"]) for label in drawn] == [
        ("B. B", "B", "b"),
        ("Team", "", "a"),
    ]
