"""Which kind of question it is likely to be: shown to the trainer, who may choose otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from polls.kinds.options import MOST
from workshop.importing.imported import GuessedQuestion
from workshop.importing.questions.asked import Asked

NAME = 32  # characters of the key of an option
LABEL = 100  # characters of an option
YES_NO = {"nl": ("Ja", "Nee"), "en": ("Yes", "No")}
NAMED: Mapping[str, str] = {  # what lists call a kind
    **dict.fromkeys(("choice", "keuze", "meerkeuze", "quiz", "poll", "multiple choice"), "choice"),
    **dict.fromkeys(("single choice", "radio", "kies", "select answer"), "choice"),
    **dict.fromkeys(("several", "meerdere", "checkbox", "multiselect", "multi select"), "several"),
    **dict.fromkeys(("ja/nee", "yes/no", "ja nee", "true/false", "waar/onwaar"), "yes"),
    **dict.fromkeys(("schaal", "scale", "scales", "cijfer", "rating", "likert"), "scale"),
    **dict.fromkeys(("open", "open ended", "text", "tekst", "open vraag", "type answer"), "open"),
    **dict.fromkeys(("woorden", "words", "word cloud", "woordwolk", "wordcloud"), "words"),
    **dict.fromkeys(("volgorde", "ranking", "rangschik", "order"), "ranking"),
    **dict.fromkeys(("punten", "points", "100 points"), "points"),
    **dict.fromkeys(("vragen", "q&a", "questions"), "questions"),
}
SAYS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(  # what a question itself says
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("points", r"\bverdeel\b.*\bpunten\b|\b(divide|distribute)\b.*\bpoints\b"),
        ("ranking", r"\b(op|in|een) volgorde\b|\brangschik|\brank\b|\bin order\b|\bput .* order\b"),
        (
            "several",
            r"\bmeer(dere)? (antwoord|optie|keuze)|\bkies er\b|\bvink aan\b|\balles wat\b"
            r"|\bmultiple answers\b|\b(select|check|choose|tick) (all|up to)\b",
        ),
        (
            "scale",
            r"\b1\s*(-|–|tot( en met)?|t/m|to|through)\s*(5|10)\b|\bcijfer\b|\bin hoeverre\b"
            r"|\bop een schaal\b|\bon a scale\b|\bto what extent\b|\brate\b",
        ),
        (
            "words",
            r"\b[ée][ée]n woord\b|\bwoorden\b|\bsteekwoord|\bassociatie|\b(one|single) word\b"
            r"|\bdenk(en)? (je|jij|jullie) (aan|bij)\b|\bwords\b|\bcomes? to mind\b",
        ),
        (
            "questions",
            r"\b(welke|nog|andere) vragen\b|\b(any|your|what|which) questions\b"
            r"|\bwat wil(t|len)? (je|jij|u|jullie) (nog )?(weten|vragen)\b",
        ),
        (
            "yes",
            r"^(ben|heb|kun|kan|wil|mag|doe|ga|is|zijn|heeft|hebben|kunnen|werkt?|weet|ken|vind|voel"
            r"|do|does|did|is|are|have|has|can|will|would|should)\b.*\?$",
        ),
    )
)
HOW_MANY = re.compile(r"\b(?:kies|maximaal|hooguit|up to|max\.?)\b\D{0,12}(\d)\b", re.IGNORECASE)
TWO_WAYS = re.compile(r"\b(of|or)\b", re.IGNORECASE)  # 'Is het A of B?' is no yes or no
TEN = re.compile(r"\b10\b")
NUMBERS = re.compile(r"\d{1,2}")


def guess_kind(asked: Asked, language: str) -> GuessedQuestion:
    """What the question becomes. One whose options are none, or too many, is an open question."""
    labels = clean_options(asked.options)
    named = NAMED.get(asked.kind.strip().lower(), "")
    said = named or what_it_says(asked.prompt, labels)
    if are_steps(labels):
        said = ""  # our scale judges several things; a number for one is a choice
    if len(labels) == 1 or len(labels) > MOST or any(len(label) > LABEL for label in labels):
        return GuessedQuestion("open", {}, "\n".join(f"- {label}" for label in labels))
    return make_with(said, labels, asked) if labels else make_without(said, asked, language)


def make_with(said: str, labels: Sequence[str], asked: Asked) -> GuessedQuestion:
    options = list_options(labels)
    if said in ("scale", "ranking", "points"):
        return GuessedQuestion(said, {"options": options})
    if said == "several":
        return GuessedQuestion("choice", {"options": options, "max": how_many(asked, labels)})
    return GuessedQuestion("choice", {"options": options})


def make_without(said: str, asked: Asked, language: str) -> GuessedQuestion:
    if said == "yes":
        return GuessedQuestion("choice", {"options": list_options(YES_NO[language])})
    if said == "scale":
        steps = range(1, 11 if TEN.search(asked.prompt) else 6)
        return GuessedQuestion("choice", {"options": list_options([str(step) for step in steps])})
    if said in ("words", "questions"):
        return GuessedQuestion(said, {})
    return GuessedQuestion("open", {})


def what_it_says(prompt: str, labels: Sequence[str]) -> str:
    for kind, pattern in SAYS:
        if pattern.search(prompt):
            either = kind == "yes" and (labels or TWO_WAYS.search(prompt))
            return "" if either else kind
    return ""


def how_many(asked: Asked, labels: Sequence[str]) -> int:
    found = HOW_MANY.search(asked.prompt)
    return min(max(int(found[1]), 1), len(labels)) if found else len(labels)


def are_steps(labels: Sequence[str]) -> bool:
    """Whether the options are but the numbers of a scale."""
    return len(labels) > 2 and all(NUMBERS.fullmatch(label) for label in labels)


def clean_options(options: Sequence[str]) -> list[str]:
    """In one line each, without those that stand there twice."""
    found: dict[str, str] = {}
    for line in (" ".join(option.split()) for option in options):
        if line:
            found.setdefault(line.casefold(), line)
    return [*found.values()]


def list_options(labels: Sequence[str]) -> list[dict[str, Any]]:
    """Options under names of more than a letter, which would stand in front of them."""
    found: dict[str, str] = {}
    for number, label in enumerate(labels, 1):
        name = slugify(label)[:NAME].strip("-_")
        found[name if len(name) > 1 and name not in found else f"optie-{number}"] = label
    return [{"key": key, "label": label} for key, label in found.items()]
