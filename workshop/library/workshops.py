"""The workshops of this installation: made, copied, named, shared, thrown away, found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import DeckVersion, LiveSession
from polls.sessions.access import teams_of
from polls.whole_numbers import whole_number
from workshop.decks.model import Deck
from workshop.decks.parse import parse
from workshop.decks.problems import DeckError
from workshop.decks.text_fitting import find_all_misfits
from workshop.library import access, deck_versions, pictures
from workshop.library.access import Right
from workshop.models import Picture, Publication, Workshop, WorkshopPicture

WITH_STYLE = ("owner__house_style", "team__house_style")  # which come along with a workshop
KEPT_IN_BIN = timedelta(days=30)
LONGEST_TITLE = 200
BLANK = """\
+++
title = "{title}"
language = "{language}"

[[chapters]]
id = "begin"
title = "{chapter}"
+++

```slide
id = "welkom"
chapter = "begin"
layout = "cover"
```

# {heading}
"""


def list_workshops(*, user: Any, search: str = "", whose: str = "") -> QuerySet[Workshop]:
    """A trainer's own workshops and those that colleagues share, the newest change first;
    `whose` is 'mine' or 'shared' for one of the two."""
    found = Workshop.objects.filter(access.visible_to(user), trashed=None)
    if search.strip():
        found = found.filter(title__icontains=search.strip())
    if whose == "mine":
        found = found.filter(owner=user)
    elif whose == "shared":
        found = found.exclude(owner=user)
    return found.select_related(*WITH_STYLE).prefetch_related("pictures")


def count_sessions(workshops: Sequence[Workshop]) -> dict[str, int]:
    """By slug the number of sessions that began, rehearsals left out."""
    rows = LiveSession.objects.filter(
        deck__slug__in=[workshop.slug for workshop in workshops],
        rehearsal=False,
        started__isnull=False,
    )
    return dict(rows.values_list("deck__slug").annotate(Count("pk")))


def list_trashed(*, user: Any) -> QuerySet[Workshop]:
    trashed = Workshop.objects.filter(access.owned_by(user)).exclude(trashed=None)
    return trashed.select_related(*WITH_STYLE).order_by("-trashed")


def find_workshop(*, slug: str, user: Any, edit: bool = False) -> Workshop:
    """A workshop that this trainer may see, or with `edit` change; raises PollsError."""
    workshop = Workshop.objects.select_related(*WITH_STYLE).filter(slug=slug).first()
    rights = access.rights_on(workshop, user) if workshop else access.NOTHING
    needed = Right.OWN if workshop and workshop.trashed else Right.SEE
    if workshop is None or needed not in rights:
        raise PollsError("workshop.unknown", _("Deze workshop is er niet, of is niet van jou."))
    if edit and workshop.trashed:
        raise PollsError(
            "workshop.trashed", _("Deze workshop ligt in de prullenbak. Haal hem terug.")
        )
    if edit and Right.EDIT not in rights:
        raise PollsError(
            "workshop.read_only", _("Deze workshop is van een collega. Maak er je eigen van.")
        )
    return workshop


def find_startable(*, slug: str, user: Any) -> Workshop | None:
    """A workshop that this trainer may start a session of; None when there is none."""
    found = Workshop.objects.select_related("published", *WITH_STYLE)
    return found.filter(access.visible_to(user), slug=slug, trashed=None).first()


# Making


@transaction.atomic
def create_blank(*, owner: Any, title: str = "", language: str = "nl") -> Workshop:
    """A workshop with one slide."""
    title = clean_title(title) or _("Nieuwe workshop")
    text = BLANK.format(
        title=title.replace("\\", "\\\\").replace('"', '\\"'),
        language=language,
        chapter=_("Begin"),
        heading=title,
    )
    return store_workshop(owner=owner, title=title, text=text)


@transaction.atomic
def copy_example(*, slug: str, owner: Any, title: str = "", text: str = "") -> Workshop:
    """An own workshop out of an example, with its drawings; `text` is its text when that was
    made somebody's own (workshop/authoring/copying.py)."""
    text = text or deck_versions.read_source(slug)
    name = clean_title(title) or deck_versions.title(slug)
    workshop = store_workshop(owner=owner, title=name, text=text)
    stored = pictures.store_pictures(deck_versions.read_drawings(slug))
    WorkshopPicture.objects.bulk_create(
        WorkshopPicture(workshop=workshop, name=name, picture_id=sha256)
        for name, sha256 in stored.items()
    )
    return workshop


@transaction.atomic
def copy_workshop(*, workshop: Workshop, owner: Any, title: str = "", text: str = "") -> Workshop:
    """An own workshop with the text and the pictures of another as they are now, or with another
    `text` that was made of it (workshop/authoring/choosing.py)."""
    name = clean_title(title) or _("Kopie van %(title)s") % {"title": workshop.title}
    made = store_workshop(owner=owner, title=name[:LONGEST_TITLE], text=text or workshop.draft)
    for use in workshop.pictures.all():
        WorkshopPicture.objects.create(
            workshop=made, name=use.name, picture_id=use.picture_id, alt=use.alt
        )
    return made


def store_workshop(*, owner: Any, title: str, text: str) -> Workshop:
    return Workshop.objects.create(
        slug=free_slug(title), title=title[:LONGEST_TITLE], owner=owner, draft=text
    )


def free_slug(title: str) -> str:
    """A name for addresses that no workshop and no example has."""
    stem = slugify(title)[:60].strip("-") or "workshop"
    taken = {*Workshop.objects.filter(slug__startswith=stem).values_list("slug", flat=True)}
    taken |= {*deck_versions.slugs()}
    names = (stem if not number else f"{stem}-{number + 1}" for number in range(len(taken) + 1))
    return next(name for name in names if name not in taken)


def clean_title(title: str) -> str:
    """One line, without what no database holds."""
    shown = "".join(letter if letter.isprintable() else " " for letter in title)
    return " ".join(shown.split())[:LONGEST_TITLE]


def attach_picture(workshop: Workshop, name: str, picture: Picture, alt: str = "") -> None:
    WorkshopPicture.objects.update_or_create(
        workshop=workshop, name=name, defaults={"picture": picture, "alt": alt}
    )


# Keeping


def share_workshop(*, workshop: Workshop, sharing: str) -> None:
    if sharing not in Workshop.Sharing.values:
        raise PollsError("workshop.sharing", _("Kies met wie je deze workshop deelt."))
    Workshop.objects.filter(pk=workshop.pk).update(sharing=sharing)


def give_to(*, workshop: Workshop, team: str, user: Any) -> None:
    """Make it one of a team (its row's number) of which this trainer is a member, or with ''
    again of whoever made it; raises PollsError."""
    number = whole_number(team, highest=2**31 - 1)
    if team and number not in set(teams_of(user)):
        raise PollsError("workshop.team", _("Kies een team waar je zelf in zit."))
    Workshop.objects.filter(pk=workshop.pk).update(team=number if team else None)


def trash_workshop(*, workshop: Workshop) -> None:
    """Put a workshop in the bin: its sessions go on, and it can be put back for 30 days."""
    Workshop.objects.filter(pk=workshop.pk).update(trashed=timezone.now())


def restore_workshop(*, workshop: Workshop) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(trashed=None)


@transaction.atomic
def empty_bin() -> int:
    """Remove what has been in the bin for 30 days, and pictures that nobody uses any more."""
    old = Workshop.objects.filter(trashed__lt=timezone.now() - KEPT_IN_BIN)
    removed = old.count()
    old.delete()
    if removed:
        remove_unused_pictures()
    return removed


def remove_unused_pictures() -> None:
    """Pictures of no workshop, no version and no house style that anybody or any session has."""
    versions = DeckVersion.objects.values_list("pictures", flat=True)
    named = {sha256 for pictures in versions for sha256 in pictures.values()}
    named |= {*LiveSession.objects.exclude(style={}).values_list("style__logo", flat=True)}
    Picture.objects.filter(uses=None, styles=None, brought=None).exclude(sha256__in=named).delete()


# Publishing


def picture_hashes(workshop: Workshop) -> dict[str, str]:
    """By name the pictures of a workshop: the SHA-256 of each."""
    return {use.name: use.picture_id for use in workshop.pictures.all()}


def read_draft(workshop: Workshop) -> Deck:
    """The deck of a draft; raises DeckError with everything that is wrong in it."""
    return parse(workshop.draft, deck_versions.FILE, picture_hashes(workshop))


@transaction.atomic
def publish_workshop(*, workshop: Workshop, by: Any = None) -> DeckVersion:
    """The version that new sessions get: the draft as it is now; raises DeckError."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)  # one at a time gets a number
    deck = read_draft(workshop)
    version = store_version(
        workshop.slug, deck.title, workshop.draft, used_pictures(deck, picture_hashes(workshop))
    )
    Workshop.objects.filter(pk=workshop.pk).update(published=version)
    workshop.published = version
    latest = workshop.publications.first()
    if latest is None or latest.version_id != version.pk:
        number = latest.number + 1 if latest else 1
        Publication.objects.create(workshop=workshop, number=number, version=version, by=by)
    return version


def refuse_misfits(workshop: Workshop) -> None:
    """Raises DeckError with whatever of the draft does not fit its slides."""
    if misfits := find_all_misfits(read_draft(workshop), deck_versions.FILE):
        raise DeckError(misfits)


def version_of_draft(workshop: Workshop) -> DeckVersion:
    """A version that is not stored: the draft as it is now, to look at while it is written."""
    return DeckVersion(
        slug=workshop.slug,
        title=workshop.title,
        source=workshop.draft,
        pictures=picture_hashes(workshop),
    )


def used_pictures(deck: Deck, hashes: Mapping[str, str]) -> dict[str, str]:
    """Those that the slides and options of a deck show."""
    names = {slide.picture.name for slide in deck.slides if slide.picture}
    for question in deck.questions():
        options = question.spec.get("options", [])
        names |= {f"{option['icon']}.svg" for option in options if option.get("icon")}
    return {name: hashes[name] for name in sorted(names) if name in hashes}


def store_version(slug: str, title: str, text: str, pictures: Mapping[str, str]) -> DeckVersion:
    """The version with this text and these pictures, made once."""
    named = "".join(f"{name} {sha256}\n" for name, sha256 in sorted(pictures.items()))
    version, _made = DeckVersion.objects.get_or_create(
        slug=slug,
        sha256=hashlib.sha256((text + named).encode()).hexdigest(),
        defaults={"title": title, "source": text, "pictures": dict(pictures)},
    )
    return version
