"""A deck as one session runs it: in its words, with the questions that it asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workshop.decks.model import Ask, Deck, Question, Show, Slide

Context = Mapping[str, str | None]  # by optional question its own words, None when not asked


def adapt_deck(deck: Deck, *, same: bool, context: Context, own_pace: bool = False) -> Deck:
    """The deck for a group: `same` when all think of one collaboration, `own_pace` when
    everyone goes through it alone."""
    slides = deck.slides
    if same:
        slides = tuple(map(of_one_collaboration, slides))
    if own_pace:
        slides = at_own_pace(slides)
    return replace(deck, slides=tuple(with_context(slide, context) for slide in slides))


def of_one_collaboration(slide: Slide) -> Slide:
    return replace(
        slide,
        title=slide.same_title,
        label=slide.same_label,
        questions=tuple(map(question_of_one, slide.questions)),
        shows=tuple(map(show_of_one, slide.shows)),
        asks=tuple(Ask(ask.when, ask.same_say, ask.same_say) for ask in slide.asks),
    )


def question_of_one(question: Question) -> Question:
    return replace(question, prompt=question.same_prompt, spec=question.same_spec)


def show_of_one(show: Show) -> Show:
    return replace(show, labels=show.same_labels)


def with_context(slide: Slide, context: Context) -> Slide:
    """The slide with its optional questions reworded, or left out."""
    if not any(question.key in context for question in slide.questions):
        return slide
    worded = ((each, context.get(each.key, each.prompt)) for each in slide.questions)
    return replace(
        slide,
        questions=tuple(
            replace(each, prompt=prompt) for each, prompt in worded if prompt is not None
        ),
    )


def at_own_pace(slides: tuple[Slide, ...]) -> tuple[Slide, ...]:
    """The slides without the questions that make no sense to somebody alone, and without what
    would draw their answers."""
    asked = {each.key for slide in slides if slide.own_pace for each in slide.questions}
    return tuple(
        replace(
            slide,
            questions=tuple(
                replace(each, after=each.after if each.after in asked else "")
                for each in slide.questions
                if each.key in asked
            ),
            shows=tuple(show for show in slide.shows if asked.issuperset(show.questions)),
        )
        for slide in slides
    )
