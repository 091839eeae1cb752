"""A question that a facilitator types while the room waits, as a slide of the deck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from polls import kinds
from polls.errors import PollsError
from polls.kinds.options import MOST
from polls.sessions.session_settings import LONGEST
from workshop.authoring import gallery, markup, rewriting

LONGEST_NAME = 40
LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True, slots=True)
class QuickQuestion:
    """What is asked; `fields` are those of its kind."""

    prompt: str
    kind: str
    fields: Mapping[str, Any]


def read_question(form: Mapping[str, str], language: str) -> QuickQuestion:
    """What was typed, with ready-made options in the language of the deck; raises PollsError."""
    prompt = markup.to_one_line(form.get("prompt", ""))
    if not prompt:
        raise PollsError("ask.prompt", _("Typ eerst de vraag."))
    if len(prompt) > LONGEST:
        raise PollsError(
            "ask.long",
            _("Deze vraag is te lang voor het scherm: gebruik hooguit %(most)d tekens.")
            % {"most": LONGEST},
        )
    if ready := form.get("ready", ""):
        return QuickQuestion(prompt, *ready_made(ready, language))
    kind = form.get("kind", "")
    if kind not in kinds.all():
        raise PollsError("ask.kind", _("Kies wat voor vraag het is."))
    with translation.override(language):
        fields = gallery.example_fields(kind)
    if "options" in fields:
        fields["options"] = list_options(read_labels(form.get("options", "")))
    return QuickQuestion(prompt, kind, fields)


def read_labels(text: str) -> list[str]:
    """The options of a text with one a line; raises PollsError."""
    labels = [line for line in map(markup.to_one_line, text.splitlines()) if line]
    if len(labels) < 2:
        raise PollsError("ask.options", _("Typ ten minste twee opties, elk op een eigen regel."))
    if len(labels) > MOST:
        raise PollsError(
            "ask.options",
            _("Dit zijn %(n)d opties. Gebruik er hooguit %(most)d.")
            % {"n": len(labels), "most": MOST},
        )
    if len({*labels}) < len(labels):
        raise PollsError("ask.options", _("Eén van de opties staat er twee keer."))
    if max(map(len, labels)) > LONGEST:
        raise PollsError(
            "ask.long",
            _("Een optie heeft hooguit %(most)d tekens.") % {"most": LONGEST},
        )
    return labels


def list_options(labels: list[str]) -> list[dict[str, str]]:
    return [{"key": key, "label": label} for key, label in zip(LETTERS, labels, strict=False)]


def ready_made(name: str, language: str) -> tuple[str, dict[str, Any]]:
    """The kind and the fields of a question that is ready but for its words; raises PollsError."""
    with translation.override(language):
        made: dict[str, tuple[str, dict[str, Any]]] = {
            "yes-no": ("choice", {"options": list_options([_("Ja"), _("Nee")])}),
            "agree": ("choice", {"options": list_options(agreement())}),
            "words": ("words", {}),
        }
    if name not in made:
        raise PollsError("ask.kind", _("Kies wat voor vraag het is."))
    return made[name]


def agreement() -> list[str]:
    """A scale in words, from one end to the other."""
    return [_("Helemaal oneens"), _("Oneens"), _("Neutraal"), _("Eens"), _("Helemaal eens")]


def name_question(prompt: str) -> str:
    """A name for programs, out of the words of a question."""
    name = slugify(prompt)[:LONGEST_NAME].strip("-").replace("_", "-")
    return name if name[:1].isalpha() else f"vraag-{name}".strip("-")


def write_slide(asked: QuickQuestion, name: str, chapter: str) -> str:
    """The text of the slide that asks it."""
    head = {"id": name, "chapter": chapter, "layout": "question"}
    slide = rewriting.add_block("", "slide", head).lstrip("\n")
    slide = rewriting.set_title(slide, asked.prompt)
    return rewriting.add_block(slide, "question", {"key": name, "kind": asked.kind, **asked.fields})
