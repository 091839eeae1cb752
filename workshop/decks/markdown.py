"""Markdown to HTML that is safe to put on a page."""

from __future__ import annotations

import nh3
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

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


def render_html(text: str) -> str:
    """Clean HTML; tags that the author typed show as text, images are dropped."""
    html = _markdown.render(text)
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES).strip()


def plain_words(text: str) -> str:
    """The words of one line of Markdown, without its markup."""
    [line] = _markdown.parseInline(text)
    return "".join(token.content for token in line.children or [])
