"""The rows that belong to the site: who did what, and who guesses a password."""

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


class WrongPasswords(models.Model):
    """How often a name was tried in vain at an address: only a keyed hash of the two."""

    who = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    last = models.DateTimeField(auto_now_add=True, db_index=True)
    wait_until = models.DateTimeField()
