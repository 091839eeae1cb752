"""The rows: what a session is, who takes part, what is asked and what is answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeckVersion(models.Model):
    """One text of a deck. A session keeps the version it was run with."""

    slug = models.SlugField()
    sha256 = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    source = models.TextField()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug", "sha256"], name="deck_version_once"),
        ]


class LiveSession(models.Model):
    """One group that goes through one deck."""

    class Collaboration(models.TextChoices):
        OWN = "own", _("ieder over een eigen samenwerking")
        SAME = "same", _("allemaal over dezelfde samenwerking")

    code = models.CharField(max_length=8, unique=True)
    deck = models.ForeignKey(DeckVersion, on_delete=models.PROTECT, related_name="sessions")
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="live_sessions"
    )
    label = models.CharField(max_length=120, blank=True)
    rehearsal = models.BooleanField(default=False)
    collaboration = models.CharField(
        max_length=4, choices=Collaboration.choices, default=Collaboration.OWN
    )
    position = models.PositiveSmallIntegerField(default=1)
    position_since = models.DateTimeField()
    epoch = models.CharField(max_length=16)
    version = models.PositiveBigIntegerField(default=1)
    screen_token = models.CharField(max_length=43, unique=True)
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    paused = models.BooleanField(default=False)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created", "-pk"]

    @property
    def state(self) -> str:
        """'waiting', 'live', 'paused' or 'ended', as clients are told."""
        if self.ended:
            return "ended"
        if not self.started:
            return "waiting"
        return "paused" if self.paused else "live"


class Participant(models.Model):
    """A device that takes part. The key itself is only on that device."""

    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="participants")
    key_hash = models.CharField(max_length=64)
    joined = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "key_hash"], name="participant_once"),
        ]


class Question(models.Model):
    """A question of the session's deck, with where it stands."""

    class State(models.TextChoices):
        WAITING = "waiting", _("nog niet open")
        OPEN = "open", _("open")
        PAUSED = "paused", _("gepauzeerd")
        CLOSED = "closed", _("gesloten")

    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=64)
    slide = models.CharField(max_length=64)
    kind = models.CharField(max_length=32)
    prompt = models.TextField()
    spec = models.JSONField()
    live = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    shown = models.BooleanField(default=False)
    round = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveBigIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "key"], name="question_key_once"),
        ]


class Response(models.Model):
    """What one participant answered in one round. The highest `seq` wins.

    `receipts` maps the ids of this participant's latest taps to the outcome each was
    told, so that a repeated id gets the same answer.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="responses")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="responses")
    round = models.PositiveSmallIntegerField()
    seq = models.PositiveBigIntegerField()
    value = models.JSONField()
    receipts = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "round", "participant"], name="response_once"
            ),
        ]
