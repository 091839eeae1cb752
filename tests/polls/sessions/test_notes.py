"""What trainers write down beside their session."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.sessions import notes

pytestmark = pytest.mark.django_db


def note_of(session: LiveSession, key: str) -> str:
    return Question.objects.get(session=session, key=key).note


def test_notes_are_kept_where_they_belong(bare_session: LiveSession):
    kept = notes.write_notes(
        session_id=bare_session.pk,
        fields={"notes": "Rustig", "agreed": "Elke week", "note-goed": "Veel A"},
    )

    bare_session.refresh_from_db()
    assert kept == ["notes", "agreed", "note-goed"]
    assert (bare_session.notes, bare_session.agreed) == ("Rustig", "Elke week")
    assert (note_of(bare_session, "goed"), note_of(bare_session, "minder")) == ("Veel A", "")


def test_what_is_not_named_stays(bare_session: LiveSession):
    notes.write_notes(session_id=bare_session.pk, fields={"notes": "Eerst", "agreed": "Samen"})

    notes.write_notes(session_id=bare_session.pk, fields={"notes": ""})

    bare_session.refresh_from_db()
    assert (bare_session.notes, bare_session.agreed) == ("", "Samen")


def test_lines_end_alike_and_nothing_stands_around_them(bare_session: LiveSession):
    notes.write_notes(session_id=bare_session.pk, fields={"notes": "  een\r\ntwee\0 \n"})

    bare_session.refresh_from_db()
    assert bare_session.notes == "een\ntwee"


def test_what_is_no_note_is_not_kept(bare_session: LiveSession):
    kept = notes.write_notes(
        session_id=bare_session.pk, fields={"label": "X", "note-weg": "Y", "csrftoken": "Z"}
    )

    bare_session.refresh_from_db()
    assert kept == []
    assert bare_session.label == ""


def test_another_session_keeps_its_notes(bare_session: LiveSession, session: LiveSession):
    notes.write_notes(session_id=bare_session.pk, fields={"notes": "Hier", "note-goed": "Hier"})

    session.refresh_from_db()
    assert (session.notes, note_of(session, "goed")) == ("", "")


def test_the_longest_note_fits_and_one_more_changes_nothing(bare_session: LiveSession):
    longest = "a" * notes.LONGEST
    notes.write_notes(session_id=bare_session.pk, fields={"notes": longest})

    with pytest.raises(PollsError) as refused:
        notes.write_notes(
            session_id=bare_session.pk, fields={"agreed": "X", "notes": longest + "a"}
        )

    bare_session.refresh_from_db()
    assert refused.value.code == "note.too_long"
    assert (len(bare_session.notes), bare_session.agreed) == (20_000, "")


def test_nobody_is_told_of_a_note(bare_session: LiveSession):
    notes.write_notes(session_id=bare_session.pk, fields={"notes": "Stil"})

    assert LiveSession.objects.get(pk=bare_session.pk).version == bare_session.version
