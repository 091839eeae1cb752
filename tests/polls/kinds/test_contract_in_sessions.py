"""What a session does with a question, whatever kind it is: run over every kind found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from polls import identity
from polls.errors import PollsError
from polls.kinds.base import Kind
from polls.models import LiveSession, Question
from polls.realtime.hub import hub
from polls.results import tallies
from tests import acting, seen
from tests.polls.kinds import extra
from tests.polls.kinds.examples import BLOCKS, VALUES, every_kind
from tests.workshop.exports import room
from workshop import exports
from workshop.exports import source
from workshop.facilitating import starting

pytestmark = pytest.mark.django_db(transaction=True)

DECK = """+++
title = "Eén vraag"
language = "nl"

[[chapters]]
id = "alles"
title = "Alles"
+++

```slide
id = "welkom"
label = "Welkom"
chapter = "alles"
layout = "cover"
```

# Welkom

---

```slide
id = "vraag"
label = "Vraag"
chapter = "alles"
layout = "question"
```

# Wat vind je?

```question
key = "vraag"
kind = "{kind}"
{block}
```
"""


@pytest.fixture(autouse=True)
def everything_installed() -> Iterator[None]:
    with extra.installed():
        yield
        async_to_sync(hub.close)()


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


@pytest.fixture
def deck(kind: Kind, tmp_path: Path, settings: Any) -> str:
    """A deck with one question of the kind."""
    lines = [f"{key} = {toml(part)}" for key, part in BLOCKS.get(kind.name, {}).items()]
    folder = tmp_path / f"one-{kind.name}"
    folder.mkdir()
    (folder / "deck.md").write_text(DECK.format(kind=kind.name, block="\n".join(lines)))
    settings.DECKS_DIR = tmp_path
    return folder.name


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def group(deck: str, trainer: User, kind: Kind, label: str = "Groep") -> LiveSession:
    """A session in which twice three people answered, and again in a second round."""
    session = starting.start(deck=deck, facilitator=trainer, label=label)
    room.go(session, "vraag")
    for round in (1, 2):
        if round == 2:
            acting.act(session, "reset", {"question": "vraag"})
        given = [(f"{n}", VALUES[kind.name][n % 3]) for n in range(6)]
        assert room.store(session, asked(session), given, round) == ["stored"] * 6
    return session


def asked(session: LiveSession) -> Question:
    return Question.objects.get(session=session, key="vraag")


def counts(session: LiveSession) -> dict[str, int]:
    found: dict[str, int] = tallies.count_question(question=asked(session)).tally["counts"]
    return found


@every_kind
def test_groups_stand_beside_each_other(kind: Kind, deck: str, desk: Client, trainer: User):
    codes = [group(deck, trainer, kind, label).code for label in ("Eerst", "Later")]

    response = desk.get("/compare/", {"session": codes})

    (*sections,) = response.context["sections"]
    assert response.status_code == 200
    assert [len(section.parts) for section in sections] == [1] * kind.counts_people
    for section in sections:
        rows = section.parts[0].tables[-1].rows
        assert [row[0].text.split(". ")[-1] for row in rows[: len(labels(kind))]] == labels(kind)


def labels(kind: Kind) -> list[str]:
    return [option["label"] for option in kind.options()]


@every_kind
def test_a_group_stands_beside_earlier_ones(kind: Kind, deck: str, desk: Client, trainer: User):
    group(deck, trainer, kind, "Eerst")
    session = group(deck, trainer, kind, "Later")

    page = desk.get(reverse("memory", args=[session.code]))
    try:
        acting.act(session, "memory-show", {})
    except PollsError as problem:
        shown = problem.code
    else:
        shown = "shown"
    [(frame, _screen)] = seen.results_of(session, "vraag")

    assert page.status_code == 200
    assert len(page.context["sections"]) == kind.counts_people
    assert shown == ("shown" if kind.counts_people else "memory.none")
    assert frame["answered"] == 6
    assert frame["figure"]["layout"]["width"] == 1700


@every_kind
def test_hands_are_counted_where_people_are(kind: Kind, deck: str, desk: Client, trainer: User):
    session = group(deck, trainer, kind)
    before = counts(session) if kind.counts_people else {}
    options = kind.options(own_words=False) if kind.counts_people else []
    fields = {f"hands.{option['key']}": "2" for option in options} or {"hands.A": "2"}

    page = desk.get(reverse("desk", args=[session.code])).content.decode()
    reply = desk.post(
        reverse("desk-action", args=[session.code, "hands"]),
        {"question": "vraag", **fields},
        headers={"Accept": "application/json"},
    )

    assert [f'name="{name}"' in page for name in fields] == [kind.counts_people] * len(fields)
    if kind.counts_people:
        assert reply.json().get("error") is None
        more = {option["key"]: 2 for option in options}
        assert counts(session) == {key: n + more.get(key, 0) for key, n in before.items()}
    else:
        assert reply.json()["error"]["code"] == "hands.kind"


@every_kind
def test_what_somebody_says_aloud_is_added_where_people_write(
    kind: Kind, deck: str, desk: Client, trainer: User
):
    session = group(deck, trainer, kind)
    writes = kind.has_texts() and not kind.counts_people

    reply = desk.post(
        reverse("desk-action", args=[session.code, "answer-for"]),
        {"question": "vraag", "text": "hardop"},
        headers={"Accept": "application/json"},
    )

    assert (reply.json().get("error") is None) is writes
    assert asked(session).responses.filter(by_hand=True).count() == writes


@every_kind
def test_everyone_takes_home_what_they_answered(
    kind: Kind, deck: str, client: Client, trainer: User
):
    session = group(deck, trainer, kind)
    cookie = identity.new_cookie(session.code)
    client.cookies[identity.cookie_name(session.code, https=False)] = cookie
    mine = kind.clean(VALUES[kind.name][0])
    room.answer(session, str(identity.key_hash(session.code, cookie)), "vraag", mine, round=2)
    phone = client.get(f"/{session.code}/")
    acting.act(session, "finish")

    page = client.get(f"/{session.code}/takeaway/")

    assert phone.status_code == 200
    assert page.context["found"].choices[0].texts == kind.said(mine)


@every_kind
def test_made_up_participants_answer_it(kind: Kind, deck: str, trainer: User):
    session = starting.start(deck=deck, facilitator=trainer, rehearsal=True)
    room.go(session, "vraag")
    chance = Random(3)

    given = [(f"{n}", kind.sample(chance)) for n in range(20)]

    assert room.store(session, asked(session), given) == ["stored"] * 20
    assert tallies.count_question(question=asked(session)).answered == 20


@every_kind
def test_it_is_in_every_export_and_on_every_page(
    kind: Kind, deck: str, desk: Client, trainer: User
):
    session = group(deck, trainer, kind)
    acting.act(session, "show", {"question": "vraag"})

    made = {
        format: exports.export_session(session, format).content for format in exports.format_names()
    }
    report = exports.render_page(source.read_session(session), "nl")
    pages = [reverse("desk", args=[session.code]), f"/screen/{session.screen_token}/"]
    found = [desk.get(page).status_code for page in pages]

    (question,) = room.data(session)["questions"]
    assert [format for format, content in made.items() if not content] == []
    assert [round["answered"] for round in question["rounds"]] == [6, 6]
    assert len(room.rows(session, "vraag")) > 12
    assert question["prompt"] in report
    assert found == [200] * 2
