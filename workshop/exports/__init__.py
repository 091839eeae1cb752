"""What a trainer takes home from a session, as files: one module a format."""

from __future__ import annotations

import pkgutil
from contextlib import AbstractContextManager
from copy import copy
from dataclasses import replace
from importlib import import_module

from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from polls.models import LiveSession
from workshop.exports import content, formats, source, tables
from workshop.exports.content import Audience
from workshop.exports.export import Export
from workshop.exports.source import Source
from workshop.looks.scheme import compute_scheme
from workshop.looks.style import read_style


def format_names() -> list[str]:
    """The formats: every module of the package `formats`, which is only loaded when used."""
    return sorted(found.name.replace("_", "-") for found in pkgutil.iter_modules(formats.__path__))


NAME = 120  # bytes of a group's name in that of a file, which file systems give 255
WHOLE = ("json",)  # formats that are for programs, and always hold everything
SHARED = ("one-page",)  # formats that are made to be handed on, and never hold everything
DOWNLOADS = (  # as the desk and the report offer them to share
    ("pdf", "PDF"),
    ("one-page", gettext_lazy("Eén pagina")),
    ("docx", "Word"),
    ("pptx", "PowerPoint"),
    ("xlsx", "Excel"),
    ("csv", "CSV"),
    ("html", "HTML"),
    ("tips", "Tips"),
)
EVERYTHING = (  # as they offer them with all that is kept, for the trainer
    ("pdf", "PDF"),
    ("docx", "Word"),
    ("xlsx", "Excel"),
    ("csv", "CSV"),
    ("tidy", "Tidy CSV"),
    ("html", "HTML"),
    ("json", "JSON"),
)


def export_session(
    session: LiveSession, format: str, *, share: bool = False, language: str = ""
) -> Export:
    """A whole session in one file, as it is now: everything, or what may be shared."""
    return render_format(source.read_session(session), format, share, language)


def render_format(found: Source, format: str, share: bool = False, language: str = "") -> Export:
    """A format's file, in the language of the session or in another; needs no database."""
    if language:
        found = replace(found, session=copy(found.session))
        found.session.language = language
    module = import_module(f"{formats.__name__}.{format.replace('-', '_')}")
    share = (share or format in SHARED) and format not in WHOLE
    with translation.override(found.session.language), dressed(found):
        everything = replace(content.make_content(found), audience=Audience.ALL)
        made = module.render(content.make_shareable(everything) if share else everything)
    holds = "" if share else "-alles"
    return Export(f"{file_stem(found.session)}{holds}{module.SUFFIX}", module.MEDIA_TYPE, made)


def render_results(found: Source) -> bytes:
    """What a program gets of a session: the JSON of what may be shared."""
    from workshop.exports.formats import json

    with translation.override(found.session.language):
        everything = replace(content.make_content(found), audience=Audience.ALL)
        return json.render(content.make_shareable(everything))


def render_page(found: Source, language: str, writes: bool = True) -> str:
    """The report as the site shows it, in the language of whoever reads it; `writes` when they
    write its notes there too."""
    from workshop.exports import report

    with translation.override(language), dressed(found):
        return report.report_body(content.make_content(found), live=writes)


def render_shared(found: Source, language: str) -> str:
    """The report as it may be handed on, as the site shows it to whoever has its link."""
    from workshop.exports import report

    with translation.override(language), dressed(found):
        told = content.make_shareable(content.make_content(found))
        return report.report_body(told, live=False)


def dressed(found: Source) -> AbstractContextManager[None]:
    """The colours of the session's house style, if it has one, in what is made meanwhile."""
    style = read_style(found.session.style)
    return tables.wearing(compute_scheme(style).light if style else {})


def file_stem(session: LiveSession) -> str:
    """'polshoogte-sociaal-domein-2026-03-12-12345678': the name in its own letters, and the
    code, as two groups of one day may share a name; a rehearsal says so."""
    day = timezone.localtime(session.started or session.created).strftime("%Y-%m-%d")
    parts = ["proef"] if session.rehearsal else []
    name = slugify(session.label, allow_unicode=True).encode()[:NAME].decode(errors="ignore")
    named = [name.strip("-")] if name.strip("-") else []
    return "-".join(["polshoogte", *parts, *named, day, session.code])
