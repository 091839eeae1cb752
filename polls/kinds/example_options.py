"""Options that kinds are tried with: with and without letters, and with signs of HTML."""

from __future__ import annotations

OPTIONS = [
    {"key": "A", "label": "Ambitie <b>", "color": "a"},
    {"key": "B", "label": "Belangen & co"},
    {"key": "C", "label": "Relatie", "help": "Trust, and being trusted"},
]
