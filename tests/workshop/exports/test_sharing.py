"""A file to share holds nothing that the room did not see, and no small group."""

from __future__ import annotations

import io
import subprocess
import zipfile

import pytest

from polls.models import LiveSession, Question
from polls.sessions import notes
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.exports.room import answer, go
from workshop import exports
from workshop.exports import content, source

pytestmark = pytest.mark.django_db

SHARED = [name for name, _title in exports.DOWNLOADS] + ["tips-html"]
HIDDEN, WAITING, WRITTEN, NOTE = "Kanarie-1", "Kanarie-2", "Kanarie-3", "Kanarie-4"
SECRETS = (HIDDEN, WAITING, WRITTEN, NOTE)


def words_of(made: bytes) -> str:
    """Everything that a file holds, whatever it is packed in."""
    if made.startswith(b"PK"):
        folder = zipfile.ZipFile(io.BytesIO(made))
        return "\n".join(words_of(folder.read(name)) for name in folder.namelist())
    if made.startswith(b"%PDF"):
        read = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True)
        return read.stdout.decode()
    return made.decode("utf-8", "replace")


def export(session: LiveSession, format: str, *, share: bool) -> str:
    return words_of(exports.export_session(session, format, share=share).content)


@pytest.fixture
def curated(session: LiveSession) -> LiveSession:
    """Seven tips: one hidden, one undecided, one corrected, four shown."""
    Question.objects.filter(session=session, key="tip").update(held=True)
    go(session, "tip")
    for person, text in enumerate([HIDDEN, WAITING, WRITTEN, *["Bel eerst"] * 4]):
        answer(session, f"{person}", "tip", [text])
    ids = {card.text: card.id for card in read_cards(question=session.questions.get(key="tip"))}
    acting.decide(session, "card-hide", "tip", [ids[HIDDEN]])
    acting.decide(session, "card-show", "tip", [ids[WRITTEN], ids["Bel eerst"]])
    acting.decide(session, "card-correct", "tip", [ids[WRITTEN]], text="Samen eten")
    notes.write_notes(
        session_id=session.pk,
        fields={"notes": NOTE, "note-tip": NOTE, "agreed": "Elke week bellen"},
    )
    session.refresh_from_db()
    return session


@pytest.mark.parametrize("format", SHARED)
def test_what_was_not_shown_is_not_shared(curated: LiveSession, format: str):
    shared = export(curated, format, share=True)

    assert "Bel eerst" in shared
    assert "Samen eten" in shared
    assert [secret for secret in SECRETS if secret in shared] == []


def test_a_file_with_everything_has_it(curated: LiveSession):
    """The control: what is missing in a file to share can be seen in these."""
    rows = export(curated, "csv", share=False)
    report = export(curated, "html", share=False)

    assert [secret for secret in SECRETS if secret not in rows + report] == []
    assert NOTE in report


@pytest.mark.parametrize("format", ["html", "pdf", "pptx"])
def test_agreements_are_shared(curated: LiveSession, format: str):
    assert "Elke week bellen" in export(curated, format, share=True)


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize(("people", "told"), [(4, False), (5, True)])
def test_small_groups_are_folded(session: LiveSession, format: str, people: int, told: bool):
    Question.objects.filter(session=session).update(held=False)
    for key in ("tip", "goed", "minder"):
        go(session, key)
        for person in range(people):
            answer(session, f"{person}", key, ["Kanarie"] if key == "tip" else ["A"])

    shared = export(session, format, share=True)

    assert ("Kanarie" in shared) is told
    if not format.startswith("tips"):
        assert ("het vaakst A. Ambitie" in shared.replace("Het", "het")) is (
            told and format != "csv"
        )
    if format in ("html", "pdf", "xlsx", "csv", "tips"):
        said = "Minder dan 5 antwoorden: die staan niet in een bestand om te delen."
        assert (said in " ".join(shared.split())) is not told


def test_the_last_slide_tells_a_folded_question_from_one_without_answers(session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])

    shared = export(session, "pptx", share=True)

    assert "9 vragen kregen geen antwoord en hebben geen slide." in shared
    assert "1 vraag kreeg te weinig antwoorden om te delen en heeft geen slide." in shared


def test_a_choice_stays_when_its_own_words_were_hidden(session: LiveSession):
    go(session, session.questions.get(key="dynamieken").slide)
    for person in range(5):
        answer(session, f"{person}", "dynamieken", {"options": ["anders"], "other": HIDDEN})
    (card,) = read_cards(question=session.questions.get(key="dynamieken"))
    acting.decide(session, "card-hide", "dynamieken", [card.id])

    everything = content.make_content(source.read_session(session))
    (round,) = content.make_shareable(everything).by_key["dynamieken"].rounds

    assert round.answered == 5
    assert [part.key for each in round.answers for part in each.parts] == ["anders"] * 5
    assert HIDDEN not in str([part.text for each in round.answers for part in each.parts])
    assert HIDDEN in everything.by_key["dynamieken"].last.answers[0].parts[0].text


@pytest.mark.parametrize("format", ["csv", "html", "pdf", "xlsx"])
def test_a_file_says_which_of_the_two_it_is(session: LiveSession, format: str):
    shared = exports.export_session(session, format, share=True)
    whole = exports.export_session(session, format)

    assert "-alles" not in shared.name
    assert f"{session.code}-alles" in whole.name
    assert "Om te delen: zonder verborgen" in words_of(shared.content)
    assert "Alles: ook teksten die je verborg" in words_of(whole.content)


def test_what_a_program_gets_is_to_share(curated: LiveSession):
    """Control: with everything it would have them."""
    shared = words_of(exports.render_results(source.read_session(curated)))
    whole = export(curated, "json", share=False)

    assert "Samen eten" in shared
    assert [secret for secret in SECRETS if secret in shared] == []
    assert [secret for secret in SECRETS if secret not in whole] == []


@pytest.mark.parametrize(("people", "told"), [(4, False), (5, True)])
def test_a_program_is_not_told_of_small_groups(session: LiveSession, people: int, told: bool):
    Question.objects.filter(session=session).update(held=False)
    for key in ("tip", "goed"):
        go(session, key)
        for person in range(people):
            answer(session, f"{person}", key, ["Kanarie"] if key == "tip" else ["A"])

    shared = words_of(exports.render_results(source.read_session(session)))

    assert ("Kanarie" in shared) is told
    assert (f'"A": {people}' in shared) is told


def test_json_is_always_whole(session: LiveSession):
    assert "-alles" in exports.export_session(session, "json", share=True).name
