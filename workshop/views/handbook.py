"""The handbook of trainers: pages of Markdown in the language of the interface."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

PAGES = ("begin", "make", "questions", "room", "alone", "after", "trouble")
PICTURES = settings.BASE_DIR / "static" / "handbook"

_markdown = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the handbook in one language: its title, and its text as Markdown."""

    name: str
    title: str
    text: str


@require_safe
def page(request: HttpRequest, name: str = PAGES[0]) -> HttpResponse:
    if name not in PAGES:
        raise Http404
    language = get_language() or settings.LANGUAGE_CODE
    chapters = [read_chapter(each, language) for each in PAGES]
    place = PAGES.index(name)
    context = {
        "chapters": chapters,
        "chapter": chapters[place],
        "following": chapters[place + 1] if place + 1 < len(chapters) else None,
        "html": draw_chapter(chapters[place], language),
    }
    return render(request, "handbook/page.html", context)


def read_chapter(name: str, language: str) -> Chapter:
    text = render_to_string(f"handbook/{language}/{name}.md")
    title, _blank, rest = text.partition("\n")
    return Chapter(name, title.removeprefix("# "), rest)


def draw_chapter(chapter: Chapter, language: str) -> SafeString:
    """The text as HTML. It is ours, so nothing in it has to be cleaned."""
    tokens = _markdown.parse(chapter.text)
    for token in tokens:
        for part in token.children or []:
            complete(part, language)
    return mark_safe(_markdown.renderer.render(tokens, _markdown.options, {}))  # noqa: S308


def complete(part: Token, language: str) -> None:
    """Give a picture its address and its measures, and a link to a page its address."""
    if part.type == "image":
        picture = f"{language}/{part.attrs['src']}.webp"
        with Image.open(PICTURES / picture) as opened:
            width, height = opened.size
        part.attrs |= {"src": static(f"handbook/{picture}"), "loading": "lazy"}
        part.attrs |= {"width": width, "height": height}
    elif part.type == "link_open" and part.attrs["href"] in PAGES:
        part.attrs["href"] = reverse("handbook", args=[part.attrs["href"]])
