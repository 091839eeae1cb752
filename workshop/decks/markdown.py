"""Markdown to HTML that is safe to put on a page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import nh3

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "h2",
    "h3",
    "blockquote",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"https", "http", "mailto", "tel"}


@cache
def parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # here: a command that reads no deck needs none

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def render_html(text: str) -> str:
    """Clean HTML; tags that the author typed show as text, images are dropped."""
    html = parser().render(text)
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES).strip()


def plain_words(text: str) -> str:
    """The words of one line of Markdown, without its markup."""
    [line] = parser().parseInline(text)
    return "".join(token.content for token in line.children or [])
