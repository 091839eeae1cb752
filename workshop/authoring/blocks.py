"""Ready-made pieces: deck files of a few slides each, in every language, to put into a workshop."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from polls.errors import PollsError
from workshop.authoring import rewriting, steps
from workshop.authoring.drafting import malformed
from workshop.authoring.pieces import cut_text

FOLDER = "blocks"  # beside the folders of the decks
NAME = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A few slides under a name; `slides` is their text, as it stands in a deck."""

    name: str
    title: str
    slides: tuple[str, ...]

    def text_in(self, chapter: str) -> str:
        """The slides as part of a chapter of the workshop that they go to."""
        return put_in_chapter(self.slides, chapter)


@lru_cache(maxsize=1000)
def put_in_chapter(slides: tuple[str, ...], chapter: str) -> str:
    return "".join(rewriting.set_fields(each, "slide", {"chapter": chapter}) for each in slides)


def list_blocks(language: str) -> list[Block]:
    """All that can be read, by title: check_deck tells the mistakes of the others."""
    files = (settings.DECKS_DIR / FOLDER).glob(f"*.{language}.md")
    found = [_read(file, file.stat().st_mtime) for file in files]
    return sorted((block for block in found if block), key=lambda block: block.title.casefold())


def find_block(name: str, language: str) -> Block:
    """The block of this name; raises PollsError."""
    file = settings.DECKS_DIR / FOLDER / f"{name}.{language}.md"
    block = _read(file, file.stat().st_mtime) if NAME.fullmatch(name) and file.is_file() else None
    if block is None:
        raise malformed()
    return block


@lru_cache(maxsize=200)
def _read(file: Path, changed: float) -> Block | None:
    try:
        pieces = cut_text(file.read_text(encoding="utf-8"))
        title = steps.read_front(pieces).get("title")
    except (PollsError, ValueError):  # it does not begin as a deck, or is no good TOML
        return None
    slides = pieces[1:]
    if not isinstance(title, str) or not slides or not all(map(steps.read_id, slides)):
        return None
    return Block(file.name.partition(".")[0], title, slides)
