"""Slides of one workshop in another: chapters, lists of options and pictures fit."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import User
from PIL import Image

from polls.errors import PollsError
from workshop.authoring import drafting, pasting, reading
from workshop.library import pictures, workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(trainer: User) -> Workshop:
    return workshops.copy_example(slug="beter-samenwerken", owner=trainer, title="Samen")


@pytest.fixture
def target(trainer: User) -> Workshop:
    return workshops.create_blank(owner=trainer, title="Ander")


def pasted(target: Workshop, source: Workshop, user: User, *slides: str) -> reading.Draft:
    asked = {"text": pasting.copy_text(source, slides), "from": source.slug, "after": "welkom"}
    step = pasting.paste(workshop=target, user=user, asked=asked)
    drafting.make_step(workshop_id=target.pk, step=step, by=user)
    target.refresh_from_db()
    return reading.read_draft(target.draft, workshops.picture_hashes(target))


def photo(color: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), color).save(file, "PNG")
    return file.getvalue()


def test_every_slide_of_a_workshop_fits_another(source: Workshop, target: Workshop, trainer: User):
    ids = [slide.id for slide in reading.read_draft(source.draft).slides]

    draft = pasted(target, source, trainer, *ids)

    assert [slide.id for slide in draft.slides] == ["welkom", "welkom-2", *ids[1:]]
    assert draft.problems == ()
    shown = workshops.picture_hashes(target)
    assert shown
    assert shown.items() <= workshops.picture_hashes(source).items()


def test_slides_are_copied_in_the_order_of_the_workshop(source: Workshop):
    text = pasting.copy_text(source, ["minder", "goed", "goed"])

    assert text.index('id = "goed"') < text.index('id = "minder"')
    assert text.count("```slide") == 2
    with pytest.raises(PollsError):
        pasting.copy_text(source, ["weg"])


def test_a_picture_of_the_same_name_keeps_its_own(
    source: Workshop, target: Workshop, trainer: User
):
    for workshop, color in ((source, "red"), (target, "blue")):
        stored = pictures.store_picture("foto.png", photo(color))
        workshops.attach_picture(workshop, "foto.webp", stored)
    fields = {"slide": "goed", "picture": "foto.webp", "decorative": True}
    drafting.make_step(workshop_id=source.pk, step=drafting.Step("set_picture", fields), by=trainer)
    source.refresh_from_db()
    blue = workshops.picture_hashes(target)["foto.webp"]

    draft = pasted(target, source, trainer, "goed")

    has = workshops.picture_hashes(target)
    assert has["foto.webp"] == blue
    assert has["foto-2.webp"] == workshops.picture_hashes(source)["foto.webp"]
    slide = draft.slides[1].slide
    assert slide
    assert slide.picture
    assert slide.picture.name == "foto-2.webp"


def test_what_one_may_not_see_brings_no_picture(source: Workshop, target: Workshop, trainer: User):
    stranger = User.objects.create_user("vreemde")
    theirs = workshops.create_blank(owner=stranger, title="Van hen")
    asked = {"text": pasting.copy_text(source, ["welkom"]), "from": source.slug, "after": "welkom"}

    pasting.paste(workshop=theirs, user=stranger, asked=asked)
    pasting.paste(workshop=target, user=trainer, asked=asked)

    assert workshops.picture_hashes(theirs) == {}
    assert workshops.picture_hashes(target) != {}


def test_within_one_workshop_a_slide_keeps_its_chapter_and_gets_another_name(
    source: Workshop, trainer: User
):
    text = pasting.copy_text(source, ["goed"])
    asked = {"text": text, "from": source.slug, "after": "welkom"}

    step = pasting.paste(workshop=source, user=trainer, asked=asked)
    drafting.make_step(workshop_id=source.pk, step=step, by=trainer)

    source.refresh_from_db()
    slide = reading.read_draft(source.draft).slides[1]
    assert slide.id == "goed-2"
    assert slide.slide
    assert slide.slide.chapter == "doen"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"text": 3}, "step.malformed"),
        ({"text": "geen slide", "after": "welkom"}, "step.no_slide"),
        ({"text": '```slide\nid = "x"\n```\n# X\n', "after": "weg"}, "step.slide_unknown"),
    ],
)
def test_what_is_no_slide_is_refused(
    target: Workshop, trainer: User, asked: dict[str, object], code: str
):
    def try_it() -> None:
        step = pasting.paste(workshop=target, user=trainer, asked=asked)
        drafting.make_step(workshop_id=target.pk, step=step, by=trainer)

    with pytest.raises(PollsError) as refused:
        try_it()

    assert refused.value.code == code
