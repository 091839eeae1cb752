"""The log of logins, exports, deletions and changes of accounts."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _

from workshop.models import AuditEntry

KEPT = timedelta(days=365)
TERMINAL = "(terminal)"  # whoever gave a command on the machine itself


class What(TextChoices):
    LOGIN = "login"
    REFUSED = "login refused"
    LOGOUT = "logout"
    SECOND_FACTOR = "second factor"
    PASSWORD = "password"  # noqa: S105  # what was changed
    EXPORT = "export"
    LINK = "report link"
    DELETION = "deletion"
    BACKUP = "backup"
    RESTORE = "restore"
    ACCOUNT = "account"


def words() -> dict[str, str]:
    """Each of these as a page says it."""
    return {
        What.LOGIN: _("ingelogd"),
        What.REFUSED: _("inloggen mislukt"),
        What.LOGOUT: _("uitgelogd"),
        What.SECOND_FACTOR: _("tweede stap"),
        What.PASSWORD: _("wachtwoord veranderd"),
        What.EXPORT: _("resultaten meegenomen"),
        What.LINK: _("link naar verslag"),
        What.DELETION: _("gewist"),
        What.BACKUP: _("back-up gemaakt"),
        What.RESTORE: _("back-up teruggezet"),
        What.ACCOUNT: _("account"),
    }


def record_event(*, who: str, what: What, about: str = "") -> None:
    AuditEntry.objects.create(who=who, what=what.value, about=about)


def recent_entries(*, days: int) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(at__gte=timezone.now() - timedelta(days=days))


def forget_old() -> None:
    AuditEntry.objects.filter(at__lt=timezone.now() - KEPT).delete()
