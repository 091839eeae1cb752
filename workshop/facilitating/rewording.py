"""Other words for a slide of one session, as steps of the editor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import LiveSession
from workshop.authoring import markup, rewriting, steps
from workshop.authoring.drafting import Step
from workshop.authoring.pieces import Pieces
from workshop.authoring.words import read_words
from workshop.decks.model import Question, Slide
from workshop.facilitating import quick_questions
from workshop.library import deck_versions

Form = Mapping[str, str]


def reword(
    session: LiveSession, pieces: Pieces, form: Form
) -> tuple[str, Sequence[Step], tuple[str, ...]]:
    """The steps for what a form has that the session does not say yet; raises PollsError."""
    id = form.get("slide", "")
    piece = pieces[steps.find_slide(pieces, id)]
    slide = deck_versions.deck_for(session).slide(id)
    made = [*words_of(slide, piece, form)]
    reworded = []
    for nth, block in enumerate(rewriting.read_blocks(piece, "question")):
        question = next((each for each in slide.questions if each.key == block.get("key")), None)
        fields = question and fields_of(question, block, form)
        if question and fields:
            named = {"slide": id, "block": "question", "fields": fields, "nth": nth}
            made.append(Step("set_fields", named))
            reworded.append(question.key)
    return id, made, tuple(reworded)


def words_of(slide: Slide, piece: str, form: Form) -> Iterator[Step]:
    title = markup.to_one_line(form.get("title", slide.title))
    if title != slide.title:
        if not title:
            raise PollsError("slide.title", _("Een slide heeft een titel nodig."))
        yield Step("set_title", {"slide": slide.id, "title": title})
        same = without(rewriting.read_block(piece, "slide").get("same"), "title")
        named = {"slide": slide.id, "block": "slide", "fields": {"same": same}}
        yield Step("set_fields", named)
    body = form.get("body")
    if body is not None and body.split() != read_words(piece).body.split():
        yield Step("set_body", {"slide": slide.id, "body": body})


def fields_of(question: Question, block: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """The fields of a question that have other words now."""
    fields: dict[str, Any] = {}
    prompt = markup.to_one_line(form.get(f"prompt.{question.key}", question.prompt))
    if prompt != question.prompt:
        fields = {"prompt": prompt or None, "same": without(block.get("same"), "prompt")}
    options = question.spec.get("options")
    lines = form.get(f"options.{question.key}")
    if options and lines is not None:
        made = relabel(options, quick_questions.read_labels(lines))
        if made != options:
            fields["options"] = made
    return fields


def without(same: Any, name: str) -> dict[str, Any] | None:
    """What holds for a group that thinks of one collaboration, but for one text of it."""
    left = {key: text for key, text in same.items() if key != name} if same else {}
    return left or None


def relabel(options: Sequence[Mapping[str, Any]], labels: Sequence[str]) -> list[dict[str, Any]]:
    """The options with these labels: one whose label is still there stays what it is, and what
    is new takes the place of one that is gone."""
    known = {option["label"]: option for option in options}
    gone = [option for option in options if option["label"] not in labels]
    taken = {option["key"] for option in options}
    made = []
    for label in labels:
        if label in known:
            made.append(dict(known[label]))
        elif gone:
            made.append({**gone.pop(0), "label": label})
        else:
            key = next(each for each in quick_questions.LETTERS if each not in taken)
            taken.add(key)
            made.append({"key": key, "label": label})
    return made
