"""A PDF: a sharp picture of every page, its words, and a sentence for what cannot be read."""

from __future__ import annotations

import io
from random import Random

import pikepdf
import pytest
from PIL import Image

from polls.errors import PollsError
from workshop.decks import limits
from workshop.exports.formats import pdf
from workshop.importing import pdf_pages
from workshop.importing.imported import File
from workshop.importing.pdf_pages import find_title, read_pdf, write_body
from workshop.importing.taking import check_deck
from workshop.library.pictures import SCREEN, OwnWebp, clean_picture

SLIDES = """<title>Teamdag [2026]</title>
<style>@page{size:16in 9in;margin:1in}section{break-after:page}</style>
<section><p>Gemeente Ons</p><h1>Wat gaat er goed?</h1><p>• Overleg</p><p>• # en `teken`</p><p>•</p>
</section>
<section><p>Gemeente Ons</p><h1>Wie doet mee</h1><p>Iedereen</p></section>
<section><p>Gemeente Ons</p><h1>Tot slot</h1></section>
<section><svg width="100" height="100"><rect width="90" height="90" fill="red"/></svg></section>
"""


@pytest.fixture(scope="module")
def slides() -> bytes:
    made: bytes = pdf.weasyprint().HTML(string=SLIDES).write_pdf()
    return made


def blank(*sizes: tuple[float, float], **saving: object) -> bytes:
    """A PDF with empty pages of these sizes, in points."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        for size in sizes:
            made.add_blank_page(page_size=size)
        made.save(out, **saving)
    return out.getvalue()


def refusal(content: bytes) -> tuple[str, str]:
    with pytest.raises(PollsError) as refused:
        read_pdf(File("x.pdf", content))
    return refused.value.code, refused.value.message


def test_every_page_is_a_sharp_picture_with_its_words(slides: bytes):
    told: list[tuple[int, int]] = []

    found = read_pdf(File("praatje.pdf", slides, lambda *how_far: told.append(how_far)))

    assert found.title == "Teamdag [2026]"
    assert [(each.title, each.choice) for each in found.slides] == [
        ("Wat gaat er goed?", "picture"),
        ("Wie doet mee", "picture"),
        ("Tot slot", "picture"),
        ("Bladzijde 4", "picture"),
    ]
    assert found.slides[1].words == "Gemeente Ons Iedereen"
    assert [*found.pictures] == [f"bladzijde-00{number}.webp" for number in (1, 2, 3, 4)]
    for content in found.pictures.values():
        assert Image.open(io.BytesIO(content)).size == SCREEN
    assert [(each.slide, each.what) for each in found.left_out] == [
        ("4", "Tekst: op deze bladzijde staat alleen een plaatje.")
    ]
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_deck_has_no_mistakes_and_its_pictures_are_kept_as_they_are(slides: bytes):
    found = read_pdf(File("praatje.pdf", slides))

    deck = check_deck(found)

    assert [slide.layout for slide in deck.slides] == ["overview"] * 4
    assert deck.slides[0].picture.alt == "Gemeente Ons • Overleg • # en `teken`"
    name, content = next(iter(found.pictures.items()))
    assert isinstance(content, OwnWebp)
    assert clean_picture(name, bytes(content)).content == content


def test_a_page_can_be_edited_instead(slides: bytes):
    assert read_pdf(File("x.pdf", slides)).slides[0].body.split("\n") == [
        "Gemeente Ons",
        "- Overleg",
        "- \\# en \\`teken\\`",
    ]


@pytest.mark.parametrize(
    ("size", "pixels"),
    [((10, 1000), (22, 2160)), ((1000, 10), (3840, 39)), ((14400, 14400), (2160, 2160))],
)
def test_a_page_of_any_size_becomes_no_larger_than_a_screen(
    size: tuple[float, float], pixels: tuple[int, int]
):
    found = read_pdf(File("x.pdf", blank(size)))

    [content] = found.pictures.values()
    made = Image.open(io.BytesIO(content)).size
    assert abs(made[0] - pixels[0]) <= 1
    assert abs(made[1] - pixels[1]) <= 1


def test_more_pages_than_a_workshop_has_are_refused_before_one_is_drawn():
    code, message = refusal(blank(*[(100, 100)] * (limits.SLIDES + 1)))

    assert (code, f"{limits.SLIDES + 1} slides" in message) == ("file.slides", True)


def test_a_password_is_said():
    locked = blank((100, 100), encryption=pikepdf.Encryption(owner="a", user="b"))

    assert refusal(locked) == (
        "file.password",
        "Op dit bestand zit een wachtwoord. Bewaar het zonder, en probeer het opnieuw.",
    )


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(2000)])
def test_a_damaged_file_gets_a_sentence(content: bytes):
    assert refusal(content) == (
        "file.unreadable",
        "Deze pdf is niet te lezen. Bewaar die opnieuw als pdf.",
    )


def test_whatever_is_broken_is_read_or_refused(slides: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_pages, "SCREEN", (64, 36))  # the pictures are not what is tried
    chance = Random(7)
    ended = {"read": 0, "refused": 0}
    for _turn in range(60):
        content = bytearray(slides)
        for _change in range(chance.choice((1, 20, 400))):
            content[chance.randrange(8, len(content))] = chance.randrange(256)
        try:
            read_pdf(File("x.pdf", bytes(content[: chance.randrange(8, len(content) * 2)])))
            ended["read"] += 1
        except PollsError:
            ended["refused"] += 1

    assert sum(ended.values()) == 60
    assert min(ended.values()) > 0


def test_a_title_is_no_number_and_no_line_of_every_page():
    said = {"Gemeente Ons": 9, "12": 1, "Plannen": 2}

    assert find_title(["12", "Gemeente Ons", "Plannen"], said, 10) == "Plannen"
    assert find_title(["12"], said, 10) == ""


def test_lines_become_points_and_paragraphs():
    lines = ["• Eén punt dat", "doorgaat", "Een zin", "- Twee"]

    assert write_body(lines) == "- Eén punt dat doorgaat\n\nEen zin\n- Twee"
