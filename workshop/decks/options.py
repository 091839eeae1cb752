"""The options of a question: checked once, whether they are shared or its own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from polls.kinds.options import OPTION, OPTION_KEY, key_words
from workshop.decks.fields import Fields
from workshop.decks.model import COLORS
from workshop.decks.problems import Report, suggest_word
from workshop.decks.scan import Block

Options = list[dict[str, str]]


def parse_options(name: str, value: Any, block: Block, report: Report) -> Options:
    """The options listed under `name`, each a table of texts; none when one is wrong."""
    before = len(report.problems)
    fields = Fields({name: value}, block, report)
    options: dict[str, dict[str, str]] = {}
    for table in fields.tables(name):
        option = _parse_option(table)
        key = option.get("key", "")
        if key in options:
            table.problem(
                "key", _("De optie '%(key)s' staat er al: kies een andere key.") % {"key": key}
            )
        options[key] = option
    if not options and len(report.problems) == before:
        fields.problem(
            name, _("'%(name)s' heeft geen opties: schrijf er ten minste twee.") % {"name": name}
        )
    return list(options.values()) if len(report.problems) == before else []


def resolve_options(
    value: Any, sets: dict[str, Options], block: Block, report: Report, name: str = "options"
) -> Options:
    """A question's options: the set of that name, or the list in the block itself.

    Empty when there is a problem with them, which has been reported.
    """
    if not isinstance(value, str):
        return parse_options(name, value, block, report)
    if value not in sets and not report.incomplete:
        report.add(
            block.line_of(name),
            _("De lijst van opties '%(value)s' bestaat niet. %(help)s")
            % {"value": value, "help": suggest_word(value, sets)},
        )
    return [dict(option) for option in sets.get(value, [])]


def _parse_option(fields: Fields) -> dict[str, str]:
    fields.refuse_others(OPTION)
    option = {"key": fields.text("key"), "label": fields.text("label")}
    if option["key"] and not OPTION_KEY.fullmatch(option["key"]):
        fields.problem("key", key_words(option["key"]))
    for key in ("help", "icon"):
        option[key] = fields.text(key, "")
    option["color"] = fields.choice("color", COLORS, "")
    return {key: value for key, value in option.items() if value}
