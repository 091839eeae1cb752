"""What programs of others say of the PDFs and of the saved pages: `make office`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from polls.models import LiveSession, Question
from tests.workshop.exports.room import answer, fill, go, store
from workshop import exports
from workshop.exports.formats import pdf

pytestmark = [pytest.mark.office, pytest.mark.django_db, pytest.mark.timeout(300)]

CHECKERS = Path(sys.prefix) / "checkers" / "bin"
CHECK = (CHECKERS / "python", Path(__file__).with_name("check_pdf.py"))
VNU = ("npx", "--yes", "--package", "vnu-jar@26.9.27", "vnu", "--errors-only")  # takes Java
WORLD = ("شراكة", "ثقة متبادلة", "שיתוף פעולה", "信任", "협력", "विश्वास", "ความไว้วางใจ", "👍", "🇳🇱")


@pytest.fixture
def full(session: LiveSession) -> LiveSession:
    """A group that answered everything, and wrote down what it will do."""
    fill(session, 40)
    Question.objects.filter(session=session).update(held=False)
    LiveSession.objects.filter(pk=session.pk).update(agreed="Karin belt Piet\nKoffie op dinsdag")
    session.refresh_from_db()
    return session


@pytest.fixture
def world(session: LiveSession) -> LiveSession:
    """A group that writes in every alphabet, in a session in English."""
    Question.objects.filter(session=session).update(held=False)
    go(session, "associaties")
    question = session.questions.get(key="associaties")
    store(session, question, [(f"p{number}", [word]) for number, word in enumerate(WORLD)])
    go(session, "tip")
    for number, word in enumerate(WORLD):
        answer(session, f"p{number}", "tip", [f"{word}: eerst bellen"])
    LiveSession.objects.filter(pk=session.pk).update(language="en")
    session.refresh_from_db()
    return session


SESSIONS = ("session", "full", "world", "hostile_session")


def write(session: LiveSession, format: str, folder: Path) -> Path:
    made = exports.export_session(session, format)
    path = folder / f"{format}{Path(made.name).suffix}"
    path.write_bytes(made.content)
    return path


def checked(*command: str | Path) -> str:
    """What a checker said, and with what it ended; nothing from npm runs a script of its own."""
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=200,
        env=os.environ | {"npm_config_ignore_scripts": "true"},
    )
    return f"{done.stdout}{done.stderr}\nended with {done.returncode}"


@pytest.mark.parametrize("name", SESSIONS)
@pytest.mark.parametrize("format", ["pdf", "one-page"])
def test_no_checker_finds_an_error(
    name: str, format: str, request: pytest.FixtureRequest, tmp_path: Path
):
    path = write(request.getfixturevalue(name), format, tmp_path)

    by_page = checked(*CHECK, path)
    by_outloud = checked(CHECKERS / "outloud", "--layer", "conformance", "--no-info", path)
    by_pdfua = checked(CHECKERS / "pdfua", "check", "--min-severity", "error", path)

    assert by_page == "\nended with 0"
    assert "0 error(s)" in by_outloud, by_outloud
    assert "errors=0" in by_pdfua, by_pdfua


def test_the_checkers_find_what_is_wrong(tmp_path: Path):
    page = "<html><svg viewBox='0 0 9 9'><rect width='5' height='5'/></svg>"
    maker = pdf.weasyprint()
    path = tmp_path / "wrong.pdf"
    path.write_bytes(maker.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))

    assert "FIGURE" in checked(*CHECK, path)
    assert "ERROR" in checked(CHECKERS / "outloud", "--layer", "conformance", path)
    assert "errors=0" not in checked(CHECKERS / "pdfua", "check", path)


@pytest.mark.parametrize("name", SESSIONS)
@pytest.mark.parametrize("format", ["html", "tips-html"])
def test_saved_pages_are_valid_html(
    name: str, format: str, request: pytest.FixtureRequest, tmp_path: Path
):
    path = write(request.getfixturevalue(name), format, tmp_path)

    assert checked(*VNU, path) == "\nended with 0"


def test_the_validator_finds_what_is_wrong(tmp_path: Path):
    path = tmp_path / "wrong.html"
    path.write_text('<!doctype html><html lang="nl"><title>x</title><p><ul></ul></p>')

    assert "ended with 1" in checked(*VNU, path)
