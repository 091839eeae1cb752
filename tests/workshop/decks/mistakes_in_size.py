"""Decks that are larger than a deck may be; as in mistakes_in_front.py."""

from tests.workshop.decks.small import SMALL
from workshop.decks import limits

QUESTION = """
```question
key = "v{number}"
kind = "choice"
options = "drukte"
```
"""
SLIDE = """
---

```slide
id = "s{number}"
chapter = "slot"
layout = "question"
```

# Slide {number}
"""
MANY_QUESTIONS = "".join(
    (SLIDE.format(number=number) if number % 9 == 0 else "") + QUESTION.format(number=number)
    for number in range(limits.QUESTIONS - 1)  # two are there already
)
OPTIONS = ", ".join(f'{{key="K{number}", label="{number}"}}' for number in range(200))
LAST = 'view = "question"\nquestions = ["nu"]\n```'

SIZES = {
    "too many characters": (
        SMALL,
        "x" * (limits.SOURCE + 1),
        "x",
        "Dit bestand is te groot: een deck heeft hooguit 1000000 tekens.",
    ),
    "too many lines, if empty ones": (
        LAST,
        LAST + "\n" * 900_000,
        "nowhere",
        f"Dit deck heeft {SMALL.count(chr(10)) + 900_001} regels: een deck heeft er hooguit 20000.",
    ),
    "too many slides": (
        LAST,
        LAST + "".join(SLIDE.format(number=number) for number in range(limits.SLIDES - 2)),
        "---",
        "Dit deck heeft 301 slides: maak er hooguit 300 van, of twee decks.",
    ),
    "too many questions": (
        LAST,
        LAST + MANY_QUESTIONS,
        "```question",
        "Dit deck heeft 101 vragen: houd er hooguit 100 over.",
    ),
    "too many blocks": (
        LAST,
        LAST + 18 * "\n```ask\n```\n",
        "```ask",
        "Houd het bij 20 blokken op een slide, elk van hooguit 20000 tekens.",
    ),
    "a block that is too long": (
        LAST,
        'questions = ["nu"]\n#' + "x" * limits.BLOCK + "\n```",
        "```show",
        "Houd het bij 20 blokken op een slide, elk van hooguit 20000 tekens.",
    ),
    "a text that is too long": (
        "# Dit zeiden jullie",
        "# Dit zeiden jullie\n" + "x" * limits.TEXT,
        "```slide",
        "Deze slide is te lang: gebruik hooguit 20000 tekens voor de tekst of de notitie.",
    ),
    "a note that is too long": (
        LAST,
        LAST + "\n<!--" + "x" * (limits.TEXT + 1) + "-->",
        "```slide",
        "Deze slide is te lang: gebruik hooguit 20000 tekens voor de tekst of de notitie.",
    ),
    "two hundred options": (
        'options = "drukte"\nresults',
        f"options = [{OPTIONS}]\nresults",
        "options = [",
        "'options' heeft 200 delen: houd er hooguit 60 over.",
    ),
    "TOML that is too deep": (
        'layout = "results"',
        'layout = "results"\nbadge = ' + 5_000 * "[",
        "```slide",
        "Dit blok is te diep genest: zet geen lijsten in lijsten.",
    ),
}
