"""Pictures of a workshop: brought, described, cropped; a bad one leaves nothing."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.workshop.library.test_pictures import BOMB
from tests.workshop.views.editing import place
from workshop.library import pictures, workshops
from workshop.models import Picture, Workshop

pytestmark = pytest.mark.django_db


def photograph(size: tuple[int, int] = (40, 30)) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, "#b93e0b").save(out, "JPEG")
    return SimpleUploadedFile("Onze straat.JPG", out.getvalue())


def bring(desk: Client, workshop: Workshop, **fields: Any) -> str:
    page = desk.post(place(workshop, "pictures/"), fields, follow=True).content.decode()
    workshop.refresh_from_db()
    return page


def ask(desk: Client, workshop: Workshop, **fields: Any) -> tuple[int, dict[str, Any]]:
    """The same by a script."""
    headers = {"Accept": "application/json"}
    reply = desk.post(place(workshop, "pictures/"), fields, headers=headers)
    workshop.refresh_from_db()
    return reply.status_code, reply.json()


def test_a_photograph_comes_onto_the_slide(desk: Client, samen: Workshop):
    page = bring(desk, samen, file=photograph(), slide="goed", alt="De straat")

    assert "![De straat](onze-straat.webp)" in samen.draft
    assert 'class="slide__photo"' in page
    assert workshops.read_draft(samen)  # still without mistakes


def test_a_script_hears_how_it_went(desk: Client, samen: Workshop):
    done = ask(desk, samen, file=photograph(), slide="goed", decorative="on")
    status, told = ask(desk, samen, file=photograph(), slide="goed")

    assert done == (200, {"ok": True, "picture": "onze-straat.webp"})
    assert '![](onze-straat.webp "decorative")' in samen.draft
    assert (status, told["error"]["code"]) == (400, "picture.undescribed")


def test_two_pictures_of_one_name(desk: Client, samen: Workshop):
    bring(desk, samen, file=photograph(), decorative="on")
    bring(desk, samen, file=photograph(), decorative="on")
    bring(desk, samen, file=photograph((60, 30)), alt="Nacht")

    names = {name for name in workshops.picture_hashes(samen) if name.startswith("onze")}
    assert names == {"onze-straat.webp", "onze-straat-2.webp"}


def size_of(workshop: Workshop, name: str) -> tuple[int, int]:
    picture = workshop.pictures.get(name=name).picture
    return picture.width, picture.height


def test_a_photograph_is_cropped_as_it_comes_and_later(desk: Client, samen: Workshop):
    first = ask(
        desk, samen, file=photograph((400, 200)), slide="goed", alt="x", shape="1:1", place="left"
    )
    page = bring(desk, samen, picture="onze-straat.webp", slide="goed", alt="x", shape="16:9")

    assert first[1] == {"ok": True, "picture": "onze-straat.webp"}
    assert size_of(samen, "onze-straat.webp") == (200, 200)
    assert size_of(samen, "onze-straat-2.webp") == (200, 112)
    assert "![x](onze-straat-2.webp)" in samen.draft
    assert "Snijd deze foto bij" in page


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"picture": "onze-straat.webp", "shape": "5:4"}, "picture.crop"),
        ({"picture": "weg.webp", "shape": "1:1"}, "picture.unknown"),
        ({"picture": "cover.svg", "shape": "1:1"}, "picture.crop"),
    ],
)
def test_what_cannot_be_cropped_changes_nothing(
    desk: Client, samen: Workshop, fields: dict[str, str], code: str
):
    status, told = ask(desk, samen, slide="goed", alt="x", **fields)

    assert (status, told["error"]["code"], samen.edition) == (400, code, 1)


@pytest.mark.parametrize(
    ("name", "content", "fields", "says"),
    [
        (
            "x.png",
            b"MZ\x00geen plaatje",
            {"alt": "x"},
            "Dit bestand is geen PNG, JPEG, WebP of SVG.",
        ),
        ("x.jpg", BOMB, {"alt": "x"}, "Deze SVG is niet te lezen."),
        ("x.svg", b"<svg", {"alt": "x"}, "Deze SVG is niet te lezen."),
        ("x.png", b"x" * (pictures.LARGEST * 2), {"alt": "x"}, "groter dan 20\u00a0MB."),
        ("x.png", b"GIF89a", {}, "Beschrijf wat er te zien is"),
    ],
    ids=["wrong ending", "bomb", "torn", "40 MB", "undescribed"],
)
def test_a_bad_picture_gets_a_sentence_and_leaves_nothing(
    desk: Client,
    samen: Workshop,
    name: str,
    content: bytes,
    fields: dict[str, str],
    says: str,
):
    before = Picture.objects.count()
    page = bring(desk, samen, file=SimpleUploadedFile(name, content), **fields)
    _status, told = ask(desk, samen, file=SimpleUploadedFile(name, content), **fields)

    assert says in page
    assert says in told["error"]["message"]
    assert (Picture.objects.count(), samen.edition) == (before, 1)


def test_the_script_of_an_svg_does_not_run(desk: Client, samen: Workshop):
    content = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

    ask(desk, samen, file=SimpleUploadedFile("logo.svg", content), alt="x", slide="goed")

    picture = samen.pictures.get(name="logo.svg").picture
    assert b"alert" not in bytes(picture.content)


def test_one_of_our_drawings_is_found_and_put_on_a_slide(desk: Client, trainer: User):
    blank = workshops.create_blank(owner=trainer, title="Van ons", language="en")
    page = desk.get(place(blank, "pictures/?slide=welkom&search=iceberg")).content.decode()

    told = bring(desk, blank, slide="welkom", drawing="ijsberg.svg", alt="An iceberg")
    refused = bring(desk, blank, slide="welkom", drawing="weg.svg", alt="Weg")

    assert 'value="ijsberg.svg"' in page
    assert 'value="cover.svg"' not in page
    assert "An iceberg" in told
    assert "![An iceberg](ijsberg.svg)" in blank.draft
    assert "Deze tekening is er niet." in refused
    assert [use.name for use in blank.pictures.all()] == ["ijsberg.svg"]


def test_a_photograph_fits_wherever_slides_are_drawn():
    """Its size stands in the sheet of slides, which projectors and desks have too."""
    sheet = (settings.BASE_DIR / "static/css/slide.css").read_text()
    pages = [path.read_text() for path in (settings.BASE_DIR / "templates").rglob("*.html")]

    [rule] = re.findall(r"\.slide__photo {([^}]*)}", sheet)
    assert "width: 100%; height: 100%; object-fit: contain" in rule
    assert all("css/slide.css" in page for page in pages if "css/layouts.css" in page)
