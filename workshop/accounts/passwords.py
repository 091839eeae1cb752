"""What a trainer's password has to be, said as the rest of the site says things."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("Dit wachtwoord is te kort.")

    def get_help_text(self) -> str:
        return _("Minstens %(count)s tekens. Een zin van vier woorden is goed en te onthouden.") % {
            "count": self.min_length
        }


class NotCommon(CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Dit wachtwoord gebruiken te veel mensen: het wordt als eerste geraden.")

    def get_help_text(self) -> str:
        return _("Geen wachtwoord dat veel mensen gebruiken.")


class NotTheName(UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("Dit wachtwoord lijkt te veel op je gebruikersnaam of e-mailadres.")

    def get_help_text(self) -> str:
        return _("Niet je gebruikersnaam of je e-mailadres.")


MISTAKES: dict[str, Any] = {
    "password_mismatch": gettext_lazy("De twee nieuwe wachtwoorden zijn niet gelijk."),
    "password_incorrect": gettext_lazy("Je huidige wachtwoord klopt niet."),
}


class ChangePassword(PasswordChangeForm):
    error_messages = MISTAKES


class FirstPassword(SetPasswordForm):
    """For anyone who has always logged in by a link."""

    error_messages = MISTAKES
