"""A deck with everything that a slide can hold, and its pictures."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from PIL import Image

from workshop.decks.parse import parse
from workshop.exports.decks.source import DeckSource
from workshop.exports.source import Logo

RICH = """\
+++
title = "Samen & sterk"
language = "nl"
attribution = ["Tekst: wij"]

[[chapters]]
id = "begin"
title = "Begin"

[[chapters]]
id = "slot"
title = "Het <slot>"
+++

```slide
id = "welkom"
chapter = "begin"
layout = "cover"
```

# Welkom

![Een berg](berg.svg)

Een middag over **ons** werk

---

```slide
id = "tekst"
chapter = "begin"
layout = "list"
```

# Wat we *bedoelen*

![Drie mensen](foto.webp)

Eerst **dit**, lees [meer](https://example.org/a?b=1&c=2):

- Eén
  - Dieper
- Twee

3. Drie
4. Vier

| Wie | Wat |
|---|---|
| Wij | Alles |

<!--
**Zeg:** welkom.

- Wacht
-->

---

```slide
id = "vraag"
chapter = "slot"
layout = "question"
```

# Hoe druk is het?

```question
key = "druk"
kind = "choice"
max = 2
options = [
  { key = "A", label = "Rustig" },
  { key = "B", label = "Druk", help = "Je laat dingen liggen" },
]
other = { key = "anders", label = "Anders, namelijk…" }
```

```question
key = "waarom"
kind = "open"
prompt = "Waarom?"
```

```ask
when = "few"
say = "Lukt het bij iedereen?"
```

---

```slide
id = "terug"
chapter = "slot"
layout = "results"
```

# Dit zeiden jullie

```show
view = "question"
questions = ["druk"]
```

---

```slide
id = "contact"
chapter = "slot"
layout = "contact"
```

# Contact

[Mail](mailto:wij@example.org)
"""
HILL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1920 1080">'
    '<path class="fill-deep" d="M0 1080 960 200 1920 1080z"/></svg>'
)


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "red").save(out, "WEBP")
    return out.getvalue()


def rich(text: str = RICH, **more: object) -> DeckSource:
    pictures = {"berg.svg": HILL.encode(), "foto.webp": photo()}
    deck = parse(text, "deck.md", pictures.keys())
    fields = {"colors": {}, "logo": None, "made": datetime(2026, 3, 12, tzinfo=UTC)}
    return DeckSource(deck=deck, pictures=pictures, **{**fields, **more})


def logo() -> Logo:
    out = io.BytesIO()
    Image.new("RGB", (240, 60), "navy").save(out, "PNG")
    return Logo(out.getvalue(), "/logo", "Gemeente Ons")
