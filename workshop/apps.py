"""The site as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register


class WorkshopConfig(AppConfig):
    name = "workshop"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.conf import settings

        from polls.actions import site
        from polls.realtime.hub import hub
        from workshop import checks
        from workshop.facilitating import deck_for_actions, presentation
        from workshop.serving import sentry
        from workshop.wording.catalogues import compile_catalogues
        from workshop.wording.themes import check_theme

        hub.renderer = presentation
        site.hand_over(deck_for_actions)
        if settings.SENTRY_DSN:
            sentry.begin(settings.SENTRY_DSN)
        compile_catalogues()
        register(check_theme, checks.TAG)
        for check in checks.ALWAYS:
            register(check, checks.TAG)
        for check in checks.ON_DEPLOY:
            register(check, deploy=True)
