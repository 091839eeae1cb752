"""Which files a workshop is made into."""

from __future__ import annotations

import pytest

from workshop.exports.decks import files, source


@pytest.mark.parametrize("format", files.FORMATS)
def test_every_kind_of_question_comes_along(format: str):
    made = files.render(source.read_example("alle-werkvormen"), format)

    assert made.startswith({"pptx": b"PK", "pdf": b"%PDF"}[format])
