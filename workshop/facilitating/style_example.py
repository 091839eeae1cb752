"""A little workshop in which somebody sees a house style: cover, slide, phone, chart."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polls.models import DeckVersion
from polls.results import tallies
from workshop.authoring import reading
from workshop.facilitating import sample_answers
from workshop.facilitating.previews import Previews
from workshop.library.house_styles import PageStyle

PEOPLE = 20
TEXT = """\
+++
title = "{title}"
language = "{language}"

[[chapters]]
id = "begin"
title = "{chapter}"
+++

```slide
id = "cover"
chapter = "begin"
layout = "cover"
```

# {title}

{lead}

---

```slide
id = "list"
chapter = "begin"
layout = "list"
```

# {heading}

- {first}
- {second}
- {third}

---

```slide
id = "question"
chapter = "begin"
layout = "question"
```

# {prompt}

```question
key = "contact"
kind = "choice"
options = [
  {{key = "A", label = "{weekly}"}},
  {{key = "B", label = "{monthly}"}},
  {{key = "C", label = "{seldom}"}},
]
```
"""


@dataclass(frozen=True, slots=True)
class Example:
    """Each as the room would see it; `figure` is a chart as plain Plotly, `sentence` what it
    says."""

    cover: SafeString
    slide: SafeString
    footer: SafeString
    phone: SafeString
    figure: dict[str, object]
    sentence: str


def draw_example(style: PageStyle | None, site: str) -> Example:
    """In the language of the page; `site` is the address that a room would go to."""
    draft = reading.read_draft(write_text())
    previews = Previews(draft, DeckVersion(), site, style)
    cover, plain, asking = draft.slides
    [question] = draft.deck.questions()
    drawing = tallies.draw_result(sample_answers.make_result(question, PEOPLE))
    return Example(
        cover=previews.stage(cover),
        slide=previews.stage(plain),
        footer=previews.footer(),
        phone=previews.phone(asking),
        figure=drawing["figure"],
        sentence=drawing["sentence"],
    )


def write_text() -> str:
    return TEXT.format(
        language=get_language() or "nl",
        title=_("Samen verder"),
        lead=_("Een workshop over hoe wij werken"),
        chapter=_("Begin"),
        heading=_("Wat we vandaag doen"),
        first=_("Kennismaken"),
        second=_("Kijken wat goed gaat"),
        third=_("Kiezen wat we anders doen"),
        prompt=_("Hoe vaak spreek je de anderen?"),
        weekly=_("Elke week"),
        monthly=_("Elke maand"),
        seldom=_("Minder vaak"),
    )
