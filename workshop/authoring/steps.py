"""The steps in which a draft is changed: each takes the pieces of its text and gives new ones.

A step on a slide names the slide by its id. Slides that it does not name keep their bytes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import Any

import tomlkit
from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.authoring import markup, rewriting
from workshop.authoring.pieces import (
    SEPARATOR,
    Pieces,
    begins_with_separator,
    cut_text,
    join_pieces,
)
from workshop.decks.problems import suggest_word

Fields = Mapping[str, Any]
MOST_SLIDES = 300


@lru_cache(maxsize=4000)
def read_id(piece: str) -> str:
    """The id of a slide; '' for one that has none, or cannot be read."""
    try:
        found = rewriting.read_block(piece, "slide").get("id", "")
    except PollsError:
        return ""
    return found if isinstance(found, str) else ""


def read_keys(piece: str) -> list[str]:
    """The keys of the questions on a slide."""
    return [str(block.get("key", "")) for block in rewriting.read_blocks(piece, "question")]


def find_slide(pieces: Pieces, slide: str) -> int:
    """The place of a slide among the pieces; raises PollsError."""
    ids = [read_id(piece) for piece in pieces[1:]]
    if slide not in ids:
        raise PollsError(
            "step.slide_unknown", _("Deze slide is er niet meer: iemand heeft die weggehaald.")
        )
    return ids.index(slide) + 1


def _rewrite(pieces: Pieces, slide: str, change: Callable[[str], str]) -> Pieces:
    place = find_slide(pieces, slide)
    return *pieces[:place], change(pieces[place]), *pieces[place + 1 :]


# What stands on a slide


def set_title(pieces: Pieces, *, slide: str, title: str) -> Pieces:
    return _rewrite(pieces, slide, lambda piece: rewriting.set_title(piece, title))


def set_body(pieces: Pieces, *, slide: str, body: str) -> Pieces:
    return _rewrite(pieces, slide, lambda piece: rewriting.set_body(piece, body))


def set_note(pieces: Pieces, *, slide: str, note: str) -> Pieces:
    return _rewrite(pieces, slide, lambda piece: rewriting.set_note(piece, note))


def set_picture(
    pieces: Pieces, *, slide: str, picture: str, alt: str = "", decorative: bool = False
) -> Pieces:
    return _rewrite(
        pieces,
        slide,
        lambda piece: rewriting.set_picture(piece, picture, alt, decorative=decorative),
    )


def set_fields(pieces: Pieces, *, slide: str, block: str, fields: Fields, nth: int = 0) -> Pieces:
    """Set fields of a block; None takes a field away. An id or a key stays what it was."""
    for fixed in ("id", "key"):
        if fixed in fields and (block, fixed) != ("show", "key"):
            raise PollsError(
                "step.fixed",
                _("Deze naam verandert niet meer: antwoorden worden eronder bewaard."),
            )
    return _rewrite(pieces, slide, lambda piece: rewriting.set_fields(piece, block, fields, nth))


def add_block(pieces: Pieces, *, slide: str, block: str, fields: Fields) -> Pieces:
    """Add a question, a show or an ask block; a question whose key is taken gets another."""
    if block == "question":
        taken = {key for piece in pieces[1:] for key in read_keys(piece)}
        taken |= {key for piece in pieces[1:] for key, _named in read_shown(piece)}
        fields = {**fields, "key": free_name(str(fields.get("key") or "vraag"), taken)}
    return _rewrite(pieces, slide, lambda piece: rewriting.add_block(piece, block, fields))


def remove_block(pieces: Pieces, *, slide: str, block: str, nth: int = 0) -> Pieces:
    return _rewrite(pieces, slide, lambda piece: rewriting.remove_block(piece, block, nth))


# The order of slides


def add_slides(pieces: Pieces, *, text: str, after: str = "") -> Pieces:
    """Put slides (their text, as it was copied) behind a slide, or first; a name that is taken
    gets a number, also where these slides refer to it."""
    place = find_slide(pieces, after) + 1 if after else 1
    new = _renamed(_cut_slides(text), pieces[1:])
    if len(pieces) - 1 + len(new) > MOST_SLIDES:
        raise PollsError(
            "step.many_slides",
            _("Een workshop heeft hooguit %(most)d slides.") % {"most": MOST_SLIDES},
        )
    return _in_order([pieces[0], *pieces[1:place], *new, *pieces[place:]])


def _cut_slides(text: str) -> list[str]:
    _front, *slides = cut_text(f"+++\n+++\n{markup.clean_pasted(text)}")
    if not slides or not all(read_id(slide) for slide in slides):
        raise PollsError("step.no_slide", _("Dit zijn geen slides. Kopieer ze opnieuw."))
    return [slide if begins_with_separator(slide) else SEPARATOR + slide for slide in slides]


def _renamed(new: Sequence[str], others: Sequence[str]) -> list[str]:
    ids = {read_id(piece) for piece in others}
    keys = {key for piece in others for key in read_keys(piece)}
    shown = {key: names for piece in others for key, names in read_shown(piece)}
    changed: dict[str, str] = {}
    made = []
    for piece in new:
        id = free_name(read_id(piece), ids)
        ids.add(id)
        piece = rewriting.set_fields(piece, "slide", {"id": id}) if id != read_id(piece) else piece
        for nth, key in enumerate(read_keys(piece)):
            changed[key] = free_name(key, keys | shown.keys())
            keys.add(changed[key])
            if changed[key] != key:
                piece = rewriting.set_fields(piece, "question", {"key": changed[key]}, nth)
        made.append(piece)
    return [_free_shows(follow_names(piece, changed), keys, shown) for piece in made]


def follow_names(piece: str, changed: Mapping[str, str]) -> str:
    """The slide with what it says of other questions following their new keys."""
    for nth, (_key, named) in enumerate(read_shown(piece)):
        wanted = [changed.get(each, each) for each in named]
        if wanted != named:
            piece = rewriting.set_fields(piece, "show", {"questions": wanted}, nth)
    for nth, block in enumerate(rewriting.read_blocks(piece, "question")):
        after = block.get("after", "")
        if changed.get(after, after) != after:
            piece = rewriting.set_fields(piece, "question", {"after": changed[after]}, nth)
    return piece


def _free_shows(piece: str, keys: set[str], shown: dict[str, list[str]]) -> str:
    """The slide with what it shows under keys that nothing else has."""
    for nth, (key, named) in enumerate(read_shown(piece)):
        free = _free_shown(key, named, keys, shown)
        if free != key:
            piece = rewriting.set_fields(piece, "show", {"key": free}, nth)
    return piece


def read_shown(piece: str) -> list[tuple[str, list[str]]]:
    """The key of each show on a slide, and the questions whose results it draws."""
    blocks = rewriting.read_blocks(piece, "show")
    return [
        (str(block.get("key", "")), list(map(str, found)) if isinstance(found, list) else [])
        for block in blocks
        for found in [block.get("questions")]
    ]


def _free_shown(key: str, questions: list[str], keys: set[str], shown: dict[str, list[str]]) -> str:
    """A name under which nothing else is shown or asked; '' for a show that has none."""
    for name in _names_like(key) if key else ():
        own = name not in keys or questions == [name]
        if own and shown.setdefault(name, questions) == questions:
            return name
    return ""


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """The name itself, or with the first number that makes it free."""
    taken = set(taken)
    return next(name for name in _names_like(wanted) if name not in taken)


def _names_like(wanted: str) -> Iterator[str]:
    yield wanted
    stem, _dash, number = wanted.rpartition("-")
    stem = stem if number.isdecimal() and stem else wanted
    yield from (f"{stem}-{number}" for number in count(2))


def copy_slides(pieces: Pieces, *, slides: Sequence[str]) -> Pieces:
    """Copies of slides, behind the last of them."""
    places = sorted(find_slide(pieces, slide) for slide in slides)
    text = _in_order(["", *(pieces[place] for place in places)])
    return add_slides(pieces, text=join_pieces(text), after=read_id(pieces[places[-1]]))


def remove_slides(pieces: Pieces, *, slides: Sequence[str]) -> Pieces:
    places = {find_slide(pieces, slide) for slide in slides}
    return _in_order([piece for at, piece in enumerate(pieces) if at not in places])


def move_slides(
    pieces: Pieces, *, slides: Sequence[str], after: str = "", chapter: str = ""
) -> Pieces:
    """Put slides behind another one ('' is the very front), in the order that they had;
    with `chapter` they become part of it."""
    places = sorted({find_slide(pieces, slide) for slide in slides})
    if after in slides:
        raise PollsError("step.move_self", _("Kies een plek buiten de slides die je verplaatst."))
    target = find_slide(pieces, after) if after else 0
    moved = [pieces[place] for place in places]
    if chapter:
        moved = [_in_chapter(piece, chapter) for piece in moved]
    before = [piece for at, piece in enumerate(pieces[: target + 1]) if at not in places]
    behind = [piece for at, piece in enumerate(pieces) if at > target and at not in places]
    return _in_order([*before, *moved, *behind])


def _in_chapter(piece: str, chapter: str) -> str:
    if rewriting.read_block(piece, "slide").get("chapter") == chapter:
        return piece
    return rewriting.set_fields(piece, "slide", {"chapter": chapter})


def _in_order(pieces: Sequence[str]) -> Pieces:
    """Pieces after a change of order: each as it stands in the joined text."""
    framed = [
        piece if at < 2 or begins_with_separator(piece) else SEPARATOR + piece
        for at, piece in enumerate(pieces)
    ]
    return tuple(
        piece if not piece or piece.endswith("\n") or at == len(framed) - 1 else f"{piece}\n"
        for at, piece in enumerate(framed)
    )


# The whole deck


def set_deck(pieces: Pieces, *, fields: Fields) -> Pieces:
    """Set fields of the whole deck: title, language, attribution, chapters, lists of options."""
    if None in fields.values():
        raise PollsError("step.malformed", _("Deze stap is niet te lezen. Ververs de pagina."))
    for key in fields:
        if key not in DECK_FIELDS:
            raise PollsError(
                "step.field_unknown",
                _("Onbekend veld '%(key)s'. %(help)s")
                % {"key": key, "help": suggest_word(key, DECK_FIELDS)},
            )
    return rewrite_front(pieces[0], fields), *pieces[1:]


DECK_FIELDS = ("title", "language", "attribution", "chapters", "options")


def read_front(pieces: Pieces) -> dict[str, Any]:
    return tomllib.loads(_front_parts(pieces[0])[1])


def rewrite_front(front: str, fields: Fields) -> str:
    opening, inner, closing = _front_parts(front)
    table = tomlkit.parse(inner)
    for key, value in fields.items():
        if key in ("chapters", "options"):
            _set_tables(table, key, value)
        else:
            table[key] = rewriting.as_item(value)
    return opening + tomlkit.dumps(table) + closing


def _front_parts(front: str) -> tuple[str, str, str]:
    """The text up to the TOML, the TOML, and what follows it."""
    lines = front.splitlines(keepends=True)
    marks = [at for at, line in enumerate(lines) if line.rstrip() == "+++"]
    first, last = marks[0], marks[1]
    return (
        "".join(lines[: first + 1]),
        "".join(lines[first + 1 : last]),
        "".join(lines[last:]),
    )


def _set_tables(table: tomlkit.TOMLDocument, key: str, value: Any) -> None:
    """Lists of tables in the form [[chapters]]; those of `options` each under their name."""
    if key == "chapters":
        table[key] = _tables(value)
        return
    known = table.setdefault(key, tomlkit.table(is_super_table=True))
    for name in set(known) - set(value):
        known.remove(name)
    for name, rows in value.items():
        if name not in known or known[name].unwrap() != rows:
            known[name] = _tables(rows)


def _tables(rows: Iterable[Fields]) -> tomlkit.items.AoT:
    tables = tomlkit.aot()
    for row in rows:
        table = tomlkit.table()
        table.update({key: rewriting.as_item(each) for key, each in row.items()})
        tables.append(table)
    return tables


def replace_text(pieces: Pieces, *, find: str, replace: str) -> Pieces:
    """Put other words everywhere in the slides, titles, texts, notes and fields alike; names
    (ids, keys, of pictures) stay."""
    if not find.strip():
        raise PollsError("step.find_empty", _("Typ eerst wat je zoekt."))
    return pieces[0], *(rewriting.replace_words(piece, find, replace) for piece in pieces[1:])


def set_text(pieces: Pieces, *, text: str) -> Pieces:
    """The whole text of the deck, as somebody typed it in the text view."""
    return cut_text(markup.clean_pasted(text).removeprefix("\ufeff"))


STEPS: dict[str, Callable[..., Pieces]] = {
    step.__name__: step
    for step in (
        *(set_title, set_body, set_note, set_picture, set_fields, add_block, remove_block),
        *(add_slides, copy_slides, remove_slides, move_slides),
        *(set_deck, replace_text, set_text),
    )
}
