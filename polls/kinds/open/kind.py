"""Open question: one or a few short texts, shown as cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from polls import figures
from polls.figures import Cell, Label, Table, Text
from polls.kinds.base import Counted, Kind, answered, clean_texts
from polls.kinds.fields import HINT, Line, Number

SAMPLES = (  # what made-up participants of a rehearsal write
    "Elke week samen koffie drinken",
    "Eerst bellen, dan pas mailen",
    "Spreek uit wat je nodig hebt",
    "Afspraken maken én nakomen",
    "Klein beginnen en daarna bijstellen",
    "De ander niet begrijpen, en het toch proberen",
    "Weten wie er beslist",
    "Vier wat er lukt",
)


class OpenKind(Kind):
    """Spec: {"max": texts a participant may give, "length": characters, "placeholder"}."""

    name = "open"
    title = gettext_lazy("Korte teksten")
    about = gettext_lazy("Korte teksten, getoond als kaartjes.")
    fields = (
        Number(
            "max",
            gettext_lazy("Teksten per persoon"),
            gettext_lazy("Hoeveel teksten iemand mag sturen."),
            default=1,
            lowest=1,
            highest=10,
        ),
        Number(
            "length",
            gettext_lazy("Lengte"),
            gettext_lazy("Hoeveel tekens een tekst mag hebben."),
            default=120,
            lowest=10,
            highest=1000,
        ),
        Line(
            "placeholder",
            gettext_lazy("Hint"),
            gettext_lazy("Een hint bij het lege veld."),
            longest=HINT,
        ),
    )
    as_cards = True
    worded = ("texts",)

    def clean(self, value: Any) -> list[str]:
        return clean_texts(value, self.spec["max"], self.spec["length"])

    def sample(self, chance: Random) -> list[str]:
        texts = chance.sample(SAMPLES, chance.randint(1, min(self.spec["max"], len(SAMPLES))))
        return [text[: self.spec["length"]] for text in texts]

    def tally(self, counted: Sequence[Counted]) -> dict[str, Any]:
        texts = [text for each in counted for text in each.value * each.count]
        return {"answered": answered(counted), "texts": texts}

    def figure(self, tally: Mapping[str, Any]) -> dict[str, Any]:
        return figures.blank_figure() if tally["texts"] else figures.nothing_yet()

    def table(self, tally: Mapping[str, Any], most: int | None = None) -> Table:
        newest = tally["texts"][-most:] if most else tally["texts"]
        return Table((_("antwoord"),), tuple((Label(text),) for text in newest))

    def sentence(self, tally: Mapping[str, Any]) -> str:
        if not tally["answered"]:
            return figures.no_answers()
        if not tally["texts"]:
            return figures.none_shown(tally["answered"])
        texts = len(tally["texts"])
        shown = ngettext(
            "Er is %(n)s antwoord te zien.", "Er zijn %(n)s antwoorden te zien.", texts
        )
        told = figures.answered_sentence(tally["answered"])
        return f"{told} {figures.fill_sentence(shown, n=texts)}"

    def has_texts(self) -> bool:
        return True

    def texts(self, value: Any) -> list[str]:
        return list(value)

    def revised(self, value: Any, revise: Callable[[str], str | None]) -> Any:
        """Texts that became one count once for anyone who wrote both."""
        return list(dict.fromkeys(text for old in value if (text := revise(old)) is not None))

    def cells(self, value: Any) -> list[tuple[str, Cell]]:
        return [("", Text(text)) for text in value]


KIND = OpenKind
