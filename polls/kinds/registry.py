"""Finds every kind: a module of this package that defines `KIND`."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path

from polls.kinds.base import Kind


@cache
def all() -> dict[str, Kind]:
    """Every kind by its name, in the order of their names."""
    names = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])]
    modules = [import_module(f"polls.kinds.{name}") for name in sorted(names)]
    found = [module.KIND for module in modules if hasattr(module, "KIND")]
    return {kind.name: kind for kind in found}


def get(name: str) -> Kind:
    """The kind of that name; KeyError when no module defines it."""
    return all()[name]
