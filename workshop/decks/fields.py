"""Reads one TOML table key by key; what does not fit becomes a problem at its own line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from workshop.decks.problems import Report, choose
from workshop.decks.scan import Block

NAME = re.compile(r"[a-z][a-z0-9-]*")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def load(block: Block, report: Report) -> dict[str, Any] | None:
    """The table that a block holds; None, with a problem, when it is no TOML."""
    try:
        return tomllib.loads(block.text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else block.text.count("\n") + 1
        reason = _PLACE.sub("", str(error))
        report.add(
            block.line + line,
            f"Deze regel is geen goede TOML ({reason}). Schrijf naam = waarde, "
            'met tekst tussen aanhalingstekens: title = "Welkom".',
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
        value = self._given(key, default, 'een tekst tussen aanhalingstekens: {} = "…"', str)
        if default is None and isinstance(self.table.get(key), str) and not value.strip():
            self.problem(key, f"'{key}' is leeg: vul een tekst in.")
        return value.strip()

    def name(self, key: str) -> str:
        """A required name for programs: lower-case letters, digits and hyphens."""
        value = self.text(key)
        if value and not NAME.fullmatch(value):
            self.problem(
                key,
                f"'{value}' kan geen {key} zijn: gebruik kleine letters, cijfers en "
                "streepjes, en begin met een letter.",
            )
        return value

    def choice(self, key: str, known: Sequence[str], default: str | None = None) -> str:
        """A text that is one of `known`."""
        value = self.text(key, default)
        if value and value != default and value not in known:
            self.problem(key, f"'{value}' bestaat niet als {key}. {choose(value, known)}")
        return value

    def number(self, key: str, default: float, most: float) -> float:
        """A number above 0 and up to `most`."""
        value = self.table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
            self.problem(key, f"'{key}' is een getal boven 0 en tot en met {most:g}: {key} = 2.")
            return default
        return value

    def flag(self, key: str) -> bool:
        """true or false; false when it is left out."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            self.problem(key, f"'{key}' is true of false: {key} = true.")
            return False
        return value

    def texts(self, key: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of texts; without a default the key is required and the list not empty."""
        value = self._given(key, default, 'een lijst van teksten: {} = ["…", "…"]', list)
        if not all(isinstance(item, str) and item.strip() for item in value):
            self.problem(key, f'\'{key}\' is een lijst van teksten: {key} = ["…", "…"].')
            return ()
        return tuple(item.strip() for item in value)

    def tables(self, key: str) -> list[Fields]:
        """A required list of tables, such as [[chapters]], each to be read in turn."""
        value = self._given(key, None, "een lijst van tabellen: [[{}]]", list)
        if not all(isinstance(item, dict) for item in value):
            self.problem(key, f"'{key}' is een lijst van tabellen: [[{key}]].")
            return []
        return [
            Fields(table, self.block, self.report, self.block.line_of_table(key, nth))
            for nth, table in enumerate(value)
        ]

    def within(self, key: str) -> Fields:
        """The table that `key` holds, to be read in turn; empty when it is left out."""
        value = self._given(key, {}, "een tabel: {} = {{ … }}", dict)
        return Fields(value, self.block, self.report, self.line(key), inline=True)

    def rest(self, known: Sequence[str]) -> dict[str, Any]:
        """The keys that are not in `known`."""
        return {key: value for key, value in self.table.items() if key not in known}

    def refuse_others(self, known: Sequence[str]) -> None:
        """Every key that is not in `known` is a problem."""
        for key in self.rest(known):
            self.problem(key, f"Onbekend veld '{key}'. {choose(key, known)}")

    def _given(self, key: str, default: Any, form: str, kind: type) -> Any:
        if key not in self.table:
            if default is None:
                line = self.start or self.block.line
                self.report.add(line, f"Hier ontbreekt {form.format(key)}.")
            return kind() if default is None else default
        value = self.table[key]
        if not isinstance(value, kind):
            self.problem(key, f"'{key}' is {form.format(key)}.")
            return kind() if default is None else default
        return value
