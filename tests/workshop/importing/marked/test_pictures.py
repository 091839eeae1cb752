"""Pictures of Markdown: those beside it and in it, never those elsewhere."""

from __future__ import annotations

import base64

import pytest

from workshop.importing.marked.pictures import Pictures, Shown

PNG = b"\x89PNG"


def test_a_file_beside_the_text_is_found_by_its_path():
    pictures = Pictures({"dia/img/Kat 1.PNG": PNG, "dia/kat 1.PNG": b"other"})

    found = pictures.find("/img/Kat%201.PNG?v=2", "Een kat bg right:40% w:300 #c")

    assert isinstance(found, Shown)
    assert found.alt == "Een kat"
    assert pictures.taken == {found.name: PNG}
    assert found.name.startswith("kat-1-")
    assert found.name.endswith(".png")


def test_a_picture_in_the_text_itself():
    pictures = Pictures()

    found = pictures.find("data:image/png;base64," + base64.b64encode(PNG).decode())

    assert isinstance(found, Shown)
    assert [*pictures.taken.values()] == [PNG]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("https://example.org/a.png", "website"),
        ("//example.org/a.png", "website"),
        ("../../etc/passwd", "niet in het bestand"),
        ("img/er-niet.png", "niet in het bestand"),
        ("", "niet in het bestand"),
    ],
)
def test_what_is_elsewhere_is_told_and_not_fetched(address: str, says: str):
    pictures = Pictures({"a.png": PNG})

    found = pictures.find(address)

    assert isinstance(found, str)
    assert says in found
    assert pictures.taken == {}
