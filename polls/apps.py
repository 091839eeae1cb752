"""The engine as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PollsConfig(AppConfig):
    name = "polls"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from polls.actions import telling
        from polls.realtime.hub import hub

        telling.register_listener(hub)
