"""The PDF as it is laid out: texts in pictures, and pages that are used."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pydyf
import pytest
from PIL import Image, ImageOps

from polls.models import LiveSession, Question
from tests.workshop.exports.room import go, store
from workshop import exports
from workshop.exports import pdf_tags
from workshop.exports.formats import pdf

pytestmark = pytest.mark.django_db

BLANK = 0.4  # of a page, at most, that has nothing on it before the next one begins
SVG = '<svg viewBox="0 0 90 20" width="90"><text><tspan x="5" y="9">%s</tspan></text></svg>'

LOAD = """
import ctypes.util, sys
import django; django.setup()
from workshop.exports.formats import pdf
begun = []
sys.addaudithook(lambda event, args: begun.append(args) if event == "subprocess.Popen" else None)
pdf.weasyprint()
loading = len(begun)
ctypes.util.find_library("no-such-library")
print(loading, len(begun) > loading)
"""


def read_text(made: bytes) -> str:
    read = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True)
    return read.stdout.decode()


def used(path: Path) -> float:
    """How much of a page is used, without its foot."""
    image = Image.open(io.BytesIO(path.read_bytes()))
    body = ImageOps.invert(image.convert("L")).crop((0, 0, image.width, int(image.height * 0.94)))
    box = body.getbbox()
    return box[3] / body.height if box else 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries have other names")
def test_no_compiler_is_asked_where_the_libraries_are():
    told = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)

    assert told.stdout.split() == ["0", "True"]  # the search is as it was afterwards


@pytest.mark.parametrize("word", ["שיתוף", "Ťažké", "доверие"])
def test_a_word_in_a_picture_is_set_in_its_own_direction(word: str):
    page = f'<html lang="nl"><title>x</title><h1>x</h1>{SVG % word}</html>'

    made = pdf.write(pdf.lay_out(pdf.weasyprint(), page))

    assert word in read_text(made)


def test_no_page_is_left_half_empty(session: LiveSession, tmp_path: Path):
    """A cloud with a long table, and then only questions that nobody answered."""
    Question.objects.filter(session=session).update(held=False)
    go(session, "associaties")
    words = [[f"woord{number}"] for number in range(40)]
    question = session.questions.get(key="associaties")
    store(session, question, [(f"p{number}", word) for number, word in enumerate(words)])

    made = exports.export_session(session, "pdf").content

    (tmp_path / "report.pdf").write_bytes(made)
    draw = ["pdftoppm", "-r", "36", "-png", "report.pdf", "page"]
    subprocess.run(draw, cwd=tmp_path, check=True)
    pages = [used(path) for path in sorted(tmp_path.glob("page-*.png"))]
    assert len(pages) > 2
    assert min(pages[:-1]) > 1 - BLANK


def test_a_sign_without_a_character_gets_one_that_is_not_seen():
    lines = [b"begincmap", b"<0043> <>", b"<0044> <0041>"], [b"<0043> <>"]
    made = SimpleNamespace(objects=[pydyf.Stream(list(each)) for each in lines])

    pdf_tags.name_signs(made)

    maps = [each.stream for each in made.objects]
    assert maps == [[b"begincmap", b"<0043> <2060>", b"<0044> <0041>"], [b"<0043> <>"]]


def test_the_name_of_the_group_stands_above_every_page_but_the_first(session: LiveSession):
    session.label = "Noordzij"
    session.save()

    made = exports.export_session(session, "pdf").content

    count = len(pikepdf.open(io.BytesIO(made)).pages)
    heads = [page.lstrip().startswith("Noordzij") for page in read_text(made).split("\f")[:-1]]
    assert heads == [False] + [True] * (count - 1)
