"""Which files a workshop is made into beside its text and its zip, and what each is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from django.utils import translation

from workshop.exports import tables
from workshop.exports.decks.source import DeckSource

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True, slots=True)
class Made:
    """A kind of file: the module that makes it, and the end of its name."""

    module: str
    media_type: str
    suffix: str


FORMATS: Mapping[str, Made] = MappingProxyType(
    {
        "pptx": Made("pptx", POWERPOINT, ".pptx"),
        "pdf": Made("handout", "application/pdf", "-handout.pdf"),
    }
)


def render(source: DeckSource, format: str) -> bytes:
    """A workshop's file, in its own language and colours; needs no database."""
    module = import_module(f"workshop.exports.decks.{FORMATS[format].module}")
    with translation.override(source.deck.language), tables.wearing(source.colors):
        made: bytes = module.render(source)
    return made
