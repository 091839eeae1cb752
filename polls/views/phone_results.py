"""The results that phones get: what the projector has, in each language, and nothing else."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from polls import languages
from polls.views import results
from polls.views.renderer import Renderer, Told
from polls.views.snapshot import Snapshot


def count_told(snapshot: Snapshot) -> None:
    """Count what phones are told of, once for all of them and for both languages."""
    if not snapshot.told_keys:
        return
    for language in languages.KNOWN:
        with translation.override(language):
            drawn = results.draw_results(snapshot, snapshot.told_keys)
            snapshot.results[language] = [
                Told(frame, each.table, snapshot.find_first(frame["question"]))
                for each in drawn
                if (frame := results.for_screen(each.frame))["shown"]
            ]


def write_results(
    snapshot: Snapshot, renderer: Renderer, language: str
) -> tuple[dict[str, Any], ...]:
    """As a phone is told them, in the language that is active."""
    return tuple(
        {
            "question": told.frame["question"],
            "round": told.frame["round"],
            "answered": told.frame["answered"],
            "finding": told.frame["finding"],
            "sentence": told.frame["sentence"],
            "html": renderer.result_html(snapshot.session, told),
        }
        for told in snapshot.results.get(language, ())
    )
