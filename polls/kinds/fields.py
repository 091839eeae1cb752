"""What a deck tells of a question of a kind: each field with its words, its bounds, its reader.

The check of a deck, docs/decks.md and forms in a browser are all made from these.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

Block = Mapping[str, Any]  # of a deck, without the keys that all kinds share
Spec = dict[str, Any]
HINT = 120  # characters of a hint in an empty field


class SpecError(ValueError):
    """A mistake in a deck's question block; the message says what to write instead."""


@dataclass(frozen=True)
class Field(ABC):
    """A key of a block. `label` and `help` are for people, translated when they are read."""

    key: str
    label: Any
    help: Any
    type: ClassVar[str]

    @property
    def required(self) -> bool:
        return False

    @abstractmethod
    def read(self, block: Block, spec: Spec) -> Any:
        """What is stored of a block, given the fields before this one; raises SpecError."""


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A whole number. Without `highest` as many as there are options, own words included;
    without a default the highest."""

    lowest: int
    highest: int | None = None
    default: int | None = None
    type = "number"

    def read(self, block: Block, spec: Spec) -> int:
        highest = self.highest or len(spec["options"]) + bool(spec.get("other"))
        return whole(block, self.key, self.default or highest, self.lowest, highest)


@dataclass(frozen=True, kw_only=True)
class Line(Field):
    """A text of at most `longest` characters; `needed` is said when it may not be left out."""

    longest: int
    needed: Any = ""
    type = "line"

    @property
    def required(self) -> bool:
        return bool(self.needed)

    def read(self, block: Block, spec: Spec) -> str:
        text = line(block, self.key, "", self.longest)
        if self.needed and not text:
            raise SpecError(str(self.needed))
        return text


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    """true or false; a spec has it only where it is true."""

    type = "flag"

    def read(self, block: Block, spec: Spec) -> bool:
        value = block.get(self.key, False)
        if not isinstance(value, bool):
            raise SpecError(_("'%(key)s' is true of false.") % {"key": self.key})
        return value


def parse(fields: tuple[Field, ...], block: Block) -> Spec:
    """A block as it is stored; raises SpecError."""
    only(block, *(field.key for field in fields))
    spec: Spec = {}
    for field in fields:
        value = field.read(block, spec)
        if value or not isinstance(field, Flag):
            spec[field.key] = value
    return spec


def only(block: Block, *known: str) -> None:
    """Refuse keys that this kind does not have."""
    for key in block:
        if key not in known:
            raise SpecError(
                _("'%(key)s' hoort hier niet. Kies uit: %(names)s.")
                % {"key": key, "names": ", ".join(known)}
            )


def whole(block: Block, key: str, default: int, lowest: int, highest: int) -> int:
    """A whole number of a block, within bounds."""
    value = block.get(key, default)
    if type(value) is not int or not lowest <= value <= highest:
        raise SpecError(
            _("'%(key)s' moet een heel getal zijn van %(lowest)s tot en met %(highest)s.")
            % {"key": key, "lowest": lowest, "highest": highest}
        )
    return value


def line(block: Block, key: str, default: str, longest: int) -> str:
    """A text of a block, of at most `longest` characters."""
    value = block.get(key, default)
    if not isinstance(value, str) or len(value) > longest:
        raise SpecError(
            _("'%(key)s' moet een tekst zijn van hooguit %(longest)s tekens.")
            % {"key": key, "longest": longest}
        )
    return value
