"""An option has one name: on the phone, in the chart, in the report and on what is taken home."""

from __future__ import annotations

import html
import re
from dataclasses import fields
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from polls import figures, kinds
from polls.kinds.base import Counted
from polls.naming import letter_of, name_of, words_of
from workshop.decks.model import Question
from workshop.exports import tips

OPTIONS = [
    {"key": "1", "label": "Kort", "color": "a"},
    {"key": "b", "label": "Lang", "color": "b", "help": "Wat duurt lang?"},
    {"key": "C", "label": "Nooit"},
    {"key": "soms", "label": "Soms", "color": "c"},
    {"key": "x-1", "label": "Anders"},
]
NAMES = ["1. Kort", "b. Lang", "C. Nooit", "Soms", "Anders"]


def spec_of(kind: str) -> dict[str, Any]:
    more = {"quadrant": {"x": "nu", "y": "straks"}}.get(kind, {})
    return kinds.get(kind).parse_spec({"options": OPTIONS, **more})


def shown_on_phone(kind: str, spec: dict[str, Any]) -> str:
    context = {"key": "vraag", "spec": spec, "mine": None, "language": "nl"}
    return page(f"{kind}/form.html", context)


def page(template: str, context: dict[str, Any]) -> str:
    """What a browser reads: without the white space between tags."""
    made = " ".join(html.unescape(render_to_string(template, context)).split())
    return made.replace("> <", "><").replace(" >", ">")


def test_an_option_with_a_letter_or_a_digit_is_called_by_it():
    assert [name_of(option) for option in OPTIONS] == NAMES
    assert [letter_of(option["key"]) for option in OPTIONS] == ["1", "b", "C", "", ""]


@pytest.mark.parametrize("kind", ["choice", "points", "quadrant", "ranking", "scale"])
def test_the_phone_calls_it_so(kind: str):
    form = shown_on_phone(kind, spec_of(kind))

    assert [name for name in NAMES if f"<b>{name}</b>" not in form] == []
    assert form.count('<span class="shape" aria-hidden="true"><span>1</span></span>') == 1
    assert form.count('<span class="shape" aria-hidden="true"><span></span></span>') == 1


def test_own_words_have_the_name_of_the_chart():
    spec = kinds.get("choice").parse_spec(
        {"options": OPTIONS[:2], "other": {"key": "X", "label": "Iets anders"}}
    )

    tally = kinds.bind("choice", spec).tally([])

    assert "<b>X. Iets anders</b>" in shown_on_phone("choice", spec)
    assert kinds.bind("choice", spec).table(tally).rows[-1][0].text == "X. Iets anders"


@pytest.mark.parametrize("kind", ["choice", "points", "quadrant", "ranking", "scale"])
def test_the_table_calls_it_so(kind: str):
    spec = spec_of(kind)

    rows = kinds.bind(kind, spec).table(kinds.bind(kind, spec).tally([])).rows

    assert [row[0].text for row in rows] == NAMES


def test_the_charts_call_it_so():
    rows = figures.bars_of(OPTIONS, dict.fromkeys((each["key"] for each in OPTIONS), 1))
    scale = spec_of("scale")

    columns = kinds.bind("scale", scale).figure(kinds.bind("scale", scale).tally([]))

    assert figures.draw_bars(rows, 5)["data"][0]["y"] == NAMES
    assert list(dict.fromkeys(columns["data"][0]["y"])) == NAMES


def slide_with(question: Question) -> SimpleNamespace:
    """What a template asks of a slide with one question."""
    nothing = {"title": "", "body": "", "badge": "", "picture": None, "shows": ()}
    return SimpleNamespace(**nothing, questions=(question,))


def question_of(kind: str, spec: dict[str, Any]) -> Question:
    nothing = dict.fromkeys(field.name for field in fields(Question))
    said = {"key": "vraag", "kind": kind, "prompt": "Hoe lang?", "spec": spec}
    return Question(**{**nothing, **said})  # type: ignore[arg-type]


def test_the_projector_calls_it_so():
    slide = slide_with(question_of("choice", spec_of("choice")))

    drawn = page("slides/_questions.html", {"slide": slide, "state": {}})

    assert [name for name in NAMES if f"<b>{name}</b>" not in drawn] == []


@pytest.mark.parametrize(
    ("kind", "spec", "box"),
    [
        ("choice", {}, "option__box"),
        ("choice", {"max": 2}, "option__box option__box--many"),
        ("ranking", {}, None),
        ("points", {}, None),
        ("scale", {}, None),
    ],
)
def test_only_what_is_chosen_has_a_box_on_the_projector(
    kind: str, spec: dict[str, Any], box: str | None
):
    options = [{"key": key, "label": f"Optie {key}"} for key in ("10", "2", "1", "a")]
    made = kinds.get(kind).parse_spec({"options": options, **spec})
    question = question_of(kind, made)

    drawn = page(
        "slides/_questions.html",
        {"slide": slide_with(question), "state": {}},
    )

    names = ["Optie 10", "2. Optie 2", "1. Optie 1", "a. Optie a"]
    assert [name for name in names if f"<b>{name}</b>" not in drawn] == []
    assert [name for name in names if f"<b>{name}</b>" not in shown_on_phone(kind, made)] == []
    assert re.findall(r'class="(option__box[^"]*)"', drawn) == [box] * 4 * bool(box)


def test_what_somebody_said_has_the_same_name():
    choice, scale, quadrant = (kinds.get(name) for name in ("choice", "scale", "quadrant"))

    assert choice(spec_of("choice")).said(["1", "soms"]) == ["1. Kort", "Soms"]
    assert scale(spec_of("scale")).said({"1": 5, "soms": 2}) == ["1. Kort: 5", "Soms: 2"]
    assert quadrant(spec_of("quadrant")).said({"b.x": 1, "b.y": 5}) == [
        "b. Lang, nu: 1",
        "b. Lang, straks: 5",
    ]


def test_own_words_are_said_as_they_were_written():
    choice, other = kinds.get("choice"), {"options": OPTIONS[:2], "other": "Iets anders"}
    spec = choice.parse_spec(other)

    assert choice(spec).said({"options": ["anders"], "other": "Op vrijdag"}) == ["Op vrijdag"]
    assert choice(spec).said(["anders"]) == ["Iets anders"]
    assert kinds.bind("open", {}).said(["te druk", "leuk"]) == ["te druk", "leuk"]


@pytest.mark.parametrize(
    ("label", "within", "opening"),
    [
        ("Iets anders, namelijk…", "iets anders", "Iets anders"),
        ("Anders, namelijk:", "anders", "Anders"),
        ("Iets anders (namelijk) …", "iets anders", "Iets anders"),
        ("Something else, namely...", "something else", "Something else"),
        ("Other:", "other", "Other"),
        ("HR, namelijk…", "HR", "HR"),
        ("Relatie", "Relatie", "Relatie"),
        ("Weet ik niet.", "Weet ik niet", "Weet ik niet"),
        ("Namelijk…", "namelijk", "Namelijk"),
        ("Eens?", "Eens?", "Eens?"),
        ("…", "…", "…"),
    ],
)
def test_a_label_that_leads_on_to_own_words_stands_in_a_sentence(
    label: str, within: str, opening: str
):
    assert words_of(label) == within
    assert words_of(label, opens=True) == opening


OTHER = {
    "nl": ("Iets anders, namelijk…", "3 van de 5 kiezen iets anders", "Het vaakst iets anders"),
    "en": ("Something else, namely…", "3 of the 5 choose something else", "Most often something"),
}


@pytest.mark.parametrize("language", OTHER)
def test_own_words_that_lead_are_told_in_a_right_sentence(language: str):
    label, headline, sentence = OTHER[language]
    options = [{"key": "A", "label": "Ambitie"}, {"key": "B", "label": "Belangen"}]
    spec = kinds.get("choice").parse_spec({"options": options, "other": label})
    question = kinds.bind("choice", spec)
    tally = question.tally([Counted(["anders"], 3), Counted(["A"], 2)])
    shared = question.tally([Counted(["anders"], 2), Counted(["A"], 2), Counted(["B"], 1)])

    with translation.override(language):
        found = question.finding(tally), question.sentence(tally)
        together = question.finding(shared), question.sentence(shared)

    assert found[0] == headline
    assert found[1].startswith(sentence)
    assert "…" not in "".join((*found, *together))
    assert headline.rpartition(" ")[2] in together[0]


def test_an_option_that_leads_on_opens_a_sentence_with_a_capital():
    options = [{"key": "anders", "label": "Iets anders:"}, {"key": "rust", "label": "Rust"}]
    rows = figures.bars_of(options, {"anders": 3, "rust": 1})
    before, after = (figures.Group("Groep", 4, {"anders": n, "rust": 4 - n}) for n in (1, 3))

    assert figures.find_first(rows) == "Iets anders staat bovenaan"
    assert figures.find_most_points(rows) == "De meeste punten gaan naar iets anders"
    changed = figures.change_sentence(options[:1], before, after)
    assert changed.startswith("Iets anders (+50\u00a0procentpunten)")


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Iets anders, namelijk…", "iets anders"),
        ("HRm-team, namelijk…", "HRm-team"),  # a name
        ("X:", "x"),
        ("…", "…"),
        ("Rust", "Rust"),
    ],
)
def test_a_label_that_leads_on_stands_in_a_sentence_without_its_end(label: str, inside: str):
    assert words_of(label) == inside


def test_a_label_of_tips_has_its_letter():
    assert [tips.name_of(label) for label in OPTIONS] == NAMES
