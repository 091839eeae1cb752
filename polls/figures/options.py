"""An option with the number of those who chose it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from polls.figures.cells import Label
from polls.figures.drawing import color_value
from polls.naming import letter_of, name_of, words_of


@dataclass(frozen=True, slots=True)
class Bar:
    """One option of a choice and how often it was chosen."""

    key: str
    label: str
    count: int
    help: str = ""
    color: str = ""

    @classmethod
    def of(cls, option: Mapping[str, str], count: int) -> Bar:
        return cls(
            option["key"],
            option["label"],
            count,
            option.get("help", ""),
            option.get("color", ""),
        )

    @property
    def letter(self) -> str:
        return letter_of(self.key)

    @property
    def name(self) -> str:
        return name_of({"key": self.key, "label": self.label})

    @property
    def name_in_sentence(self) -> str:
        return name_of({"key": self.key, "label": words_of(self.label, opens=bool(self.letter))})

    @property
    def cell(self) -> Label:
        return Label(self.name, self.color)

    @property
    def paint(self) -> str:
        return color_value(self.color or "deep")
