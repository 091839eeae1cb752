"""Percentiles and medians, without averages: a mean hides the phone that waited."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; NaN for no values."""
    if not values:
        return math.nan
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def middle(values: Sequence[float]) -> float:
    """The median of the runs that have a value; NaN when none has."""
    known = [value for value in values if not math.isnan(value)]
    return median(known) if known else math.nan
