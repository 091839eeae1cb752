"""The kinds of questions: one module each, found by looking in this package."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from polls.kinds.base import Kind


@cache
def all() -> dict[str, Kind]:
    """Every kind by name: each module of this package that has a KIND."""
    modules = [
        import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    ]
    kinds = [module.KIND for module in modules if hasattr(module, "KIND")]
    return {kind.name: kind for kind in kinds}


def get(name: str) -> Kind:
    """The kind with this name; KeyError when there is none."""
    return all()[name]
