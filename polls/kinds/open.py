"""Open question: one or a few short texts, shown as cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls import figures
from polls.kinds.base import Counted, Kind, answered, clean_texts, line, only, whole


class OpenKind(Kind):
    """Spec: {"max": texts a participant may give, "length": characters, "placeholder"}."""

    name = "open"

    def parse_spec(self, block: Mapping[str, Any]) -> dict[str, Any]:
        only(block, "max", "length", "placeholder")
        return {
            "max": whole(block, "max", 1, 1, 10),
            "length": whole(block, "length", 120, 10, 1000),
            "placeholder": line(block, "placeholder", "", 120),
        }

    def clean(self, spec: Mapping[str, Any], value: Any) -> list[str]:
        return clean_texts(value, spec["max"], spec["length"])

    def tally(self, spec: Mapping[str, Any], counted: Sequence[Counted]) -> dict[str, Any]:
        texts = [text for each in counted for text in each.value * each.count]
        return {"answered": answered(counted), "texts": texts}

    def figure(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> dict[str, Any]:
        return figures.blank() if tally["texts"] else figures.nothing_yet()

    def table(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> dict[str, Any]:
        return {"columns": [_("antwoord")], "rows": [[text] for text in tally["texts"]]}

    def sentence(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> str:
        if not tally["answered"]:
            return figures.no_answers()
        texts = len(tally["texts"])
        gave = ngettext("%(n)d mens gaf", "%(n)d mensen gaven samen", tally["answered"])
        given = ngettext("%(n)d antwoord", "%(n)d antwoorden", texts)
        return f"{gave % {'n': tally['answered']}} {given % {'n': texts}}."

    def cards(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> list[str]:
        return list(tally["texts"])

    def cells(self, spec: Mapping[str, Any], value: Any) -> list[tuple[str, str]]:
        return [("", text) for text in value]


KIND = OpenKind()
