"""No decision about a text keeps a trainer from taking a session home."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

import orjson
import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polls import kinds
from polls.models import LiveSession, TextMark
from polls.results.records import Record
from polls.texts.cards import read_cards
from polls.texts.index import card_id
from tests import acting
from tests.polls.texts.test_index import POOL
from tests.workshop.exports.room import answer, data, go, rows
from workshop import exports
from workshop.exports import source
from workshop.exports.source import Source

pytestmark = pytest.mark.django_db

KEYS = ("associaties", "tip", "dynamieken")  # words, open, and a choice with own words


@pytest.fixture
def corrected(session: LiveSession) -> LiveSession:
    """A group in which one wrote what the misspelling of another was corrected into."""
    go(session, "associaties")
    answer(session, "a", "associaties", ["vertouwen"])
    answer(session, "b", "associaties", ["vertrouwen"])
    [wrong, _right] = read_cards(question=session.questions.get(key="associaties"))
    fields = {"question": "associaties", "card": wrong.id, "text": "vertrouwen"}
    acting.act(session, "card-correct", fields)
    return session


@pytest.mark.parametrize("name", exports.format_names())
def test_every_format_is_made_after_a_word_was_corrected(corrected: LiveSession, name: str):
    assert exports.export_session(corrected, name).content


def test_the_page_of_the_report_too(corrected: LiveSession, client: Client):
    client.force_login(corrected.facilitator)

    page = client.get(reverse("report", args=[corrected.code]))

    assert page.status_code == 200
    assert "Het meest genoemd: vertrouwen (2 keer)." in page.content.decode()


def test_the_corrected_word_stands_beside_what_each_wrote(corrected: LiveSession):
    written = sorted(row[:1] + row[6:7] + row[9:10] for row in rows(corrected, "associaties")[1:])

    assert written == [["vertouwen", "getoond", "vertrouwen"], ["vertrouwen", "getoond", ""]]
    (words,) = (each for each in data(corrected)["questions"] if each["key"] == "associaties")
    (round,) = words["rounds"]
    assert [card["count"] for card in round["cards"]] == [2]
    assert round["tally"]["words"] == [{"text": "vertrouwen", "count": 2}]


@st.composite
def marked(draw: st.DrawFn, read: Source) -> Source:
    """The same session with any answers and any marks."""
    answers: list[Record] = []
    marks: list[TextMark] = []
    texts = st.sampled_from(POOL)
    for question in (each for each in read.questions if each.key in KEYS):
        kind = kinds.of(question)
        ids = {text: card_id(kind, text) for text in POOL}
        by_card = {ids[text]: text for text in draw(st.lists(texts))}
        for card, text in by_card.items():
            into = draw(st.just("") | st.sampled_from(sorted(ids.values())))
            decided: dict[str, Any] = {
                "into": into,
                "corrected": draw(st.just("") | texts),
                "state": draw(st.sampled_from(TextMark.State.values)),
            }
            marks.append(TextMark(question=question, card=card, text=text, **decided))
        for person, text in enumerate(draw(st.lists(texts, max_size=4)), 1):
            value = kind.clean(kind.wording(text))
            stored = orjson.dumps(value).decode()
            answers.append(Record(question.pk, 1, person, stored, late=False, by_hand=False))
    return replace(read, answers=tuple(answers), marks=tuple(marks), joined=4)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_was_decided_every_answer_is_in_every_file(session: LiveSession, data: Any):
    found = data.draw(marked(source.read_session(session)))

    files = {
        name: exports.render_format(found, name).content for name in ("csv", "html", "json", "tips")
    }

    assert files["html"]
    assert len(parts(files["csv"])) == len(found.answers)
    for question in orjson.loads(files["json"])["questions"]:
        counts = [card["count"] for card in question["rounds"][0]["cards"]]
        assert sum(counts) == question["rounds"][0]["answered"]


def parts(made: bytes) -> list[list[str]]:
    """The rows of all questions in a CSV export."""
    folder = ZipFile(io.BytesIO(made))
    names = [name for name in folder.namelist() if not name.startswith(("00-", "99-"))]
    texts = [io.StringIO(folder.read(name).decode("utf-8-sig")) for name in names]
    return [row for text in texts for row in list(csv.reader(text, delimiter=";"))[1:]]
