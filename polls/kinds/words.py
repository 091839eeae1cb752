"""Words: a few associations each, merged and drawn as a cloud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls import figures
from polls.kinds import cloud
from polls.kinds.base import Counted, Kind, answered, clean_texts, only, whole
from polls.kinds.cloud import merged

PLACES = 60  # words that get a place in the cloud: the most mentioned; the table has all
FEWEST = 20  # words that are drawn whatever their counts
SKEW = 20  # times that a drawn word may be mentioned less than the first: smaller is unreadable


class WordsKind(Kind):
    """Spec: {"max": words a participant may give, "length": characters}."""

    name = "words"

    def parse_spec(self, block: Mapping[str, Any]) -> dict[str, Any]:
        only(block, "max", "length")
        return {
            "max": whole(block, "max", 5, 1, 20),
            "length": whole(block, "length", 30, 5, 100),
        }

    def clean(self, spec: Mapping[str, Any], value: Any) -> list[str]:
        texts = clean_texts(value, spec["max"], spec["length"])
        first = {merged(text): text for text in reversed(texts)}
        return [text for text in texts if first[merged(text)] is text]

    def tally(self, spec: Mapping[str, Any], counted: Sequence[Counted]) -> dict[str, Any]:
        """Words in order of first appearance, each in its most used spelling."""
        spellings: dict[str, Counter[str]] = {}
        for each in counted:
            for text in each.value:
                spellings.setdefault(merged(text), Counter())[text] += each.count
        words = [
            {"text": used.most_common(1)[0][0], "count": used.total()}
            for used in spellings.values()
        ]
        return {"answered": answered(counted), "words": words}

    def figure(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> dict[str, Any]:
        if not tally["words"]:
            return figures.nothing_yet()
        words = most_mentioned(tally["words"], PLACES)
        texts, counts = [word["text"] for word in words], drawn(words)
        return figures.words(texts, counts, cloud.place(texts, counts))

    def table(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> dict[str, Any]:
        ordered = sorted(tally["words"], key=lambda word: -word["count"])
        rows = [[word["text"], word["count"]] for word in ordered]
        return {"columns": [_("woord"), _("aantal")], "rows": rows}

    def sentence(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> str:
        if not tally["answered"]:
            return figures.no_answers()
        top = max(tally["words"], key=lambda word: word["count"])
        words = len(tally["words"])
        gave = ngettext("%(n)d mens gaf", "%(n)d mensen gaven", tally["answered"])
        given = ngettext("%(n)d woord", "%(n)d verschillende woorden", words)
        most = _("Het meest genoemd: %(top)s (%(count)d keer).") % {
            "top": top["text"],
            "count": top["count"],
        }
        return f"{gave % {'n': tally['answered']}} {given % {'n': words}}. {most}"

    def cells(self, spec: Mapping[str, Any], value: Any) -> list[tuple[str, str]]:
        return [("", text) for text in value]


def most_mentioned(words: Sequence[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """That many words at most, still in order of first appearance."""
    ranked = sorted(range(len(words)), key=lambda index: -words[index]["count"])
    return [words[index] for index in sorted(ranked[:number])]


def drawn(words: Sequence[dict[str, Any]]) -> list[int]:
    """The counts, with 0 for words that would be too small beside the most mentioned."""
    ranked = sorted((word["count"] for word in words), reverse=True)
    least = min(ranked[0] / SKEW, ranked[:FEWEST][-1])
    return [word["count"] if word["count"] >= least else 0 for word in words]


KIND = WordsKind()
