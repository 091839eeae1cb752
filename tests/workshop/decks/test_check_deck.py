"""The command with which an author checks a deck."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.workshop.decks.small import DRAWING, PICTURES, SMALL, line_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deck.md").write_text(SMALL, encoding="utf-8")
    for picture in PICTURES:
        (tmp_path / picture).write_text(DRAWING)
    return tmp_path


def test_a_good_deck_is_counted(folder: Path):
    out = StringIO()

    call_command("check_deck", folder, stdout=out)

    assert out.getvalue() == "OK: 3 slides, 2 questions\n"


def test_a_bad_deck_fails_and_lists_its_problems(folder: Path):
    out, err = StringIO(), StringIO()
    file = folder / "deck.md"
    file.write_text(SMALL.replace('view = "question"', 'view = "vraag"').replace("# Dit", "Dit"))

    with pytest.raises(SystemExit) as stopped:
        call_command("check_deck", file, stdout=out, stderr=err)

    assert stopped.value.code == 1
    assert out.getvalue() == ""
    slide, view = line_of('id = "terug"') - 1, line_of('view = "question"')
    assert [line.split(": ")[0] for line in err.getvalue().splitlines()] == [
        f"deck.md:{slide}",
        f"deck.md:{view}",
    ]


def test_a_deck_whose_options_do_not_fit_their_slide_is_refused(folder: Path):
    out, err = StringIO(), StringIO()
    more = "".join(
        f'[[options.drukte]]\nkey = "x{n}"\nlabel = "Nog een mogelijkheid, en wel {n}"\n'
        f'help = "{"Met een uitleg van meer dan een regel. " * 3}"\n\n'
        for n in range(8)
    )
    longer = SMALL.replace("# Hoe druk is het?", f"# {'Hoe druk is het bij jullie? ' * 6}")
    (folder / "deck.md").write_text(longer.replace("+++\n\n```slide", f"\n{more}+++\n\n```slide"))

    with pytest.raises(SystemExit):
        call_command("check_deck", folder, stdout=out, stderr=err)

    assert out.getvalue() == ""
    assert "De opties passen niet op slide 2" in err.getvalue()


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (
            "foto.png",
            "'foto.png' is er wel, maar een deck in een map toont alleen tekeningen: bestanden op "
            ".svg. Een foto kan erbij als je het deck inbrengt als eigen workshop.",
        ),
        ("deur.SVG", "'deur.SVG' is er wel, maar een deck in een map toont alleen tekeningen"),
        ("foto/deur.svg", "'foto/deur.svg' staat in een map apart: zet het bestand naast het deck"),
        ("", "Dit deck heeft geen plaatje 'foto.png'. Zet het erbij of verbeter de naam."),
    ],
)
def test_a_picture_that_is_there_is_not_called_missing(folder: Path, file: str, reason: str):
    (folder / "foto").mkdir()
    if file:
        (folder / file).write_text(DRAWING)
    name = file or "foto.png"
    (folder / "deck.md").write_text(SMALL.replace("(deur.svg)", f"({name})"))
    err = StringIO()

    with pytest.raises(SystemExit):
        call_command("check_deck", folder, stderr=err)

    assert f"deck.md:{line_of('![Een open')}: {reason}" in err.getvalue()


def test_a_folder_is_no_deck_that_is_missing(tmp_path: Path):
    (tmp_path / "deck.md").mkdir()
    err = StringIO()

    with pytest.raises(SystemExit):
        call_command("check_deck", tmp_path, stderr=err)

    assert "deck.md:1: Dit bestand is niet te lezen" in err.getvalue()


def test_an_english_deck_is_told_in_english(tmp_path: Path):
    file = tmp_path / "deck.md"
    english = SMALL.replace('language = "nl"', 'language = "en"')
    file.write_text(english.replace('view = "question"', 'view = "questoin"'))
    err = StringIO()

    with pytest.raises(SystemExit):
        call_command("check_deck", file, stderr=err)

    assert "'questoin' does not exist as view. Do you mean 'question'?" in err.getvalue()
    assert "bestaat niet" not in err.getvalue()
