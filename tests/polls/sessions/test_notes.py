"""What trainers write down beside their session."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.sessions import notes, sessions

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


def test_what_no_file_can_show_is_left_out_and_then_counted(session: LiveSession):
    pasted = "Een\x0bTwee\x00\x1b\r\nDrie\u202e" + "\r\n" * 10 + "x" * 19_970

    kept = notes.write_notes(session_id=session.pk, fields={"notes": pasted})

    session.refresh_from_db()
    assert kept == ["notes"]
    assert session.notes == "Een\nTwee\nDrie" + "\n" * 10 + "x" * 19_970


@pytest.mark.parametrize(
    ("typed", "stored"),
    [(" Team\x0bA\x00 ", "Team A"), ("\x1b", ""), ("x" * 130, "x" * 120), ("Café\u202e", "Café")],
)
def test_the_name_of_a_group_is_one_line_that_every_file_can_show(typed: str, stored: str):
    assert sessions.clean_label(typed) == stored
