"""A choice that was asked twice: what it was, what it is, and how much moved."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls.figures.bars import draw_bars, note_of
from polls.figures.cells import Count, Share, Table
from polls.figures.drawing import Json, escape_text
from polls.figures.numbers import fill_sentence, write_percent, write_whole
from polls.figures.options import Bar

NOW, BEFORE = 0.7, 0.26  # of a bar's thickness: this round's, and the earlier one below it


def draw_rounds(
    now: Sequence[Bar],
    n: int,
    before: Sequence[Bar],
    n_before: int,
    own_words: Sequence[str] = (),
) -> Json:
    """Bars of shares: of this round thick, of the earlier one thin and hatched below it."""
    drawn = draw_bars(
        now,
        n,
        ends=[write_end(bar, n, old, n_before) for bar, old in zip(now, before, strict=True)],
        note=note_of(now, n) or note_of(before, n_before),
        part=NOW,
        own_words=own_words,
    )
    [trace] = drawn["data"]
    shares = [percent_of(bar.count, n) for bar in now]
    earlier = [percent_of(bar.count, n_before) for bar in before]
    scale = max(1, *(bar.count for bar in now)) / max(1.0, *shares, *earlier)
    wide, high = trace["width"], trace["offset"]
    pattern = {"shape": "/", "solidity": 0.4, "size": 10}
    old = {
        **trace,
        "x": [part * scale for part in earlier],
        "text": [""] * len(before),
        "width": wide * BEFORE,
        "offset": high + wide * (1 - BEFORE),
        "opacity": 0.75,
        "marker": {**trace["marker"], "pattern": pattern, "cornerradius": 4},
    }
    new = {
        **trace,
        "x": [part * scale for part in shares],
        "width": wide * NOW,
    }
    drawn["data"] = [new, old]
    axis = drawn["layout"]["xaxis"]
    most = max(new["x"]) / max(1, *(bar.count for bar in now))  # of the room that was made
    axis["range"] = [0, max(axis["range"][1] * most, *old["x"], *new["x"])]
    drawn["layout"]["barmode"] = "overlay"
    return drawn


def percent_of(count: int, total: int) -> float:
    return 100 * count / total if total else 0.0


def write_end(bar: Bar, n: int, old: Bar, n_before: int) -> str:
    """'12 · 60% (was 40%)'."""
    was = _("was %(share)s") % {"share": write_percent(old.count, n_before)}
    share = write_percent(bar.count, n)
    return f"<b>{write_whole(bar.count)}</b> · {escape_text(f'{share} ({was})')}"


def rounds_table(now: Sequence[Bar], n: int, before: Sequence[Bar], n_before: int) -> Table:
    rows = (
        (
            bar.cell,
            Count(old.count),
            Share(old.count, n_before),
            Count(bar.count),
            Share(bar.count, n),
        )
        for bar, old in zip(now, before, strict=True)
    )
    return Table(
        (_("keuze"), _("eerst"), _("eerst, deel"), _("nu"), _("nu, deel")),
        tuple(rows),
    )


def moved_sentence(both: int, moved: int) -> str:
    """How many of those who answered twice chose something else."""
    if not both:
        return ""
    if both == 1:
        return (
            _("Eén mens antwoordde twee keer, en koos iets anders.")
            if moved
            else _("Eén mens antwoordde twee keer, en koos hetzelfde.")
        )
    if not moved:
        same = _("Van de %(both)s mensen die twee keer antwoordden, koos niemand iets anders.")
        return fill_sentence(same, both=both)
    changed = ngettext(
        "Van de %(both)s mensen die twee keer antwoordden, koos er %(n)s iets anders.",
        "Van de %(both)s mensen die twee keer antwoordden, kozen er %(n)s iets anders.",
        moved,
    )
    return fill_sentence(changed, both=both, n=moved)
