"""Where something stands on a slide: in parts of its width and height, groups taken along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop.importing.powerpoint.package import NAMES

WIDE, HIGH = 12_192_000, 6_858_000  # of a slide that does not say, in EMU


@dataclass(frozen=True, slots=True)
class Box:
    """The slide is from 0 to 1 both ways."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def area(self) -> float:
        return self.width * self.height

    def shared(self, other: Box) -> float:
        """The area that two boxes have in common."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(high, 0.0)

    def in_sight(self) -> float:
        """The part of this box that is on the slide."""
        return self.shared(SLIDE) / self.area if self.area else float(self._begins_on_it())

    def _begins_on_it(self) -> bool:
        return -0.01 <= self.left <= 1 and -0.01 <= self.top <= 1


SLIDE = Box(0, 0, 1, 1)


@dataclass(frozen=True, slots=True)
class Frame:
    """How numbers in a file become parts of a slide: the slide itself, or a group on it."""

    left: float = 0.0
    top: float = 0.0
    across: float = 1 / WIDE
    down: float = 1 / HIGH

    def place(self, transform: Any) -> Box | None:
        """The box that an `a:xfrm` says; None when it says none."""
        numbers = _read(transform, "a:off", ("x", "y")), _read(transform, "a:ext", ("cx", "cy"))
        if not all(numbers):
            return None
        (x, y), (wide, high) = numbers  # type: ignore[misc]
        return Box(
            self.left + x * self.across,
            self.top + y * self.down,
            abs(wide * self.across),
            abs(high * self.down),
        )

    def within(self, transform: Any) -> Frame:
        """The frame of what stands in a group."""
        box = self.place(transform)
        inner = _read(transform, "a:chOff", ("x", "y"))
        size = _read(transform, "a:chExt", ("cx", "cy"))
        if box is None or inner is None or size is None or not all(size):
            return self
        across, down = box.width / size[0], box.height / size[1]
        return Frame(box.left - inner[0] * across, box.top - inner[1] * down, across, down)


def frame_of_slide(presentation: Any) -> Frame:
    size = presentation.find("p:sldSz", NAMES) if presentation is not None else None
    found = _numbers(size, ("cx", "cy"))
    wide, high = found if found and all(each > 0 for each in found) else (WIDE, HIGH)
    return Frame(across=1 / wide, down=1 / high)


def _read(transform: Any, name: str, keys: tuple[str, str]) -> tuple[float, float] | None:
    return _numbers(transform.find(name, NAMES) if transform is not None else None, keys)


def _numbers(element: Any, keys: tuple[str, str]) -> tuple[float, float] | None:
    if element is None:
        return None
    try:
        first, second = (int(element.get(key, "")) for key in keys)
    except ValueError:
        return None
    return (float(first), float(second)) if max(abs(first), abs(second)) < 10**12 else None
