"""LibreOffice opens the Excel and PowerPoint files: `make office` (250 MB of Debian packages)."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from polls.models import LiveSession, Question
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.exports.hostile import TEXTS
from tests.workshop.exports.room import answer, fill, go
from tests.workshop.exports.test_hostile import squeezed
from workshop import exports
from workshop.exports.tables import writable_text

pytestmark = [pytest.mark.office, pytest.mark.django_db]

SECONDS = 180
EDGE = (2, 12)  # pixels from the edge of a slide's picture between which nothing may stand


@pytest.fixture
def room(session: LiveSession) -> LiveSession:
    """A group that answered everything, one question twice, and has tips of two conditions."""
    fill(session, 40)
    go(session, "goed")
    acting.act(session, "reset", {"question": "goed"})
    for number in range(30):
        answer(session, f"person-{number}", "goed", ["ABBCE"[number % 5]], round=2)
    Question.objects.filter(session=session).update(held=False)
    ids = [card.id for card in read_cards(question=session.questions.get(key="tip"))]
    for label, part in (("A", ids[:9]), ("B", ids[9:12])):
        acting.decide(session, "card-label", "tip", part, label=label)
    session.refresh_from_db()
    return session


def converted(session: LiveSession, format: str, to: str, folder: Path) -> list[Path]:
    """What LibreOffice makes of an export; its settings are new each time."""
    program = shutil.which("soffice")
    assert program, "Install LibreOffice: apt-get install libreoffice-calc libreoffice-impress"
    source = folder / f"export.{format}"
    source.write_bytes(exports.export_session(session, format).content)
    command = [program, f"-env:UserInstallation=file://{folder}/settings", "--headless"]
    subprocess.run(
        [*command, "--convert-to", to, "--outdir", str(folder), str(source)],
        check=True,
        timeout=SECONDS,
        capture_output=True,
    )
    return sorted(folder.glob(f"export*.{to.split(':')[0]}"))


def text_of(pdf: Path) -> list[str]:
    """The text of each page."""
    read = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
    return [" ".join(page.split()) for page in read.stdout.decode().split("\f")[:-1]]


def pictures(pdf: Path) -> list[Image.Image]:
    command = ["pdftoppm", "-r", "50", "-png", pdf, pdf.with_suffix("")]
    subprocess.run(command, check=True, capture_output=True)
    files = sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))
    return [Image.open(io.BytesIO(path.read_bytes())) for path in files]


def colors_at(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    part = image.convert("RGB").crop(box)
    return len(part.getcolors(part.width * part.height) or [])


def test_every_slide_is_drawn_and_nothing_runs_off(room: LiveSession, tmp_path: Path):
    [pdf] = converted(room, "pptx", "pdf", tmp_path)
    pages, shown = text_of(pdf), pictures(pdf)

    assert len(pages) == len(shown) >= 16
    assert pages[0].startswith("Groep 1 Beter Samenwerken")
    assert any("eerst, deel" in page and "nu, deel" in page for page in pages)
    assert any(page.startswith("Tips: A. Ambitie") for page in pages)
    for page, image in zip(pages, shown, strict=True):
        (wide, high), (rim, edge) = image.size, EDGE
        assert colors_at(image, (rim, high - edge, wide - rim, high - rim)) == 1, page
        assert colors_at(image, (wide - edge, rim, wide - rim, high - rim)) == 1, page
        assert colors_at(image, (0, 0, wide, high)) > 20, page


def test_native_charts_are_drawn_with_the_colours_of_the_conditions(
    room: LiveSession, tmp_path: Path
):
    [pdf] = converted(room, "pptx", "pdf", tmp_path)
    pages, shown = text_of(pdf), pictures(pdf)
    place = next(n for n, page in enumerate(pages) if "Welke conditie scoort minder" in page)

    found = {color for _count, color in shown[place].convert("RGB").getcolors(1 << 20)}

    assert {(0xB4, 0x45, 0x0F), (0x0B, 0x75, 0x6C)} <= found


def test_every_sheet_is_read_with_its_numbers(room: LiveSession, tmp_path: Path):
    filter = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
    sheets = {
        path.stem.removeprefix("export-"): list(
            csv.reader(io.StringIO(path.read_text("utf-8")), delimiter=";")
        )
        for path in converted(room, "xlsx", filter, tmp_path)
    }
    goed = sheets["08-goed"]
    head = ["keuze", "eerst", "eerst, deel", "nu", "nu, deel"]
    again = next(place for place, row in enumerate(goed) if row[:5] == head)
    ambitie = goed[again + 1]

    assert len(sheets) == 15
    assert ambitie[0] == "A. Ambitie"
    assert ambitie[3:5] == ["6", "20%"]
    assert "#" not in "".join(cell for rows in sheets.values() for row in rows for cell in row)


def test_hostile_texts_are_texts_to_libreoffice(hostile_session: LiveSession, tmp_path: Path):
    filter = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,true,true,true,false,false,-1"
    files = converted(hostile_session, "xlsx", filter, tmp_path)
    [tips] = [path for path in files if path.stem.endswith("Antwoorden")]
    found = squeezed(tips.read_text("utf-8").replace('""', '"'))

    assert [text for text in TEXTS if squeezed(writable_text(text)) not in found] == []
