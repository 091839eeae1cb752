"""A small deck without mistakes, for tests that put one in."""

SMALL = """\
+++
title = "Klein"
language = "nl"
attribution = ["Tekst: wij"]

[[chapters]]
id = "start"
title = "Start"

[[chapters]]
id = "slot"
title = "Slot"

[[options.drukte]]
key = "A"
label = "Rustig"

[[options.drukte]]
key = "B"
label = "Druk"
help = "Je laat dingen liggen"
icon = "druk"
color = "b"
+++

```slide
id = "welkom"
label = "Hallo"
chapter = "start"
layout = "cover"
minutes = 1.5
badge = "1"
color = "a"
```

# Welkom *allemaal*

![Een open deur](deur.svg)

Een half uur over **ons** werk

<!--
**Zeg:** welkom.

Wacht even.
-->

---

```slide
id = "druk"
chapter = "start"
layout = "question"
```

# Hoe druk is het?

```question
key = "nu"
kind = "choice"
options = "drukte"
```

```question
key = "straks"
kind = "choice"
prompt = "En volgende maand?"
options = "drukte"
results = "live"
opens = "manual"
closes = "manual"
```

---

```slide
id = "terug"
chapter = "slot"
layout = "results"
```

# Dit zeiden jullie

![](deur.svg "decorative")

```show
view = "pair"
questions = ["nu", "straks"]
labels = ["nu", "straks"]
empty = "Nog niets"
```

```show
view = "question"
questions = ["nu"]
```
"""

PICTURES = {"deur.svg", "druk.svg"}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>'


def line_of(text: str, source: str = SMALL) -> int:
    """The number of the first line that starts with `text`."""
    lines = source.split("\n")
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(text))
