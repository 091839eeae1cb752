"""One slide with one thing changed: title, text, note, picture, or a field of a block."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import tomlkit
from django.utils.translation import gettext as _
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item

from polls.errors import PollsError
from workshop.authoring import markup
from workshop.authoring.parts import (
    Part,
    find_block,
    find_part,
    join_parts,
    split_slide,
)
from workshop.decks.scan import FENCE, NOTE_CLOSES, NOTE_OPENS

BELOW_TITLE = ("title",)
BELOW_PICTURE = ("picture", "title")


def set_title(piece: str, title: str) -> str:
    return _put(piece, "title", markup.to_title_line(title), below=("block",))


def set_body(piece: str, body: str) -> str:
    """The slide with this as its text; its blocks, picture and note stay where they are."""
    parts = split_slide(piece)
    text = markup.to_body(body)
    place = find_part(parts, "text")
    kept = [
        part for at, part in enumerate(parts) if part.kind != "text" or part.blank or at == place
    ]
    if place is not None:
        before, after = _margins(parts[place].source)
        made = Part("text", f"{before}{text}\n{after}" if text else "\n")
        return join_parts([made if part is parts[place] else part for part in kept])
    return _inserted(kept, f"\n{text}\n", BELOW_PICTURE) if text else piece


def _margins(source: str) -> tuple[str, str]:
    """The blank lines before and after a text."""
    before = source[: len(source) - len(source.lstrip("\n"))]
    return before, "\n" * max(len(source) - len(source.rstrip("\n")) - 1, 0)


def set_note(piece: str, note: str) -> str:
    made = markup.to_note(note)
    parts = split_slide(piece)
    place = find_part(parts, "note")
    if place is not None:
        parts[place] = Part("note", made)
        return join_parts(parts)
    return f"{piece.rstrip(chr(10))}\n\n{made}\n" if made else piece


def set_picture(piece: str, name: str, alt: str, *, decorative: bool) -> str:
    """The slide with this picture; without a name it has none."""
    mark = ' "decorative"' if decorative else ""
    described = "" if decorative else markup.to_one_line(alt).replace("[", "(").replace("]", ")")
    line = f"![{described}]({name}{mark})\n" if name else ""
    return _put(piece, "picture", line, below=BELOW_TITLE)


def _put(piece: str, kind: Any, source: str, below: tuple[str, ...]) -> str:
    parts = split_slide(piece)
    place = find_part(parts, kind)
    if place is not None:
        parts[place] = Part(kind, source)
        return join_parts(parts)
    return _inserted(parts, f"\n{source}", below) if source else piece


def _inserted(parts: list[Part], source: str, below: tuple[str, ...]) -> str:
    """The slide with a text behind the first part of these kinds, in this order of preference."""
    places = [place for kind in below if (place := _place_of(parts, kind)) is not None]
    at = places[0] + 1 if places else len(parts)
    before, after = join_parts(parts[:at]), join_parts(parts[at:])
    ended = before if not before or before.endswith("\n") else f"{before}\n"
    return f"{ended}{source}{after}"


def _place_of(parts: list[Part], kind: str) -> int | None:
    return next((at for at, part in enumerate(parts) if part.kind == kind), None)


# Blocks


def read_block(piece: str, name: str, nth: int = 0) -> dict[str, Any]:
    """The fields of a block as plain values; raises PollsError."""
    parts = split_slide(piece)
    return _read(parts[_block(parts, name, nth)])


def read_blocks(piece: str, name: str) -> list[dict[str, Any]]:
    """The fields of every block of this name; raises PollsError when one cannot be read."""
    parts = split_slide(piece)
    return [_read(part) for part in parts if part.kind == "block" and part.name == name]


def _read(part: Part) -> dict[str, Any]:
    try:
        return tomllib.loads(part.inner)
    except tomllib.TOMLDecodeError:
        raise unreadable() from None


def set_fields(piece: str, name: str, fields: Mapping[str, Any], nth: int = 0) -> str:
    """The slide with these fields of a block set; None takes one away. Comments and order stay."""
    parts = split_slide(piece)
    place = _block(parts, name, nth)
    parts[place] = _with_fields(parts[place], fields)
    return join_parts(parts)


def add_block(piece: str, name: str, fields: Mapping[str, Any]) -> str:
    """The slide with one more block, above its note."""
    parts = split_slide(piece)
    table = _filled(tomlkit.document(), fields)
    made = Part("block", f"{FENCE}{name}\n{tomlkit.dumps(table)}{FENCE}\n", name)
    at = find_part(parts, "note")
    at = len(parts) if at is None else at
    before = join_parts(parts[:at]).rstrip("\n")
    after = join_parts(parts[at:])
    return f"{before}\n\n{made.source}\n{after}"


def remove_block(piece: str, name: str, nth: int = 0) -> str:
    parts = split_slide(piece)
    place = _block(parts, name, nth)
    following = parts[place + 1 : place + 2]
    blank = following and following[0].blank
    return join_parts([*parts[:place], *parts[place + (2 if blank else 1) :]])


def _block(parts: list[Part], name: str, nth: int) -> int:
    place = find_block(parts, name, nth)
    if place is None:
        raise PollsError(
            "step.block_unknown", _("Dit staat niet meer op deze slide. Kijk opnieuw.")
        )
    return place


def _loaded(part: Part) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(part.inner)
    except TOMLKitError:
        raise unreadable() from None


def unreadable() -> PollsError:
    return PollsError(
        "step.block_unreadable",
        _("Dit onderdeel is niet te lezen. Herstel het eerst in de tekst van het deck."),
    )


def _with_fields(part: Part, fields: Mapping[str, Any]) -> Part:
    lines = part.source.splitlines(keepends=True)
    inner = tomlkit.dumps(_filled(_loaded(part), fields))
    if inner and not inner.endswith("\n"):
        inner += "\n"
    return Part("block", f"{lines[0]}{inner}{lines[-1]}", part.name)


def _filled(table: tomlkit.TOMLDocument, fields: Mapping[str, Any]) -> tomlkit.TOMLDocument:
    for key, value in fields.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = as_item(value)
    return table


def as_item(value: Any) -> Item:
    """A plain value as it stands in a deck: lists of tables one a line, texts on one line."""
    if isinstance(value, str):
        return tomlkit.string(markup.clean_pasted(value))
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update({key: as_item(each) for key, each in value.items()})
        return table
    if isinstance(value, list):
        array = tomlkit.array()
        array.extend([as_item(each) for each in value])
        return array.multiline(any(isinstance(each, Mapping) for each in value))
    return tomlkit.item(value)


# Words everywhere

WORDS = ("label", "prompt", "placeholder", "say", "help", "badge", "empty", "low", "high", "x", "y")


def replace_words(piece: str, find: str, replace: str) -> str:
    """The slide with other words in its title, text, note and the texts of its blocks."""
    return join_parts([_with_words(part, find, replace) for part in split_slide(piece)])


def _with_words(part: Part, find: str, replace: str) -> Part:
    if find not in part.source or part.kind == "separator":
        return part
    if part.kind == "block":
        table = _loaded(part)
        return _with_fields(part, _replaced_fields(table.unwrap(), find, replace))
    words = markup.to_one_line(replace)
    if part.kind == "title":
        start = len(part.source) - len(part.source.lstrip("# \t"))
        return Part("title", part.source[:start] + part.source[start:].replace(find, words))
    if part.kind == "note":
        inner = part.source.partition(NOTE_OPENS)[2].rpartition(NOTE_CLOSES)[0]
        return Part("note", markup.to_note(inner.replace(find, words)))
    if part.kind == "text":
        before, after = _margins(part.source)
        return Part("text", f"{before}{markup.to_body(part.source.replace(find, words))}\n{after}")
    return part


def _replaced_fields(table: Mapping[str, Any], find: str, replace: str) -> dict[str, Any]:
    """The fields in which words are replaced, also within options and `same`."""
    changed = {key: _replaced(key, value, find, replace) for key, value in table.items()}
    return {key: value for key, value in changed.items() if value != table[key]}


def _replaced(key: str, value: Any, find: str, replace: str) -> Any:
    if isinstance(value, str):
        return value.replace(find, replace) if key in (*WORDS, "title", "labels") else value
    if isinstance(value, Mapping):
        return {name: _replaced(name, each, find, replace) for name, each in value.items()}
    if isinstance(value, list):
        return [_replaced(key, each, find, replace) for each in value]
    return value
