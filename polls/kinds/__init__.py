"""The kinds of questions: one module each, found by looking in this package."""

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
    """Every kind by name: each module of this package that has a KIND."""
    modules = [
        import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    ]
    kinds = [module.KIND for module in modules if hasattr(module, "KIND")]
    return {kind.name: kind for kind in kinds}


def get(name: str) -> type[Kind]:
    """The kind with this name; KeyError when there is none."""
    return all()[name]


def bind(name: str, spec: Mapping[str, Any]) -> Kind:
    """A kind with the spec of a question; KeyError when there is none of that name."""
    return get(name)(spec)


def of(question: Asked) -> Kind:
    """The kind of a question, with its spec."""
    return bind(question.kind, question.spec)
