"""What is kept of a round leads to nobody, and is read again as it was."""

from __future__ import annotations

from collections import Counter
from typing import Any

import orjson
import pytest

from polls import kinds
from polls.kinds.base import Counted
from polls.models import Question
from polls.questions.answer_rows import Rows, read_kept
from polls.questions.kept_totals import make_totals

BLOCKS: dict[str, dict[str, Any]] = {
    "choice": {"options": [{"key": key, "label": key} for key in "AB"], "other": "Anders"},
    "open": {"max": 3},
    "words": {"max": 3},
}


def asked(kind: str) -> Question:
    return Question(kind=kind, spec=kinds.get(kind).parse_spec(BLOCKS[kind]))


def test_numbers_stay_and_own_words_go():
    question = asked("choice")
    tally = kinds.of(question).tally(
        [Counted(["A"], 3), Counted({"options": ["anders"], "other": "Ans is ziek"}, 1)]
    )

    totals = make_totals(question, tally, 2, 1, Counter())

    assert "Ans is ziek" in str(tally)
    assert totals == {
        "numbers": {"answered": 4, "counts": {"A": 3, "B": 0, "anders": 1}},
        "late": 2,
        "by_hand": 1,
        "texts": [],
    }


@pytest.mark.parametrize("kind", BLOCKS)
def test_texts_that_stay_are_read_as_answers_of_so_many(kind: str):
    question = asked(kind)
    bound = kinds.of(question)
    tally = bound.tally([Counted(bound.wording("tijd"), 2)])

    totals = make_totals(question, tally, 0, 0, Counter({"tijd": 2}))
    question.totals = {"1": orjson.loads(orjson.dumps(totals))}
    kept = read_kept(question, 1)

    assert isinstance(kept, Rows)
    assert [(bound.texts(each.value), each.count) for each in kept.answers] == [(["tijd"], 2)]
    assert (kept.numbers or {})["answered"] == 2
