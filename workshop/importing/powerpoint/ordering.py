"""In which order the things on a slide are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workshop.importing.powerpoint.boxes import Box
from workshop.importing.powerpoint.shapes import Item

STEP = 0.02  # of the slide: less is no step
ROW = 0.5  # of the lower of two heights: so much in common is one row


def in_order(items: Sequence[Item], *, mirrored: bool = False) -> list[Item]:
    """The title first, then as it was drawn, unless that goes up without going on, or back
    without going down; then row by row. What says nothing comes last, and stands in no row.
    `mirrored` is for scripts from right to left."""
    titles = [item for item in items if item.is_title]
    said = [item for item in items if item.words and not item.is_title]
    silent = [item for item in items if not item.words]
    boxes = [_flipped(item.box) if mirrored else item.box for item in said]
    if any(_goes_back(first, second) for first, second in pairwise(boxes)):
        said = [said[at] for at in _by_rows(boxes)]
    return [*titles, *said, *silent]


def _flipped(box: Box) -> Box:
    return Box(1 - box.right, box.top, box.width, box.height)


def _goes_back(first: Box, second: Box) -> bool:
    up, down = second.top < first.top - STEP, second.top > first.top + STEP
    left, right = second.left < first.left - STEP, second.left > first.left + STEP
    return (up and not right) or (left and not down)


def _by_rows(boxes: Sequence[Box]) -> list[int]:
    rows: list[list[int]] = []
    for at in sorted(range(len(boxes)), key=lambda at: (boxes[at].top, boxes[at].left)):
        row = next((row for row in rows if _beside(boxes[row[0]], boxes[at])), None)
        if row is None:
            rows.append([at])
        else:
            row.append(at)
    return [at for row in rows for at in _by_columns(row, boxes)]


def _by_columns(row: Sequence[int], boxes: Sequence[Box]) -> list[int]:
    """What stands in a row: beside a high block there can be several below each other."""
    columns: list[list[int]] = []
    for at in sorted(row, key=lambda at: boxes[at].left):
        if columns and boxes[at].left < max(boxes[of].right for of in columns[-1]) - STEP:
            columns[-1].append(at)
        else:
            columns.append([at])
    return [at for column in columns for at in sorted(column, key=lambda at: boxes[at].top)]


def _beside(first: Box, second: Box) -> bool:
    common = min(first.bottom, second.bottom) - max(first.top, second.top)
    apart = first.right <= second.left + STEP or second.right <= first.left + STEP
    return apart and common > ROW * min(first.height, second.height)
