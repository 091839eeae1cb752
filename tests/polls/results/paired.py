"""A session with two choices that wait for each other, and a room that answers both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User

from polls.models import LiveSession
from tests import acting
from tests.polls.results import grouped
from tests.polls.results.grouped import HEAD, OPTIONS, SLIDE

CHOICE = 'kind = "choice"\noptions = {options}\nafter = "{after}"'
SHOW = """
```slide
id = "samen"
chapter = "deel"
layout = "results"
```

# Samen bekijken

```show
view = "pair"
questions = ["goed", "minder"]
labels = ["gaat goed", "gaat minder"]
```
"""
PAIR = [
    SLIDE.format(key="goed", kind=CHOICE.format(options=OPTIONS, after="minder")),
    SLIDE.format(key="minder", kind=CHOICE.format(options=OPTIONS, after="goed")),
]
TEXT = HEAD + "\n---\n".join([*PAIR, SHOW])
SEGMENT = SLIDE.format(key="afdeling", kind=grouped.KINDS["afdeling"])
WITH_GROUPS = HEAD + "\n---\n".join([SEGMENT, *PAIR, SHOW])
# What each of these people said is good and is not; '-' of nobody who answered.
ROOM = [
    "xy",
    "xy",
    "xy",
    "xz",
    "xz",
    "xz",
    "yx",
    "yx",
    "yx",
    "yz",
    "yz",
    "zx",
    "zx",
    "zy",
    "zy",
    "zy",
]


def make_session(trainer: User, text: str = TEXT, **more: Any) -> LiveSession:
    return grouped.make_session(trainer, text=text, slug=more.pop("slug", "paar"), **more)


def fill(session: LiveSession, said: Sequence[str] = ROOM, first: int = 0) -> None:
    """Go to both questions and let these people answer them."""
    for place, key in enumerate(("goed", "minder")):
        given = {
            f"p{first + n}": [each[place]] for n, each in enumerate(said) if each[place] != "-"
        }
        grouped.ask(session, key, given)


def close(session: LiveSession) -> None:
    for key in ("goed", "minder"):
        grouped.close(session, key)


def show(session: LiveSession) -> None:
    acting.act(session, "show", {"question": "goed+minder"})
