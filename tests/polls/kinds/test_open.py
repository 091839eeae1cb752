"""Short texts on cards."""

from __future__ import annotations

import pytest

from polls import figures, kinds
from polls.errors import PollsError
from polls.figures import Text
from polls.kinds.base import Counted
from polls.kinds.fields import SpecError

OPEN = kinds.get("open")
SPEC = {"max": 2, "length": 20, "placeholder": "Bijvoorbeeld: de buurt"}
COUNTED = [Counted(["te druk", "leuk"], 1), Counted(["leuk"], 2)]
TALLY = {"answered": 3, "texts": ["te druk", "leuk", "leuk", "leuk"]}


def test_a_block_becomes_a_spec():
    assert OPEN.parse_spec({}) == {"max": 1, "length": 120, "placeholder": ""}
    assert OPEN.parse_spec(SPEC) == SPEC


@pytest.mark.parametrize(
    "block", [{"max": 0}, {"length": 9}, {"placeholder": 3}, {"options": []}], ids=str
)
def test_a_mistake_in_a_block_is_refused(block: dict[str, object]):
    with pytest.raises(SpecError):
        OPEN.parse_spec(block)


def test_texts_are_cleaned_and_kept_in_order():
    assert OPEN(SPEC).clean([" te  druk", "", "leuk"]) == ["te druk", "leuk"]


def test_more_texts_than_asked_are_refused():
    with pytest.raises(PollsError) as refusal:
        OPEN(SPEC).clean(["een", "twee", "drie"])

    assert refusal.value.code == "answer.too_many"


def test_every_text_becomes_a_card_in_order_of_appearance():
    assert OPEN(SPEC).tally(COUNTED) == TALLY
    assert OPEN.as_cards
    assert figures.encode_table(OPEN(SPEC).table(TALLY)) == {
        "columns": ["antwoord"],
        "rows": [["te druk"], ["leuk"], ["leuk"], ["leuk"]],
    }


def test_the_sentence_counts_people_and_answers():
    assert OPEN(SPEC).sentence(TALLY) == "3 mensen antwoordden. Er zijn 4 antwoorden te zien."
    assert OPEN(SPEC).sentence(OPEN(SPEC).tally([])) == "Nog geen antwoorden."


def test_people_whose_texts_are_held_back_are_counted_too():
    held = OPEN(SPEC).tally([Counted([], 30)])

    assert OPEN(SPEC).sentence(held) == "30 mensen antwoordden. Er is geen tekst te zien."


def test_cards_are_not_drawn():
    assert OPEN(SPEC).figure(TALLY)["data"] == []
    assert "annotations" not in OPEN(SPEC).figure(TALLY)["layout"]


def test_an_export_has_a_cell_for_each_text():
    assert OPEN(SPEC).cells(["te druk", "leuk"]) == [("", Text("te druk")), ("", Text("leuk"))]


def test_two_texts_that_became_one_count_once_for_anyone_who_wrote_both():
    kind = OPEN(SPEC)
    revised = kind.revised(["bel eerst", "bel éérst"], lambda text: "bel eerst")

    tally = kind.tally([Counted(revised, 1), Counted(["bel eerst"], 1)])

    assert kind.sentence(tally) == "2 mensen antwoordden. Er zijn 2 antwoorden te zien."
