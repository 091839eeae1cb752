"""Question and show blocks: what the room is asked, and where its answers return."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from polls.figures.cues import SIGNS
from polls.kinds.base import Kind
from polls.kinds.fields import HINT, SpecError
from workshop.decks.fields import Fields
from workshop.decks.model import (
    CLOSES,
    MODERATION,
    OPENS,
    PAIRS,
    RESULTS,
    VIEWS,
    Ask,
    Question,
    Show,
)
from workshop.decks.options import Options, resolve_options

QUESTION_KEYS = (
    "key",
    "kind",
    "prompt",
    "results",
    "moderation",
    "labels",
    "after",
    "opens",
    "closes",
    "optional",
    "required",
    "same",
)
ASK_KEYS = ("when", "say", "same")
SHOW_KEYS = ("key", "view", "questions", "labels", "empty", "same")
ONE = ("question", "cards", "before")  # views of one question
SAME_QUESTION = ("prompt", "placeholder")


def parse_question(
    fields: Fields,
    titles: tuple[str, str],
    sets: dict[str, Options],
    kinds: Mapping[str, type[Kind]],
) -> Question:
    """A question; the keys that are not ours go to its kind. `titles` are those of its
    slide, the second when the whole group thinks of one collaboration."""
    title, same_title = titles
    kind = fields.choice("kind", tuple(kinds))
    prompt = fields.text("prompt", title)
    same = fields.within("same")
    same.refuse_others(SAME_QUESTION)
    spec = _parse_spec(fields, sets, kinds[kind]) if kind in kinds else {}
    return Question(
        key=fields.name("key"),
        kind=kind,
        prompt=prompt,
        spec=spec,
        results=fields.choice("results", RESULTS, "hidden"),
        opens=fields.choice("opens", OPENS, "enter"),
        closes=fields.choice("closes", CLOSES, "leave"),
        moderation=fields.choice("moderation", MODERATION, "live"),
        labels=_parse_labels(fields, sets),
        after=fields.text("after", ""),
        optional=fields.flag("optional"),
        required=fields.flag("required"),
        same_prompt=same.text("prompt", same_title if prompt == title else prompt),
        same_spec=_same_spec(same, spec),
        line=fields.block.line,
    )


def _parse_labels(fields: Fields, sets: dict[str, Options]) -> tuple[dict[str, str], ...]:
    """What a facilitator may put on a text: a list of options, shared or its own."""
    if "labels" not in fields.table:
        return ()
    found = resolve_options(fields.table["labels"], sets, fields.block, fields.report, "labels")
    return tuple(
        {part: option[part] for part in ("key", "label", "color") if part in option}
        for option in found
    )


def _parse_spec(fields: Fields, sets: dict[str, Options], kind: type[Kind]) -> dict[str, Any]:
    own = fields.rest(QUESTION_KEYS)
    if "options" in own:
        own["options"] = resolve_options(own["options"], sets, fields.block, fields.report)
        if not own["options"]:
            return {}
    try:
        return kind.parse_spec(own)
    except SpecError as error:
        fields.report.add(fields.block.line, str(error))
        return {}


def _same_spec(same: Fields, spec: dict[str, Any]) -> dict[str, Any]:
    """The spec with the hint for a group that thinks of one collaboration."""
    hint = same.text("placeholder", "")
    if hint and "placeholder" not in spec:
        same.problem("placeholder", _("Deze soort vraag heeft geen 'placeholder': haal die weg."))
    elif len(hint) > HINT:
        same.problem(
            "placeholder",
            _("Een 'placeholder' heeft hooguit %(longest_hint)s tekens.") % {"longest_hint": HINT},
        )
    return {**spec, "placeholder": hint} if hint else spec


def parse_show(fields: Fields) -> Show:
    """A show block; whether its questions fit is checked when the whole deck is known."""
    fields.refuse_others(SHOW_KEYS)
    questions = fields.texts("questions")
    view = fields.choice("view", VIEWS)
    labels = fields.texts("labels", ())
    same = fields.within("same")
    same.refuse_others(("labels",))
    same_labels = same.texts("labels", labels)
    if len(same_labels) != len(labels):
        same.problem("labels", _("Noem hier evenveel labels als in het blok zelf."))
    _check_shape(fields, view, len(questions), len(labels))
    return Show(
        key=fields.text("key", "+".join(questions) + ("-eerder" if view == "before" else "")),
        view=view,
        questions=questions,
        labels=labels,
        empty=fields.text("empty", ""),
        same_labels=same_labels,
        line=fields.block.line,
    )


def parse_ask(fields: Fields) -> Ask:
    fields.refuse_others(ASK_KEYS)
    same = fields.within("same")
    same.refuse_others(("say",))
    say = fields.text("say")
    return Ask(fields.choice("when", SIGNS), say, same.text("say", say))


def _check_shape(fields: Fields, view: str, questions: int, labels: int) -> None:
    if view in PAIRS and questions != 2:
        fields.problem(
            "questions",
            _("Een '%(view)s' vergelijkt precies twee vragen: noem er twee.") % {"view": view},
        )
    if view in PAIRS and labels != 2:
        fields.problem("labels", _('Geef de twee kanten een naam: labels = ["goed", "minder"].'))
    if view in ONE and questions != 1:
        fields.problem(
            "questions",
            _("Bij '%(view)s' hoort precies één vraag: noem er een.") % {"view": view},
        )
    if view in ONE and labels:
        fields.problem(
            "labels", _("'labels' hoort alleen bij twee vragen naast elkaar: haal deze regel weg.")
        )
