"""Logos: seen on white, small, without what their file told of its maker, and nothing hostile."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from polls.errors import PollsError
from workshop.library import logos, pictures
from workshop.models import Picture

pytestmark = pytest.mark.django_db


def drawn(
    color: str = "#154273", *, size: tuple[int, int] = (400, 200), ground: str = "#ffffff00"
) -> Image.Image:
    """A block of a colour in the middle of a ground that is transparent, or white."""
    image = Image.new("RGBA", size, ground)
    left, top = size[0] // 4, size[1] // 4
    image.paste(Image.new("RGBA", (size[0] // 2, size[1] // 2), color), (left, top))
    return image


def png(image: Image.Image, **save: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", **save)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("ground", ["#ffffff00", "#ffffff"])
def test_the_white_around_a_logo_goes(ground: str):
    logo = logos.store_logo("logo.png", png(drawn(ground=ground)))

    assert (logo.type, logo.drawing) == ("image/webp", False)
    assert (logo.width, logo.height) == (200, 100)


def test_a_large_logo_fits_everywhere():
    logo = logos.store_logo("logo.png", png(drawn(size=(6000, 3000))))

    assert logo.height == 320
    assert logo.width == pytest.approx(640, abs=2)
    small = logos.read_small(logo.sha256)
    assert opened(small).size == (144, 72)
    assert len(small) < 8_000
    assert opened(logos.read_png(logo.sha256)).format == "PNG"


def test_it_tells_nothing_of_its_maker():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "KANARIE")
    content = png(drawn(), pnginfo=notes)
    assert b"KANARIE" in content

    logo = logos.store_logo("logo.png", content)

    kept = (bytes(logo.content), logos.read_small(logo.sha256), logos.read_png(logo.sha256))
    assert not any(b"KANARIE" in each for each in kept)


@pytest.mark.parametrize("color", ["#ffffff", "#ffd200", "#cccccc"])
def test_a_logo_that_is_not_seen_on_white_is_refused(color: str):
    with pytest.raises(PollsError) as refused:
        logos.store_logo("logo.png", png(drawn(color)))

    assert refused.value.code == "logo.faint"
    assert Picture.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("logo.png", b"", "picture.empty"),
        ("logo.png", b"MZ\x90\x00 no picture", "picture.unreadable"),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", "logo."),
        ("logo.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "logo.drawing"),
        ("logo.svg", b"<!DOCTYPE svg [<!ENTITY a 'a'>]><svg>&a;</svg>", "picture.unreadable"),
        ("logo.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "picture.unreadable"),
    ],
)
def test_what_is_no_logo_is_told_and_leaves_nothing(name: str, content: bytes, code: str):
    with pytest.raises(PollsError) as refused:
        logos.store_logo(name, content)

    assert refused.value.code.startswith(code)
    assert Picture.objects.count() == 0


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = png(Image.new("1", (20_000, 20_000)))
    assert len(bomb) < 100_000

    with pytest.raises(PollsError) as refused:
        logos.store_logo("logo.png", bomb)

    assert refused.value.code == "picture.unreadable"


def test_a_logo_that_came_later_is_found():
    content = png(drawn())
    stored = logos.store_logo("logo.png", content)
    sha256 = stored.sha256
    stored.delete()
    with pytest.raises(Picture.DoesNotExist):
        logos.shrink(sha256, (7, 7), "PNG")

    pictures.store_clean(logos.store_logo("logo.png", content))

    assert opened(logos.shrink(sha256, (7, 7), "PNG")).width == 7
