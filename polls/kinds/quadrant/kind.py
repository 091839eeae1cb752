"""Quadrant: rate each option on two axes; together they show what stands where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from polls import figures
from polls.errors import PollsError
from polls.figures import Bar, Cell, Count, Mean, Table, write_cell
from polls.kinds.base import Counted, Kind, answered
from polls.kinds.fields import Line
from polls.kinds.options import Options, clean_numbers
from polls.kinds.scale.kind import HIGHEST, LOWEST, write_steps

AXES = ("x", "y")
LABEL = 40  # characters of the name of an axis
NAMELESS = gettext_lazy('Geef beide assen een naam: x = "Nu goed geregeld", y = "Belangrijk".')


class QuadrantKind(Kind):
    """Spec: {"options", "x", "y": what each axis asks, "top_left" and so on:
    what the corners mean}.

    Values: {"A.x": 4, "A.y": 2, …}, from 1 to 5; an option has both numbers or neither.
    """

    name = "quadrant"
    title = gettext_lazy("Kwadrant")
    about = gettext_lazy(
        "Twee cijfers van 1 tot 5 voor elke optie, getekend in een vlak met twee assen."
    )
    fields = (
        Options(
            "options",
            gettext_lazy("Opties"),
            gettext_lazy("Wat een plek in het vlak krijgt."),
        ),
        Line(
            "x",
            gettext_lazy("Van links naar rechts"),
            gettext_lazy("Wat het eerste cijfer zegt."),
            longest=LABEL,
            needed=NAMELESS,
        ),
        Line(
            "y",
            gettext_lazy("Van onder naar boven"),
            gettext_lazy("Wat het tweede cijfer zegt."),
            longest=LABEL,
            needed=NAMELESS,
        ),
        *(
            Line(
                key, name, gettext_lazy("Wat het betekent om in die hoek te staan."), longest=LABEL
            )
            for key, name in zip(
                figures.CORNERS,
                (
                    gettext_lazy("Hoek linksboven"),
                    gettext_lazy("Hoek rechtsboven"),
                    gettext_lazy("Hoek linksonder"),
                    gettext_lazy("Hoek rechtsonder"),
                ),
                strict=True,
            )
        ),
    )

    def clean(self, value: Any) -> dict[str, int]:
        known = [f"{option['key']}.{axis}" for option in self.spec["options"] for axis in AXES]
        numbers = clean_numbers(value, known, LOWEST, HIGHEST)
        begun = {key.rpartition(".")[0] for key in numbers}
        missing = [key for key in known if key.rpartition(".")[0] in begun and key not in numbers]
        if missing:
            raise PollsError(
                "answer.half",
                _("Er ontbreekt een cijfer bij %(part)s. Geef beide cijfers, of sla het over.")
                % {"part": self.part_names()[missing[0]]},
                field=missing[0],
            )
        return numbers

    def sample(self, chance: Random) -> dict[str, int]:
        keys = [f"{option['key']}.{axis}" for option in self.spec["options"] for axis in AXES]
        return {key: chance.randint(LOWEST, HIGHEST) for key in keys}

    def tally(self, counted: Sequence[Counted]) -> dict[str, Any]:
        """Per option how many placed it, and the sums of its numbers on both axes."""
        counts = {option["key"]: [0, 0, 0] for option in self.spec["options"]}
        for each in counted:
            for key in {key[:-2] for key in each.value}:
                people, x, y = counts[key]
                counts[key] = [
                    people + each.count,
                    x + each.count * each.value[f"{key}.x"],
                    y + each.count * each.value[f"{key}.y"],
                ]
        return {"answered": answered(counted), "counts": counts}

    def figure(self, tally: Mapping[str, Any]) -> dict[str, Any]:
        dots = [(bar, x.value, y.value) for bar, x, y in self.placed(tally)]
        corners = [self.spec.get(key, "") for key in figures.CORNERS]  # new in older sessions
        return figures.draw_quadrant(dots, (self.spec["x"], self.spec["y"]), corners)

    def table(self, tally: Mapping[str, Any], most: int | None = None) -> Table:
        rows = ((bar.cell, x, y, Count(bar.count)) for bar, x, y in self.placed(tally))
        return Table((_("onderdeel"), self.spec["x"], self.spec["y"], _("aantal")), tuple(rows))

    def sentence(self, tally: Mapping[str, Any]) -> str:
        if not tally["answered"]:
            return figures.no_answers()
        placed = [each for each in self.placed(tally) if each[0].count]
        sides = [
            self.axis_sentence("x", [(bar.name_in_sentence, x) for bar, x, _y in placed], tally),
            self.axis_sentence("y", [(bar.name_in_sentence, y) for bar, _x, y in placed], tally),
        ]
        return f"{figures.write_people(tally['answered'])}: {', '.join(sides)}."

    def finding(self, tally: Mapping[str, Any]) -> str:
        axes = self.spec["x"], self.spec["y"]
        return figures.find_placed(self.placed(tally), axes, tally["answered"])

    def axis_sentence(
        self, axis: str, rated: Sequence[tuple[str, Mean]], tally: Mapping[str, Any]
    ) -> str:
        """What stands highest on one axis."""
        high = figures.find_leaders(rated, lambda each: each[1].fraction)
        text = ngettext(
            "het hoogst op '%(axis)s' staat %(names)s",
            "het hoogst op '%(axis)s' staan %(names)s",
            len(high),
        )
        names = (figures.write_rated(*each, tally["answered"]) for each in high)
        return text % {"axis": self.spec[axis], "names": figures.join_names(names)}

    def cells(self, value: Any) -> list[tuple[str, Cell]]:
        return [(key, Count(number)) for key, number in value.items()]

    def aspects(self) -> dict[str, str]:
        return {f".{axis}": self.spec[axis] for axis in AXES}

    def said(self, value: Any) -> list[str]:
        names = self.part_names()
        return [f"{names[key]}: {write_cell(cell)}" for key, cell in self.cells(value)]

    def value_words(self) -> str:
        return write_steps()

    def placed(self, tally: Mapping[str, Any]) -> list[tuple[Bar, Mean, Mean]]:
        """Each option with its average on both axes."""
        found = []
        for option in self.spec["options"]:
            people, x, y = tally["counts"][option["key"]]
            found.append((Bar.of(option, people), Mean(x, people), Mean(y, people)))
        return found


KIND = QuadrantKind
