"""Associations: spellings of one word count together."""

from __future__ import annotations

import pytest

from polls import figures, kinds
from polls.errors import PollsError
from polls.figures import Text
from polls.kinds.base import Counted
from polls.kinds.fields import SpecError
from polls.kinds.words.kind import PLACES

WORDS = kinds.get("words")
SPEC = {"max": 3, "length": 30, "synonyms": {}}


def test_a_block_becomes_a_spec():
    assert WORDS.parse_spec({}) == {"max": 5, "length": 30, "synonyms": {}}
    assert WORDS.parse_spec({"max": 3}) == SPEC


def test_synonyms_count_as_the_first_word_of_their_list():
    spec = WORDS.parse_spec({"synonyms": [["leuk", "Fíjn", "plezierig"]]})

    tally = WORDS(spec).tally([Counted(["fijn", "druk"], 2), Counted(["plezierig", "fijn"], 1)])

    assert tally["words"] == [{"text": "leuk", "count": 3}, {"text": "druk", "count": 2}]


def test_who_gives_a_word_and_its_synonym_gave_it_once():
    spec = WORDS.parse_spec({"synonyms": [["leuk", "fijn"]]})

    tally = WORDS(spec).tally([Counted(["traag", "Leuk", "fijn"], 2), Counted(["fijn"], 1)])

    assert tally["words"] == [{"text": "traag", "count": 2}, {"text": "Leuk", "count": 3}]


@pytest.mark.parametrize(
    "synonyms", [["leuk", "fijn"], [["leuk"]], "leuk", [["a", "b"], ["c", "B"]], [["a", 1]]]
)
def test_synonyms_of_another_form_are_refused(synonyms: object):
    with pytest.raises(SpecError):
        WORDS.parse_spec({"synonyms": synonyms})


@pytest.mark.parametrize("block", [{"max": 21}, {"length": 4}, {"placeholder": ""}], ids=str)
def test_a_mistake_in_a_block_is_refused(block: dict[str, object]):
    with pytest.raises(SpecError):
        WORDS.parse_spec(block)


def test_a_word_that_someone_sends_twice_counts_once():
    assert WORDS(SPEC).clean(["Leuk!", "samen", "leuk"]) == ["Leuk!", "samen"]


def test_more_words_than_asked_are_refused():
    with pytest.raises(PollsError) as refusal:
        WORDS(SPEC).clean(["een", "twee", "drie", "vier"])

    assert refusal.value.code == "answer.too_many"


COUNTED = [
    Counted(["gedoe", "Café"], 1),
    Counted(["cafe"], 2),
    Counted(["‘CAFÉ!’", "te veel"], 1),
]
TALLY = {
    "answered": 4,
    "words": [
        {"text": "gedoe", "count": 1},
        {"text": "cafe", "count": 4},
        {"text": "te veel", "count": 1},
    ],
}


def test_spellings_merge_into_the_most_used_one_in_order_of_appearance():
    assert WORDS(SPEC).tally(COUNTED) == TALLY


def test_the_table_starts_with_the_most_mentioned():
    assert figures.encode_table(WORDS(SPEC).table(TALLY)) == {
        "columns": ["woord", "aantal"],
        "rows": [["cafe", 4], ["gedoe", 1], ["te veel", 1]],
    }


@pytest.mark.parametrize(
    ("counted", "sentence"),
    [
        ([], "Nog geen antwoorden."),
        (
            [Counted(["leuk"], 1)],
            "1 mens antwoordde. Er telt 1 woord mee. Het meest genoemd: leuk (1 keer).",
        ),
        (
            COUNTED,
            "4 mensen antwoordden. Er tellen 3 verschillende woorden mee. "
            "Het meest genoemd: cafe (4 keer).",
        ),
        (
            [Counted(["a", "b", "c", "d", "e", "f"], 2), Counted(["g"], 1)],
            "3 mensen antwoordden. Er tellen 7 verschillende woorden mee. "
            "6 woorden werden elk 2 keer genoemd; geen woord vaker.",
        ),
    ],
)
def test_the_sentence_names_the_most_mentioned(counted: list[Counted], sentence: str):
    assert WORDS(SPEC).sentence(WORDS(SPEC).tally(counted)) == sentence


def test_a_word_keeps_its_place_among_the_words_when_its_spelling_counts():
    more = [*COUNTED, Counted(["CAFÉ", "traag"], 9)]

    after = WORDS(SPEC).figure(WORDS(SPEC).tally(more))["data"][0]

    assert after["text"] == ["gedoe", "CAFÉ", "te veel", "traag"]
    assert after["customdata"] == [1, 13, 1, 9]


def test_a_cloud_draws_the_most_mentioned_of_many_words_and_counts_the_others():
    counted = [Counted([f"woord {n}"], 1) for n in range(PLACES + 20)]
    counted[PLACES + 10] = Counted(["laat maar vaak"], 20)

    figure = WORDS(SPEC).figure(WORDS(SPEC).tally(counted))

    (cloud,), (note,) = figure["data"], figure["layout"]["annotations"]
    assert cloud["text"] == [f"woord {n}" for n in range(len(cloud["text"]) - 1)] + [
        "laat maar vaak"
    ]
    assert cloud["customdata"][-1] == 20
    assert 30 < len(cloud["text"]) <= PLACES
    assert note["text"] == f"en {PLACES + 20 - len(cloud['text'])} andere woorden"


def test_an_export_has_a_cell_for_each_word():
    assert WORDS(SPEC).cells(["leuk", "samen"]) == [("", Text("leuk")), ("", Text("samen"))]


def test_of_words_that_may_not_be_seen_it_says_so():
    kind = WORDS(SPEC)

    assert (
        kind.sentence({"answered": 2, "words": []})
        == "2 mensen antwoordden. Er is geen tekst te zien."
    )


def test_what_is_kept_of_a_word_counts_all_its_spellings():
    assert WORDS(SPEC).text_counts(TALLY) == {"gedoe": 1, "cafe": 4, "te veel": 1}
