"""What came of an answer that was posted by a form without a script.

The browser goes back to the page, and the address that it goes to says what the page has
to tell: the very words of the refusal, signed, so that nobody can put other words there.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polls.errors import PollsError

STORED, REFUSED = "bewaard", "fout"
STEP, DONE = "stap", "klaar"  # of a session at one's own pace
LAST_STEP = 1_000
# With a script a refused answer is kept and sent again; without one it is not.
NOT_KEPT = {
    "question.closed": gettext_lazy("De vraag is gesloten. Je antwoord is niet meer opgeslagen."),
    "question.paused": gettext_lazy("De vraag is even gepauzeerd. Probeer het zo opnieuw."),
    "server.busy": gettext_lazy("Het is druk. Verstuur je antwoord zo nog een keer."),
    "server.not_stored": gettext_lazy("Je antwoord is niet opgeslagen. Probeer het opnieuw."),
}


def stored_query(step: int | None = None) -> str:
    """`step` is where the form stood: the page goes on with the next."""
    there = {} if step is None else {STEP: step + 1}
    return f"?{urlencode({**there, STORED: 1})}"


def refused_query(problem: PollsError, code: str, step: int | None = None) -> str:
    words = str(NOT_KEPT.get(problem.code, problem.message))
    there = {} if step is None else {STEP: step}
    return f"?{urlencode({**there, REFUSED: reply_signer(code).sign_object(words)})}"


def done_query() -> str:
    return f"?{urlencode({DONE: 1})}"


def open_sealed(sealed: str | None, code: str) -> str:
    """The words for the page of this session; '' when nothing was refused."""
    if not sealed:
        return ""
    try:
        return str(reply_signer(code).unsign_object(sealed))
    except signing.BadSignature:
        return _("Je antwoord is niet opgeslagen. Probeer het opnieuw.")


def reply_signer(code: str) -> signing.Signer:
    return signing.Signer(salt=f"polls.form_reply.{code}")
