"""Random steps on a draft: it can always be read, slides that no step named keep their bytes,
and undoing leads back to the first byte."""

from __future__ import annotations

from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from workshop.authoring import rewriting, steps
from workshop.authoring.pieces import Edit, Pieces, apply_edit, cut_text, find_edit, join_pieces

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
        for piece in self.pieces[1:]:
            assert rewriting.read_block(piece, "slide")["id"]

    def teardown(self) -> None:
        while self.edits:
            self.undo()
        assert "".join(self.pieces) == self.first


Drafting.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
test_random_steps = Drafting.TestCase
