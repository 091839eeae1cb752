"""The text of a deck as it comes in, alone or out of a zip."""

from __future__ import annotations

from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.authoring.drafting import refuse_unstorable
from workshop.authoring.markup import clean_pasted
from workshop.authoring.pieces import cut_text
from workshop.decks.scan import FRONT
from workshop.importing.imported import File, Imported

BYTE_ORDER = b"\xef\xbb\xbf"


def is_deck(file: File) -> bool:
    """A text that begins as our decks do, whatever it is called."""
    return file.content.removeprefix(BYTE_ORDER).lstrip().startswith(FRONT.encode())


def read_markdown(file: File) -> Imported:
    return Imported(read_text(file.content))


def read_text(content: bytes) -> str:
    """The deck in these bytes as a draft has it; raises PollsError when it is none. It may have
    mistakes: the editor shows them."""
    try:
        text = clean_pasted(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise unreadable(_("Deze tekst is geen UTF-8. Bewaar die opnieuw als UTF-8.")) from None
    refuse_unstorable(text)
    try:
        pieces = cut_text(text)
    except PollsError:
        pieces = ("",)
    if len(pieces) == 1:
        raise unreadable(
            _("Dit is geen deck van Polshoogte: het begint niet met +++, of heeft geen slides.")
        )
    return text


def unreadable(message: str) -> PollsError:
    return PollsError("file.unreadable", message)
