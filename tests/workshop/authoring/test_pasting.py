"""Slides of one workshop in another: chapters, lists of options and pictures fit."""

from __future__ import annotations

import io
from typing import Any

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
        stored = pictures.store_clean(pictures.clean_picture("foto.png", photo(color)))
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


def names_of(draft: reading.Draft, *slides: str) -> list[Any]:
    """By slide its questions, what each comes after, and what is shown under which key."""
    found = [each.slide for id in slides if (each := draft.find(id)) and each.slide]
    return [
        (
            [(question.key, question.after) for question in slide.questions],
            [(show.key, *show.questions) for show in slide.shows],
        )
        for slide in found
    ]


@pytest.mark.parametrize("origin", ["itself", "another that has the same names", "a blank one"])
def test_slides_that_refer_to_each_other_are_pasted_twice(
    source: Workshop, target: Workshop, trainer: User, origin: str
):
    copy = workshops.copy_workshop(workshop=source, owner=trainer, title="Evenzo")
    into = {"itself": source, "a blank one": target}.get(origin, copy)
    three = ("goed", "minder", "samen-bekijken")
    after = "welkom" if into is target else three[-1]

    for _time in range(2 if into is not target else 3):
        text = pasting.copy_text(source, three)
        asked = {"text": text, "from": source.slug, "after": after}
        step = pasting.paste(workshop=into, user=trainer, asked=asked)
        drafting.make_step(workshop_id=into.pk, step=step, by=trainer)
        into.refresh_from_db()
        source.refresh_from_db()

    draft = reading.read_draft(into.draft, workshops.picture_hashes(into))
    assert draft.problems == ()
    for end in ("", "-2", "-3"):
        good, less = f"goed{end}", f"minder{end}"
        assert names_of(draft, good, less, f"samen-bekijken{end}") == [
            ([(good, less)], []),
            ([(less, good)], []),
            ([], [(f"{good}+{less}", good, less), (f"condities{end}", good, less)]),
        ]


def test_what_is_shown_again_may_share_its_key_and_another_may_not(
    source: Workshop, target: Workshop, trainer: User
):
    asked = {"from": source.slug, "after": "samen-bekijken"}
    text = pasting.copy_text(source, ["samen-bekijken"])
    question = (
        '```slide\nid = "x"\nchapter = "doen"\nlayout = "question"\n```\n\n# X\n\n```question\n'
        'key = "condities"\nkind = "open"\nprompt = "Wat?"\n```\n'
    )

    for pasted_text in (text, question):
        step = pasting.paste(workshop=source, user=trainer, asked={**asked, "text": pasted_text})
        drafting.make_step(workshop_id=source.pk, step=step, by=trainer)
        source.refresh_from_db()

    draft = reading.read_draft(source.draft, workshops.picture_hashes(source))
    assert draft.problems == ()
    first, second, third = names_of(draft, "samen-bekijken", "samen-bekijken-2", "x")
    assert first == second
    assert third == ([("condities-2", "")], [])


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
