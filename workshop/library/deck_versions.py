"""The decks of this installation: files on disk, and the versions that sessions keep."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import DeckVersion, LiveSession
from polls.sessions.sessions import QuestionPlan
from workshop.decks import adapted, example, pictures
from workshop.decks.harvest import find_harvest, find_language
from workshop.decks.model import Deck, Picture, Question, Slide
from workshop.decks.parse import parse, read_deck_file
from workshop.decks.problems import DeckError
from workshop.models import Picture as StoredPicture

FILE = "deck.md"
FIRST = "beter-samenwerken"  # the workshop that this installation is for: it leads every list


def path(slug: str) -> Path:
    return settings.DECKS_DIR / slug / FILE


def slugs() -> list[str]:
    """The decks on disk, by the name of their folder; ours first."""
    found = (file.parent.name for file in settings.DECKS_DIR.glob(f"*/{FILE}"))
    return sorted(found, key=lambda slug: (slug != FIRST, slug))


def picture_names(slug: str) -> set[str]:
    return {*example.list_drawings(path(slug).parent)}


def read_source(slug: str) -> str:
    """The text of a deck on disk; raises PollsError when there is none of this name."""
    if slug not in slugs():
        raise unknown_deck(slug)
    return read_deck_file(path(slug))


def read_drawings(slug: str) -> dict[str, bytes]:
    """By name the drawings of a deck on disk, in its own words; raises DeckError."""
    folder = path(slug).parent
    found = {name: example.find_drawing(folder, name) for name in example.list_drawings(folder)}
    return {name: example.read_drawing(*each) for name, each in found.items() if each}


def read_example(slug: str) -> example.Example:
    """What stands beside a deck on disk; raises DeckError."""
    return example.read_example(path(slug).parent)


def unknown_deck(slug: str) -> PollsError:
    return PollsError(
        "deck.unknown",
        _("Er is geen deck '%(slug)s'. Kies uit: %(slugs)s.")
        % {"slug": slug, "slugs": ", ".join(slugs())},
    )


def load(slug: str) -> DeckVersion:
    """The stored version of a deck as it is on disk now; raises DeckError when it has mistakes."""
    source = read_source(slug)
    others = example.list_others(path(slug).parent)
    deck = parse(source, f"{slug}/{FILE}", picture_names(slug), others)
    version, _made = DeckVersion.objects.get_or_create(
        slug=slug,
        sha256=hashlib.sha256(source.encode()).hexdigest(),
        defaults={"title": deck.title, "source": source},
    )
    return version


@lru_cache(maxsize=64)
def _parsed(sha256: str, slug: str) -> Deck:
    version = DeckVersion.objects.get(slug=slug, sha256=sha256)
    return parse(version.source, f"{slug}/{FILE}")


@lru_cache(maxsize=4096)
def _harvest(sha256: str, slug: str) -> frozenset[str]:
    return find_harvest(_source(sha256, slug))


@lru_cache(maxsize=4096)
def _language(sha256: str, slug: str) -> str:
    return find_language(_source(sha256, slug))


def _source(sha256: str, slug: str) -> str:
    sources = DeckVersion.objects.filter(slug=slug, sha256=sha256).values_list("source", flat=True)
    return str(sources.get())


def list_harvests(sessions: QuerySet[LiveSession]) -> dict[frozenset[str], list[int]]:
    """The versions that these sessions run, by the keys of the questions whose answers a slide
    shows as cards; those without are left out."""
    found: dict[frozenset[str], list[int]] = defaultdict(list)
    decks = DeckVersion.objects.filter(pk__in=sessions.order_by().values("deck"))
    for pk, slug, sha256 in decks.values_list("pk", "slug", "sha256"):
        if keys := _harvest(sha256, slug):
            found[keys].append(pk)
    return found


def list_languages(versions: Collection[int]) -> dict[int, str]:
    """By the number of a version the language of its words."""
    decks = DeckVersion.objects.filter(pk__in=versions).values_list("pk", "slug", "sha256")
    return {pk: _language(sha256, slug) for pk, slug, sha256 in decks}


def deck_of(version: DeckVersion) -> Deck:
    """The parsed deck of a stored version; it was valid when it was stored."""
    return _parsed(version.sha256, version.slug)


class Terms(NamedTuple):
    """All that decides how a session runs its deck."""

    sha256: str
    slug: str
    collaboration: str
    context: frozenset[tuple[str, str | None]]
    pace: str


def terms_of(session: LiveSession) -> Terms:
    version, context = session.deck, frozenset(session.context.items())
    return Terms(version.sha256, version.slug, session.collaboration, context, session.pace)


@lru_cache(maxsize=64)
def deck_on(terms: Terms) -> Deck:
    """The deck as a session on these terms runs it."""
    return adapted.adapt_deck(
        _parsed(terms.sha256, terms.slug),
        same=terms.collaboration == LiveSession.Collaboration.SAME,
        context=dict(terms.context),
        own_pace=terms.pace == LiveSession.Pace.OWN,
    )


def deck_with(
    version: DeckVersion,
    *,
    collaboration: str,
    context: adapted.Context = MappingProxyType({}),
    pace: str = LiveSession.Pace.LIVE,
) -> Deck:
    """The deck as a session with these settings runs it."""
    given = frozenset(context.items())
    return deck_on(Terms(version.sha256, version.slug, collaboration, given, pace))


def deck_for(session: LiveSession) -> Deck:
    """The deck as a session runs it."""
    return deck_on(terms_of(session))


@lru_cache(maxsize=64)
def _marks(terms: Terms) -> dict[str, str]:
    return {slide.id: _mark(slide) for slide in deck_on(terms).slides}


def _mark(slide: Slide) -> str:
    """Of what a slide says, wherever it stands."""
    there = replace(
        slide,
        number=0,
        line=0,
        questions=tuple(replace(each, line=0) for each in slide.questions),
        shows=tuple(replace(each, line=0) for each in slide.shows),
    )
    return hashlib.sha256(repr(there).encode()).hexdigest()[:8]


def mark_words(session: LiveSession, slide: str) -> str:
    """A mark of what a slide says in this session; another one once it says something else."""
    return _marks(terms_of(session))[slide]


def optional(session: LiveSession) -> list[Question]:
    """The questions that a session may reword or leave out, as its deck has them."""
    deck = deck_with(session.deck, collaboration=session.collaboration, pace=session.pace)
    return [question for question in deck.questions() if question.optional]


def plans(deck: Deck) -> list[QuestionPlan]:
    """The deck's questions in the engine's own terms."""
    return [
        QuestionPlan(
            key=question.key,
            slide=slide.id,
            kind=question.kind,
            prompt=question.prompt,
            spec=question.spec,
            live=question.results == "live",
            held=question.moderation == "hold",
            labels=question.labels,
            after=question.after,
            required=question.required,
        )
        for slide in deck.slides
        for question in slide.questions
    ]


@lru_cache(maxsize=512)
def _drawn(file: Path, words: example.Words, changed: float, alt: str) -> SafeString:
    content = example.read_drawing(file, words)
    return mark_safe(pictures.inline_drawing(file.name, content, alt))  # noqa: S308  # checked there


@lru_cache(maxsize=512)
def _drawn_of(sha256: str, name: str, alt: str) -> SafeString:
    """A stored picture: a drawing in our own colours as inline SVG, any other as an image."""
    row = StoredPicture.objects.get(pk=sha256)
    if row.drawing:
        return mark_safe(pictures.inline_drawing(name, bytes(row.content), alt))  # noqa: S308  # checked there
    return format_html(
        '<img class="slide__photo" src="{}" alt="{}" width="{}" height="{}">',
        reverse("picture", args=[sha256]),
        alt,
        row.width,
        row.height,
    )


def picture_html(version: DeckVersion, picture: Picture | None) -> SafeString:
    """The picture as it stands in a page; empty when there is none (any more)."""
    if picture is None:
        return SafeString("")
    alt = "" if picture.decorative else picture.alt
    if sha256 := version.pictures.get(picture.name):
        return _drawn_of(sha256, picture.name, alt)
    try:
        found = example.find_drawing(path(version.slug).parent, picture.name)
    except DeckError:  # what stands beside the deck, which a session does not keep
        found = None
    if found is None:
        return SafeString("")
    file, words = found
    return _drawn(file, words, file.stat().st_mtime, alt)


def drawing_html(version: DeckVersion, picture: Picture | None) -> SafeString:
    """As picture_html, of a drawing in our own colours alone: it weighs little."""
    html = picture_html(version, picture)
    return html if html.startswith("<svg") else SafeString("")


def icon_html(version: DeckVersion, name: str | None) -> SafeString:
    """The drawing of an option, decorative: its label stands beside it."""
    picture = Picture(f"{name}.svg", "", decorative=True) if name else None
    return picture_html(version, picture)


def title(slug: str) -> str:
    """The title of a deck on disk, or its folder's name while the deck has mistakes."""
    found = path(slug).stat()
    return _title(slug, path(slug), found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=256)
def _title(slug: str, file: Path, moment: int, size: int) -> str:
    """Of a file as it was at a moment: reading a deck takes a tenth of a second."""
    try:
        return parse(read_source(slug), f"{slug}/{FILE}").title
    except DeckError:
        return slug
