"""What hand-written queries share. The busiest ones do without the ORM: it costs more there."""

from __future__ import annotations

from collections.abc import Sized


def value_marks(values: Sized) -> str:
    """A %s for each value of an IN (...)."""
    return ", ".join(["%s"] * len(values))
