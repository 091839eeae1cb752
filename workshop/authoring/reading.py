"""A draft as it stands, mistakes included: every slide that can be read, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import get_language

from polls import kinds
from polls.errors import PollsError
from workshop.authoring import rewriting, steps
from workshop.authoring.pieces import Pieces, cut_text, hash_piece
from workshop.decks import limits
from workshop.decks.check import check_slides
from workshop.decks.front import Front, parse_front
from workshop.decks.model import LAYOUTS, Deck, Slide
from workshop.decks.problems import DeckError, Problem, Report
from workshop.decks.scan import scan
from workshop.decks.slides import MINUTES, Context, parse_slide

FILE = "deck.md"
FRAME = "+++\n+++\n"  # makes a deck of one slide
FRAME_LINES = 2


@dataclass(frozen=True, slots=True)
class DraftSlide:
    """One slide of a draft; `slide` is None when it does not say what it is."""

    id: str
    number: int
    text: str
    hash: str
    slide: Slide | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft; `problems` has also those that belong to no slide."""

    deck: Deck
    front: Front
    front_hash: str
    slides: tuple[DraftSlide, ...]
    problems: tuple[Problem, ...]

    def find(self, slide_id: str) -> DraftSlide | None:
        return next((slide for slide in self.slides if slide.id == slide_id), None)


@dataclass(frozen=True, slots=True)
class _Read:
    slide: Slide | None
    problems: tuple[Problem, ...]
    incomplete: bool


def read_draft(text: str, pictures: Iterable[str] | None = None) -> Draft:
    """Raises PollsError when the text does not begin as a deck."""
    names = None if pictures is None else frozenset(pictures)
    return _read_text(text, names, get_language() or "")


@lru_cache(maxsize=8)
def _read_text(text: str, names: frozenset[str] | None, language: str) -> Draft:
    """The draft that a step leaves is the one that the next step is made on."""
    pieces = cut_text(text)
    front, found, incomplete = _read_front(pieces[0], language)
    report = Report(FILE)
    report.incomplete = incomplete
    slides = []
    line = pieces[0].count("\n")
    for number, piece in enumerate(pieces[1:], start=1):
        placed, incomplete = _place_piece(pieces[0], piece, names, language, number, line)
        report.incomplete |= incomplete
        slides.append(placed)
        line += piece.count("\n")
    between = _check_between([each.slide for each in slides if each.slide], names, report)
    problems = [*found, *(problem for each in slides for problem in each.problems), *between]
    starts = _starts(pieces)
    return Draft(
        deck=_as_deck(front, slides),
        front=front,
        front_hash=hash_piece(pieces[0]),
        slides=tuple(_with_problems(each, between, starts) for each in slides),
        problems=tuple(sorted(problems)[: limits.PROBLEMS]),
    )


def _as_deck(front: Front, slides: Iterable[DraftSlide]) -> Deck:
    drawn = tuple(each.slide for each in slides if each.slide)
    return Deck(front.title, front.language, front.attribution, front.chapters, drawn)


@lru_cache(maxsize=200)
def _read_front(front: str, language: str) -> tuple[Front, tuple[Problem, ...], bool]:
    """The messages are of this language."""
    report = Report(FILE)
    read = Front()
    with suppress(DeckError):  # its problems stand in the report
        block, _slides = scan(front, report)
        read = parse_front(block, report)
    return read, tuple(report.problems), report.incomplete


@lru_cache(maxsize=2000)
def _read_piece(front: str, piece: str, pictures: frozenset[str] | None, language: str) -> _Read:
    """One slide by itself, with the lines of its problems counted from its own first."""
    report = Report(FILE)
    known, _problems, report.incomplete = _read_front(front, language)
    slide = None
    with suppress(DeckError):  # its problems stand in the report
        _block, raw = scan(FRAME + piece, report)
        context = Context(known, kinds.all(), pictures, report)
        slide = parse_slide(raw[0], context) if raw else None
    problems = tuple(replace(each, line=each.line - FRAME_LINES) for each in report.problems)
    return _Read(slide and _moved(slide, -FRAME_LINES), problems, report.incomplete)


def _moved(slide: Slide, lines: int) -> Slide:
    """The slide as if it stood that many lines further."""
    return replace(
        slide,
        line=slide.line + lines,
        questions=tuple(replace(each, line=each.line + lines) for each in slide.questions),
        shows=tuple(replace(each, line=each.line + lines) for each in slide.shows),
    )


@lru_cache(maxsize=2000)
def _place_piece(
    front: str,
    piece: str,
    pictures: frozenset[str] | None,
    language: str,
    number: int,
    lines: int,
) -> tuple[DraftSlide, bool]:
    """One slide where it stands in the draft; and whether more is wrong with it than was told."""
    read = _read_piece(front, piece, pictures, language)
    slide = read.slide and replace(_moved(read.slide, lines), number=number)
    problems = tuple(replace(each, line=each.line + lines) for each in read.problems)
    id = steps.read_id(piece)
    return DraftSlide(id, number, piece, hash_piece(piece), slide, problems), read.incomplete


def _check_between(
    slides: list[Slide], pictures: frozenset[str] | None, report: Report
) -> tuple[Problem, ...]:
    with suppress(DeckError):  # its problems stand in the report
        check_slides(slides, pictures, report)
    return tuple(report.problems)


def _starts(pieces: Pieces) -> list[int]:
    """The first line of each slide, and the line behind the last."""
    found = [pieces[0].count("\n") + 1]
    for piece in pieces[1:]:
        found.append(found[-1] + piece.count("\n"))
    return found


def _with_problems(
    slide: DraftSlide, between: tuple[Problem, ...], starts: list[int]
) -> DraftSlide:
    first, after = starts[slide.number - 1], starts[slide.number]
    last = slide.number == len(starts) - 1
    own = [each for each in between if first <= each.line and (last or each.line < after)]
    if not own and len(slide.problems) < 2:
        return slide
    return replace(slide, problems=tuple(sorted({*slide.problems, *own})))


def drawable(slide: Slide) -> Slide:
    """The slide without what cannot be drawn yet: another layout, questions with mistakes."""
    return replace(
        slide,
        layout=slide.layout if slide.layout in LAYOUTS else "statement",
        questions=tuple(each for each in slide.questions if each.spec),
    )


# What a card tells of a workshop


@dataclass(frozen=True, slots=True)
class Counts:
    slides: int
    questions: int
    minutes: float


def count(text: str) -> Counts:
    """How long a workshop is, without reading all of it."""
    try:
        pieces = cut_text(text)[1:]
    except PollsError:
        return Counts(0, 0, 0)
    return count_slides(pieces)


def count_slides(pieces: Iterable[str]) -> Counts:
    found = [_count_piece(piece) for piece in pieces]
    return Counts(len(found), sum(each[0] for each in found), sum(each[1] for each in found))


@lru_cache(maxsize=4000)
def _count_piece(piece: str) -> tuple[int, float]:
    try:
        questions = rewriting.read_blocks(piece, "question")
        heads = rewriting.read_blocks(piece, "slide")
    except PollsError:
        return 0, MINUTES
    minutes = heads[0].get("minutes", MINUTES) if heads else MINUTES
    return len(questions), minutes if isinstance(minutes, int | float) else MINUTES


def read_language(text: str) -> str:
    """Of a deck; '' when it cannot be cut."""
    try:
        return _read_front(cut_text(text)[0], get_language() or "nl")[0].language
    except PollsError:
        return ""


def first_slide(text: str) -> str:
    """A deck of only the first slide: what a card shows. '' when it cannot be cut."""
    try:
        return "".join(cut_text(text)[:2])
    except PollsError:
        return ""
