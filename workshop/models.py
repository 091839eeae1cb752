"""The one row that belongs to the site: who did what that an administrator answers for."""

from __future__ import annotations

from django.db import models


class AuditEntry(models.Model):
    """No contents and no addresses: who, what, when, and of which session."""

    at = models.DateTimeField(auto_now_add=True)
    who = models.CharField(max_length=150)
    what = models.CharField(max_length=32)
    about = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
