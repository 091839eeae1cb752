"""The codebook: what every column and every code in the rows of answers means."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from polls import kinds
from workshop.exports.rounds import QuestionContent


def codebook_header() -> list[str]:
    return [_("waar"), _("code"), _("betekenis"), _("soort"), _("waarden")]


def codebook_rows(questions: list[QuestionContent]) -> Iterator[list[str]]:
    """First the columns, then each question and its codes, in the order of the deck."""
    for column, meaning in column_meanings():
        yield [_("kolom"), column, meaning, "", ""]
    for content in questions:
        kind = kinds.of(content.question)
        yield [content.name, "", content.question.prompt, str(kind.title), kind.value_words()]
        for code, name in kind.part_names().items():
            yield [content.name, code, name, "", ""]
        for label in content.question.labels:
            yield [content.name, label["key"], label["label"], _("label van de trainer"), ""]


def column_meanings() -> list[tuple[str, str]]:
    """The columns of answers.answers_header, in its order."""
    return [
        (_("antwoord"), _("wat iemand koos, schreef of als getal gaf")),
        (_("keuze"), _("de code van de optie, of van de optie en de as; leeg bij eigen woorden")),
        (_("ronde"), _("de hoeveelste keer dat de vraag werd gesteld")),
        (
            _("deelnemer"),
            _("een nummer per slide; hetzelfde nummer bij een andere slide is een ander"),
        ),
        (_("na sluiten"), _("ja: kwam binnen kort nadat de vraag was gesloten")),
        (_("met de hand"), _("ja: geteld of ingevoerd door de trainer")),
        (_("status"), _("of de trainer de tekst toonde of verborg, of nog niet besliste")),
        (_("ster"), _("★: uitgelicht door de trainer")),
        (_("labels"), _("wat de trainer aan de tekst gaf")),
        (_("getoond als"), _("de tekst zoals die te zien was, als dat een andere is")),
        (_("omschrijving"), _("de code in woorden")),
        (_("vraag"), _("zoals de vraag werd gesteld")),
    ]
