"""Every sentence of every kind, over all small groups, beside a slow and plain recount.

Nobody, one, two or three people give each combination of a few answers: all the same, all
different, ties, one statement left out, own words hidden. The sentences are written out
here once more, in Dutch and in English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any, NamedTuple

import orjson
import pytest
from django.utils import translation

from polls import kinds
from polls.kinds.base import Counted
from tests.words.grammar import find_faults

OPTIONS = [{"key": "A", "label": "Aap"}, {"key": "B", "label": "Beer"}]
MORE = [*OPTIONS, {"key": "C", "label": "Cavia"}]
NAMES = {"A": "A. Aap", "B": "B. Beer", "C": "C. Cavia", "anders": "Iets anders"}
LANGUAGES = ("nl", "en")

People = Sequence[Any]


class Case(NamedTuple):
    """A kind, its block, answers to combine, and who writes its sentence again."""

    kind: str
    block: dict[str, Any]
    values: list[Any]
    sentence: Callable[[bool, People], str]


def listed(names: Sequence[str], nl: bool) -> str:
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + (" en " if nl else " and ") + names[-1]


def counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def people_of(number: int, nl: bool) -> str:
    return counted(number, "mens", "mensen") if nl else counted(number, "person", "people")


def answered(number: int, nl: bool) -> str:
    if not nl:
        return f"{people_of(number, nl)} answered."
    return f"{people_of(number, nl)} {'antwoordde' if number == 1 else 'antwoordden'}."


def highest(scores: dict[str, Any]) -> list[str]:
    """The names with the highest score: each is compared with each other."""
    return [
        name for name, score in scores.items() if all(score >= other for other in scores.values())
    ]


def tenth(total: int, number: int, nl: bool) -> str:
    """With one decimal, halves up."""
    tenths = int(Fraction(total * 10, number) + Fraction(1, 2))
    return f"{tenths // 10}{',' if nl else '.'}{tenths % 10}"


def choice(nl: bool, people: People) -> str:
    chosen = [each["options"] if isinstance(each, dict) else each for each in people]
    scores = {key: sum(key in one for one in chosen) for key in ("A", "B", "anders")}
    leaders = highest(scores)
    if len(leaders) == len(scores):
        every = f"{scores['A']} {'van' if nl else 'of'} {people_of(len(people), nl)}"
        if nl:
            return f"Alle opties even vaak (elk {every})."
        return f"All options equally often ({every} each)."
    names = listed([NAMES[key] for key in leaders], nl)
    of_all = f"{scores[leaders[0]]} {'van' if nl else 'of'} {people_of(len(people), nl)}"
    if nl:
        return f"Het vaakst {names} ({'elk ' if len(leaders) > 1 else ''}{of_all})."
    return f"Most often {names} ({of_all}{' each' if len(leaders) > 1 else ''})."


def open_texts(nl: bool, people: People) -> str:
    texts = [text for one in people for text in one]
    if not texts:
        nothing = "Er is geen tekst te zien." if nl else "No text is shown."
        return f"{answered(len(people), nl)} {nothing}"
    number = len(texts)
    if nl:
        shown = f"Er {'is' if number == 1 else 'zijn'} {counted(number, 'antwoord', 'antwoorden')}"
        return f"{answered(len(people), nl)} {shown} te zien."
    return f"{answered(len(people), nl)} Shown: {counted(number, 'answer', 'answers')}."


def questions(nl: bool, people: People) -> str:
    number = len({text for one in people for text in one})
    if not number:
        return open_texts(nl, people)
    if nl:
        shown = f"Er {'is' if number == 1 else 'zijn'} {counted(number, 'vraag', 'vragen')} te zien"
        return f"{answered(len(people), nl)} {shown}."
    return f"{answered(len(people), nl)} Shown: {counted(number, 'question', 'questions')}."


def words(nl: bool, people: People) -> str:
    seen = list(dict.fromkeys(text for one in people for text in one))
    if not seen:
        return open_texts(nl, people)
    scores = {word: sum(word in one for one in people) for word in seen}
    top = highest(scores)
    times = scores[top[0]]
    if nl:
        number = "Er telt 1 woord mee."
        if len(seen) > 1:
            number = f"Er tellen {len(seen)} verschillende woorden mee."
        most = f"{'elk ' if len(top) > 1 else ''}{times} keer"
        return (
            f"{answered(len(people), nl)} {number} Het meest genoemd: {listed(top, nl)} ({most})."
        )
    number = f"Counted: {counted(len(seen), 'word', 'different words')}."
    most = f"{counted(times, 'time', 'times')}{' each' if len(top) > 1 else ''}"
    return f"{answered(len(people), nl)} {number} Mentioned most: {listed(top, nl)} ({most})."


def points(nl: bool, people: People) -> str:
    scores = {key: sum(one.get(key, 0) for one in people) for key in "AB"}
    top = highest(scores)
    names, many = listed([NAMES[key] for key in top], nl), len(top) > 1
    mean = tenth(scores[top[0]], len(people), nl)
    if nl:
        how = f"{'elk ' if many else ''}gemiddeld {mean} van de 10"
        return f"{people_of(len(people), nl)}: de meeste punten gingen naar {names} ({how})."
    how = f"{mean} of 10 {'each ' if many else ''}on average"
    return f"{people_of(len(people), nl)}: most points went to {names} ({how})."


def ranking(nl: bool, people: People) -> str:
    scores = {key: sum(4 - one[key] for one in people if key in one) for key in "ABC"}
    # Those with as many points stand in the order of the deck.
    top = highest(scores)
    names, many, most = listed([NAMES[key] for key in top], nl), len(top) > 1, scores[top[0]]
    points = counted(most, *(("punt", "punten") if nl else ("point", "points")))
    points = points.replace(" ", "\u00a0")
    if nl:
        verb, each = ("staan", "elk ") if many else ("staat", "")
        said = f"bovenaan {verb} {names} met {each}{points}."
    else:
        verb, each = ("are", " each") if many else ("is", "")
        said = f"at the top {verb} {names} with {points}{each}."
    return f"{people_of(len(people), nl)}: {said}"


def rated(name: str, numbers: Sequence[int], people: People, nl: bool) -> str:
    mean = tenth(sum(numbers), len(numbers), nl)
    if len(numbers) == len(people):
        return f"{name} ({mean})"
    return f"{name} ({mean} {'van' if nl else 'from'} {people_of(len(numbers), nl)})"


def scale(nl: bool, people: People) -> str:
    given = {key: [one[key] for one in people if key in one] for key in "AB"}
    scores = {key: Fraction(sum(each), len(each)) for key, each in given.items() if each}
    say = {key: rated(NAMES[key], given[key], people, nl) for key in scores}
    high = highest(scores)
    low = highest({key: -score for key, score in scores.items()})
    highs, lows = (listed([say[key] for key in keys], nl) for keys in (high, low))
    if len(scores) == 1:
        said = f"alleen {highs} kreeg een cijfer" if nl else f"only {highs} was scored"
    elif high == low:
        said = f"{highs} scoren even hoog" if nl else f"{highs} score the same"
    elif nl:
        said = f"het hoogst {'scoren' if len(high) > 1 else 'scoort'} {highs}, het laagst {lows}"
    else:
        said = f"{highs} {'score' if len(high) > 1 else 'scores'} highest, {lows} lowest"
    return f"{people_of(len(people), nl)}: {said}."


def quadrant(nl: bool, people: People) -> str:
    sides = []
    for axis, name in (("x", "Nu"), ("y", "Nodig")):
        given = {
            key: [one[f"{key}.{axis}"] for one in people if f"{key}.{axis}" in one] for key in "AB"
        }
        scores = {key: Fraction(sum(each), len(each)) for key, each in given.items() if each}
        high = highest(scores)
        names = listed([rated(NAMES[key], given[key], people, nl) for key in high], nl)
        if nl:
            sides.append(f"het hoogst op '{name}' {'staan' if len(high) > 1 else 'staat'} {names}")
        else:
            sides.append(f"highest on '{name}' {'are' if len(high) > 1 else 'is'} {names}")
    return f"{people_of(len(people), nl)}: {', '.join(sides)}."


OWN = {"options": ["anders"], "other": "liefde"}
CASES = [
    Case(
        "choice",
        {"options": OPTIONS, "max": 2, "other": "Iets anders"},
        [["A"], ["B"], ["A", "B"], OWN, ["anders"]],
        choice,
    ),
    Case("open", {"max": 2}, [["een"], ["twee"], ["een", "twee"], []], open_texts),
    Case("questions", {}, [["een"], ["twee"], ["een", "twee"], []], questions),
    Case("words", {}, [["een"], ["twee"], ["drie", "een"], []], words),
    Case(
        "points",
        {"options": OPTIONS, "total": 10},
        [{"A": 10}, {"B": 10}, {"A": 5, "B": 5}, {"A": 4, "B": 6}],
        points,
    ),
    Case(
        "ranking",
        {"options": MORE},
        [{"A": 1, "B": 2, "C": 3}, {"B": 1, "A": 2}, {"C": 1}, {"A": 1}],
        ranking,
    ),
    Case(
        "scale",
        {"options": OPTIONS},
        [{"A": 5, "B": 1}, {"A": 1, "B": 5}, {"A": 5}, {"B": 3}, {"A": 2, "B": 2}],
        scale,
    ),
    Case(
        "quadrant",
        {"options": OPTIONS, "x": "Nu", "y": "Nodig"},
        [
            {"A.x": 5, "A.y": 1, "B.x": 1, "B.y": 5},
            {"A.x": 1, "A.y": 1},
            {"B.x": 5, "B.y": 1},
            {"A.x": 3, "A.y": 3, "B.x": 3, "B.y": 3},
        ],
        quadrant,
    ),
]


def small_groups(values: Sequence[Any]) -> Iterator[People]:
    for number in range(4):
        yield from combinations_with_replacement(values, number)


def tallied(kind: Any, people: People, times: int = 1) -> dict[str, Any]:
    distinct: dict[bytes, int] = {}
    for one in people:
        key = orjson.dumps(one)
        distinct[key] = distinct.get(key, 0) + times
    return kind.tally([Counted(orjson.loads(key), count) for key, count in distinct.items()])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=[case.kind for case in CASES])
def test_every_sentence_is_that_of_a_plain_recount(case: Case, language: str):
    kind = kinds.bind(case.kind, kinds.get(case.kind).parse_spec(case.block))
    nobody = {"nl": "Nog geen antwoorden.", "en": "No answers yet."}[language]

    with translation.override(language):
        said = [
            (people, kind.sentence(tallied(kind, people))) for people in small_groups(case.values)
        ]

    assert len(said) > 30
    assert len({sentence for _people, sentence in said}) > 5
    for people, sentence in said:
        expected = case.sentence(language == "nl", people) if people else nobody
        assert sentence == expected, people


def test_every_kind_has_its_cases():
    assert {case.kind for case in CASES} == set(kinds.all())


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_is_never_written_as_many(language: str):
    """A control on the recount itself, which could make the same mistake; and the sentences of
    many people, each of whom a thousand times."""
    with translation.override(language):
        said = [
            saying(kind, tallied(kind, people, times))
            for case in CASES
            for kind in [kinds.bind(case.kind, kinds.get(case.kind).parse_spec(case.block))]
            for people in small_groups(case.values)
            for times in (1, 1000)
        ]

    sentences = [f"{sentence}" for each in said for sentence in each if sentence]
    assert any("1 " in sentence for sentence in sentences)
    assert any("1.000" in sentence or "1,000" in sentence for sentence in sentences)
    assert [each for each in sentences if find_faults(each, language)] == []


def saying(kind: Any, tally: dict[str, Any]) -> tuple[str, ...]:
    """All that a kind says of a result."""
    return (
        kind.sentence(tally),
        kind.headline(tally),
        kind.remark(tally),
        kind.own_words_sentence(tally),
    )
