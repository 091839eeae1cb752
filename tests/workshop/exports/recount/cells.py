"""Numbers of the plain recount: exact, and as people read them in Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor


@dataclass(frozen=True)
class Part:
    """A count of a whole, as a share."""

    part: int
    whole: int

    def written(self) -> str:
        if not self.whole:
            return "0%"
        rounded = half_up(Fraction(100 * self.part, self.whole))
        if self.part and not rounded:
            return "<1%"
        if self.part < self.whole and rounded == 100:
            return ">99%"
        return f"{rounded}%"

    def number(self) -> float | None:
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True)
class Average:
    """The mean of these numbers; `counted` says of how many."""

    numbers: tuple[int, ...]
    people: int
    counted: bool = False

    def exact(self) -> Fraction:
        return Fraction(sum(self.numbers), self.people)

    def written(self) -> str:
        if not self.people:
            return "–"
        mean = comma(self.exact())
        return f"{mean} (n\u00a0=\u00a0{dotted(self.people)})" if self.counted else mean

    def number(self) -> float | None:
        return float(self.exact()) if self.people else None


@dataclass(frozen=True)
class Measure:
    """A median or a deviation; None of nothing."""

    value: float | None

    def written(self) -> str:
        return "–" if self.value is None else comma(self.value)

    def number(self) -> float | None:
        return self.value


Cell = str | int | Part | Average | Measure


def half_up(number: Fraction | float) -> int:
    return floor(number + Fraction(1, 2))


def comma(number: Fraction | float) -> str:
    tenths = floor(10 * number + (Fraction(1, 2) if isinstance(number, Fraction) else 0.5))
    return f"{tenths // 10},{tenths % 10}"


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def people(number: int) -> str:
    return f"{dotted(number)} {'mens' if number == 1 else 'mensen'}"


def joined_names(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def written(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    return dotted(cell) if isinstance(cell, int) else cell.written()
