"""The forms of a slide and of a whole deck: every field that the format has, and what was
filled in as a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from polls import kinds
from polls.errors import PollsError
from polls.figures.cues import SIGNS
from polls.kinds.fields import Field, Line, Number
from workshop.authoring import controls, gallery, rewriting
from workshop.authoring.controls import Control, Posted
from workshop.authoring.drafting import Step
from workshop.authoring.reading import Draft
from workshop.decks.model import COLORS, LANGUAGES
from workshop.decks.questions import QUESTION_KEYS

Values = Mapping[str, Any]
FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Form:
    """One block of a slide, or what the whole deck has; `nth` counts blocks of that name."""

    block: str
    nth: int
    title: str
    controls: tuple[Control, ...]
    about: str = ""


# Words


def colors() -> tuple[tuple[str, str], ...]:
    names = {
        "a": _("Oranje"),
        "b": _("Groenblauw"),
        "c": _("Paars"),
        "d": _("Blauw"),
        "e": _("Groen"),
        "deep": _("Donker"),
        "accent": _("Accent"),
    }
    return (("", _("Geen")), *((color, names[color]) for color in COLORS))


def signs() -> tuple[tuple[str, str], ...]:
    names = {
        "few": _("Minder dan de helft antwoordde"),
        "majority": _("Meer dan de helft koos hetzelfde"),
        "tie": _("Twee staan samen bovenaan"),
        "both-high": _("Eén scoort hoog aan beide kanten"),
    }
    return tuple((sign, names[sign]) for sign in SIGNS)


def views() -> tuple[tuple[str, str], ...]:
    return (
        ("question", _("De uitslag van één vraag")),
        ("pair", _("Twee vragen tegenover elkaar")),
        ("conditions", _("De vijf condities, van twee vragen")),
        ("cards", _("De teksten van één vraag")),
        ("before", _("Eén vraag, eerder en nu")),
    )


# Forms


def slide_forms(draft: Draft, piece: str) -> list[Form]:
    """A form for each block of a slide that can be read; raises PollsError."""
    forms = []
    for name, title, make in BLOCKS:
        for nth, values in enumerate(rewriting.read_blocks(piece, name)):
            kind = kinds.all().get(str(values.get("kind")))
            about = str(kind.about) if kind else ""
            forms.append(Form(name, nth, title(), make(draft, values), about))
    return [
        *forms,
        *(
            Form("slide", 0, _("Slide"), slide_controls(draft, values))
            for values in rewriting.read_blocks(piece, "slide")[:1]
        ),
    ]


def slide_controls(draft: Draft, values: Values) -> tuple[Control, ...]:
    chapters = tuple((chapter.id, chapter.title) for chapter in draft.front.chapters)
    layouts = tuple((name, str(title)) for name, title in gallery.LAYOUTS.items())
    return (
        _control(values, "layout", _("Indeling"), "choice", choices=layouts),
        _control(values, "chapter", _("Hoofdstuk"), "choice", choices=chapters),
        _control(values, "minutes", _("Minuten"), "decimal", placeholder="1"),
        _control(
            values, "label", _("Naam in het overzicht"), "line", help=_("Leeg: de titel zelf.")
        ),
        _control(values, "badge", _("Teken bij de titel"), "line", longest=3),
        _control(values, "color", _("Kleur"), "choice", choices=colors()),
        _control(values, "skip", _("Mag vervallen als de tijd krap is"), FLAG),
        _control(values, "own_pace", _("Niet in ieders eigen tempo"), FLAG, stores=False),
        _within(values, "same", "title", _("Titel als iedereen aan hetzelfde denkt"), "line"),
        _within(values, "same", "label", _("Naam als iedereen aan hetzelfde denkt"), "line"),
    )


def question_controls(draft: Draft, values: Values) -> tuple[Control, ...]:
    names = tuple((name, str(kind.title)) for name, kind in kinds.all().items())
    kind = kinds.all().get(str(values.get("kind")))
    others = tuple(
        (question.key, question.prompt)
        for question in draft.deck.questions()
        if question.key != values.get("key")
    )
    own = [_of_kind(draft, values, field) for field in kind.fields] if kind else []
    return (
        _control(values, "kind", _("Soort vraag"), "choice", choices=names),
        _control(values, "prompt", _("De vraag"), "line", help=_("Leeg: de titel van de slide.")),
        *own,
        _control(values, "results", _("Uitslag"), "choice", choices=_results()),
        _control(values, "opens", _("Opent"), "choice", choices=_opens()),
        _control(values, "closes", _("Sluit"), "choice", choices=_closes()),
        _control(values, "moderation", _("Eigen woorden"), "choice", choices=_moderation()),
        _control(
            values,
            "after",
            _("Toon pas na"),
            "choice",
            choices=(("", _("Geen andere vraag")), *others),
        ),
        _control(
            values, "optional", _("Een sessie mag deze vraag weglaten of anders stellen"), "flag"
        ),
        _control(values, "required", _("In eigen tempo: niet overslaan"), FLAG),
        _listed(draft, values, "labels", _("Labels voor teksten"), ""),
        _within(values, "same", "prompt", _("De vraag als iedereen aan hetzelfde denkt"), "line"),
        _within(values, "same", "placeholder", _("Hint als iedereen aan hetzelfde denkt"), "line"),
    )


def _results() -> tuple[tuple[str, str], ...]:
    return ("", _("Ik toon hem")), ("live", _("Loopt live mee"))


def _opens() -> tuple[tuple[str, str], ...]:
    return ("", _("Als je op de slide komt")), ("manual", _("Als jij het zegt"))


def _closes() -> tuple[tuple[str, str], ...]:
    return ("", _("Als je de slide verlaat")), ("manual", _("Als jij het zegt"))


def _moderation() -> tuple[tuple[str, str], ...]:
    return ("", _("Meteen te zien")), ("hold", _("Wachten tot ik ze toon"))


def show_controls(draft: Draft, values: Values) -> tuple[Control, ...]:
    asked = tuple((question.key, question.prompt) for question in draft.deck.questions())
    return (
        _control(values, "view", _("Hoe"), "choice", choices=views()),
        _control(values, "questions", _("Van welke vragen"), "several", choices=asked),
        _control(values, "labels", _("Namen van de twee kanten"), "texts", help=_one_a_line()),
        _control(values, "empty", _("Als niemand antwoordde"), "line"),
        _control(values, "key", _("Eigen naam van dit onderdeel"), "line"),
        _within(values, "same", "labels", _("Namen als iedereen aan hetzelfde denkt"), "texts"),
    )


def ask_controls(draft: Draft, values: Values) -> tuple[Control, ...]:
    return (
        _control(values, "when", _("Wanneer"), "choice", choices=signs()),
        _control(values, "say", _("Wat je vraagt"), "line"),
        _within(values, "same", "say", _("Wat je vraagt als iedereen aan hetzelfde denkt"), "line"),
    )


def deck_form(draft: Draft, values: Values) -> Form:
    """What holds for the whole workshop; `values` are those of its front matter."""
    languages = tuple(zip(LANGUAGES, ("Nederlands", "English"), strict=True))
    sets = values.get("options")
    lists = [
        Control(name=f"options.{name}", label=name, type="rows", value=rows)
        for name, rows in (sets.items() if isinstance(sets, dict) else ())
    ]
    chapters = [
        {"key": str(row.get("id", "")), "label": str(row.get("title", ""))}
        for row in values.get("chapters", [])
        if isinstance(row, dict)
    ]
    return Form(
        "deck",
        0,
        _("De hele workshop"),
        (
            _control(values, "title", _("Naam van de workshop"), "line"),
            _control(values, "language", _("Taal"), "choice", choices=languages),
            _control(values, "attribution", _("Bronnen"), "texts", help=_one_a_line()),
            Control(name="chapters", label=_("Hoofdstukken"), type="names", value=chapters),
            *lists,
        ),
    )


def _one_a_line() -> str:
    return _("Een op elke regel.")


def _control(values: Values, key: str, label: str, type: str, **more: Any) -> Control:
    return Control(name=key, label=label, type=type, value=values.get(key), **more)


def _within(values: Values, table: str, key: str, label: str, type: str) -> Control:
    inner = values.get(table)
    value = inner.get(key) if isinstance(inner, dict) else None
    return Control(name=f"{table}.{key}", label=label, type=type, value=value)


def _listed(draft: Draft, values: Values, key: str, label: str, help: str) -> Control:
    shared = tuple((name, name) for name in draft.front.options)
    value = values.get(key)
    rows = draft.front.options.get(value) if isinstance(value, str) else None
    more: dict[str, Any] = {"value": value, "choices": shared, "fallback": rows}
    return Control(name=key, label=label, help=help, type="options", **more)


def _of_kind(draft: Draft, values: Values, field: Field) -> Control:
    """A field that a kind says of itself."""
    label, help = str(field.label), str(field.help)
    if field.type == "options":
        return _listed(draft, values, field.key, label, help)
    more: dict[str, Any] = {}
    if isinstance(field, Number):
        default = field.default if field.default is not None else field.highest
        shown = "" if default is None else str(default)
        more = {"lowest": field.lowest, "highest": field.highest, "placeholder": shown}
    if isinstance(field, Line):
        more = {"longest": field.longest}
    return _control(values, field.key, label, field.type, help=help, **more)


Make = Callable[[Draft, Values], tuple[Control, ...]]
BLOCKS: tuple[tuple[str, Callable[[], str], Make], ...] = (
    ("question", lambda: _("Vraag"), question_controls),
    ("show", lambda: _("Uitslag van eerder"), show_controls),
    ("ask", lambda: _("Aanwijzing voor de trainer"), ask_controls),
)


# What was filled in


def read_form(draft: Draft, piece: str, posted: Posted, *, slide: str, hash: str) -> Step:
    """The step that a filled-in form of a slide asks for; raises PollsError."""
    block, nth = _only(posted, "block"), _only(posted, "nth")
    forms = slide_forms(draft, piece)
    form = next((each for each in forms if (each.block, str(each.nth)) == (block, nth)), None)
    if form is None:
        raise PollsError(
            "step.block_unknown", _("Dit staat niet meer op deze slide. Kijk opnieuw.")
        )
    current = rewriting.read_block(piece, form.block, form.nth)
    fields = changed_fields(form.controls, current, posted)
    if fields.get("kind"):
        fields |= _for_kind(str(fields["kind"]), current)
    named = {"slide": slide, "block": form.block, "fields": fields, "nth": form.nth}
    return Step("set_fields", named, hash)


def read_deck_form(draft: Draft, values: Values, posted: Posted, *, hash: str) -> Step:
    """The step of the form of the whole deck. Fields that are left empty stay what they were."""
    form = deck_form(draft, values)
    plain = [each for each in form.controls if each.type not in ("rows", "names")]
    fields = {
        key: value
        for key, value in changed_fields(plain, values, posted).items()
        if value is not None
    }
    for control in form.controls:
        if control.type == "names":
            rows = controls.read_rows(control, posted)
            chapters = [{"id": chapter_id(row["key"]), "title": row["label"]} for row in rows]
            if chapters and chapters != values.get("chapters"):
                fields["chapters"] = chapters
    sets = values.get("options") or {}
    read = {
        control.label: controls.read_rows(control, posted)
        for control in form.controls
        if control.type == "rows"
    }
    if any(rows and rows != sets[name] for name, rows in read.items()):
        fields["options"] = {name: rows or sets[name] for name, rows in read.items()}
    return Step("set_deck", {"fields": fields}, hash)


def chapter_id(key: str) -> str:
    """A key as the id of a chapter, which begins with a small letter."""
    lowered = key.lower()
    return lowered if lowered[:1].isalpha() else f"h-{lowered}"


def changed_fields(found: Sequence[Control], current: Values, posted: Posted) -> dict[str, Any]:
    """What differs from the block as it is, so that what nobody touched keeps its bytes."""
    fields: dict[str, Any] = {}
    tables: dict[str, dict[str, Any]] = {}
    for control in found:
        value = controls.read(control, posted)
        table, dot, key = control.name.partition(".")
        if dot:
            tables.setdefault(table, {})[key] = value
        elif value != control.value and not _is_default(control, value):
            fields[control.name] = value
    for table, inner in tables.items():
        kept = {key: value for key, value in inner.items() if value is not None} or None
        if kept != (current.get(table) or None):
            fields[table] = kept
    return fields


def _is_default(control: Control, value: Any) -> bool:
    """A choice that is left at its default while the deck writes that default out."""
    return value is None and control.type == "choice" and control.value in DEFAULTS


DEFAULTS = ("hidden", "enter", "leave")


def _for_kind(kind: str, current: Values) -> dict[str, Any]:
    """What changes with the kind of a question: fields of the old kind go, and what the new one
    needs is given."""
    if kind not in kinds.all():
        return {}
    known = {field.key for field in kinds.get(kind).fields}
    gone = {key: None for key in current if key not in (*QUESTION_KEYS, *known)}
    given = gallery.example_fields(kind)
    return {**gone, **{key: value for key, value in given.items() if key not in current}}


def _only(posted: Posted, name: str) -> str:
    return (posted.get(name) or [""])[-1]
