"""The kinds of questions: a folder each, found by looking in this package.

A folder holds `kind.py` with KIND; `form.html`, what phones show; `example.md`, slides that
show it; and `values.py`, answers that its tests try.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from polls.kinds.base import Kind


class Asked(Protocol):
    """A question, of a session or of a deck."""

    @property
    def kind(self) -> str: ...
    @property
    def spec(self) -> Mapping[str, Any]: ...


@cache
def all() -> dict[str, type[Kind]]:
    """Every kind by name: that of its folder."""
    folders = [found.name for found in pkgutil.iter_modules(__path__) if found.ispkg]
    return {name: import_module(f"{__name__}.{name}.kind").KIND for name in folders}


def get(name: str) -> type[Kind]:
    """The kind with this name; KeyError when there is none."""
    return all()[name]


def bind(name: str, spec: Mapping[str, Any]) -> Kind:
    """A kind with the spec of a question; KeyError when there is none of that name."""
    return get(name)(spec)


def of(question: Asked) -> Kind:
    """The kind of a question, with its spec."""
    return bind(question.kind, question.spec)
