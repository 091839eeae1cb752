"""Sessions as Hypothesis draws them: a question of each kind, rounds, hands, late and hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, permutations, product
from typing import Any

import orjson
from hypothesis import strategies as st

from polls import kinds
from polls.models import DeckVersion, LiveSession, Question, TextMark
from polls.results.records import Record
from polls.texts.index import card_id
from workshop.decks.parse import parse
from workshop.exports.source import Source
from workshop.library import deck_versions

OPTIONS = """[
  { key = "A", label = "Ambitie", color = "a" },
  { key = "B", label = "Belangen", color = "b" },
  { key = "C", label = "Relatie", color = "c" },
]"""
BLOCKS = {
    "goed": ("choice", f"options = {OPTIONS}"),
    "minder": ("choice", f"options = {OPTIONS}"),
    "keuzes": ("choice", f'options = {OPTIONS}\nmax = 3\nother = "Anders, namelijk…"'),
    "tip": ("open", 'max = 2\nmoderation = "hold"'),
    "woorden": ("words", 'max = 3\nsynonyms = [["leuk", "tof"]]'),
    "vragen": ("questions", ""),
    "cijfers": ("scale", f'options = {OPTIONS}\nlow = "nee"\nhigh = "ja"'),
    "volgorde": ("ranking", f"options = {OPTIONS}"),
    "punten": ("points", f"options = {OPTIONS}\ntotal = 4"),
    "kwadrant": ("quadrant", f'options = {OPTIONS}\nx = "goed"\ny = "belangrijk"'),
}
HEAD = """+++
title = "Alles"
language = "nl"
attribution = ["Tekst: wij"]

[[chapters]]
id = "deel"
title = "Deel"
+++
"""
SHOWS = """```slide
id = "paar"
chapter = "deel"
layout = "results"
```

# Naast elkaar

```show
view = "pair"
questions = ["goed", "minder"]
labels = ["gaat goed", "gaat minder"]
```

---

```slide
id = "tips"
chapter = "deel"
layout = "results"
```

# Jullie tips

```show
view = "cards"
questions = ["tip"]
```
"""
SLIDE = """```slide
id = "{key}"
chapter = "deel"
layout = "question"
```

# Vraag over {key}

```question
key = "{key}"
kind = "{kind}"
{block}
```
"""
TEXTS = ("bel eerst", "Bel eerst", "vraag door", "drink koffie", "wie begint?")
WORDS = ("leuk", "Leuk!", "tof", "lastig", "samen", "zwaar")
JOINED = datetime(2026, 3, 12, 9, tzinfo=UTC)


def deck_source() -> str:
    slides = [
        SLIDE.format(key=key, kind=kind, block=block) for key, (kind, block) in BLOCKS.items()
    ]
    return HEAD + "\n---\n\n".join(["", *slides, SHOWS])[len("\n---\n") :]


DECK = parse(deck_source(), "alles/deck.md", set())


def answers_of(key: str) -> list[Any]:
    """Every small answer to a question, as it is stored."""
    letters = "ABC"
    steps = (1, 3, 5)
    match key:
        case "goed" | "minder":
            return [[letter] for letter in letters]
        case "keuzes":
            several = [list(some) for n in (1, 2, 3) for some in combinations(letters, n)]
            own = [{"options": ["anders"], "other": text} for text in TEXTS]
            return [*several, ["A", "anders"], *own]
        case "tip":
            return [[text] for text in TEXTS] + [list(two) for two in permutations(TEXTS[:4], 2)]
        case "vragen":
            return [list(some) for n in (1, 2) for some in combinations(TEXTS, n)]
        case "woorden":
            pairs = [["leuk", "tof"], ["Leuk!", "zwaar"], ["lastig", "samen", "zwaar"]]
            return [[word] for word in WORDS] + pairs
        case "cijfers":
            return [
                {key: step for key, step in zip(letters, given, strict=True) if step}
                for given in product((0, *steps), repeat=3)
                if any(given)
            ]
        case "volgorde":
            orders = [order for n in (1, 2, 3) for order in permutations(letters, n)]
            return [
                {key: order.index(key) + 1 for key in letters if key in order} for order in orders
            ]
        case "punten":
            divided = [given for given in product(range(5), repeat=3) if sum(given) == 4]
            return [
                {key: n for key, n in zip(letters, given, strict=True) if n} for given in divided
            ]
        case _:
            return [
                {f"{key}.{axis}": n for key, n in zip(some, numbers, strict=True) for axis in "xy"}
                for size in (1, 2)
                for some in combinations(letters, size)
                for numbers in product(steps, repeat=size)
            ] + [{"A.x": 1, "A.y": 5, "C.x": 4, "C.y": 2}]


POOLS = {key: answers_of(key) for key in BLOCKS}


@dataclass(frozen=True)
class Given:
    """One answer of a drawn session; `person` of one by hand is nobody."""

    person: int
    value: Any
    late: bool
    by_hand: bool


@dataclass(frozen=True)
class Decision:
    """What a facilitator decided about a text: `into` is another text."""

    state: str
    corrected: str = ""
    into: str = ""
    starred: bool = False


class Drawn:
    """A session in plain terms, and what the exports read of it."""

    held = frozenset({"tip"})

    def __init__(
        self,
        source: Source,
        rounds: dict[str, list[list[Given]]],
        decided: dict[str, dict[str, Decision]],
        minimum: int,
    ) -> None:
        self.source, self.rounds, self.decided, self.minimum = source, rounds, decided, minimum

    def __repr__(self) -> str:
        """What differs from a session in which nothing happened."""
        rounds = {key: some for key, some in self.rounds.items() if some != [[]]}
        return f"{rounds} {self.decided} joined={self.source.joined} minimum={self.minimum}"


@st.composite
def sessions(draw: st.DrawFn) -> Drawn:
    rounds = {key: draw(asked(key)) for key in BLOCKS}
    decided = {key: draw(decisions(key)) for key in ("keuzes", "tip", "woorden", "vragen")}
    people = [each.person for some in rounds.values() for one in some for each in one]
    joined = max((person for person in people if person < HAND), default=-1) + 1
    minimum = draw(st.sampled_from((3, 5, 8)))
    source = make_source(rounds, decided, joined + draw(st.integers(0, 2)), minimum)
    source.session.most_present = draw(st.integers(0, joined + 3))
    return Drawn(source, rounds, decided, minimum)


HAND = 1_000_000


@st.composite
def asked(draw: st.DrawFn, key: str) -> list[list[Given]]:
    """The rounds of a question: mostly one, of few answers; now and then of hundreds."""
    rounds = draw(st.sampled_from((1, 1, 1, 2, 3)))
    return [draw(given_round(key)) for _ in range(rounds)]


@st.composite
def given_round(draw: st.DrawFn, key: str) -> list[Given]:
    pool = st.sampled_from(POOLS[key])
    values = draw(st.lists(pool, max_size=draw(st.sampled_from((0, 2, 5, 12)))))
    if key == "goed" and values and draw(st.integers(0, 19)) == 0:
        values = [values[0]] * 300 + values  # shares that are nearly none, and nearly all
    first = draw(st.integers(0, 2))
    late = draw(st.integers(0, 2))
    hands = draw(st.integers(0, 2)) if key in ("goed", "minder", "keuzes", "tip") else 0
    return [
        Given(
            person=HAND + place if place < hands else first + place,
            value=value,
            late=hands <= place < hands + late,
            by_hand=place < hands,
        )
        for place, value in enumerate(values)
    ]


@st.composite
def decisions(draw: st.DrawFn, key: str) -> dict[str, Decision]:
    """What was decided about some texts; none is merged into one that was merged itself, and
    no two read the same: what is corrected into another card's text is merged with that one."""
    texts = ("leuk", "lastig", "samen", "zwaar") if key == "woorden" else TEXTS
    merged = draw(st.sampled_from([*texts, ""])) if draw(st.booleans()) else ""
    found = {}
    for text in draw(st.lists(st.sampled_from(texts), unique=True, max_size=3)):
        others = [other for other in texts if other not in (text, merged)]
        found[text] = Decision(
            state=draw(st.sampled_from(("shown", "shown", "hidden", "pending"))),
            corrected=draw(st.sampled_from(("", "", f"beter gezegd: {text}"))),
            into=draw(st.sampled_from(others)) if text == merged else "",
            starred=draw(st.booleans()),
        )
    return found


def make_source(
    rounds: dict[str, list[list[Given]]],
    decided: dict[str, dict[str, Decision]],
    joined: int,
    minimum: int,
) -> Source:
    version = DeckVersion(slug="alles", sha256="a" * 64, title="Alles", source="")
    session = LiveSession(
        pk=1, code="12345678", deck=version, label="Groep", minimum=minimum, epoch="e",
        created=JOINED, started=JOINED, ended=JOINED, position_since=JOINED,
    )  # fmt: skip
    guard = {"approval": "none", "names": []}
    questions = tuple(
        Question(
            pk=pk, session=session, key=plan.key, slide=plan.slide, kind=plan.kind,
            prompt=plan.prompt, spec=plan.spec, held=plan.held, round=len(rounds[plan.key]),
            labels=[{"key": "later", "label": "Later"}] if plan.key == "tip" else [],
            state="closed", guard=guard,
        )
        for pk, plan in enumerate(deck_versions.plans(DECK), 1)
    )  # fmt: skip
    answers = [
        Record(question.pk, round, each.person, stored(each.value), each.late, each.by_hand)
        for question in questions
        for round, given in enumerate(rounds[question.key], 1)
        for each in given
    ]
    marks = [
        TextMark(
            question=question, card=card_id(kinds.of(question), text), text=text,
            into=card_id(kinds.of(question), each.into) if each.into else "",
            corrected=each.corrected, state=each.state, starred=each.starred,
        )
        for question in questions
        for text, each in decided.get(question.key, {}).items()
    ]  # fmt: skip
    return Source(
        session=session, deck=DECK, optional={}, questions=questions, answers=tuple(answers),
        marks=tuple(marks), actions=(), joined=joined, made=JOINED,
    )  # fmt: skip


def stored(value: Any) -> str:
    return orjson.dumps(value).decode()


def plain(text: str) -> str:
    """What the spellings of a word in WORDS share."""
    return re.sub(r"\W", "", text).lower()


def texts_in(key: str, value: Any) -> list[str]:
    """The parts of an answer as rows have them: a word, a name or a number each."""
    names = {"A": "Ambitie", "B": "Belangen", "C": "Relatie", "anders": "Anders, namelijk…"}
    if isinstance(value, dict) and "options" in value:
        return [value["other"]]
    if isinstance(value, dict):
        return [str(number) for number in value.values()]
    return [names[one] for one in value] if key in ("goed", "minder", "keuzes") else list(value)
