"""A new kind is a folder, and nothing else."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import User
from django.test import Client

from polls import kinds
from polls.models import Question
from polls.realtime.hub import hub
from tests.polls.kinds import extra
from tests.workshop.exports import room
from workshop import exports
from workshop.decks.parse import DeckError, parse
from workshop.facilitating import starting

FRONT = '+++\ntitle = "Nieuw"\n\n[[chapters]]\nid = "kiezen"\ntitle = "Kiezen"\n+++\n\n'


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The folder of a kind that nobody has seen."""
    made = tmp_path / "kinds" / "nod"
    shutil.copytree(extra.HERE / "agree", made, ignore=shutil.ignore_patterns("__pycache__"))
    for file in made.iterdir():
        file.write_text(file.read_text().replace("agree", "nod"))
    with extra.installed(made.parent):
        yield made
    for name in [name for name in sys.modules if name.startswith("polls.kinds.nod")]:
        del sys.modules[name]


@pytest.fixture
def deck(folder: Path, tmp_path: Path, settings: Any) -> str:
    """A deck that is the example of the kind."""
    settings.DECKS_DIR = tmp_path / "decks"
    made = settings.DECKS_DIR / "nieuw"
    made.mkdir(parents=True)
    (made / "deck.md").write_text(FRONT + (folder / "example.md").read_text())
    return made.name


def test_its_folder_is_found(folder: Path):
    assert kinds.get("nod").name == "nod"
    assert Path(sys.modules[kinds.get("nod").__module__].__file__).parent == folder


def test_it_is_gone_with_its_folder():
    with pytest.raises(KeyError):
        kinds.get("nod")


def test_its_block_is_checked(folder: Path):
    source = FRONT + (folder / "example.md").read_text()

    question = parse(source, "deck.md").questions()[0]

    assert (question.kind, question.spec) == ("nod", {})
    with pytest.raises(DeckError, match="'max' hoort hier niet"):
        parse(source.replace('kind = "nod"', 'kind = "nod"\nmax = 2'), "deck.md")


@pytest.mark.django_db(transaction=True)
def test_phones_answer_it_and_every_export_has_it(deck: str, client: Client, trainer: User):
    session = starting.start(deck=deck, facilitator=trainer)
    room.go(session, "eens")
    question = Question.objects.get(session=session)

    page = client.get(f"/{session.code}/").content.decode()
    async_to_sync(hub.close)()
    room.store(session, question, [("a", "ja"), ("b", "ja"), ("c", "nee")])
    made = {
        format: exports.export_session(session, format).content for format in exports.format_names()
    }

    assert re.findall(r'type="radio" name="value" value="(\w+)"', page) == ["ja", "nee"]
    assert [format for format, content in made.items() if not content] == []
    assert sorted(row[0] for row in room.rows(session, "eens")[1:]) == ["Eens", "Eens", "Oneens"]
    assert room.data(session)["questions"][0]["rounds"][0]["tally"]["counts"] == {"ja": 2, "nee": 1}
