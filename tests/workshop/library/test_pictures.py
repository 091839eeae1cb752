"""Pictures of trainers: what is served tells nothing of its maker, and runs or fetches nothing."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from PIL import Image, ImageFile

from polls.errors import PollsError
from workshop.library import pictures
from workshop.library.cropping import Crop
from workshop.models import Picture

pytestmark = pytest.mark.django_db
ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def photograph(size: tuple[int, int] = (300, 200), format: str = "JPEG", **save: object) -> bytes:
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))  # the left half
    out = io.BytesIO()
    image.save(out, format, **save)
    return out.getvalue()


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(bytes(picture.content)))


def store(name: str, content: bytes) -> Picture:
    """As the page of pictures does, and without a crop."""
    return pictures.store_clean(pictures.clean_picture(name, content))


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_a_photograph_becomes_webp(format: str):
    picture = store(f"foto.{format}", photograph(format=format))

    assert (picture.type, picture.width, picture.height) == ("image/webp", 300, 200)
    assert opened(picture).size == (300, 200)


def test_a_photograph_is_turned_upright_and_tells_no_place_or_camera():
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # lies on its side
    exif[MAKER] = "KANARIE camera"
    exif.get_ifd(GPS)[1] = "N"
    content = photograph(exif=exif)
    assert b"KANARIE" in content

    picture = store("foto.jpg", content)

    assert (picture.width, picture.height) == (200, 300)
    red, green, _blue = opened(picture).convert("RGB").getpixel((100, 10))
    assert (red > 200, green < 60) == (True, True)  # what was left is on top
    assert b"KANARIE" not in bytes(picture.content)
    assert len(opened(picture).getexif()) == 0


def test_a_large_photograph_fits_a_projector():
    picture = store("foto.png", photograph((6000, 3000), "PNG"))

    assert (picture.width, picture.height) == (3840, 1920)


def test_a_transparent_picture_stays_transparent():
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")

    picture = store("logo.png", out.getvalue())

    assert opened(picture).convert("RGBA").getpixel((5, 5))[3] == 0


def test_the_same_picture_is_stored_once():
    one = store("a.png", photograph(format="PNG"))
    two = store("b.png", photograph(format="PNG"))

    assert (one, Picture.objects.count()) == (two, 1)


def test_several_are_stored_at_once_and_the_same_bytes_once():
    one, other = photograph(format="PNG"), photograph((40, 40), "PNG")
    kept = store("a.png", one)

    stored = pictures.store_pictures({"a.png": one, "b.png": other, "c.png": other})

    assert stored["a.png"] == kept.sha256
    assert stored["b.png"] == stored["c.png"]
    assert {*Picture.objects.values_list("sha256", flat=True)} == {*stored.values()}


def test_a_photograph_is_cropped_after_it_was_turned_upright():
    exif = Image.Exif()
    exif[ORIENTATION] = 6

    picture = pictures.clean_picture("foto.jpg", photograph(exif=exif), Crop("1:1", "top"))

    made = opened(picture).convert("RGB")
    assert made.size == (200, 200)
    assert made.getpixel((100, 10))[1] < 60  # what was left, the red half
    assert made.getpixel((100, 190))[1] > 200


def test_a_drawing_is_not_cropped():
    with pytest.raises(PollsError) as refused:
        pictures.clean_picture("logo.svg", HOSTILE, Crop("1:1"))

    assert refused.value.code == "picture.crop"


@pytest.mark.parametrize("name", ["foto.webp", "logo.svg"])
def test_what_came_from_here_keeps_its_bytes(name: str):
    content = HOSTILE if name.endswith("svg") else photograph()
    first = pictures.clean_picture(name, content)

    again = pictures.clean_picture(name, bytes(first.content))

    assert again.content == first.content != content
    assert (again.drawing, again.width) == (first.drawing, first.width)


def test_what_was_made_just_now_is_not_unpacked_again(monkeypatch: pytest.MonkeyPatch):
    content = photograph(format="WEBP")
    stranger = pictures.clean_picture("foto.webp", content)
    monkeypatch.setattr(Image.Image, "load", lambda *_each: pytest.fail("unpacked"))

    own = pictures.clean_picture("foto.webp", pictures.OwnWebp(content))

    assert (own.content, own.sha256) == (content, stranger.sha256)
    assert (own.type, own.width, own.height) == ("image/webp", stranger.width, stranger.height)
    assert type(own.content) is bytes


def telling() -> bytes:
    """A WebP with the metadata of its maker."""
    exif = Image.Exif()
    exif[MAKER] = "KANARIE camera"
    return photograph(format="WEBP", exif=exif)


@pytest.mark.parametrize(
    "content",
    [photograph(format="WEBP") + b"KANARIE", telling()],
    ids=["behind it", "in it"],
)
def test_a_webp_with_more_in_it_is_made_anew(content: bytes):
    assert b"KANARIE" in content

    picture = pictures.clean_picture("foto.webp", content)

    assert b"KANARIE" not in bytes(picture.content)


HOSTILE = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 viewBox="0 0 40 20" onload="alert(1)"><script>alert(2)</script>
<style>@import url(https://kwaad.example/a.css);</style>
<image href="https://kwaad.example/b.png"/><rect width="9" height="9" fill="red"
 style="fill:url(https://kwaad.example/c)" onclick="alert(3)"/>
<use xlink:href="https://kwaad.example/d#x"/><use href="#mine"/>
<foreignObject><p>x</p></foreignObject><a href="javascript:alert(4)"><text>x</text></a></svg>"""


def test_an_svg_keeps_its_shapes_and_loses_what_runs_or_fetches():
    picture = store("logo.svg", HOSTILE)

    content = bytes(picture.content)
    assert (picture.drawing, picture.width, picture.height) == (False, 40, 20)
    for kept in (b'fill="red"', b'href="#mine"'):
        assert kept in content
    for gone in (b"alert", b"kwaad", b"script", b"foreignObject", b"@import"):
        assert gone not in content


BOMB = b"""<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>"""


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leeg.png", b"", "picture.empty"),
        ("groot.png", b"x" * (pictures.LARGEST + 1), "picture.large"),
        ("foto.png", b"dit is geen foto", "picture.unreadable"),
        ("foto.gif", b"GIF89a" + b"\0" * 40, "picture.unreadable"),
        ("half.png", photograph(format="PNG")[:200], "picture.unreadable"),
        ("bom.svg", BOMB, "picture.unreadable"),
        ("stuk.svg", b"<svg", "picture.unreadable"),
        ("pagina.svg", b"<html><body/></html>", "picture.unreadable"),
    ],
)
def test_what_cannot_be_shown_is_refused_and_leaves_nothing(
    name: str, content: bytes, code: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)  # WeasyPrint sets it, elsewhere

    with pytest.raises(PollsError) as refused:
        store(name, content)

    assert (refused.value.code, Picture.objects.count()) == (code, 0)


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")

    with pytest.raises(PollsError) as refused:
        store("bom.png", out.getvalue())

    assert refused.value.code == "picture.unreadable"


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Onze berg.JPG", "onze-berg.webp"),
        ("../../etc/x.png", "etc-x.webp"),
        ("é.png", "plaatje.webp"),
    ],
)
def test_a_picture_gets_a_name_that_a_deck_can_hold(file: str, name: str):
    picture = Picture(type="image/webp")

    assert pictures.name_picture(file, picture) == name


def test_a_picture_is_served_for_ever_and_never_as_a_page(client: Client):
    picture = store("logo.svg", HOSTILE)

    reply = client.get(f"/pictures/{picture.pk}/")

    assert (reply.status_code, reply.content) == (200, bytes(picture.content))
    assert reply["Content-Type"] == "image/svg+xml"
    assert reply["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in reply["Content-Security-Policy"]
    assert client.get(f"/pictures/{'0' * 64}/").status_code == 404
