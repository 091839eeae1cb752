"""Files that mean harm, or that somebody brought by mistake: the page says what to do, and nothing
is kept of them. Each is read by a copy of this process, as in tests/fuzz."""

from __future__ import annotations

import io
import socket
import struct
import zlib
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.fuzz.files import QUESTIONS, make_spreadsheet
from tests.fuzz.test_files import read_copied
from tests.workshop.decks.small import SMALL
from tests.workshop.importing.powerpoint.making import (
    Page,
    item,
    pack,
    picture,
    presentation,
    text,
    title,
)
from tests.workshop.importing.powerpoint.test_package import LAUGHS, unpack
from workshop.importing import bringing, drawn_pages
from workshop.importing.imported import File, ReadSlide
from workshop.importing.packages import OLE, PASSWORD
from workshop.models import BroughtFile, Workshop

pytestmark = pytest.mark.django_db
LISTED = Page(title("Wat we doen") + text(item("Kijken"), item("Doen")))
PHOTO = Page(title("Foto") + picture(), {"p": ("image", "../media/a.png")})
SLIDE = "ppt/slides/slide1.xml"


@pytest.fixture
def desk(client: Client, trainer: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A trainer's, on a server without LibreOffice."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(drawn_pages, "read_apart", lambda file, **_watch: read_copied(file))
    client.force_login(trainer)
    return client


def bring(desk: Client, trainer: User, name: str, content: bytes) -> str:
    """What the page says of a file, once it was read or refused."""
    file = File(name, content)
    row = bringing.make_row(owner=trainer, file=file)
    bringing.read_brought(row.pk, row.key, file)
    return unescape(desk.get("/bring/").content.decode())


def slides() -> list[ReadSlide]:
    return [*bringing.read_of(BroughtFile.objects.get()).slides]


def sized(content: bytes, claimed: int) -> bytes:
    """A zip of which the last file says that it is so large."""
    changed = bytearray(content)
    struct.pack_into("<L", changed, changed.rindex(b"PK\x01\x02") + 24, claimed)
    return bytes(changed)


def without(content: bytes, *names: str) -> bytes:
    return pack({name: part for name, part in unpack(content).items() if name not in names})


def replaced(content: bytes, name: str, part: bytes) -> bytes:
    return pack({**unpack(content), name: part})


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out, encryption=pikepdf.Encryption(owner="geheim", user="geheim"))
    return out.getvalue()


def page_of_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(960, 540))
        made.save(out)
    return out.getvalue()


def huge_picture(side: int = 30_000) -> bytes:
    """A white PNG of so many pixels both ways, in a hundred thousand bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))
        )

    row = b"\0" + b"\xff" * (side // 8)
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(row * 100) for _part in range(side // 100)) + packer.flush()
    head = struct.pack(">LLBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


DECK = {"deck.md": SMALL, "deur.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
REFUSED: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "a zip bomb": (
        "Bom.pptx",
        lambda: presentation(LISTED, parts={"ppt/a.xml": b"\0" * 30_000_000}),
        "zit meer dan een presentatie heeft. Bewaar het opnieuw, of splits het.",
    ),
    "a zip bomb with a deck": (
        "bom.zip",
        lambda: sized(pack({**DECK, "foto.png": b"\0" * 1_000_000}), 200_000_000),
        "In deze zip zit te veel: hooguit 500 bestanden, samen 100\u00a0MB.",
    ),
    "an xml bomb": (
        "Bom.pptx",
        lambda: presentation(LISTED, parts={SLIDE: LAUGHS}),
        "beschadigd. Open het in PowerPoint en bewaar het opnieuw.",
    ),
    "an xml bomb in a spreadsheet": (
        "bom.xlsx",
        lambda: replaced(make_spreadsheet(), "xl/workbook.xml", LAUGHS.encode()),
        "niet te lezen",
    ),
    "four gigabytes, it says": (
        "Groot.pptx",
        lambda: sized(presentation(LISTED), 0xFFFFFFF0),
        "zit meer dan een presentatie heeft. Bewaar het opnieuw, of splits het.",
    ),
    "a password": (
        "Dicht.pptx",
        lambda: OLE + b"\0" * 600 + PASSWORD,
        "zit een wachtwoord. Bewaar het zonder, en probeer het opnieuw.",
    ),
    "a pdf with a password": (
        "dicht.pdf",
        lambda: locked_pdf(),
        "zit een wachtwoord. Bewaar het zonder, en probeer het opnieuw.",
    ),
    "a ppt of 1997": (
        "Oud.ppt",
        lambda: OLE + b"\0" * 600 + "PowerPoint Document".encode("utf-16-le"),
        "vóór 2007. Open het en bewaar het als .pptx of .xlsx.",
    ),
    "no slides": (
        "Leeg.pptx",
        lambda: without(presentation(LISTED), SLIDE, "ppt/presentation.xml"),
        "In dit bestand staat geen enkele slide.",
    ),
    "a thousand slides": (
        "Lang.pptx",
        lambda: presentation(*[Page("")] * 1000),
        "heeft 1000 slides: in een workshop passen er 300. Splits het.",
    ),
    "a deck with a picture of 30,000 by 30,000": (
        "muur.zip",
        lambda: pack({**DECK, "muur.png": huge_picture()}),
        "Deze foto heeft te veel beeldpunten. Maak die eerst kleiner.",
    ),
    "a name that leads out of the zip": (
        "kwaad.zip",
        lambda: pack({**DECK, "../../etc/cron.d/kwaad": "x"}),
        "‘../../etc/cron.d/kwaad’. Zo’n naam nemen we niet aan.",
    ),
}


@pytest.mark.parametrize(("name", "make", "says"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_come_in_is_told(
    desk: Client, trainer: User, name: str, make: Callable[[], bytes], says: str
):
    page = bring(desk, trainer, name, make())

    assert says in page.partition('role="alert">')[2].partition("</p>")[0]
    assert not Workshop.objects.exists()
    desk.post("/bring/", {"act": "stop"})
    assert not BroughtFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "choice"),
    [("Praatje.pptx", page_of_pdf(), "picture"), ("praatje.pdf", presentation(LISTED), "editable")],
    ids=["a pdf called pptx", "a pptx called pdf"],
)
def test_a_file_is_what_is_in_it_whatever_it_is_called(
    desk: Client, trainer: User, name: str, content: bytes, choice: str
):
    page = bring(desk, trainer, name, content)

    assert 'role="alert"' not in page
    assert [each.choice for each in slides()] == [choice]


FILM = picture().replace("<p:nvPr/>", '<p:nvPr><a:videoFile r:link="v"/></p:nvPr>')
SOUND = picture().replace("<p:nvPr/>", '<p:nvPr><a:audioFile r:link="v"/></p:nvPr>')
KEPT: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "a slide with an xml bomb": (
        lambda: presentation(LISTED, LISTED, parts={SLIDE: LAUGHS}),
        "Deze slide is beschadigd",
    ),
    "a slide that is missing": (
        lambda: without(presentation(LISTED, LISTED), SLIDE),
        "Deze slide is beschadigd",
    ),
    "a picture that is missing": (
        lambda: presentation(LISTED, PHOTO),
        "Een plaatje dat niet in het bestand zit",
    ),
    "a picture out of the file": (
        lambda: presentation(LISTED, Page(picture(), {"p": ("image", "../../../../etc/passwd")})),
        "Een plaatje dat niet in het bestand zit",
    ),
    "a picture of 30,000 by 30,000": (
        lambda: presentation(LISTED, PHOTO, parts={"ppt/media/a.png": huge_picture()}),
        "Een foto met te veel beeldpunten",
    ),
    "macros": (lambda: presentation(LISTED, parts={"ppt/vbaProject.bin": b"x"}), "Macro’s"),
    "fonts": (lambda: presentation(LISTED, main="<p:embeddedFontLst/>"), "Lettertypes"),
    "a film": (
        lambda: presentation(LISTED, Page(FILM, {"v": ("video", "../media/v.mp4")})),
        "Een filmpje",
    ),
    "sound": (
        lambda: presentation(LISTED, Page(SOUND, {"v": ("audio", "../media/v.mp3")})),
        "Geluid",
    ),
}


@pytest.mark.parametrize(("make", "says"), KEPT.values(), ids=KEPT)
def test_what_stays_behind_is_told_and_the_rest_comes_over(
    desk: Client, trainer: User, make: Callable[[], bytes], says: str
):
    page = bring(desk, trainer, "Wijk.pptx", make())

    assert 'role="alert"' not in page
    assert f"<li>{says}" in page
    assert "Wat we doen" in [each.title for each in slides()]


def test_nothing_is_fetched_and_no_file_of_the_server_is_read(
    desk: Client, trainer: User, tmp_path: Path
):
    """The host that it links to hears nobody, and hears whoever does call: the control."""
    secret = tmp_path / "geheim.png"
    secret.write_bytes(b"KANARIE")
    with socket.create_server(("127.0.0.1", 0)) as host:
        host.setblocking(False)
        far = f"http://127.0.0.1:{host.getsockname()[1]}"
        related = {
            "p": ("image", f"{far}/x.png"),
            "q": ("image", f"file://{secret}"),
            "l": ("slideLayout", f"{far}/layout.xml"),
            "n": ("notesSlide", f"{far}/notes.xml"),
        }

        page = bring(
            desk, trainer, "Ver.pptx", presentation(LISTED, Page(picture() + picture("q"), related))
        )

        with pytest.raises(BlockingIOError):
            host.accept()
        socket.create_connection(host.getsockname()).close()
        host.accept()[0].close()
    assert "<li>Een plaatje dat niet in het bestand zit" in page
    assert b"KANARIE" not in b"".join(bytes(each) for each in stored_pictures())


def stored_pictures() -> list[Any]:
    return [row.picture.content for row in BroughtFile.objects.get().pictures.all()]


def test_text_from_right_to_left_is_shown_and_read_that_way(desk: Client, trainer: User):
    beside = text("ראשון", box=(0.6, 0.4, 0.3, 0.1)), text("שני", box=(0.1, 0.4, 0.3, 0.1))
    content = presentation(Page(title("מה עוזר לנו") + beside[1] + beside[0]))

    page = bring(desk, trainer, "Samen.pptx", content)

    assert [each.body for each in slides()] == ["ראשון\n\nשני"]
    assert page.index("מה עוזר לנו") < page.index("ראשון") < page.index("שני")


def test_letters_that_are_not_here_become_those_of_the_site(desk: Client, trainer: User):
    look = '<a:rPr><a:latin typeface="Bestaat Nergens"/></a:rPr>'
    font = f"<a:p><a:r>{look}<a:t>Welkom</a:t></a:r></a:p>"

    page = bring(desk, trainer, "Samen.pptx", presentation(Page(title("Ons plan") + text(font))))

    assert [each.body for each in slides()] == ["Welkom"]
    assert "Letters en kleuren worden die van Polshoogte." in page
    assert "Bestaat Nergens" not in page


def test_a_list_of_questions_still_comes_in(desk: Client, trainer: User):
    """The control: what is no harm gets no sentence."""
    page = bring(desk, trainer, "vragen.txt", QUESTIONS.encode())

    assert 'role="alert"' not in page
    assert [each.choice for each in slides()] == ["question", "question"]
