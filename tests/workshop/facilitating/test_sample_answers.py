"""Made-up answers: of every kind, as many as asked, and the same each time."""

from __future__ import annotations

import pytest

from polls import kinds
from workshop.authoring import gallery, reading
from workshop.facilitating import sample_answers

HEAD = '+++\ntitle = "Proef"\nlanguage = "nl"\n\n[[chapters]]\nid = "begin"\ntitle = "Begin"\n+++\n'
PAIR = """
```slide
id = "beeld"
chapter = "begin"
layout = "results"
```

# Samen

```show
view = "pair"
questions = ["een", "twee"]
labels = ["Een", "Twee"]
```
"""


def draft_of(*slides: str) -> reading.Draft:
    return reading.read_draft(HEAD + "\n---\n".join(slides))


@pytest.mark.parametrize("people", [0, 5, 40, 1000])
@pytest.mark.parametrize("kind", kinds.all())
def test_every_kind_is_answered_by_so_many(kind: str, people: int):
    draft = draft_of(gallery.make_question(kind, "begin", "nl"))

    (frame,) = sample_answers.draw_results(draft, draft.deck.slides[0], people)

    assert draft.problems == ()
    assert (frame["answered"], frame["joined"], frame["shown"]) == (people, people, people > 0)
    drawn = bool(frame["cards"]) or bool((frame["figure"] or {}).get("data"))
    assert drawn == (people > 0)


def test_nothing_moves_between_two_drawings():
    draft = draft_of(gallery.make_question("choice", "begin", "nl"))
    slide = draft.deck.slides[0]

    first, second = (sample_answers.draw_results(draft, slide, 40) for _time in range(2))

    assert first == second
    assert first != sample_answers.draw_results(draft, slide, 5)


def test_no_number_or_no_slide_draws_nothing():
    draft = draft_of(gallery.make_question("choice", "begin", "nl"))

    assert sample_answers.draw_results(draft, draft.deck.slides[0], None) == []
    assert sample_answers.draw_results(draft, None, 40) == []
