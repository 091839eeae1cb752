"""A file as its trainer sees it: what was read, and of PowerPoint a picture of each slide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from polls.errors import PollsError
from workshop.importing import office
from workshop.importing.apart import ReadFile, read_apart
from workshop.importing.assembling import choose
from workshop.importing.imported import File, LeftOut, Progress, ReadSlide, tell_nobody
from workshop.importing.office import NotDrawn
from workshop.importing.powerpoint.reader import is_presentation

LETTERS = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[^\W\d_]{3,}")  # what a page is searched for: numbers of charts stand nowhere
LOST = 0.2  # of the words of a slide: without so many its picture is not proposed
MOST_TOLD = 8  # words that are named


def read_brought(
    file: File,
    *,
    progress: Progress = tell_nobody,
    stopped: Callable[[], bool] = lambda: False,
) -> ReadFile:
    """As `read_apart`; when pictures of slides are drawn, they are counted after the slides."""
    read = read_apart(file, progress=progress, stopped=stopped)
    if not is_presentation(file):
        return read
    slides = len(read.imported.slides)

    def draws(done: int, _total: int) -> None:
        progress(slides + max(done, 1), slides)

    try:
        office.refuse_without()
        draws(0, slides)
        drawn = office.draw(file.content, slides, stopped=stopped)
        pages = read_apart(File("slides.pdf", drawn), progress=draws, stopped=stopped)
        return add_pages(read, pages)
    except NotDrawn as why:
        told = LeftOut("", str(why))
    except PollsError:
        told = LeftOut("", office.say_failed())
    imported = replace(read.imported, left_out=(*read.imported.left_out, told))
    return replace(read, imported=imported)


def add_pages(read: ReadFile, pages: ReadFile) -> ReadFile:
    """Every slide with the page that shows it; raises NotDrawn when these are other pages."""
    drawn = {page.number: page for page in pages.imported.slides}
    slides = read.imported.slides
    if len(drawn) != int(slides[-1].number):
        raise NotDrawn(office.say_failed())
    imported = replace(
        read.imported,
        slides=tuple(add_page(slide, drawn[slide.number]) for slide in slides),
        pictures={**read.imported.pictures, **pages.imported.pictures},
    )
    text = choose(imported, {}).text
    return ReadFile(replace(imported, text=text), {**read.pictures, **pages.pictures})


def add_page(slide: ReadSlide, page: ReadSlide) -> ReadSlide:
    """A drawing that only works as one is proposed as a picture, if that shows its words."""
    lost = find_lost(slide, page)
    words = len(WORD.findall(slide.words))
    proposed = slide.drawing and len(lost) <= LOST * words
    return replace(
        slide,
        page=page.page,
        lost=" ".join(lost[:MOST_TOLD]) + (" …" if len(lost) > MOST_TOLD else ""),
        choice="picture" if proposed else slide.choice,
    )


def find_lost(slide: ReadSlide, page: ReadSlide) -> list[str]:
    """The words of a slide that its page does not have, however it breaks them."""
    seen = squeeze(f"{page.title} {page.words}")
    return [word for word in dict.fromkeys(WORD.findall(slide.words)) if squeeze(word) not in seen]


def squeeze(text: str) -> str:
    """Letters and no more: of no case, without ligatures."""
    return "".join(LETTERS.findall(unicodedata.normalize("NFKC", text).casefold()))
