"""A deck in a folder, with its drawings and something that is no part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workshop.decks.small import DRAWING, PICTURES, SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "klein"
    made.mkdir()
    (made / "deck.md").write_text(SMALL)
    for name in PICTURES:
        (made / name).write_text(DRAWING)
    (made / "lees.txt").write_text("x")
    return made
