"""What stands in a table, as data: counts, shares and means, not yet written for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the classes below."""


@dataclass(frozen=True, slots=True)
class Label(Cell):
    """The name of a row, with the colour of its option."""

    text: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class Text(Cell):
    """Words: somebody's own, or ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Count(Cell):
    """How many there are of something."""

    value: int


@dataclass(frozen=True, slots=True)
class Share(Cell):
    """So many of a whole; nothing of nothing is 0."""

    part: int
    whole: int

    @classmethod
    def of(cls, fraction: Fraction) -> Share:
        return cls(fraction.numerator, fraction.denominator)

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.part, self.whole) if self.whole else Fraction()

    @property
    def value(self) -> float:
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class CountedShare(Share):
    """A share that is shown with its count."""


@dataclass(frozen=True, slots=True)
class Mean(Cell):
    """A sum over so many; the mean of nothing is None."""

    total: int
    number: int

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.total, self.number) if self.number else Fraction()

    @property
    def value(self) -> float | None:
        return self.total / self.number if self.number else None


@dataclass(frozen=True, slots=True)
class CountedMean(Mean):
    """A mean that is shown with the number of people it is of."""


@dataclass(frozen=True, slots=True)
class Statistic(Cell):
    """A median or a deviation: neither counted nor an average."""

    value: float


@dataclass(frozen=True, slots=True)
class Moment(Cell):
    """A day and a time, as the clocks of the installation showed it."""

    value: datetime


@dataclass(frozen=True, slots=True)
class Range(Cell):
    """From the lowest to the highest of several shares."""

    lowest: Share
    highest: Share


@dataclass(frozen=True, slots=True)
class Change(Cell):
    """How much a share grew."""

    before: Share
    after: Share

    @property
    def difference(self) -> Fraction:
        return self.after.fraction - self.before.fraction

    @property
    def points(self) -> int:
        """In whole percentage points, halves away from zero."""
        change = 100 * self.difference
        return int(abs(change) + Fraction(1, 2)) * (1 if change > 0 else -1)


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a figure; each row begins with its name."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
