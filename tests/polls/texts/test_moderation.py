"""What facilitators decide about texts, and what screens then may show."""

from __future__ import annotations

from typing import Any

import pytest

from polls.errors import PollsError
from polls.models import LiveSession, Question, Response, TextMark
from polls.naming import name_of
from polls.results import tallies
from polls.sessions import sessions
from polls.sessions.sessions import QuestionPlan
from polls.texts import moderation
from polls.texts.cards import Card, read_cards, read_shown_cards
from tests import acting, seen
from tests.polls.texts.writing import dealt, do, ids, refusal, shown, words, write

pytestmark = pytest.mark.django_db

LABELS = ({"key": "A", "label": "Ambitie", "color": "a"}, {"key": "B", "label": "Belangen"})
OPEN = {"max": 3, "length": 120, "placeholder": ""}
WORDS = {"max": 3, "length": 30, "synonyms": {}}


@pytest.fixture
def talk(bare_session: LiveSession) -> LiveSession:
    """A session that asks for tips, which wait, and for words, which do not."""
    plans = [
        QuestionPlan("tip", "t", "open", "Tip?", OPEN, live=False, held=True, labels=LABELS),
        QuestionPlan("woord", "w", "words", "Woord?", WORDS, live=True),
    ]
    made = sessions.create_session(
        deck=bare_session.deck, facilitator=bare_session.facilitator, questions=plans
    )
    for plan in plans:
        acting.act(made, "open", {"question": plan.key})
    return made


def test_a_held_text_waits_until_it_is_shown(talk: LiveSession):
    """F10: hold-back, show, hide."""
    write(talk, "tip", ["Koffie", "Thee"], ["Koffie"])
    before = shown(talk)

    do(moderation.set_card_state, talk, ids=ids(talk, "tip", "Koffie"), state="shown")
    after = shown(talk)
    do(moderation.set_card_state, talk, ids=ids(talk, "tip", "Koffie"), state="hidden")

    assert (before, after, shown(talk)) == ([], ["Koffie"], [])
    assert {text: (card.count, card.state) for text, card in dealt(talk).items()} == {
        "Koffie": (2, "hidden"),
        "Thee": (1, "pending"),
    }


def test_nobody_who_answered_is_lost_by_hiding(talk: LiveSession):
    write(talk, "woord", ["leuk"], ["naar woord"])
    do(
        moderation.set_card_state,
        talk,
        "woord",
        ids=ids(talk, "woord", "Naar woord"),
        state="hidden",
    )

    result = tallies.count_several(session_id=talk.pk, keys=["woord"])["woord"]

    assert words(talk) == {"leuk": 1}
    assert (result.answered, tallies.count_texts(result)) == (
        2,
        {"pending": 0, "shown": 1, "hidden": 1},
    )
    assert list(Response.objects.values_list("value", flat=True)) == [["leuk"], ["naar woord"]]


def test_a_decision_does_not_hold_for_what_the_text_is_changed_into(talk: LiveSession):
    write(talk, "tip", ["Koffie"])
    do(moderation.set_card_state, talk, ids=ids(talk, "tip", "Koffie"), state="shown")

    write(talk, "tip", ["Iets lelijks"])

    assert shown(talk) == []
    assert dealt(talk)["Iets lelijks"].state == "pending"


def test_a_correction_is_marked_and_can_be_taken_back(talk: LiveSession):
    write(talk, "tip", ["Kofie"])
    do(moderation.set_card_state, talk, ids=ids(talk, "tip", "Kofie"), state="shown")
    do(moderation.correct_card, talk, id=ids(talk, "tip", "Kofie")[0], text="  Koffie ")
    corrected = dealt(talk)["Kofie"]
    do(moderation.correct_card, talk, id=ids(talk, "tip", "Kofie")[0], text="Kofie")

    assert (corrected.text, corrected.edited) == ("Koffie", True)
    assert (dealt(talk)["Kofie"].text, dealt(talk)["Kofie"].edited) == ("Kofie", False)


def test_a_correction_into_what_is_written_already_is_none(talk: LiveSession):
    """The spelling that a word is shown in is that of most, not that of the first."""
    write(talk, "woord", ["leuk"], ["LEUK"], ["LEUK"])
    [leuk] = ids(talk, "woord", "leuk")
    do(moderation.star_cards, talk, "woord", ids=[leuk])
    do(moderation.correct_card, talk, "woord", id=leuk, text="LEUK")
    same = dealt(talk, "woord")["LEUK"]
    do(moderation.correct_card, talk, "woord", id=leuk, text="leuk")
    other = dealt(talk, "woord")["LEUK"]

    assert (same.text, same.edited) == ("LEUK", False)
    assert (other.text, other.edited, other.count) == ("leuk", True, 3)
    assert words(talk) == {"leuk": 3}


@pytest.mark.parametrize(
    ("state", "of_other", "after"),
    [
        ("shown", "pending", "shown"),
        ("shown", "hidden", "shown"),
        ("pending", "shown", "shown"),
        ("hidden", "shown", "shown"),
        ("pending", "hidden", "hidden"),
    ],
)
def test_a_text_corrected_into_another_counts_with_it_and_stays_on_the_wall(
    talk: LiveSession, state: str, of_other: str, after: str
):
    write(talk, "tip", ["Kofie"], ["Koffie"])
    wrong, right = ids(talk, "tip", "Kofie", "Koffie")
    do(moderation.set_card_state, talk, ids=[wrong], state=state)
    do(moderation.set_card_state, talk, ids=[right], state=of_other)
    do(moderation.star_cards, talk, ids=[wrong])

    do(moderation.correct_card, talk, id=wrong, text="Koffie")

    assert list(dealt(talk).values()) == [
        Card(right, "Koffie", "Koffie", 2, after, starred=True, merged=("Kofie",))
    ]


def test_corrections_in_a_chain_end_at_one_card_and_split_again(talk: LiveSession):
    """A into B, B counts with C, C into D: nobody is lost on the way, and D comes later."""
    write(talk, "tip", ["a"], ["b"], ["c"])
    a, b, c = ids(talk, "tip", "a", "b", "c")
    do(moderation.correct_card, talk, id=a, text="b")
    do(moderation.merge_cards, talk, ids=[b], into=c)
    do(moderation.correct_card, talk, id=c, text="d")
    write(talk, "tip", ["d"], start=3)
    [card] = dealt(talk).values()
    do(moderation.split_card, talk, id=c)

    assert (card.id, card.text, card.count, card.merged) == (c, "d", 4, ("a", "b"))
    assert {each.text: each.count for each in dealt(talk).values()} == {"a": 1, "b": 1, "d": 2}


def test_two_texts_that_are_each_corrected_into_the_other_become_one(talk: LiveSession):
    write(talk, "tip", ["a"], ["b"])
    a, b = ids(talk, "tip", "a", "b")
    do(moderation.correct_card, talk, id=a, text="b")

    do(moderation.correct_card, talk, id=b, text="a")

    assert {each.text: (each.id, each.count) for each in dealt(talk).values()} == {"a": (b, 2)}


def test_what_counts_with_another_card_is_no_card_to_decide_about(talk: LiveSession):
    """As from a list that is a moment old."""
    write(talk, "tip", ["Kofie"], ["Anders"])
    wrong, right = ids(talk, "tip", "Kofie", "Koffie")
    do(moderation.correct_card, talk, id=wrong, text="Koffie")
    write(talk, "tip", ["Koffie"], start=2)

    code = refusal(moderation.set_card_state, talk, ids=[right], state="hidden")

    assert code == "card.unknown"
    assert {each.text: each.count for each in dealt(talk).values()} == {"Koffie": 2, "Anders": 1}


def test_merged_texts_count_with_one_and_split_again(talk: LiveSession):
    write(talk, "tip", ["Koffie"], ["Drink koffie"], ["Koffie!"])
    koffie, drink, bang = ids(talk, "tip", "Koffie", "Drink koffie", "Koffie!")
    do(moderation.merge_cards, talk, ids=[drink], into=bang)
    do(moderation.merge_cards, talk, ids=[bang], into=koffie)
    merged = dealt(talk)
    do(moderation.split_card, talk, id=koffie)

    assert {text: (card.count, card.merged) for text, card in merged.items()} == {
        "Koffie": (3, ("Drink koffie", "Koffie!"))
    }
    assert {text: card.count for text, card in dealt(talk).items()} == {
        "Koffie": 1,
        "Drink koffie": 1,
        "Koffie!": 1,
    }


def test_hiding_a_text_while_it_is_merged_takes_it_out(talk: LiveSession):
    write(talk, "tip", ["Koffie"], ["Lelijk"])
    koffie, ugly = ids(talk, "tip", "Koffie", "Lelijk")
    do(moderation.set_card_state, talk, ids=[koffie], state="shown")
    do(moderation.merge_cards, talk, ids=[ugly], into=koffie)

    do(moderation.set_card_state, talk, ids=[ugly], state="hidden")

    assert {text: (card.count, card.state) for text, card in dealt(talk).items()} == {
        "Koffie": (1, "shown"),
        "Lelijk": (1, "hidden"),
    }


def test_merged_words_count_once_for_anyone_who_gave_both(talk: LiveSession):
    write(talk, "woord", ["leuk", "fijn"], ["Fijn"], ["Leuk"])
    leuk, fijn = ids(talk, "woord", "leuk", "fijn")

    do(moderation.merge_cards, talk, "woord", ids=[fijn], into=leuk)

    assert words(talk) == {"leuk": 3}
    assert [card.count for card in dealt(talk, "woord").values()] == [3]


def test_a_word_that_counts_as_another_is_moderated_with_it(talk: LiveSession):
    Question.objects.filter(key="woord").update(spec={**WORDS, "synonyms": {"fijn": "leuk"}})
    write(talk, "woord", ["Fijn"], ["druk"])
    [card, _druk] = dealt(talk, "woord").values()

    do(moderation.set_card_state, talk, "woord", ids=[card.id], state="hidden")

    assert (card.text, card.id) == ("leuk", *ids(talk, "woord", "leuk"))
    assert TextMark.objects.get().text == "leuk"
    assert words(talk) == {"druk": 1}


def test_labels_and_stars_order_the_cards_of_a_harvest(talk: LiveSession):
    write(talk, "tip", ["een", "twee", "drie"])
    een, twee, drie = ids(talk, "tip", "een", "twee", "drie")
    do(moderation.set_card_state, talk, ids=[een, twee, drie], state="shown")
    do(moderation.label_cards, talk, ids=[een], label="B")
    do(moderation.label_cards, talk, ids=[twee], label="A")
    do(moderation.star_cards, talk, ids=[drie])

    result = tallies.count_several(session_id=talk.pk, keys=["tip"])["tip"]
    faces = tallies.visible_cards(result, sort=True) or []

    assert [face["text"] for face in faces] == ["drie", "twee", "een"]
    assert [each["label"] for each in faces[1]["labels"]] == [name_of(LABELS[0])]
    taken = read_shown_cards(question=result.question)
    assert [card.text for card in taken] == ["drie", "een", "twee"]


def test_a_label_is_taken_off_when_all_have_it(talk: LiveSession):
    write(talk, "tip", ["een", "twee"])
    een, twee = ids(talk, "tip", "een", "twee")
    do(moderation.label_cards, talk, ids=[een], label="A")
    do(moderation.label_cards, talk, ids=[een, twee], label="A")
    both = [dealt(talk)[text].labels for text in ("een", "twee")]
    do(moderation.label_cards, talk, ids=[een, twee], label="A")

    assert both == [("A",), ("A",)]
    assert dealt(talk)["een"].labels == ()


def test_one_card_stands_in_the_spotlight_and_hiding_ends_that(talk: LiveSession):
    """F16: a spotlit card is shown even before the results are."""
    write(talk, "tip", ["Koffie"])
    write(talk, "woord", ["leuk"])
    (koffie,) = ids(talk, "tip", "Koffie")
    (leuk,) = ids(talk, "woord", "leuk")
    acting.decide(talk, "card-spotlight", "woord", [leuk])
    acting.decide(talk, "card-spotlight", "tip", [koffie])
    lit = list(talk.questions.values_list("spotlight", flat=True))
    result = tallies.count_several(session_id=talk.pk, keys=["tip"])["tip"]
    before = tallies.spotlight_card(result)

    do(moderation.set_card_state, talk, ids=[koffie], state="hidden")

    assert lit == [koffie, ""]
    assert before is not None
    assert before["text"] == "Koffie"
    after = tallies.count_several(session_id=talk.pk, keys=["tip"])["tip"]
    assert tallies.spotlight_card(after) is None
    assert after.question.spotlight == ""


@pytest.mark.parametrize(
    ("function", "arguments", "code"),
    [
        (moderation.set_card_state, {"ids": ["0" * 16], "state": "shown"}, "card.unknown"),
        (moderation.set_card_state, {"ids": [], "state": "shown"}, "card.unknown"),
        (moderation.set_card_state, {"ids": ["*"], "state": "weg"}, "card.state"),
        (moderation.label_cards, {"ids": ["*"], "label": "Z"}, "card.label"),
        (moderation.correct_card, {"id": "*", "text": " "}, "card.empty"),
        (moderation.merge_cards, {"ids": ["*"], "into": "*"}, "card.merge_self"),
        (moderation.merge_cards, {"ids": ["*"], "into": ""}, "card.unknown"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    talk: LiveSession, function: Any, arguments: dict[str, Any], code: str
):
    write(talk, "tip", ["Koffie"])
    (koffie,) = ids(talk, "tip", "Koffie")

    def filled(value: Any) -> Any:
        if isinstance(value, list):
            return [koffie if item == "*" else item for item in value]
        return koffie if value == "*" else value

    found = refusal(function, talk, **{name: filled(value) for name, value in arguments.items()})

    assert found == code
    assert dealt(talk)["Koffie"] == Card(koffie, "Koffie", "Koffie", 1, "pending")


def test_a_question_without_own_words_has_nothing_to_moderate(bare_session: LiveSession):
    code = refusal(moderation.star_cards, bare_session, "goed", ids=["x"])

    assert code == "card.none"


def test_a_question_without_own_words_has_nothing_to_correct(bare_session: LiveSession):
    code = refusal(moderation.correct_card, bare_session, "goed", id="x", text="y")

    assert code == "card.none"


def test_a_projector_is_never_told_what_waits_or_is_hidden(session: LiveSession):
    """F03, F07: no private data on the projector, tested with a name that could leak."""
    acting.act(session, "goto", {"slide": "uitdaging"})
    question = write(session, "uitdaging", ["Geheim van Ans"], ["Mag gezien"])
    acting.act(session, "show", {"question": "uitdaging"})
    do(
        moderation.set_card_state,
        session,
        "uitdaging",
        ids=ids(session, "uitdaging", "Mag gezien"),
        state="shown",
    )

    [(desk, screen)] = seen.results_of(session, "uitdaging")

    assert "Mag gezien" in str(screen)
    assert "Geheim" not in str(screen)
    assert "texts" not in screen
    assert desk["texts"] == {"pending": 1, "shown": 1, "hidden": 0}
    assert TextMark.objects.filter(question=question).count() == 1


def test_a_screen_gets_no_more_cards_than_it_can_page(talk: LiveSession):
    write(talk, "tip", *[[f"tip {number}"] for number in range(300)])
    every = [card.id for card in read_cards(question=talk.questions.get(key="tip"))]
    do(moderation.set_card_state, talk, ids=every, state="shown")

    assert shown(talk) == [f"tip {number}" for number in range(100, 300)]


def test_a_question_without_own_words_has_no_card_to_split(bare_session: LiveSession):
    question = Question.objects.get(session=bare_session, key="goed")

    with pytest.raises(PollsError) as refusal:
        moderation.split_card(question, id="x")

    assert refusal.value.code == "card.none"
