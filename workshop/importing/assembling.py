"""Slides that were read become the text of a deck, by the writers of the editor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.text import slugify
from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.authoring import markup, rewriting, steps
from workshop.authoring.pieces import join_pieces
from workshop.decks import limits
from workshop.importing.imported import Imported, LeftOut, ReadSlide
from workshop.library.workshops import clean_title

NAME = 32  # characters of an id
NO_LETTER = re.compile(r"^[^a-z]+")
FRONT = "+++\n+++\n"
Picked = tuple[ReadSlide, str]  # and what it becomes


def assemble(
    *,
    title: str,
    slides: Iterable[ReadSlide],
    language: str = "nl",
    pictures: Mapping[str, bytes] | None = None,
    left_out: Iterable[LeftOut] = (),
) -> Imported:
    """A file of which every slide became what its reader advised; raises PollsError when it has
    no slides, or more than a workshop can have."""
    slides = tuple(slides)
    refuse_number(len(slides))
    title = clean_title(title) or _("Nieuwe workshop")
    read = Imported("", dict(pictures or {}), tuple(left_out), title, language, slides)
    return replace(read, text=_write(read, _pick(read, {})))


def refuse_number(slides: int) -> None:
    if not slides:
        raise PollsError("file.unreadable", _("In dit bestand staat geen enkele slide."))
    if slides > limits.SLIDES:
        raise PollsError(
            "file.slides",
            _("Dit bestand heeft %(count)d slides: in een workshop passen er %(most)d. Splits het.")
            % {"count": slides, "most": limits.SLIDES},
        )


def choose(imported: Imported, choices: Mapping[str, str]) -> Imported:
    """The same file with what was chosen by the number of a slide, and the pictures that it
    takes; what cannot be chosen stays as its reader advised."""
    picked = _pick(imported, choices)
    names = {slide.page if choice == "picture" else slide.picture for slide, choice in picked}
    taken = {name: content for name, content in imported.pictures.items() if name in names}
    return replace(imported, text=_write(imported, picked), pictures=taken)


def _pick(imported: Imported, choices: Mapping[str, str]) -> list[Picked]:
    chosen = [(each, _choice_of(each, choices.get(each.number, ""))) for each in imported.slides]
    return [(slide, choice) for slide, choice in chosen if choice != "skip"]


def _write(imported: Imported, picked: Sequence[Picked]) -> str:
    chapters = _name_chapters(imported.title, [slide for slide, _choice in picked])
    ids: set[str] = set()
    pieces = [_write_front(imported, chapters)]
    for slide, choice in picked:
        own = steps.free_name(_name(slide.title, f"slide-{slide.number}"), ids)
        ids.add(own)
        pieces.append(_write_slide(slide, choice, own, chapters[slide.chapter]))
    return join_pieces(pieces)


def _choice_of(slide: ReadSlide, choice: str) -> str:
    wanted = (choice, slide.choice, "editable")
    return next(each for each in wanted if slide.may_become(each))


def _name(title: str, otherwise: str) -> str:
    """What a deck can call something with this title."""
    name = NO_LETTER.sub("", slugify(title).replace("_", "-"))
    return name[: NAME - 4].rstrip("-") or otherwise


def _name_chapters(title: str, slides: Sequence[ReadSlide]) -> dict[str, str]:
    """By the title of a chapter its id; a slide before the first chapter belongs to one that is
    called as the deck."""
    ids: dict[str, str] = {}
    for slide in slides:
        if slide.chapter not in ids and len(ids) >= limits.ITEMS:
            ids[slide.chapter] = [*ids.values()][-1]
        elif slide.chapter not in ids:
            name = _name(slide.chapter or title, "begin")
            ids[slide.chapter] = steps.free_name(name, ids.values())
    return ids


def _write_front(imported: Imported, chapters: Mapping[str, str]) -> str:
    titles: dict[str, str] = {}
    for title, id in chapters.items():
        titles.setdefault(id, markup.to_one_line(title) or imported.title)
    listed = [{"id": id, "title": title} for id, title in titles.items()]
    fields = {"title": imported.title, "language": imported.language, "chapters": listed}
    return steps.rewrite_front(FRONT, fields)


def _write_slide(slide: ReadSlide, choice: str, own: str, chapter: str) -> str:
    layout = {"question": "question", "picture": "overview"}.get(choice, slide.layout)
    head = {"id": own, "chapter": chapter, "layout": layout}
    piece = rewriting.add_block("", "slide", {**head, "skip": True} if slide.skip else head)
    title = markup.to_one_line(slide.title) or f"Slide {slide.number}"
    piece = rewriting.set_title(piece.lstrip("\n"), title)
    if choice == "picture":
        piece = _with_picture(piece, slide.page, slide.words or title)
    else:
        guess = slide.question if choice == "question" else None
        piece = rewriting.set_body(piece, _cut(guess.body if guess else slide.body))
        piece = _with_picture(piece, slide.picture, slide.alt)
        if guess:
            asked = {"key": own, "kind": guess.kind, **guess.fields}
            piece = rewriting.add_block(piece, "question", asked)
    return rewriting.set_note(piece, _cut(slide.note))


def _with_picture(piece: str, name: str, alt: str) -> str:
    alt = _cut(markup.to_one_line(alt))
    return rewriting.set_picture(piece, name, alt, decorative=not alt) if name else piece


def _cut(text: str) -> str:
    """As much of a text as a slide can hold beside its other texts."""
    return text[: limits.TEXT // 2]
