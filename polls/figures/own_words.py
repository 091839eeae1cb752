"""What people wrote themselves at one option of a choice, as it stands below its bars."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from polls.figures.drawing import WIDTH, Json, color_value, escape_text, text_note
from polls.figures.numbers import fill_sentence, write_whole
from polls.lettering import shorten_text, text_width, wrap_text

LETTERS, LEADING, GAP = 32, 42, 20  # pixels: of the letters, of a line, and above the first
LINES = 3  # that these words may take from the bars
MOST = 40  # texts that are tried for a place

Words = Sequence[tuple[str, int]]  # a text, and how many people wrote it


def wrap_own_words(name: str, words: Words) -> tuple[str, ...]:
    """The lines with as many of the words as fit, those of most people first: whole ones, and
    how many more there are. `name` is that of the option."""
    quoted = [quote_words(text, count) for text, count in rank_words(words)]
    for shown in range(min(len(quoted), MOST), 0, -1):
        parts = quoted[:shown]
        if shown < len(quoted):
            parts.append(fill_sentence(_("en nog %(n)s"), n=len(quoted) - shown))
        lines = wrap_text(f"{lead_in(name)} {' · '.join(parts)}", LETTERS, WIDTH, LINES)
        if not lines[-1].endswith("…") or shown == 1:
            return lines
    return ()


def rank_words(words: Words) -> list[tuple[str, int]]:
    return sorted(words, key=lambda each: -each[1])


def quote_words(text: str, count: int) -> str:
    """'“rust” (2×)'; one word that is wider than the drawing is cut."""
    longest = max(text.split(), key=len, default="")
    if text_width(longest, LETTERS) > WIDTH / 2:
        text = shorten_text(text, LETTERS, WIDTH / 2)
    return f"“{text}” ({write_whole(count)}×)" if count > 1 else f"“{text}”"


def own_words_height(lines: Sequence[str]) -> int:
    """The pixels that these lines take."""
    return GAP + LEADING * len(lines) if lines else 0


def own_words_notes(lines: Sequence[str], top: float) -> list[Json]:
    """The lines, from `top` pixels down."""
    font = {"size": LETTERS, "weight": 500, "color": color_value("ink")}
    return [
        text_note(
            escape_text(line),
            0,
            top + GAP + LEADING * (index + 0.5),
            xanchor="left",
            align="left",
            font=font,
        )
        for index, line in enumerate(lines)
    ]


def own_words_sentence(name: str, words: Words) -> str:
    """The same in one sentence, for whoever does not see the drawing; '' without words."""
    quoted = [quote_words(text, count) for text, count in rank_words(words)][:MOST]
    left = len(words) - len(quoted)
    if left:
        quoted.append(fill_sentence(_("en nog %(n)s"), n=left))
    return f"{lead_in(name)} {', '.join(quoted)}." if quoted else ""


def lead_in(name: str) -> str:
    """'Iets anders, namelijk:' of an option that is called 'Iets anders, namelijk …'."""
    return f"{name.rstrip('.:… ')}:"
