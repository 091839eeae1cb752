"""`import_deck`, as a person or a program at a terminal uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError

from tests.workshop.decks.small import PICTURES, SMALL
from tests.workshop.importing.powerpoint.making import (
    Page,
    item,
    photograph,
    picture,
    presentation,
    text,
    title,
)
from tests.workshop.importing.test_apart import LISTED
from tests.workshop.test_commands import run
from workshop.models import Picture, Workshop

pytestmark = pytest.mark.django_db


def test_import_deck_prints_one_json_object(folder: Path, trainer: User):
    printed = json.loads(run("import_deck", str(folder), "--json"))

    workshop = Workshop.objects.get()
    assert printed == {
        "slug": "klein",
        "title": "Klein",
        "slides": 3,
        "questions": 2,
        "left_out": [{"slide": "", "what": "lees.txt"}],
    }
    assert (workshop.owner, workshop.draft) == (trainer, SMALL)


def test_import_deck_for_people_with_another_title_and_owner(folder: Path, trainer: User):
    User.objects.create_user("piet")

    printed = run("import_deck", str(folder), "--title", "Van Piet", "--owner", "piet")

    assert printed.splitlines() == [
        *("left out: lees.txt", "slug: van-piet", "title: Van Piet", "slides: 3", "questions: 2")
    ]
    assert Workshop.objects.get().owner.username == "piet"


def test_a_presentation_becomes_a_workshop_as_its_reader_advises(tmp_path: Path, trainer: User):
    photo = Page(title("Foto") + picture() + text(item("een")), {"p": ("image", "../media/a.jpg")})
    file = tmp_path / "Samen.pptx"
    file.write_bytes(presentation(photo, LISTED, parts={"ppt/media/a.jpg": photograph()}))

    printed = json.loads(run("import_deck", str(file), "--json"))

    made = Workshop.objects.get()
    [left_out] = printed.pop("left_out")
    assert left_out["what"].startswith("Slides als plaatje: daarvoor staan LibreOffice")
    assert printed == {"slug": "samen", "title": "Samen", "slides": 2, "questions": 0}
    assert [use.name for use in made.pictures.all()] == ["slide-1.webp"]


def test_a_deck_with_mistakes_is_refused_with_all_of_them(folder: Path):
    for name in PICTURES:
        (folder / name).unlink()

    with pytest.raises(CommandError, match=r"(?s)deck\.md:\d+: .*deur\.svg.*druk\.svg"):
        run("import_deck", str(folder))

    assert (Workshop.objects.count(), Picture.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["weg.zip"], "Dit bestand is er niet"),
        (["klein/film.mp4"], "Dit soort bestand"),
        (["klein", "--owner", "niemand"], "There is no account 'niemand'"),
    ],
)
def test_import_deck_refuses_with_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], sentence: str
):
    monkeypatch.chdir(folder.parent)
    (folder / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42")

    with pytest.raises(CommandError, match=sentence):
        run("import_deck", *arguments)
    assert Workshop.objects.count() == 0
