"""What new sessions start with, as an administrator said; what is left empty is as the environment
and the workshop say."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import LOWEST, Approval
from polls.retention import LONGEST
from polls.sessions import sessions
from polls.sessions.session_settings import HIGHEST, wrong_minimum
from polls.whole_numbers import whole_number
from workshop.models import Defaults


def read() -> Defaults:
    return Defaults.objects.first() or Defaults()


def keep(fields: Mapping[str, str]) -> None:
    """Keep what a form says, for sessions from now on; raises PollsError, and changes nothing."""
    kept = {
        "keep_days": read_days(fields.get("keep_days", "").strip()),
        "approval": fields.get("approval", ""),
        "minimum": read_minimum(fields.get("minimum", "").strip()),
        "language": fields.get("language", ""),
    }
    if kept["approval"] and kept["approval"] not in Approval.values:
        raise PollsError("session.approval", _("Kies: wat opvalt, alles, of niets."))
    if kept["language"]:
        sessions.check_language(str(kept["language"]))
    Defaults.objects.update_or_create(pk=1, defaults=kept)


def read_days(text: str) -> int | None:
    if not text:
        return None
    days = whole_number(text, highest=LONGEST.days)
    if not days or days > LONGEST.days:
        said = _("Kies 1 tot %(most)d\u00a0dagen.") % {"most": LONGEST.days}
        raise PollsError("defaults.days", said)
    return days


def read_minimum(text: str) -> int | None:
    if not text:
        return None
    number = whole_number(text, highest=HIGHEST)
    if number is None or not LOWEST <= number <= HIGHEST:
        raise wrong_minimum()
    return number
