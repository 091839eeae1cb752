"""The log of what people did: who came in, looked at somebody else's, took home, deleted."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.models import AuditEntry

ONE_VISIT = timedelta(hours=1)  # in which looking again at the same session is no news
EARLIEST, LATEST = 1900, 9000  # years; a database knows no first or last day of all
TERMINAL = "(terminal)"  # whoever gave a command on the machine itself


class What(TextChoices):
    LOGIN = "login"
    REFUSED = "login refused"
    LOGOUT = "logout"
    SECOND_FACTOR = "second factor"
    PASSWORD = "password"  # noqa: S105  # what was changed
    VIEW = "view"
    EXPORT = "export"
    LINK = "report link"
    SHARE = "share"
    DELETION = "deletion"
    BACKUP = "backup"
    RESTORE = "restore"
    ACCOUNT = "account"
    ROLE = "role"
    TOKEN = "access token"  # noqa: S105  # that it was made or revoked


def words() -> dict[str, str]:
    """Each of these as a page says it."""
    return {
        What.LOGIN: _("ingelogd"),
        What.REFUSED: _("inloggen mislukt"),
        What.LOGOUT: _("uitgelogd"),
        What.SECOND_FACTOR: _("tweede stap"),
        What.PASSWORD: _("wachtwoord veranderd"),
        What.VIEW: _("sessie van een ander bekeken"),
        What.EXPORT: _("resultaten meegenomen"),
        What.LINK: _("link naar verslag"),
        What.SHARE: _("sessie gedeeld"),
        What.DELETION: _("gewist"),
        What.BACKUP: _("back-up gemaakt"),
        What.RESTORE: _("back-up teruggezet"),
        What.ACCOUNT: _("account"),
        What.ROLE: _("rol"),
        What.TOKEN: _("toegangssleutel"),
    }


def record_event(*, who: str, what: What, about: str = "") -> None:
    AuditEntry.objects.create(who=who, what=what.value, about=about)


def record_view(*, who: str, session: str) -> None:
    """Somebody looks at a session of somebody else: once an hour, whatever they open of it."""
    since = timezone.now() - ONE_VISIT
    seen = AuditEntry.objects.filter(who=who, what=What.VIEW, about=session, at__gte=since)
    if not seen.exists():
        record_event(who=who, what=What.VIEW, about=session)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries: of one person, of one kind, from a day to a day; of each all when left out."""

    who: str = ""
    what: str = ""
    since: date | None = None
    until: date | None = None


def read_filter(*, who: str = "", what: str = "", since: str = "", until: str = "") -> Filter:
    """Of what somebody typed; raises PollsError for a kind or a day that is none."""
    if what and what not in What.values:
        raise PollsError("log.kind", _("Dit soort gebeurtenis is er niet."))
    first, last = read_day(since), read_day(until)
    if first and last and first > last:
        raise PollsError("log.day", _("De eerste dag komt na de laatste."))
    return Filter(who.replace("\0", ""), what, first, last)


def read_day(text: str) -> date | None:
    if not text:
        return None
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if EARLIEST <= day.year <= LATEST:
            return day
    raise PollsError("log.day", _("Geef een dag als jaar-maand-dag, zoals 2026-05-31."))


def find_entries(chosen: Filter) -> QuerySet[AuditEntry]:
    """Oldest first; days are those of TIME_ZONE."""
    found = AuditEntry.objects.order_by("pk")
    if chosen.who:
        found = found.filter(who=chosen.who)
    if chosen.what:
        found = found.filter(what=chosen.what)
    if chosen.since:
        found = found.filter(at__gte=start_of(chosen.since))
    if chosen.until:
        found = found.filter(at__lt=start_of(chosen.until + timedelta(days=1)))
    return found


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def forget_old() -> None:
    kept = timedelta(days=settings.AUDIT_DAYS)
    AuditEntry.objects.filter(at__lt=timezone.now() - kept).delete()
