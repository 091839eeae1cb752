"""A session whose first question splits the others, and a room that answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User

from polls.models import DeckVersion, LiveSession, Question
from polls.sessions import sessions
from tests import acting
from tests.workshop.exports.room import store
from workshop.decks.parse import parse
from workshop.library import deck_versions

OPTIONS = '[{key = "x", label = "Rust"}, {key = "y", label = "Tempo"}, {key = "z", label = "Geld"}]'
GROUPS = (
    '[{key = "ga", label = "Binnen"}, {key = "gb", label = "Buiten"}, {key = "gc", label = "Los"}]'
)
KINDS = {
    "afdeling": f'kind = "choice"\nsegment = true\noptions = {GROUPS}',
    "keuze": f'kind = "choice"\noptions = {OPTIONS}\nother = "Anders"',
    "cijfer": f'kind = "scale"\noptions = {OPTIONS}\nlow = "oneens"\nhigh = "eens"',
    "volgorde": f'kind = "ranking"\noptions = {OPTIONS}',
    "punten": f'kind = "points"\noptions = {OPTIONS}',
    "woord": 'kind = "words"',
}
HEAD = """\
+++
title = "Per groep"
language = "nl"
attribution = ["Tekst: wij"]
chapters = [{ id = "deel", title = "Deel" }]
+++
"""
SLIDE = """
```slide
id = "{key}"
chapter = "deel"
layout = "question"
```

# Vraag {key}?

```question
key = "{key}"
{kind}
```
"""
TEXT = HEAD + "\n---\n".join(SLIDE.format(key=key, kind=kind) for key, kind in KINDS.items())


def make_session(trainer: User, text: str = TEXT, **more: Any) -> LiveSession:
    version = DeckVersion.objects.create(
        slug=more.pop("slug", "per-groep"),
        sha256=f"{len(text):064}",
        title="Per groep",
        source=text,
    )
    plans = deck_versions.plans(parse(text, "deck.md"))
    return sessions.create_session(deck=version, facilitator=trainer, questions=plans, **more)


def choose_groups(session: LiveSession, groups: Mapping[str, str]) -> None:
    """Go to the question that makes groups, and let each of these people choose one."""
    ask(session, "afdeling", {person: [f"g{key}"] for person, key in groups.items()})


def ask(session: LiveSession, key: str, given: Mapping[str, Any], round: int = 1) -> None:
    """Go to the slide of a question and let these people answer it."""
    acting.act(session, "goto", {"slide": key})
    question = Question.objects.get(session=session, key=key)
    assert set(store(session, question, list(given.items()), round)) <= {"stored"}


def close(session: LiveSession, key: str) -> None:
    acting.act(session, "close", {"question": key})


def people(**groups: Sequence[Any]) -> dict[str, Any]:
    """What people of each group said, by a name: a0, a1, …"""
    return {
        f"{group}{number}": said
        for group, each in groups.items()
        for number, said in enumerate(each)
    }


def fill(session: LiveSession, people_by_group: int = 6) -> None:
    """Two groups of so many, and one person of a third; nobody agrees within a group."""
    groups = {f"{key}{n}": key for key in "ab" for n in range(people_by_group)} | {"c0": "c"}
    choose_groups(session, groups)
    names = list(groups)
    ask(session, "keuze", {name: ["xyz"[n % 3]] for n, name in enumerate(names)})
    scores = {name: {"x": n % 5 + 1, "y": (n + 2) % 5 + 1} for n, name in enumerate(names)}
    ask(session, "cijfer", scores)
    orders = [{"x": 1, "y": 2, "z": 3}, {"y": 1, "z": 2, "x": 3}, {"z": 1, "x": 2, "y": 3}]
    ask(session, "volgorde", {name: orders[n % 3] for n, name in enumerate(names)})
    shares = [{"x": 60, "y": 40}, {"y": 70, "z": 30}, {"x": 10, "z": 90}]
    ask(session, "punten", {name: shares[n % 3] for n, name in enumerate(names)})
    ask(session, "woord", {name: [f"woord {n % 4}"] for n, name in enumerate(names)})
