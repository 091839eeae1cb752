"""Slides with a chart of every kind, short and long, and what a room of any size makes of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from polls.models import DeckVersion
from workshop.authoring import reading
from workshop.facilitating.previews import Previews
from workshop.facilitating.sample_answers import draw_results

HEAD = """+++
title = "Grafieken"
language = "nl"

[[chapters]]
id = "deel"
title = "Deel"
+++
"""
SLIDE = """```slide
id = "{key}"
chapter = "deel"
layout = "question"
```

# {title}

```question
key = "{key}"
kind = "{kind}"
{block}
```
"""
PAIR = """```slide
id = "{id}"
chapter = "deel"
layout = "results"
```

# Vijf dingen waar je op kunt letten

```show
view = "pair"
questions = ["goed", "minder"]
labels = {labels}
```
"""
PAIRS = {  # a headline on two large lines, and one that is long
    "paar": '["gaat goed", "gaat minder goed"]',
    "paren": '["scoort in onze samenwerking goed", "scoort minder"]',
}
SHORT = "Wat vinden jullie?"
LONG = "Wat is volgens jou het belangrijkste waar we het komende jaar samen aan moeten werken?"
NAMES = ("Ambitie", "Belangen", "Relatie", "Organisatie", "Proces")
SENTENCE = "Een lange keuze die niemand heeft ingekort en die over de regel gaat"
CORNERS = """top_left = "Hier beginnen"
top_right = "Vasthouden"
bottom_left = "Kan wachten"
bottom_right = "Gaat vanzelf"
"""
AXES = 'x = "Gaat nu goed"\ny = "Is belangrijk"\n'
POLES = 'low = "Dit vinden wij helemaal niet belangrijk"\nhigh = "helemaal wel"\n'


def conditions(number: int = 5) -> str:
    return options(
        f'{{ key = "{key.upper()}", label = "{name}", help = "Hebben we dat?", color = "{key}" }}'
        for name, key in zip(NAMES[:number], "abcde", strict=False)
    )


def sentences(number: int = 10) -> str:
    return options(
        f'{{ key = "k{place}", label = "{place} {SENTENCE}" }}' for place in range(number)
    )


def options(each: Any) -> str:
    return f"options = [{', '.join(each)}]\n"


CASES = {
    "twee": ("choice", SHORT, conditions(2)),
    "goed": ("choice", SHORT, conditions()),
    "minder": ("choice", SHORT, conditions()),
    "tien": ("choice", LONG, sentences()),
    "acht": ("choice", LONG, sentences(8)),
    "schaal": ("scale", SHORT, conditions() + POLES),
    "schalen": ("scale", LONG, sentences()),
    "volgorde": ("ranking", SHORT, sentences(4)),
    "volgordes": ("ranking", LONG, sentences()),
    "punten": ("points", LONG, sentences(5)),
    "kwadrant": ("quadrant", SHORT, conditions() + AXES + CORNERS),
    "kwadranten": ("quadrant", LONG, sentences() + AXES + CORNERS),
    "woorden": ("words", LONG, ""),
    "vragen": ("questions", LONG, ""),
    "teksten": ("open", LONG, ""),
}


def draw_cases(sizes: Sequence[int]) -> list[dict[str, Any]]:
    """A case for each slide and size of a room: its name, its HTML, and the frames."""
    asked = [
        SLIDE.format(key=key, kind=kind, title=title, block=block)
        for key, (kind, title, block) in CASES.items()
    ]
    pairs = [PAIR.format(id=id, labels=labels) for id, labels in PAIRS.items()]
    text = HEAD + "\n---\n\n".join(["", *asked, *pairs])[len("\n---\n") :]
    draft = reading.read_draft(text)
    previews = Previews(draft, DeckVersion(slug="grafieken"), "https://voorbeeld.nl")
    return [
        {
            "name": f"{slide.id} {people}",
            "html": str(previews.stage(slide)),
            "frames": json.loads(json.dumps(draw_results(draft, slide.slide, people))),
        }
        for slide in draft.slides
        for people in sizes
    ]
