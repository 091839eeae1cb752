"""One row for each part of each answer, for spreadsheets."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _

from workshop.exports.content import SessionContent

SEPARATORS = (";", ",", "\t")
# What a spreadsheet takes for the start of a formula (OWASP, CSV injection; ASVS 1.2.10).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


def header() -> list[str]:
    return [
        _("vraag"),
        _("prompt"),
        _("soort"),
        _("ronde"),
        _("deelnemer"),
        _("keuze"),
        _("antwoord"),
    ]


def safe(text: str) -> str:
    """Text that no spreadsheet runs: a quote in front of what looks like a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def write(content: SessionContent, separator: str = ";") -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads accents; lines end with CRLF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator if separator in SEPARATORS else ";")
    writer.writerow(header())
    for part in content.rounds:
        for answer in part.answers:
            for key, text in answer.cells:
                writer.writerow(
                    [
                        part.question.key,
                        safe(part.question.prompt),
                        part.question.kind,
                        part.round,
                        answer.respondent,
                        key,
                        safe(text),
                    ]
                )
    return out.getvalue().encode("utf-8-sig")
