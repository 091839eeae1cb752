"""Random steps on a draft: it can always be read, slides that no step named keep their bytes,
and undoing leads back to the first byte."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from polls import kinds
from polls.errors import PollsError
from workshop.authoring import gallery, reading, rewriting, steps
from workshop.authoring.pieces import Edit, Pieces, apply_edit, cut_text, find_edit, join_pieces

STEPS = int(os.environ.get("RANDOM_STEPS", "200"))  # all together; `make test` takes few
EACH = 20  # of one draft
DECKS = [
    file.read_text(encoding="utf-8")
    for file in sorted((Path(__file__).resolve().parents[3] / "decks").glob("*/deck.md"))
]
TEXTS = st.text(max_size=60) | st.sampled_from(
    ["---", "```slide", "# x\n---\n+++", "<!-- a", "a --> b", "![a](b)", '"""', "\\", "'''\n\x0b"]
)


class Drafting(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: Pieces = ()
        self.first = ""
        self.edits: list[Edit] = []

    @rule(deck=st.sampled_from(DECKS))
    @precondition(lambda self: not self.pieces)
    def begin(self, deck: str) -> None:
        self.pieces, self.first = cut_text(deck), deck

    def step(self, name: str, **fields: object) -> None:
        named = {fields.get("slide"), *(fields.get("slides") or [])}
        before = {steps.read_id(piece): piece for piece in self.pieces[1:]}
        new = steps.STEPS[name](self.pieces, **fields)
        text = join_pieces(new)
        assert cut_text(text) == new
        after = {steps.read_id(piece): piece for piece in new[1:]}
        for id in before.keys() & after.keys() - named:
            assert after[id].strip("-\n ") == before[id].strip("-\n ")
        self.edits.append(find_edit(self.pieces, new))
        self.pieces = new

    def slide(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([steps.read_id(piece) for piece in self.pieces[1:]]))

    def piece(self, slide: str) -> str:
        return self.pieces[steps.find_slide(self.pieces, slide)]

    @rule(data=st.data(), text=TEXTS, name=st.sampled_from(["title", "body", "note"]))
    @precondition(lambda self: len(self.pieces) > 1)
    def write(self, data: st.DataObject, text: str, name: str) -> None:
        self.step(f"set_{name}", slide=self.slide(data), **{name: text})

    @rule(data=st.data(), text=TEXTS)
    @precondition(lambda self: len(self.pieces) > 1)
    def set_fields(self, data: st.DataObject, text: str) -> None:
        fields = {"label": text, "minutes": 2, "badge": None}
        self.step("set_fields", slide=self.slide(data), block="slide", fields=fields)

    @rule(data=st.data(), text=TEXTS)
    @precondition(lambda self: len(self.pieces) > 1)
    def add_question(self, data: st.DataObject, text: str) -> None:
        options = [{"key": "A", "label": text}, {"key": "B", "label": "b"}]
        fields = {"key": "nieuw", "kind": "choice", "prompt": text, "options": options}
        self.step("add_block", slide=self.slide(data), block="question", fields=fields)

    @rule(data=st.data(), kind=st.sampled_from(sorted(kinds.all())))
    @precondition(lambda self: 1 < len(self.pieces) < 60)
    def add_from_the_gallery(self, data: st.DataObject, kind: str) -> None:
        text = gallery.make_question(kind, "begin", "nl")
        self.step("add_slides", text=text, after=self.slide(data))

    @rule(data=st.data(), text=TEXTS, decorative=st.booleans())
    @precondition(lambda self: len(self.pieces) > 1)
    def set_picture(self, data: st.DataObject, text: str, decorative: bool) -> None:
        name = data.draw(st.sampled_from(["", "deur.svg", "foto.webp"]))
        fields = {"picture": name, "alt": text, "decorative": decorative}
        self.step("set_picture", slide=self.slide(data), **fields)

    @rule(data=st.data(), text=TEXTS)
    @precondition(lambda self: len(self.pieces) > 1)
    def change_a_question(self, data: st.DataObject, text: str) -> None:
        slide = self.slide(data)
        kept = {"prompt": text, "optional": True, "after": None, "same": {"prompt": text}}
        fields = {key: kept[key] for key in data.draw(st.sets(st.sampled_from([*kept])))}
        blocks = rewriting.read_blocks(self.piece(slide), "question")
        if blocks and fields:
            nth = data.draw(st.integers(0, len(blocks) - 1))
            self.step("set_fields", slide=slide, block="question", fields=fields, nth=nth)

    @rule(data=st.data())
    @precondition(lambda self: len(self.pieces) > 1)
    def remove_a_question(self, data: st.DataObject) -> None:
        slide = self.slide(data)
        if rewriting.read_blocks(self.piece(slide), "question"):
            self.step("remove_block", slide=slide, block="question")

    @rule(find=st.sampled_from(["e", "de", "Wat", "---", "#"]), replace=TEXTS)
    @precondition(lambda self: len(self.pieces) > 1)
    def replace_words(self, find: str, replace: str) -> None:
        new = steps.replace_text(self.pieces, find=find, replace=replace)
        assert cut_text(join_pieces(new)) == new
        assert [*map(steps.read_id, new[1:])] == [*map(steps.read_id, self.pieces[1:])]
        self.edits.append(find_edit(self.pieces, new))
        self.pieces = new

    @rule(title=TEXTS)
    @precondition(lambda self: self.pieces)
    def set_deck(self, title: str) -> None:
        self.step("set_deck", fields={"title": title, "attribution": [title]})

    @rule(text=TEXTS)
    @precondition(lambda self: self.pieces)
    def paste_what_is_no_slide(self, text: str) -> None:
        try:
            steps.add_slides(self.pieces, text=text)
        except PollsError:
            return
        raise AssertionError(text)

    @rule(data=st.data(), count=st.integers(1, 3))
    @precondition(lambda self: len(self.pieces) > 4)
    def move(self, data: st.DataObject, count: int) -> None:
        slides = list({self.slide(data) for _time in range(count)})
        after = data.draw(st.sampled_from(["", self.slide(data)]))
        if after not in slides:
            self.step("move_slides", slides=slides, after=after)

    @rule(data=st.data())
    @precondition(lambda self: 1 < len(self.pieces) < 60)
    def copy(self, data: st.DataObject) -> None:
        self.step("copy_slides", slides=[self.slide(data)])

    @rule(data=st.data())
    @precondition(lambda self: len(self.pieces) > 2)
    def remove(self, data: st.DataObject) -> None:
        self.step("remove_slides", slides=[self.slide(data)])

    @rule()
    @precondition(lambda self: self.edits)
    def undo(self) -> None:
        self.pieces = apply_edit(self.pieces, self.edits.pop().reversed())

    @invariant()
    def can_be_read(self) -> None:
        if not self.pieces:
            return
        draft = reading.read_draft(join_pieces(self.pieces))
        assert [slide.id for slide in draft.slides if slide.slide is None] == []
        assert len(draft.slides) == len(self.pieces) - 1

    def teardown(self) -> None:
        while self.edits:
            self.undo()
        assert "".join(self.pieces) == self.first


Drafting.TestCase.settings = settings(
    max_examples=STEPS // EACH,
    stateful_step_count=EACH,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # says how busy the machine is
)
test_random_steps = Drafting.TestCase
