"""What the trainer writes down, during the session or after it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.kinds.base import UNSEEN
from polls.models import LiveSession, Question

LONGEST = 20_000  # characters of one note
WHOLE = ("notes", "agreed")  # fields of the session
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
QUESTION = "note-"  # what stands before the key of a question


@transaction.atomic
def write_notes(*, session_id: int, fields: Mapping[str, str]) -> list[str]:
    """Keep the notes that `fields` names: 'notes', 'agreed' and 'note-<key of a question>'.

    Notes that are not named stay as they are. Participants and screens never see them, so
    no version changes. Returns the names that were kept.
    """
    kept = []
    for name, text in fields.items():
        clean = clean_lines(text)
        if len(clean) > LONGEST:
            raise PollsError(
                "note.too_long",
                _("Je notitie is te lang. Gebruik hooguit %(most)d tekens.") % {"most": LONGEST},
            )
        if name in WHOLE:
            changed = LiveSession.objects.filter(pk=session_id).update(**{name: clean})
        elif name.startswith(QUESTION):
            key = name.removeprefix(QUESTION)
            changed = Question.objects.filter(session_id=session_id, key=key).update(note=clean)
        else:
            continue
        kept += [name] * changed
    return kept


def clean_lines(text: str) -> str:
    """Text of several lines without what no page and no file shows: control characters, and
    letters that turn or hide text. What Word and others end a line with is a new line."""
    lines = UNSEEN.sub("", LINE_ENDS.sub("\n", text))
    return "".join(filter(is_writable, lines)).strip()


def is_writable(letter: str) -> bool:
    return letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs")
