"""Each kind counted again: loops over answers, and its sentence written out once more."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import sqrt
from typing import Any

from tests.workshop.exports.recount.cells import (
    Average,
    Measure,
    Part,
    comma,
    dotted,
    half_up,
    joined_names,
    people,
)
from tests.workshop.exports.recount.drawn import Drawn, Given, plain
from tests.workshop.exports.recount.texts import Seen, canonical, most_common, visible

NAMES = {"A": "A. Ambitie", "B": "B. Belangen", "C": "C. Relatie", "anders": "Anders, namelijk…"}
IN_SENTENCES = {**NAMES, "anders": "anders"}
NONE = "Nog geen antwoorden."


def leaders(values: dict[str, Any]) -> list[str]:
    top = max(values.values())
    return [name for name, value in values.items() if value == top]


def choice(given: list[Given], keys: str | list[str]) -> tuple[str, str, list[Any]]:
    counts = dict.fromkeys(keys, 0)
    for each in given:
        chosen = each.value["options"] if isinstance(each.value, dict) else each.value
        for key in chosen:
            counts[key] += 1
    n = len(given)
    rows = [(NAMES[key], count, Part(count, n)) for key, count in counts.items()]
    if not n:
        return NONE, "", rows
    favourite = favourites(counts, n)
    sentence = f"{favourite[0].upper()}{favourite[1:]}."
    total = sum(counts.values())
    remark = ""
    if total > n:
        share = Part(total, n).written()
        remark = f"Mensen konden meer dan één optie kiezen; de delen zijn samen {share}."
    elif sum(half_up(Fraction(100 * count, n)) for count in counts.values()) != 100:
        remark = "Door afronding samen geen 100%."
    return sentence, remark, rows


def favourites(counts: dict[str, int], n: int) -> str:
    top = leaders(counts)
    each = "elk " if len(top) > 1 else ""
    names = joined_names([IN_SENTENCES[key] for key in top])
    if len(top) == len(counts) > 2:
        return f"alle opties even vaak (elk {dotted(max(counts.values()))} van {people(n)})"
    return f"het vaakst {names} ({each}{dotted(max(counts.values()))} van {people(n)})"


def rated(name: str, numbers: list[int], n: int) -> str:
    mean = comma(Fraction(sum(numbers), len(numbers)))
    return (
        f"{name} ({mean})" if len(numbers) == n else f"{name} ({mean} van {people(len(numbers))})"
    )


def numbers_of(given: list[Given], key: str, *, zero: bool = False) -> list[int]:
    return [each.value.get(key, 0) for each in given if zero or key in each.value]


def spread(numbers: list[int]) -> tuple[Measure, Measure]:
    if not numbers:
        return Measure(None), Measure(None)
    ordered, n = sorted(numbers), len(numbers)
    middle = (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    mean = Fraction(sum(numbers), n)
    return Measure(middle), Measure(sqrt(sum((x - mean) ** 2 for x in numbers) / n))


def scale(given: list[Given]) -> tuple[str, list[Any]]:
    numbers = {key: numbers_of(given, key) for key in "ABC"}
    rows = [
        (
            NAMES[key],
            Average(tuple(some), len(some)),
            *(some.count(step) for step in range(1, 6)),
            *(spread(some) if given else ()),
        )
        for key, some in numbers.items()
    ]
    if not given:
        return NONE, rows
    n = len(given)
    means = {key: Fraction(sum(some), len(some)) for key, some in numbers.items() if some}
    high = [key for key in means if means[key] == max(means.values())]
    low = [key for key in means if means[key] == min(means.values())]
    said = [joined_names([rated(NAMES[k], numbers[k], n) for k in some]) for some in (high, low)]
    if len(means) == 1:
        return f"{people(n)}: alleen {said[0]} kreeg een cijfer.", rows
    if high == low:
        return f"{people(n)}: {said[0]} scoren even hoog.", rows
    verb = "scoort" if len(high) == 1 else "scoren"
    return f"{people(n)}: het hoogst {verb} {said[0]}, het laagst {said[1]}.", rows


def ranking(given: list[Given]) -> tuple[str, list[Any]]:
    points = {key: sum(4 - place for place in numbers_of(given, key)) for key in "ABC"}
    places = {key: numbers_of(given, key) for key in "ABC"}
    ordered = sorted("ABC", key=lambda key: -points[key])
    rows = [
        (
            NAMES[key],
            points[key],
            Average(tuple(places[key]), len(places[key]), counted=True),
            *(spread(places[key]) if given else ()),
        )
        for key in ordered
    ]
    if not given:
        return NONE, rows
    first = [key for key in ordered if points[key] == points[ordered[0]]]
    got = points[first[0]]
    verb, each = ("staat", "") if len(first) == 1 else ("staan", "elk ")
    names = joined_names([NAMES[key] for key in first])
    score = f"{dotted(got)}\u00a0{'punt' if got == 1 else 'punten'}"
    return f"{people(len(given))}: bovenaan {verb} {names} met {each}{score}.", rows


def points(given: list[Given]) -> tuple[str, list[Any]]:
    numbers = {key: numbers_of(given, key, zero=True) for key in "ABC"}
    rows = [
        (
            NAMES[key],
            Average(tuple(some), len(given)),
            sum(some),
            *(spread(some) if given else ()),
        )
        for key, some in numbers.items()
    ]
    if not given:
        return NONE, rows
    most = leaders({key: sum(some) for key, some in numbers.items()})
    mean = comma(Fraction(sum(numbers[most[0]]), len(given)))
    each = "elk " if len(most) > 1 else ""
    names = joined_names([NAMES[key] for key in most])
    return (
        f"{people(len(given))}: de meeste punten gingen naar {names} "
        f"({each}gemiddeld {mean} van de 4).",
        rows,
    )


def quadrant(given: list[Given]) -> tuple[str, list[Any]]:
    numbers = {f"{k}.{axis}": numbers_of(given, f"{k}.{axis}") for k in "ABC" for axis in "xy"}
    rows = [
        (
            NAMES[key],
            *(Average(tuple(numbers[f"{key}.{a}"]), len(numbers[f"{key}.{a}"])) for a in "xy"),
            len(numbers[f"{key}.x"]),
            *(spread(numbers[f"{key}.x"]) + spread(numbers[f"{key}.y"]) if given else ()),
        )
        for key in "ABC"
    ]
    if not given:
        return NONE, rows
    n, sides = len(given), []
    for axis, word in (("x", "goed"), ("y", "belangrijk")):
        some = {key: numbers[f"{key}.{axis}"] for key in "ABC" if numbers[f"{key}.{axis}"]}
        high = leaders({key: Fraction(sum(one), len(one)) for key, one in some.items()})
        names = joined_names([rated(NAMES[key], some[key], n) for key in high])
        sides.append(f"het hoogst op '{word}' {'staat' if len(high) == 1 else 'staan'} {names}")
    return f"{people(n)}: {', '.join(sides)}.", rows


def told(n: int) -> str:
    return f"{people(n)} {'antwoordde' if n == 1 else 'antwoordden'}."


def worded(
    drawn: Drawn, key: str, given: list[Given], seen: dict[str, Seen]
) -> tuple[str, str, list[Any]]:
    n = len(given)
    shown = [visible(key, each.value, seen) for each in given]
    if key == "tip":
        count = sum(map(len, shown))
        rows = sorted((text,) for texts in shown for text in texts)
        are = "Er is 1 antwoord te zien." if count == 1 else f"Er zijn {count} antwoorden te zien."
    elif key == "vragen":
        asked = Counter(text for texts in shown for text in dict.fromkeys(texts))
        rows = sorted(asked.items(), key=lambda item: -item[1])
        count = len(asked)
        are = "Er is 1 vraag te zien." if count == 1 else f"Er zijn {count} vragen te zien."
    else:
        return cloud(n, shown)
    if not n:
        return NONE, NONE, rows
    said = f"{told(n)} {are if count else 'Er is geen tekst te zien.'}"
    return said, said, rows


def cloud(n: int, shown: list[list[str]]) -> tuple[str, str, list[Any]]:
    spelled: dict[str, Counter[str]] = {}
    for texts in shown:
        mine: dict[str, str] = {}
        for text in {plain(text): text for text in texts}.values():
            mine.setdefault(plain(canonical("woorden", text)), canonical("woorden", text))
        for same, text in mine.items():
            spelled.setdefault(same, Counter())[text] += 1
    counts = {most_common(used): used.total() for used in spelled.values()}
    rows = sorted(counts.items(), key=lambda item: -item[1])
    if not n:
        return NONE, NONE, rows
    if not rows:
        said = f"{told(n)} Er is geen tekst te zien."
        return said, said, rows
    top = leaders(counts)
    times = f"{rows[0][1]} keer"
    if len(top) > 5:
        most = f"{len(top)} woorden werden elk {times} genoemd; geen woord vaker."
    else:
        each = "elk " if len(top) > 1 else ""
        most = f"Het meest genoemd: {joined_names(top)} ({each}{times})."
    verb = "telt 1 woord" if len(rows) == 1 else f"tellen {len(rows)} verschillende woorden"
    return f"{told(n)} Er {verb} mee. {most}", most, rows
