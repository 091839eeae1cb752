"""Slides that were copied in one workshop, made to fit another: its chapters, lists of options
and pictures come along as far as they are not there yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from polls.errors import PollsError
from workshop.authoring import rewriting, steps
from workshop.authoring.drafting import Step, malformed
from workshop.authoring.pieces import Pieces, cut_text, join_pieces
from workshop.authoring.words import read_words
from workshop.library import workshops
from workshop.library.workshops import picture_hashes
from workshop.models import Workshop

FRONT = "+++\n+++\n"
LISTED = ("options", "labels")  # what a question may take from a list of the deck


def copy_text(workshop: Workshop, slides: Sequence[str]) -> str:
    """The text of slides in the order of the workshop; raises PollsError."""
    pieces = cut_text(workshop.draft)
    places = sorted({steps.find_slide(pieces, slide) for slide in slides})
    return join_pieces(["", *(pieces[place] for place in places)])


def paste(*, workshop: Workshop, user: Any, asked: Mapping[str, Any]) -> Step:
    """The step that puts copied slides, {"text", "from", "after"}, into a workshop. Their
    pictures are taken over at once: the workshop has them, whatever becomes of the step."""
    text, origin, after = (asked.get(name, "") for name in ("text", "from", "after"))
    if not all(isinstance(each, str) for each in (text, origin, after)):
        raise malformed()
    source = find_source(origin, user) if origin != workshop.slug else None
    pieces = cut_text(workshop.draft)
    _front, *copied = cut_text(FRONT + text)
    fitted = [fit_chapter(piece, pieces, after) for piece in copied]
    if source:
        names = bring_pictures(source, workshop, fitted)
        lists = lists_of(source.draft)
        fitted = [fit_blocks(rename(piece, names), pieces, lists, names) for piece in fitted]
    return Step("add_slides", {"text": "".join(fitted), "after": after})


def find_source(slug: str, user: Any) -> Workshop | None:
    """The workshop that was copied from, as long as this trainer may see it."""
    try:
        return workshops.find_workshop(slug=slug, user=user)
    except PollsError:
        return None


# Chapters


def fit_chapter(piece: str, pieces: Pieces, after: str) -> str:
    """The slide in its own chapter, else in that of the slide before it."""
    known = [str(each.get("id", "")) for each in front_of(pieces).get("chapters", ())]
    try:
        chapter = rewriting.read_block(piece, "slide").get("chapter", "")
    except PollsError:  # no slide: the step says so
        return piece
    if chapter in known or not known:
        return piece
    before = pieces[steps.find_slide(pieces, after)] if after else ""
    beside = rewriting.read_block(before, "slide").get("chapter", "") if before else ""
    return rewriting.set_fields(piece, "slide", {"chapter": beside or known[0]})


def front_of(pieces: Pieces) -> dict[str, Any]:
    try:
        return steps.read_front(pieces)
    except ValueError:  # no good TOML, which the list of mistakes tells
        return {}


def lists_of(draft: str) -> Mapping[str, Any]:
    found = front_of(cut_text(draft)).get("options", {})
    return found if isinstance(found, dict) else {}


# Pictures, and lists of options


def bring_pictures(source: Workshop, target: Workshop, copied: Sequence[str]) -> dict[str, str]:
    """Let the target have what these slides show; by name the name that it got there."""
    theirs = {use.name: use for use in source.pictures.all()}
    ours = picture_hashes(target)
    names = {}
    lists = lists_of(source.draft)
    for name in dict.fromkeys(name for piece in copied for name in shown_by(piece, lists)):
        use = theirs.get(name)
        if use is None:
            continue
        names[name] = free_name(name, use.picture_id, ours)
        if names[name] not in ours:
            ours[names[name]] = use.picture_id
            workshops.attach_picture(target, names[name], use.picture, use.alt)
    return names


def shown_by(piece: str, lists: Mapping[str, Any]) -> list[str]:
    """The names of the pictures that a slide shows, those of its options included."""
    shown = read_words(piece).picture
    rows = [row for block in questions_of(piece) for row in rows_of(block, "options", lists)]
    icons = [str(row["icon"]) for row in rows if row.get("icon")]
    return [*([shown] if shown else []), *(f"{icon}.svg" for icon in icons)]


def questions_of(piece: str) -> list[dict[str, Any]]:
    try:
        return rewriting.read_blocks(piece, "question")
    except PollsError:
        return []


def rows_of(block: Mapping[str, Any], key: str, lists: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The options or labels of a question, also when they are one of the shared lists."""
    listed = block.get(key, [])
    rows = lists.get(listed, []) if isinstance(listed, str) else listed
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def free_name(name: str, sha256: str, taken: Mapping[str, str]) -> str:
    """The name itself, or with a number when another picture has it."""
    stem, _dot, ending = name.rpartition(".")
    names = (name, *(f"{stem}-{number}.{ending}" for number in range(2, len(taken) + 3)))
    return next(each for each in names if taken.get(each) in (None, sha256))


def rename(piece: str, names: Mapping[str, str]) -> str:
    words = read_words(piece)
    name = names.get(words.picture, words.picture)
    if name == words.picture:
        return piece
    return rewriting.set_picture(piece, name, words.alt, decorative=words.decorative)


def fit_blocks(
    piece: str, pieces: Pieces, lists: Mapping[str, Any], names: Mapping[str, str]
) -> str:
    """The slide with the options and labels of its questions written out where the target has
    no such list, or where a picture of them got another name."""
    known = lists_of("".join(pieces))
    for nth, block in enumerate(questions_of(piece)):
        written = {}
        for key in LISTED:
            listed = block.get(key)
            rows = [renamed_icon(row, names) for row in rows_of(block, key, lists)]
            there = known.get(listed) if isinstance(listed, str) else listed
            if rows and rows != there:
                written[key] = rows
        if written:
            piece = rewriting.set_fields(piece, "question", written, nth)
    return piece


def renamed_icon(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    icon = names.get(f"{row.get('icon', '')}.svg")
    return {**row, "icon": icon.removesuffix(".svg")} if icon else dict(row)
