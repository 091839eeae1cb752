"""What the trainer writes down, during the session or after it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import LiveSession, Question

LONGEST = 20_000  # characters of one note
WHOLE = ("notes", "agreed")  # fields of the session
QUESTION = "note-"  # what stands before the key of a question


@transaction.atomic
def write_notes(*, session_id: int, fields: Mapping[str, str]) -> list[str]:
    """Keep the notes that `fields` names: 'notes', 'agreed' and 'note-<key of a question>'.

    Notes that are not named stay as they are. Participants and screens never see them, so
    no version changes. Returns the names that were kept.
    """
    kept = []
    for name, text in fields.items():
        if len(text) > LONGEST:
            raise PollsError(
                "note.too_long",
                _("Je notitie is te lang. Gebruik hooguit %(most)d tekens.") % {"most": LONGEST},
            )
        clean = text.replace("\r\n", "\n").replace("\0", "").strip()
        if name in WHOLE:
            changed = LiveSession.objects.filter(pk=session_id).update(**{name: clean})
        elif name.startswith(QUESTION):
            key = name.removeprefix(QUESTION)
            changed = Question.objects.filter(session_id=session_id, key=key).update(note=clean)
        else:
            continue
        kept += [name] * changed
    return kept
