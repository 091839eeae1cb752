"""The rows that belong to the site: workshops and their pictures, logs, wrong passwords."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from polls.models import DeckVersion, Team


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


class RequiredFactor(models.Model):
    """An account that comes in with a second factor only, as an administrator said."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="required_factor",
    )


class ProviderAccount(models.Model):
    """Who an account is at the OpenID Connect provider, which decides whether they may be here."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="provider_account"
    )
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="subject_once"),
        ]


class ProviderLogin(models.Model):
    """A login by way of the provider: its tokens, sealed, and until when it was `confirmed`
    (workshop/accounts/provider_logins.py)."""

    session_key = models.CharField(max_length=40, primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="provider_logins"
    )
    tokens = models.TextField()
    confirmed = models.DateTimeField()
    next_check = models.DateTimeField(db_index=True)


class ApiToken(models.Model):
    """What a program has instead of a password; `hash` is the SHA-256 of the token, and `name`
    what its trainer made it for. One that is revoked is gone."""

    class Scope(models.TextChoices):
        READ = "read", _("alleen lezen")
        WRITE = "write", _("lezen en schrijven")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    name = models.CharField(max_length=100)
    scope = models.CharField(max_length=5, choices=Scope.choices)
    hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)
    used = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]


class Workshop(models.Model):
    """A workshop of a trainer, or of a `team` in which `owner` made it. `draft` is the text of its
    deck as it is being written, and `edition` rises with every step; `published` is the version
    that new sessions get.

    A workshop that is `trashed` goes for good 30 days later (workshop/upkeep/schedule.py).
    """

    class Sharing(models.TextChoices):
        OWN = "own", _("alleen ik")
        LOOK = "look", _("collega's kijken, kopiëren en starten")
        EDIT = "edit", _("collega's veranderen mee")

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="workshops"
    )
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="workshops")
    sharing = models.CharField(max_length=4, choices=Sharing.choices, default=Sharing.OWN)
    draft = models.TextField()
    edition = models.PositiveIntegerField(default=1)
    published = models.ForeignKey(
        DeckVersion, on_delete=models.PROTECT, null=True, related_name="workshops"
    )
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    trashed = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-changed", "-pk"]


class WorkshopStep(models.Model):
    """One change of a draft: pieces of its text that took the place of others, from the piece
    `start` on (workshop/authoring/pieces.py). A step that `undoes` another turned it round.

    `key` is what its page called it: one that is sent again, because the reply was lost, is known
    by it. `typing` is the same for all that was typed in one go, which is one step.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="steps")
    edition = models.PositiveIntegerField()
    name = models.CharField(max_length=32)
    slide = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(auto_now_add=True)
    start = models.PositiveIntegerField()
    removed = models.JSONField()
    added = models.JSONField()
    undoes = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="undone")
    key = models.CharField(max_length=36, blank=True, db_default="")
    typing = models.CharField(max_length=36, blank=True, db_default="")

    class Meta:
        ordering = ["edition"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "edition"], name="step_once_an_edition"),
            models.UniqueConstraint(
                fields=["workshop", "key"], condition=~models.Q(key=""), name="step_key_once"
            ),
        ]


class WorkshopVisit(models.Model):
    """A trainer who has a workshop open, at a slide; half a minute after the last sign of them
    they are gone (workshop/library/visits.py)."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="visits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    slide = models.CharField(max_length=200, blank=True)
    seen = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "user"], name="visit_once"),
        ]


class Publication(models.Model):
    """A draft that became the version of new sessions, and by whom: a press, or a session that
    was started."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="publications")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(DeckVersion, on_delete=models.PROTECT, related_name="publications")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="publication_number_once"),
        ]


class Picture(models.Model):
    """The bytes of a picture, once for whoever uses it; `sha256` is of what is served.

    A `drawing` is an SVG by the rules of workshop/decks/pictures.py: it stands in the page
    itself, in the colours of the theme.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    type = models.CharField(max_length=16)
    drawing = models.BooleanField(default=False)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    content = models.BinaryField()
    created = models.DateTimeField(auto_now_add=True)


class BroughtFile(models.Model):
    """A file that a trainer brought, as long as they choose among its slides; the file itself is
    not kept. One for each trainer.

    `seen` is of whoever reads it, and of its trainer after that; `read` is what was read
    (workshop/importing/apart.py), `choices` what was chosen so far, by the number of a slide, and
    `into` the workshop whose editor it was brought in, behind the slide `after`.
    """

    class State(models.TextChoices):
        READING = "reading"
        READY = "ready"
        FAILED = "failed"

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="brought"
    )
    key = models.CharField(max_length=36)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.READING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    read = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    into = models.ForeignKey(Workshop, on_delete=models.SET_NULL, null=True, related_name="+")
    after = models.CharField(max_length=200, blank=True)
    seen = models.DateTimeField()


class BroughtPicture(models.Model):
    """A picture of a file that was brought, under its name there."""

    file = models.ForeignKey(BroughtFile, on_delete=models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=120)
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="brought")


class Defaults(models.Model):
    """What new sessions start with, as an administrator said; one row, or none. What is empty is
    as the environment and the workshop say."""

    keep_days = models.PositiveSmallIntegerField(null=True)
    approval = models.CharField(max_length=8, blank=True)
    minimum = models.PositiveSmallIntegerField(null=True)
    language = models.CharField(max_length=2, blank=True)


class HouseStyle(models.Model):
    """How the workshops of a person or of a team look (workshop/looks/); whoever has none has
    that of the organisation, the row of neither, or else ours. A session keeps a copy, so a
    change reaches new sessions only.
    """

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="house_style"
    )
    team = models.OneToOneField(
        Team, on_delete=models.CASCADE, null=True, related_name="house_style"
    )
    main = models.CharField(max_length=7)
    accent = models.CharField(max_length=7)
    cover = models.CharField(max_length=5)
    logo = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, related_name="styles")
    words = models.CharField(max_length=120, blank=True)
    changed = models.DateTimeField(auto_now=True)


class WorkshopPicture(models.Model):
    """A picture of a workshop under the name by which its deck knows it."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=120)
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="uses")
    alt = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "name"], name="picture_name_once"),
        ]


class Agreement(models.Model):
    """What every server of this database holds to, by its name (workshop/upkeep/agreed.py)."""

    name = models.CharField(max_length=32, primary_key=True)
    value = models.CharField(max_length=64)
