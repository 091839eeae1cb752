"""Pictures as they were seen: cut, put together, and never larger than a projector."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from PIL import Image, ImageFile

from tests.workshop.importing.powerpoint.making import SPACES, pack, photograph, picture
from workshop.importing.powerpoint import pictures
from workshop.importing.powerpoint.boxes import Box
from workshop.importing.powerpoint.package import NAMES, Package, Relation
from workshop.importing.powerpoint.pictures import Cut, Placed, Unreadable, make_picture, read_cut
from workshop.library.pictures import OwnWebp

ORIENTATION = 0x112  # of Exif
LEFT, RIGHT = Box(0, 0, 0.25, 0.5), Box(0.5, 0, 0.25, 0.5)
HERE = {"p": Relation("image", "a.png", False), "o": Relation("image", "https://a.example", True)}


def halves() -> bytes:
    """Red at the left, blue at the right."""
    image = Image.new("RGB", (200, 100), "red")
    image.paste("blue", (100, 0, 200, 100))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def made(content: bytes, *placed: Placed, name: str = "a.png") -> Image.Image:
    return Image.open(io.BytesIO(make_picture(Package(pack({name: content})), placed)))


def cut_of(xml: str) -> Cut | None:
    shape = etree.fromstring(xml.replace("<p:pic>", f"<p:pic {SPACES}>"))
    return read_cut(shape.find("p:blipFill", NAMES), HERE, shape)


def test_what_was_cut_off_stays_off():
    cut = cut_of(picture(crop='<a:srcRect l="50000" t="-1000" b="x"/>'))
    assert cut == Cut("a.png", (0.5, 0, 0, 0))

    image = made(halves(), Placed(cut, LEFT))

    assert (image.format, image.size) == ("WEBP", (100, 100))
    red, _green, blue = image.convert("RGB").getpixel((50, 50))
    assert blue > 200 > red


def test_several_pictures_become_one_as_they_stood():
    image = made(halves(), Placed(Cut("a.png"), LEFT), Placed(Cut("a.png"), RIGHT))

    assert image.size == (2880, 1080)
    assert image.getpixel((1440, 500))[3] == 0  # nothing between them
    assert image.getpixel((100, 500))[3] == 255


def test_a_photograph_is_as_large_as_a_projector():
    image = made(photograph((6000, 3000)), Placed(Cut("a.png"), LEFT))

    assert image.size == (3840, 1920)


def test_a_photograph_that_lies_on_its_side_stands_up():
    turned = Image.Exif()
    turned[ORIENTATION] = 6  # a quarter to the right
    out = io.BytesIO()
    Image.open(io.BytesIO(halves())).save(out, "JPEG", exif=turned)

    image = made(out.getvalue(), Placed(Cut("a.png", (0, 0.5, 0, 0)), LEFT)).convert("RGB")

    assert image.size == (100, 100)
    red, _green, blue = image.getpixel((50, 50))
    assert blue > 200 > red  # the red half came above, and was cut off


def test_what_is_made_here_is_known_as_such():
    content = make_picture(Package(pack({"a.png": halves()})), (Placed(Cut("a.png"), LEFT),))

    assert isinstance(content, OwnWebp)


@pytest.mark.parametrize(
    ("alt", "kept"),
    [
        ("Een brug over de Waal", "Een brug over de Waal"),
        ("IMG_2041.JPG", ""),
        ("Afbeelding met buiten, gras  Automatisch gegenereerde beschrijving", ""),
        ("A close up of a map  Description automatically generated", ""),
        ("Picture 3", ""),
        ("", ""),
    ],
)
def test_descriptions_that_a_program_made_up_are_left_out(alt: str, kept: str):
    assert cut_of(picture(alt=alt)).alt == kept


def test_a_picture_of_elsewhere_is_none():
    assert cut_of(picture("o")) is cut_of(picture("weg")) is None


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.emf", b"x", "EMF"),
        ("a.svg", b"<svg/>", "SVG"),
        ("a.png", b"x", "niet te lezen"),
        ("a.png", halves()[:-40], "niet te lezen"),
        ("b.png", halves(), "niet in het bestand"),
    ],
)
def test_what_cannot_be_shown_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, says: str
):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)  # WeasyPrint sets it, elsewhere
    cut = Cut("a.png" if name == "b.png" else name)

    with pytest.raises(Unreadable, match=says):
        make_picture(Package(pack({name: content})), (Placed(cut, LEFT),))


def test_a_picture_of_too_many_pixels_is_not_unpacked(monkeypatch: pytest.MonkeyPatch):
    opened = Package(pack({"a.png": halves()}))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1_000)
    monkeypatch.setattr(Image.Image, "load", lambda *_each: pytest.fail("unpacked"))

    with pytest.raises(Unreadable, match="beeldpunten"):
        make_picture(opened, (Placed(Cut("a.png"), LEFT),))
