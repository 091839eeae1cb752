"""The deck of one session, changed for it alone by the steps of the editor: the same text, parser
and list of mistakes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from polls.actions.site import Adapted
from polls.errors import PollsError
from polls.kinds.questions import ASIDE
from polls.models import DeckVersion, LiveSession, Question
from workshop.authoring import asking, reading, rewriting, steps
from workshop.authoring.drafting import Step, malformed, run_step
from workshop.authoring.pieces import Pieces, cut_text, join_pieces
from workshop.decks.model import Deck
from workshop.decks.parse import parse
from workshop.decks.problems import DeckError
from workshop.decks.text_fitting import find_all_misfits
from workshop.facilitating import quick_questions
from workshop.facilitating.presentation import slide_of
from workshop.facilitating.rewording import reword
from workshop.library import deck_versions

Form = Mapping[str, str]


def adapt_deck(session: LiveSession, step: str, form: Form) -> Adapted:
    """The version of its deck that a session has after a step; raises PollsError."""
    pieces = cut_text(session.deck.source)
    slide, made, reworded = STEPS[step](session, pieces, form)
    for each in made:
        pieces = cut_text(join_pieces(run_step(pieces, each)))
    text = join_pieces(pieces)
    if text != session.deck.source and step in WORDED:
        refuse_misfit(session, text, slide)
    return Adapted(store_own(session, text), slide, reworded)


def refuse_misfit(session: LiveSession, text: str, slide: str) -> None:
    """Raises PollsError when a slide does not fit the projector any more, or a new one does not."""
    said = say_misfit(read_deck(text), slide)
    if said and not say_misfit(read_deck(session.deck.source), slide):
        raise PollsError("deck.misfit", said)


def say_misfit(deck: Deck, id: str) -> str:
    """What of a slide does not fit, '' when all does or when the deck has no such slide."""
    slides = tuple(slide for slide in deck.slides if slide.id == id)
    found = find_all_misfits(replace(deck, slides=slides), deck_versions.FILE)
    return found[0].message if found else ""


def read_deck(text: str) -> Deck:
    """Raises PollsError for a mistake."""
    try:
        return parse(text, deck_versions.FILE)
    except DeckError as error:
        raise PollsError("deck.mistake", error.problems[0].message) from None


def store_own(session: LiveSession, text: str) -> DeckVersion:
    """The version with this text, for this session only; raises PollsError for a mistake."""
    deck = session.deck
    if text == deck.source:
        return deck
    title = read_deck(text).title
    named = f"{session.code} {sorted(deck.pictures.items())}"
    version, _made = DeckVersion.objects.get_or_create(
        slug=deck.slug,
        sha256=hashlib.sha256((text + named).encode()).hexdigest(),
        defaults={
            "title": title,
            "source": text,
            "pictures": deck.pictures,
            "base": deck.base or deck,
            "session": session,
        },
    )
    return version


Made = tuple[str, Sequence[Step], tuple[str, ...]]  # the slide, the steps, what has other words


def ask(session: LiveSession, pieces: Pieces, form: Form) -> Made:
    here = slide_of(session)
    ids = map(steps.read_id, pieces[1:])
    language = deck_versions.deck_for(session).language
    asked = quick_questions.read_question(form, language)
    name = steps.free_name(
        quick_questions.name_question(asked.prompt), {ASIDE, *used_keys(session), *ids}
    )
    text = quick_questions.write_slide(asked, name, here.chapter)
    return name, [Step("add_slides", {"text": text, "after": here.id})], ()


def used_keys(session: LiveSession) -> set[str]:
    """The keys of all questions that the session ever had: their answers stay theirs."""
    return {*Question.everything.filter(session=session).values_list("key", flat=True)}


def move(session: LiveSession, pieces: Pieces, form: Form) -> Made:
    slide, way = form.get("slide", ""), form.get("way", "")
    steps.find_slide(pieces, slide)
    if way == "here":
        here = slide_of(session)
        named = {"slides": [slide], "after": here.id, "chapter": here.chapter}
        return slide, [Step("move_slides", named)], ()
    if way not in ("up", "down"):
        raise malformed()
    text = join_pieces(pieces)
    posted = {"step": ["move"], "slide": [slide], "way": [way]}
    return slide, [asking.from_form(reading.read_draft(text), text, posted)], ()


def repeat(session: LiveSession, pieces: Pieces, form: Form) -> Made:
    """A copy behind the slide of now, with names that this session never used."""
    here = slide_of(session)
    piece = pieces[steps.find_slide(pieces, form.get("slide", ""))]
    piece = rewriting.set_fields(piece, "slide", {"chapter": here.chapter})
    taken = used_keys(session)
    changed: dict[str, str] = {}
    for nth, key in enumerate(steps.read_keys(piece)):
        changed[key] = steps.free_name(key, taken)
        taken.add(changed[key])
        piece = rewriting.set_fields(piece, "question", {"key": changed[key]}, nth)
    piece = steps.follow_names(piece, changed)
    id = steps.free_name(steps.read_id(piece), map(steps.read_id, pieces[1:]))
    piece = rewriting.set_fields(piece, "slide", {"id": id})
    return id, [Step("add_slides", {"text": piece, "after": here.id})], ()


STEPS: Mapping[str, Callable[[LiveSession, Pieces, Form], Made]] = {
    "ask": ask,
    "move": move,
    "repeat": repeat,
    "reword": reword,
}
WORDED = ("ask", "reword")  # steps that bring words, which have to fit the projector
