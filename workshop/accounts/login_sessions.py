"""Django's sessions in the database; a login by the provider ends with what it confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.sessions.backends import db

from workshop.accounts import provider, provider_logins


class SessionStore(db.SessionStore):
    """Read by pages and by sockets alike, so neither can forget to look."""

    def load(self) -> dict[str, Any]:
        found: dict[str, Any] = super().load()
        by_provider = found.get(BACKEND_SESSION_KEY) == provider.BACKEND
        if by_provider and not provider_logins.holds(self.session_key):
            self._session_key = None
            return {}
        return found
