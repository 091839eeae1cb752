"""What somebody typed or pasted, as Markdown that cannot change how the deck is cut."""

from __future__ import annotations

import re

from workshop.decks.markdown import plain_words
from workshop.decks.scan import FENCE, FRONT, NOTE_CLOSES, NOTE_OPENS, SLIDE

LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")  # no database holds all
_TITLE = re.compile(r"(?<![\\#])#(?=\s)")
_MARKUP = re.compile(r"[\\`*_\[\]<>&!#~|]")
_LIST = re.compile(r"(\d+(?=[.)])|(?=[-+=]))")  # what begins a list, or underlines a heading


def clean_pasted(text: str) -> str:
    """Text as a deck may hold it: line ends of Word become ours, other control characters go."""
    return CONTROLS.sub("", LINE_ENDS.sub("\n", text))


def to_one_line(text: str) -> str:
    return " ".join(clean_pasted(text).split())


def to_title_line(text: str) -> str:
    """The line of a title that shows as it was typed; '' without one."""
    title = to_one_line(text)
    kept = not any(mark in title for mark in (NOTE_OPENS, "![")) and title[:1] != "#"
    if not kept or plain_words(title) != title:
        title = _MARKUP.sub(r"\\\g<0>", title)
    return f"# {title}\n" if title else ""


def to_plain_line(text: str) -> str:
    """One line of text that shows as it was typed, with nothing that Markdown would see in it."""
    return escape_start(escape_words(to_one_line(text)))


def escape_words(text: str) -> str:
    """Words within a line that show as they were typed."""
    return _MARKUP.sub(r"\\\g<0>", text)


def escape_start(line: str) -> str:
    """A line that begins no list, and underlines nothing."""
    begins = _LIST.match(line)
    return f"{begins[0]}\\{line[begins.end() :]}" if begins else line


def to_body(text: str) -> str:
    """Markdown below a title. What would begin a slide, a block, a note, a title or a picture is
    written so that it shows as it was typed."""
    lines = clean_pasted(text).split("\n")
    return "\n".join(_escaped(line) for line in lines).strip("\n")


def _escaped(line: str) -> str:
    line = line.replace(NOTE_OPENS, r"<\!--").replace("![", r"!\[")
    if line.rstrip() in (SLIDE, FRONT):
        return "\\" + line
    if line.startswith(FENCE):
        return line.replace(FENCE, r"\`\`\`", 1)
    return _TITLE.sub(r"\\#", line, count=1)


def to_note(text: str) -> str:
    """A note between its marks; '' when nothing is said."""
    lines = clean_pasted(text).replace(NOTE_CLOSES, "--\\>").strip().split("\n")
    inner = "\n".join("\\" + line if line.rstrip() in (SLIDE, FRONT) else line for line in lines)
    return f"{NOTE_OPENS}\n{inner}\n{NOTE_CLOSES}\n" if inner else ""
