"""A file that a trainer brings: read beside the server, looked at, then kept or dropped."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from datetime import timedelta
from threading import Thread
from time import monotonic
from typing import Any

from django.db import connections, transaction
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.authoring import pasting
from workshop.authoring.drafting import Step, make_step
from workshop.authoring.pieces import cut_text
from workshop.importing import apart, drawn_pages, taking
from workshop.importing.apart import ReadFile, Stopped
from workshop.importing.assembling import choose
from workshop.importing.imported import File, Imported
from workshop.library import pictures, workshops
from workshop.models import BroughtFile, BroughtPicture, Workshop, WorkshopStep

logger = logging.getLogger(__name__)

BEAT = 2.0  # seconds between two signs that a file is still being read
LOST = timedelta(seconds=60)  # without a sign: the server that read it is gone
KEPT = timedelta(days=2)  # what nobody chose from
State = BroughtFile.State


def bring(*, owner: Any, file: File, into: Workshop | None = None, after: str = "") -> BroughtFile:
    """Begin to read a file; what its trainer brought before makes room. Raises PollsError when
    that is still being read."""
    brought = make_row(owner=owner, file=file, into=into, after=after)
    language = get_language()
    Thread(target=read_beside, args=(brought.pk, brought.key, file, language), daemon=True).start()
    return brought


@transaction.atomic
def make_row(
    *, owner: Any, file: File, into: Workshop | None = None, after: str = ""
) -> BroughtFile:
    forget_lost()
    if BroughtFile.objects.filter(owner=owner, state=State.READING).exists():
        raise PollsError(
            "file.busy", _("We lezen nog een ander bestand van je. Stop dat eerst, of wacht even.")
        )
    BroughtFile.objects.filter(owner=owner).delete()
    return BroughtFile.objects.create(
        owner=owner,
        key=secrets.token_hex(8),
        name=workshops.clean_title(file.name)[-200:],
        size=len(file.content),
        into=into,
        after=after[:200],
        seen=timezone.now(),
    )


def find_brought(user: Any) -> BroughtFile | None:
    forget_lost()
    return BroughtFile.objects.filter(owner=user).first()


def drop(*, owner: Any) -> None:
    """Stop reading, or throw away what was read: nothing stays."""
    BroughtFile.objects.filter(owner=owner).delete()


# Reading


def read_beside(pk: int, key: str, file: File, language: str | None) -> None:
    """In a thread of its own, which waits for the process that reads."""
    try:
        with translation.override(language):
            try:
                read_brought(pk, key, file)
            except Exception:
                logger.exception("A file that was brought could not be read")
                fail(pk, key, apart.too_heavy())
    finally:
        connections.close_all()


def read_brought(pk: int, key: str, file: File) -> None:
    row = BroughtFile.objects.filter(pk=pk, key=key)
    told = [monotonic()]

    def progress(done: int, total: int) -> None:
        if done == total or monotonic() - told[0] > BEAT / 4:
            told[0] = monotonic()
            row.update(done=done, total=total, seen=timezone.now())

    def stopped() -> bool:
        """Whether its row is gone; says at the same time that somebody still reads."""
        return not row.update(seen=timezone.now())

    try:
        read = drawn_pages.read_brought(file, progress=progress, stopped=stopped)
        store_read(pk, key, read)
    except PollsError as problem:
        fail(pk, key, problem)
    except Stopped:
        logger.info("A file that was brought was stopped")


def fail(pk: int, key: str, problem: PollsError) -> None:
    row = BroughtFile.objects.filter(pk=pk, key=key)
    row.update(state=State.FAILED, message=problem.message[:500], seen=timezone.now())


@transaction.atomic
def store_read(pk: int, key: str, read: ReadFile) -> None:
    """All of it at once, if anybody still wants it."""
    brought = BroughtFile.objects.select_for_update().filter(pk=pk, key=key).first()
    if brought is None:
        return
    for name, picture in read.pictures.items():
        stored = pictures.store_clean(picture)
        BroughtPicture.objects.create(file=brought, name=name[:120], picture=stored)
    brought.read, brought.state = apart.to_plain(read.imported), State.READY
    brought.seen = timezone.now()
    brought.save(update_fields=["read", "state", "seen"])


def forget_lost() -> None:
    """Whoever read these is gone: a restart leaves nothing half. Anybody's page may notice that,
    so what is said of it waits for whoever brought the file."""
    lost = BroughtFile.objects.filter(state=State.READING, seen__lt=timezone.now() - LOST)
    if not lost.exists():  # on nearly every look: nothing has to be written
        return
    lost.update(state=State.FAILED, message="", seen=timezone.now())


def say_failed(brought: BroughtFile) -> str:
    """Why a file was not read, in the language of whoever brought it."""
    lost = _("De server is opnieuw begonnen. Breng het bestand nog een keer.")
    return brought.message or lost


def forget_old() -> None:
    """What nobody chose from, and pictures that came with it."""
    forget_lost()
    BroughtFile.objects.filter(seen__lt=timezone.now() - KEPT).delete()
    workshops.remove_unused_pictures()


# Choosing


def read_of(brought: BroughtFile) -> Imported:
    return apart.from_plain(brought.read)


def store_choices(*, brought: BroughtFile, choices: Mapping[str, str]) -> None:
    """What the slides become so far; what cannot be chosen is left out."""
    slides = {slide.number: slide for slide in read_of(brought).slides}
    kept = {
        number: choice
        for number, choice in choices.items()
        if number in slides and slides[number].may_become(choice)
    }
    merged = {**brought.choices, **kept}
    BroughtFile.objects.filter(pk=brought.pk).update(choices=merged, seen=timezone.now())
    brought.choices = merged


def text_of(brought: BroughtFile) -> str:
    """The deck as it would be kept; raises PollsError when nothing was chosen."""
    text = choose(read_of(brought), brought.choices).text
    if len(cut_text(text)) < 2:
        raise PollsError("file.nothing_chosen", _("Kies ten minste één slide."))
    return text


@transaction.atomic
def keep_new(*, brought: BroughtFile, owner: Any, title: str = "") -> Workshop:
    """A new workshop with what was chosen; raises PollsError."""
    text_of(brought)
    rows = brought.pictures.select_related("picture")
    ready = {row.name: row.picture for row in rows}
    made = taking.keep(read_of(brought), ready, owner=owner, title=title, choices=brought.choices)
    brought.delete()
    return made


@transaction.atomic
def keep_in(
    *, brought: BroughtFile, workshop: Workshop, after: str, by: Any
) -> WorkshopStep | None:
    """Put what was chosen behind a slide of a workshop ('' is the front), as a step that can be
    undone; raises PollsError."""
    text = text_of(brought)
    names = attach_pictures(brought, workshop, text)
    _front, *slides = cut_text(text)
    pieces = cut_text(workshop.draft)
    fitted = [pasting.rename(pasting.fit_chapter(each, pieces, after), names) for each in slides]
    step = Step("add_slides", {"text": "".join(fitted), "after": after})
    made = make_step(workshop_id=workshop.pk, step=step, by=by)
    brought.delete()
    return made


def attach_pictures(brought: BroughtFile, workshop: Workshop, text: str) -> dict[str, str]:
    """Let the workshop have what these slides show; by name the name that it got there."""
    ours = workshops.picture_hashes(workshop)
    alts = taking.find_alts(text)
    names = {}
    for row in brought.pictures.select_related("picture").filter(name__in=alts):
        name = pasting.free_name(row.name, row.picture_id, ours)
        names[row.name] = name
        if name not in ours:
            ours[name] = row.picture_id
            workshops.attach_picture(workshop, name, row.picture, alts[row.name])
    return names
