"""What stands out, found again: the headlines of slides and of the one page, in Dutch."""

from __future__ import annotations

from fractions import Fraction

from tests.workshop.exports.recount.cells import comma, joined_names
from tests.workshop.exports.recount.drawn import Given
from tests.workshop.exports.recount.kinds import leaders, numbers_of

LABELS = {"A": "Ambitie", "B": "Belangen", "C": "Relatie", "anders": "anders"}
LONGEST = 80


def headline(key: str, given: list[Given], sentence: str) -> str:
    """Of kinds that count; the sentence where nothing stands out, or too much to be read."""
    find = {
        "goed": one_choice,
        "minder": one_choice,
        "keuzes": more_choices,
        "volgorde": ranking,
        "punten": points,
        "cijfers": scale,
        "kwadrant": quadrant,
    }.get(key)
    found = find(given) if find and given else ""
    return found if 0 < len(found) <= LONGEST else sentence


def named(keys: list[str]) -> str:
    return joined_names([LABELS[key] for key in keys])


def one_choice(given: list[Given]) -> str:
    return chosen(given, [*"ABC"])


def more_choices(given: list[Given]) -> str:
    return chosen(given, [*"ABC", "anders"])


def chosen(given: list[Given], keys: list[str]) -> str:
    counts = dict.fromkeys(keys, 0)
    for each in given:
        options = each.value["options"] if isinstance(each.value, dict) else each.value
        for key in options:
            counts[key] += 1
    first, n = leaders(counts), len(given)
    most = counts[first[0]]
    if n == 1:
        return f"Eén antwoord: {named(first)}"
    if len(first) == len(counts):
        return "Alle opties even vaak gekozen"
    if len(first) > 3:
        return f"{len(first)} opties delen de eerste plek"
    if len(first) > 1:
        return f"{named(first)}: elk {most} van de {n}"
    if most == n:
        return f"Alle {n} kiezen {named(first)}"
    return f"{most} van de {n} {'kiest' if most == 1 else 'kiezen'} {named(first)}"


def ranking(given: list[Given]) -> str:
    first = leaders({key: sum(4 - place for place in numbers_of(given, key)) for key in "ABC"})
    if len(first) == 3:
        return "Alles staat even hoog"
    return f"{named(first)} {'staat' if len(first) == 1 else 'staan'} bovenaan"


def points(given: list[Given]) -> str:
    most = leaders({key: sum(numbers_of(given, key, zero=True)) for key in "ABC"})
    if len(most) == 3:
        return "Alles kreeg evenveel punten"
    return f"De meeste punten gaan naar {named(most)}"


def scale(given: list[Given]) -> str:
    numbers = {key: numbers_of(given, key) for key in "ABC"}
    means = {key: Fraction(sum(some), len(some)) for key, some in numbers.items() if some}
    high = leaders(means)
    if len(given) < 2 or any(len(numbers[key]) < len(given) for key in high):
        return ""
    mean = comma(means[high[0]])
    if len(means) == 1:
        return f"Gemiddeld {mean}"
    if len(high) == len(means):
        return f"Alles scoort even hoog: {mean}"
    if len(high) == 1:
        return f"{named(high)} scoort het hoogst: {mean}"
    return f"{named(high)} scoren het hoogst: elk {mean}"


def quadrant(given: list[Given]) -> str:
    keys = [f"{key}.{axis}" for key in "ABC" for axis in "xy"]
    numbers = {key: numbers_of(given, key) for key in keys}
    rated = [key for key in "ABC" if numbers[f"{key}.x"]]
    if len(given) < 2 or len(rated) < 2:
        return ""
    across, up = (
        leaders({k: Fraction(sum(some := numbers[f"{k}.{axis}"]), len(some)) for k in rated})
        for axis in "xy"
    )
    if len(up) == len(rated) or any(len(numbers[f"{key}.y"]) < len(given) for key in up):
        return ""
    if across == up:
        return f"{named(up)} {'staat' if len(up) == 1 else 'staan'} op beide assen het hoogst"
    return f"Het hoogst op 'belangrijk': {named(up)}"
