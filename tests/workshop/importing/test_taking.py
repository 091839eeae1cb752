"""What was read becomes a workshop, whole or not at all, and goes out as it came in."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import User
from PIL import Image

from polls.errors import PollsError
from tests.workshop.decks.small import DRAWING, SMALL
from workshop.decks.problems import DeckError
from workshop.importing import reading, taking
from workshop.importing.imported import File, Imported
from workshop.library import files, pictures, workshops
from workshop.models import Picture, Workshop

pytestmark = pytest.mark.django_db
BOTH = {"deur.svg": DRAWING.encode(), "druk.svg": DRAWING.encode()}


def photograph(name: str = "JPEG") -> bytes:
    image = Image.effect_noise((300, 200), 60).convert("RGB")
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "KANARIE camera"
    image.save(out, name, exif=exif)
    return out.getvalue()


def test_a_deck_becomes_a_workshop_of_its_owner(trainer: User):
    workshop = taking.take_in(Imported(SMALL, BOTH), owner=trainer)

    assert (workshop.owner, workshop.title, workshop.slug) == (trainer, "Klein", "klein")
    assert workshop.draft == SMALL
    assert dict(workshop.pictures.values_list("name", "alt")) == {
        "deur.svg": "",
        "druk.svg": "",
    }
    assert workshops.publish_workshop(workshop=workshop)


def test_another_title_stands_in_the_text_too(trainer: User):
    workshop = taking.take_in(Imported(SMALL), owner=trainer, title=' Zeg  "ja" ')

    assert workshop.title == 'Zeg "ja"'
    assert workshop.draft == SMALL.replace('"Klein"', '"Zeg \\"ja\\""')


def test_a_picture_that_cannot_be_shown_leaves_nothing(trainer: User):
    with pytest.raises(PollsError, match=r"foto\.png: Dit bestand is geen PNG"):
        taking.take_in(Imported(SMALL, {**BOTH, "foto.png": b"MZ"}), owner=trainer)

    assert (Workshop.objects.count(), Picture.objects.count()) == (0, 0)


def test_a_deck_without_a_good_title_has_a_name(trainer: User):
    broken = SMALL.replace('title = "Klein"', "title = ")

    assert taking.take_in(Imported(broken), owner=trainer).title == "Nieuwe workshop"
    with pytest.raises(PollsError):
        taking.take_in(Imported(broken), owner=trainer, title="Anders")


def test_mistakes_are_all_told():
    with pytest.raises(DeckError, match=r"deck\.md:.*deur\.svg"):
        taking.check_deck(Imported(SMALL))


def test_what_goes_out_comes_in_the_same(trainer: User):
    text = SMALL.replace("deur.svg", "foto.webp").replace("Een half uur", "Één half uur — “zo”")
    photo = pictures.store_clean(pictures.clean_picture("foto.jpg", photograph()))
    first = taking.take_in(Imported(text, BOTH), owner=trainer)
    workshops.attach_picture(first, "foto.webp", photo)
    packed = files.make_zip(files.read_workshop(first))

    Picture.objects.exclude(uses__workshop=first).delete()
    again = taking.take_in(reading.read_file(File("x.zip", packed)), owner=trainer)

    assert again.draft == first.draft == text
    assert workshops.picture_hashes(again) == workshops.picture_hashes(first)
    assert files.make_zip(files.read_workshop(again)) == packed


@pytest.mark.parametrize("slug", ["beter-samenwerken", "alle-werkvormen"])
def test_an_example_goes_out_and_comes_in_the_same(trainer: User, slug: str):
    packed = files.make_zip(files.read_example(slug))

    workshop = taking.take_in(reading.read_file(File("x.zip", packed)), owner=trainer)

    assert files.make_zip(files.read_workshop(workshop)) == packed


def test_a_photograph_in_a_zip_tells_no_place_or_camera(trainer: User):
    content = photograph("WEBP")
    assert b"KANARIE" in content

    taking.take_in(Imported(SMALL, {"foto.webp": content}), owner=trainer)

    (picture,) = Picture.objects.all()
    assert picture.type == "image/webp"
    assert b"KANARIE" not in bytes(picture.content)
