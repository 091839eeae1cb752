"""The tips of the group as plain text: starred first, by label."""

from __future__ import annotations

from workshop.exports import tips
from workshop.exports.content import SessionContent
from workshop.exports.tables import one_line

MEDIA_TYPE = "text/plain; charset=utf-8"
SUFFIX = "-tips.txt"


def render(content: SessionContent) -> bytes:
    lines = [content.title, content.deck.title]
    if content.session.rehearsal:
        lines.append(content.rehearsal_text)
    lines += filter(None, [content.aside_text, *tips.tip_cautions(content)])
    for group in tips.tip_groups(content):
        lines += ["", group.label]
        lines += [f"- {'* ' if card.starred else ''}{one_line(card.text)}" for card in group.cards]
    return ("\n".join(lines) + "\n").encode()
