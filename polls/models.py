"""The rows: what a session is, who takes part, what is asked and what is answered."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Index, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MINIMUM = 5  # answers of a group below which it is not compared with others
LOWEST = 3  # which no session can go below
NOTHING = models.Value({}, output_field=models.JSONField())


class Approval(models.TextChoices):
    """Which own words wait for a facilitator, besides those of questions that are held."""

    MARKED = "marked", _("Wat opvalt, wacht op jou")
    ALL = "all", _("Alles wacht op jou: eerst alles goedkeuren")
    NONE = "none", _("Niets wacht: alles staat meteen op het scherm")


class DeckVersion(models.Model):
    """One text of a deck. A session keeps the version it was run with.

    `pictures` are its pictures by name: the SHA-256 of their bytes (workshop.models.Picture).
    A deck in a folder has none here: its drawings stand beside it.
    One that was changed for one `session` alone names the version that it was made of, `base`.
    """

    slug = models.SlugField()
    sha256 = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    source = models.TextField()
    pictures = models.JSONField(default=dict)
    base = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    session = models.ForeignKey("LiveSession", models.SET_NULL, null=True, related_name="own_decks")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["slug", "sha256"], name="deck_version_once"),
        ]


class Team(models.Model):
    """Trainers who do their work together: sessions and workshops can be of a team instead of
    one person. Whoever is a member comes in by `memberships`."""

    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]


class TeamMember(models.Model):
    """A member of a team; one who `manages` it chooses the others."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    manages = models.BooleanField(default=False)

    class Meta:
        ordering = ["user__username"]
        constraints = [UniqueConstraint(fields=["team", "user"], name="member_once")]


class LiveSessions(models.QuerySet["LiveSession"]):
    def with_deck(self) -> LiveSessions:
        """Each with its deck, but not the deck's long text, which is parsed once a process."""
        return self.select_related("deck").defer("deck__source")


class LiveSession(models.Model):
    """One group that goes through one deck.

    `frozen` is the position at which projectors stay; `skipped` are ids of slides;
    `agreed` is who does what after the session. `minimum` is the number of answers below
    which this group is not compared with others. `context` holds, by the key of an optional
    question, the facilitator's own words for it, or null when it is not asked; `edition`
    rises when the words of slides or questions change.
    `other_tips` tells that shared tips of other groups are shown, `memory` are the counts of
    earlier groups that are, by question: [{n, counts}].
    `guard` says which own words wait for a facilitator: {approval, names}, the list of names
    that the trainer gave; each question has it too.
    `cohost` tells what whoever has the co-host's link may do, and whether that is who steers.
    `looks` is what projectors show of the results of a slide, by its id: {view, page}, the key
    of the one that has the stage ('' for the first) and the page of its answers; with `tables`
    charts are tables. `moved` is the version with which another slide came.
    `style` is the house style that it began with, which the site understands
    (workshop/looks/style.py); empty for the looks of Polshoogte itself.
    `most_present` is how many devices were connected at once, at most; `answered` is how many
    people answered anything, kept of answers that were removed.
    With `door_closed` no device comes in that is not there yet. `aside` is the latest time
    that devices were put aside (polls/sessions/aside.py), `crowd_handled` is when a
    facilitator dealt with the warning of them.
    `pace` is 'own' when everyone goes through the questions in their own time, from `opens_at`
    until `closes_at`; `intro` and `thanks` are what stands before and after them, and with
    `between` the slides without questions come along.
    `before` is an earlier session, with which this one is compared (polls/results/before.py).
    `report_token` opens the report to share, until the end of the day `report_until`.
    `keep_days` is how many days its answers are kept after the end, where the organisation said
    so; `keep_until` is the last day that they are, when the facilitator chose one;
    `purged` is when they were removed (polls/retention.py).
    """

    class Collaboration(models.TextChoices):
        OWN = "own", _("ieder over een eigen samenwerking")
        SAME = "same", _("allemaal over dezelfde samenwerking")

    class Overlay(models.TextChoices):
        BLANK = "blank", _("zwart")
        QR = "qr", _("QR-code")

    class Pace(models.TextChoices):
        LIVE = "live", _("live, samen met de trainer")
        OWN = "own", _("in ieders eigen tempo")

    class Cohost(models.TextChoices):
        TEXTS = "", _("beoordeelt teksten")
        SLIDES = "slides", _("mag de slides overnemen")
        STEERS = "steers", _("stuurt de slides")

    code = models.CharField(max_length=8, unique=True)
    deck = models.ForeignKey(DeckVersion, on_delete=models.PROTECT, related_name="sessions")
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="live_sessions"
    )
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="sessions")
    label = models.CharField(max_length=120, blank=True)
    rehearsal = models.BooleanField(default=False)
    pace = models.CharField(
        max_length=4, choices=Pace.choices, default=Pace.LIVE, db_default="live"
    )
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    intro = models.TextField(blank=True, default="", db_default="")
    thanks = models.TextField(blank=True, default="", db_default="")
    between = models.BooleanField(default=False, db_default=False)
    collaboration = models.CharField(
        max_length=4, choices=Collaboration.choices, default=Collaboration.OWN
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    minimum = models.PositiveSmallIntegerField(default=MINIMUM)
    context = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=1)
    position_since = models.DateTimeField()
    epoch = models.CharField(max_length=16)
    version = models.PositiveBigIntegerField(default=1)
    overlay = models.CharField(max_length=8, choices=Overlay.choices, blank=True)
    frozen = models.PositiveSmallIntegerField(null=True)
    timer_until = models.DateTimeField(null=True)
    skipped = models.JSONField(default=list)
    looks = models.JSONField(default=dict, db_default=NOTHING)
    tables = models.BooleanField(default=False, db_default=False)
    moved = models.PositiveBigIntegerField(default=1, db_default=1)
    screen_token = models.CharField(max_length=43, unique=True)
    cohost_token = models.CharField(max_length=43, null=True, unique=True)  # noqa: DJ001  # unique
    cohost = models.CharField(
        max_length=8, choices=Cohost.choices, blank=True, default=Cohost.TEXTS, db_default=""
    )
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    paused = models.BooleanField(default=False)
    ended = models.DateTimeField(null=True)
    notes = models.TextField(blank=True)
    agreed = models.TextField(blank=True)
    other_tips = models.BooleanField(default=False)
    memory = models.JSONField(default=dict)
    guard = models.JSONField(default=dict, db_default=NOTHING)
    style = models.JSONField(default=dict, db_default=NOTHING)
    door_closed = models.BooleanField(default=False, db_default=False)
    aside = models.PositiveSmallIntegerField(default=0, db_default=0)
    crowd_handled = models.DateTimeField(null=True)
    report_token = models.CharField(max_length=43, null=True, unique=True)  # noqa: DJ001  # unique
    report_until = models.DateField(null=True)
    most_present = models.PositiveIntegerField(default=0, db_default=0)
    answered = models.PositiveIntegerField(default=0, db_default=0)
    before = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="sessions_after"
    )
    keep_days = models.PositiveSmallIntegerField(null=True)
    keep_until = models.DateField(null=True)
    purged = models.DateTimeField(null=True)

    objects = LiveSessions.as_manager()

    class Meta:
        ordering = ["-created", "-pk"]

    @property
    def state(self) -> str:
        """'waiting', 'live', 'paused' or 'ended', as clients are told."""
        if self.ended:
            return "ended"
        if self.own_pace:
            return self.phase
        if not self.started:
            return "waiting"
        return "paused" if self.paused else "live"

    @property
    def own_pace(self) -> bool:
        return self.pace == self.Pace.OWN

    @property
    def phase(self) -> str:
        """Where a session at everyone's own pace stands by the clock."""
        now = timezone.now()
        if self.opens_at and now < self.opens_at:
            return "waiting"
        return "ended" if self.closes_at and now >= self.closes_at else "live"


class SessionShare(models.Model):
    """A colleague with whom a session is shared; what each level lets them do stands in
    polls/sessions/access.py."""

    class Level(models.TextChoices):
        FACILITATE = "facilitate", _("begeleiden: de hele regie, behalve delen en wissen")
        LOOK = "look", _("kijken: wat het scherm laat zien, en het verslag")
        TAKE = "take", _("meenemen: alleen het verslag en de bestanden")

    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="shares")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="session_shares"
    )
    level = models.CharField(max_length=10, choices=Level.choices)

    class Meta:
        ordering = ["user__username"]
        constraints = [UniqueConstraint(fields=["session", "user"], name="share_once")]


class Participant(models.Model):
    """A device that takes part. The key itself is only on that device; its hash is
    forgotten after the session, and nothing leads back to the device any more. `aside` tells
    when it was put aside, if ever (polls/sessions/aside.py); `finished` that whoever has it
    said to be done, in a session at everyone's own pace."""

    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="participants")
    key_hash = models.CharField(max_length=64, null=True)  # noqa: DJ001  # unique
    joined = models.DateTimeField()
    aside = models.PositiveSmallIntegerField(default=0, db_default=0)
    finished = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [UniqueConstraint(fields=["session", "key_hash"], name="participant_once")]
        indexes = [Index(fields=["session"], condition=Q(aside__gt=0), name="participant_aside")]


class AskedQuestions(models.Manager["Question"]):
    """The questions that a session asks: not those that its facilitator left out."""

    def get_queryset(self) -> models.QuerySet[Question]:
        return super().get_queryset().filter(off=False)


class Question(models.Model):
    """A question of the session's deck, with where it stands.

    Own words of a `held` question wait until a facilitator shows them, others by the `guard` of
    the session (polls/texts/aids.py). `labels` are
    [{key, label, color}], what a facilitator may put on them; `spotlight` is the id of
    the one card that projectors show large. Results wait until the question `after` is
    closed too. One that is `on_break` was paused by the break, which opens it again when it
    ends. One that is `off` is not asked in this session, and one that is `private` stands in
    no file to share. One that is `required` cannot be passed over at one's own pace.
    `totals` holds, by round, what is kept of answers that were removed
    (polls/questions/kept_totals.py); `split` is what may be told of one round by group, once
    that is decided (polls/results/splits.py), and `split_shown` tells that projectors have it.
    """

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
    on_break = models.BooleanField(default=False, db_default=False)
    shown = models.BooleanField(default=False)
    round = models.PositiveSmallIntegerField(default=1)
    grace_until = models.DateTimeField(null=True)
    held = models.BooleanField(default=False)
    guard = models.JSONField(default=dict, db_default=NOTHING)
    labels = models.JSONField(default=list)
    after = models.CharField(max_length=64, blank=True)
    spotlight = models.CharField(max_length=16, blank=True)
    note = models.TextField(blank=True)
    off = models.BooleanField(default=False)
    private = models.BooleanField(default=False, db_default=False)
    required = models.BooleanField(default=False, db_default=False)
    totals = models.JSONField(default=dict)
    split = models.JSONField(default=dict, db_default=NOTHING)
    split_shown = models.BooleanField(default=False, db_default=False)
    version = models.PositiveBigIntegerField(default=1)

    objects = AskedQuestions()
    everything = models.Manager["Question"]()

    class Meta:
        ordering = ["pk"]
        constraints = [UniqueConstraint(fields=["session", "key"], name="question_key_once")]


class Response(models.Model):
    """What one participant answered in one round. The highest `seq` wins.

    `receipts` holds the ids of this participant's latest taps with the outcome each was
    told, so that a repeated id gets the same answer. `late` answers came after the
    question had closed, within the grace that leaving its slide gives; a facilitator
    entered those `by_hand`.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="responses")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="responses")
    round = models.PositiveSmallIntegerField()
    seq = models.PositiveBigIntegerField()
    value = models.JSONField()
    receipts = models.TextField(blank=True)
    late = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["question", "round", "participant"], name="response_once")
        ]


class Batch(models.Model):
    """Whose answers one version of a question changed (polls/questions/running_rounds.py)."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="batches")
    version = models.PositiveBigIntegerField()
    people = models.JSONField()

    class Meta:
        constraints = [UniqueConstraint(fields=["question", "version"], name="batch_once")]


class TextMark(models.Model):
    """What a facilitator decided about one text of a question, whoever wrote it.

    `card` is the id of the text (polls/texts/cards.py). A text without a mark is pending
    when its question is held or an aid marks it, else shown. The answers themselves never
    change. A text that is `shared` may be shown to the trainer's other groups.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("wacht")
        SHOWN = "shown", _("getoond")
        HIDDEN = "hidden", _("verborgen")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="marks")
    card = models.CharField(max_length=16)
    text = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices)
    starred = models.BooleanField(default=False)
    labels = models.JSONField(default=list)
    corrected = models.TextField(blank=True)
    into = models.CharField(max_length=16, blank=True)
    shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [UniqueConstraint(fields=["question", "card"], name="mark_once")]


class Deletion(models.Model):
    """Something was deleted whose bytes may still stand in the database's own files."""

    at = models.DateTimeField(auto_now_add=True)


class Action(models.Model):
    """One thing that a facilitator did, with what it takes to undo it."""

    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="actions")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150)
    name = models.CharField(max_length=32)
    slide = models.CharField(max_length=64)
    question = models.CharField(max_length=255, blank=True)
    before = models.JSONField(encoder=DjangoJSONEncoder)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
