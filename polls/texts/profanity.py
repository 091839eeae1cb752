"""Words that are likely rude: an aid for whoever moderates, never a judge."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from polls.kinds.cloud import merged

NOTHING = re.compile(r"(?!)")


def is_suspect(text: str) -> bool:
    """Whether a text holds a word of the list, whatever its capitals and accents."""
    return bool(read_pattern().search(merged(text)))


def read_pattern() -> re.Pattern[str]:
    file = Path(settings.POLLS_RUDE_WORDS)
    return compile_list(file, file.stat().st_mtime) if file.exists() else NOTHING


@lru_cache(maxsize=2)
def compile_list(file: Path, changed: float) -> re.Pattern[str]:
    """The list as one expression: a word or words a line, '*' for any ending, '#' a remark."""
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    words = [
        re.escape(merged(line.rstrip("*"))) + ("" if line.endswith("*") else r"(?!\w)")
        for line in lines
        if line and not line.startswith("#")
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})") if words else NOTHING
