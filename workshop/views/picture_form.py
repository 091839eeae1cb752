"""What a form asks with which a picture is brought, or cropped."""

from __future__ import annotations

from typing import Any

from workshop.library import cropping, pictures


def form_context(layout: str = "") -> dict[str, Any]:
    """For a slide of this layout, whose shape is marked as the one that fits."""
    return {
        "largest": pictures.LARGEST,
        "megabytes": pictures.LARGEST // 2**20,
        "too_large": pictures.too_large().message,
        "shapes": cropping.SHAPE_NAMES.items(),
        "places": cropping.PLACE_NAMES.items(),
        "fits": cropping.FITS.get(layout, ""),
    }
