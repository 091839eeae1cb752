"""Reads one TOML table key by key; what does not fit becomes a problem at its own line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from workshop.decks import limits
from workshop.decks.problems import Report, suggest_word
from workshop.decks.scan import Block

NAME = re.compile(r"[a-z][a-z0-9-]*")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def load_table(block: Block, report: Report) -> dict[str, Any] | None:
    """The table that a block holds; None, with a problem, when it is no TOML."""
    try:
        return tomllib.loads(block.text)
    except RecursionError:
        report.add(block.line, _("Dit blok is te diep genest: zet geen lijsten in lijsten."))
        report.incomplete = True
        return None
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else block.text.count("\n") + 1
        reason = _PLACE.sub("", str(error))
        report.add(
            block.line + line,
            _(
                "Deze regel is geen goede TOML (%(reason)s). Schrijf naam = waarde, met tekst "
                'tussen aanhalingstekens: title = "Welkom".'
            )
            % {"reason": reason},
        )
        report.incomplete = True
        return None


class Fields:
    """The keys of one table, which opens at line `start` of the file; an `inline` one also
    ends there."""

    def __init__(
        self,
        table: Mapping[str, Any],
        block: Block,
        report: Report,
        start: int = 0,
        inline: bool = False,
    ) -> None:
        self.table = table
        self.block = block
        self.report = report
        self.start = start
        self.inline = inline

    def line(self, key: str) -> int:
        """The line on which `key` is set."""
        return self.start if self.inline else self.block.line_of(key, self.start)

    def problem(self, key: str, message: str) -> None:
        """Note that the value of `key` is wrong."""
        self.report.add(self.line(key), message)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default the key is required."""
        value = self._given(
            key, default, _('een tekst tussen aanhalingstekens: %(key)s = "…"'), str
        )
        if default is None and isinstance(self.table.get(key), str) and not value.strip():
            self.problem(key, _("'%(key)s' is leeg: vul een tekst in.") % {"key": key})
        return value.strip()

    def name(self, key: str) -> str:
        """A required name for programs: lower-case letters, digits and hyphens."""
        value = self.text(key)
        if value and not NAME.fullmatch(value):
            self.problem(
                key,
                _(
                    "'%(value)s' kan geen %(key)s zijn: gebruik kleine letters, cijfers en "
                    "streepjes, en begin met een letter."
                )
                % {"value": value, "key": key},
            )
        return value

    def choice(self, key: str, known: Sequence[str], default: str | None = None) -> str:
        """A text that is one of `known`."""
        value = self.text(key, default)
        if value and value != default and value not in known:
            self.problem(
                key,
                _("'%(value)s' bestaat niet als %(key)s. %(help)s")
                % {"value": value, "key": key, "help": suggest_word(value, known)},
            )
        return value

    def number(self, key: str, default: float, most: float) -> float:
        """A number above 0 and up to `most`."""
        value = self.table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
            self.problem(
                key,
                _("'%(key)s' is een getal boven 0 en tot en met %(most)s: %(key)s = 2.")
                % {"key": key, "most": f"{most:g}"},
            )
            return default
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false; the default when it is left out."""
        value = self.table.get(key, default)
        if not isinstance(value, bool):
            self.problem(key, _("'%(key)s' is true of false: %(key)s = true.") % {"key": key})
            return default
        return value

    def texts(self, key: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of texts; without a default the key is required and the list not empty."""
        value = self._given(key, default, _('een lijst van teksten: %(key)s = ["…", "…"]'), list)
        if not all(isinstance(item, str) and item.strip() for item in value):
            self.problem(
                key, _('\'%(key)s\' is een lijst van teksten: %(key)s = ["…", "…"].') % {"key": key}
            )
            return ()
        return tuple(item.strip() for item in value)

    def tables(self, key: str) -> list[Fields]:
        """A required list of tables, such as [[chapters]], each to be read in turn."""
        value = self._given(key, None, _("een lijst van tabellen: [[%(key)s]]"), list)
        if not all(isinstance(item, dict) for item in value):
            self.problem(key, _("'%(key)s' is een lijst van tabellen: [[%(key)s]].") % {"key": key})
            return []
        if len(value) > limits.ITEMS:
            self.problem(
                key,
                _("'%(key)s' heeft %(n)s delen: houd er hooguit %(most)s over.")
                % {"key": key, "n": len(value), "most": limits.ITEMS},
            )
            return []
        return [
            Fields(table, self.block, self.report, self.block.line_of_table(key, nth))
            for nth, table in enumerate(value)
        ]

    def within(self, key: str) -> Fields:
        """The table that `key` holds, to be read in turn; empty when it is left out."""
        value = self._given(key, {}, _("een tabel: %(key)s = { … }"), dict)
        return Fields(value, self.block, self.report, self.line(key), inline=True)

    def rest(self, known: Sequence[str]) -> dict[str, Any]:
        """The keys that are not in `known`."""
        return {key: value for key, value in self.table.items() if key not in known}

    def refuse_others(self, known: Sequence[str]) -> None:
        """Every key that is not in `known` is a problem."""
        for key in self.rest(known):
            self.problem(
                key,
                _("Onbekend veld '%(key)s'. %(help)s")
                % {"key": key, "help": suggest_word(key, known)},
            )

    def _given(self, key: str, default: Any, form: str, kind: type) -> Any:
        form %= {"key": key}
        if key not in self.table:
            if default is None:
                line = self.start or self.block.line
                self.report.add(line, _("Hier ontbreekt %(form)s.") % {"form": form})
            return kind() if default is None else default
        value = self.table[key]
        if not isinstance(value, kind):
            self.problem(key, _("'%(key)s' is %(form)s.") % {"key": key, "form": form})
            return kind() if default is None else default
        return value
