"""Questions: the audience asks, and everyone can say that a question is theirs too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from polls import figures
from polls.figures import Bar, Count, Label, Table
from polls.kinds.base import Counted, answered, clean_texts
from polls.kinds.fields import HINT, Line, Number
from polls.kinds.open.kind import OpenKind

MOST = 100  # questions that one person may ask and support together
BARS = 8  # questions that are drawn: the most supported


class QuestionsKind(OpenKind):
    """Spec: {"max": questions a participant may ask, "length": characters, "placeholder"}.

    Values: ["text", …]: what someone asks and, word for word, what someone supports.
    Asking again what another asked is supporting it.
    """

    name = "questions"
    title = gettext_lazy("Vragen van de zaal")
    about = gettext_lazy("De zaal stelt vragen, en iedereen kruist aan wat die ook wil weten.")
    fields = (
        Number(
            "max",
            gettext_lazy("Vragen per persoon"),
            gettext_lazy("Hoeveel vragen iemand mag stellen."),
            default=3,
            lowest=1,
            highest=10,
        ),
        Number(
            "length",
            gettext_lazy("Lengte"),
            gettext_lazy("Hoeveel tekens een vraag mag hebben."),
            default=200,
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
    votable = True
    worded = ("questions",)

    def clean(self, value: Any) -> list[str]:
        return list(dict.fromkeys(clean_texts(value, MOST, self.spec["length"])))

    def tally(self, counted: Sequence[Counted]) -> dict[str, Any]:
        """Questions by how many people have them, then in order of first appearance."""
        counts: dict[str, int] = {}
        for each in counted:
            for text in each.value:
                counts[text] = counts.get(text, 0) + each.count
        ranked = sorted(counts.items(), key=lambda item: -item[1])
        questions = [{"text": text, "count": count} for text, count in ranked]
        return {"answered": answered(counted), "questions": questions}

    def text_counts(self, tally: Mapping[str, Any]) -> dict[str, int]:
        return {question["text"]: question["count"] for question in tally["questions"]}

    def figure(self, tally: Mapping[str, Any]) -> dict[str, Any]:
        rows = [
            Bar(str(place), question["text"], question["count"])
            for place, question in enumerate(tally["questions"][:BARS], 1)
        ]
        if not rows:
            return figures.nothing_yet()
        return figures.draw_bars(rows, tally["answered"], [f"<b>{bar.count}</b>" for bar in rows])

    def table(self, tally: Mapping[str, Any], most: int | None = None) -> Table:
        rows = (
            (Label(question["text"]), Count(question["count"]))
            for question in tally["questions"][:most]
        )
        return Table((_("vraag"), _("aantal")), tuple(rows))

    def sentence(self, tally: Mapping[str, Any]) -> str:
        if not tally["answered"]:
            return figures.no_answers()
        if not tally["questions"]:
            return figures.none_shown(tally["answered"])
        asked = len(tally["questions"])
        shown = ngettext("Er is %(n)s vraag te zien.", "Er zijn %(n)s vragen te zien.", asked)
        told = figures.answered_sentence(tally["answered"])
        return f"{told} {figures.fill_sentence(shown, n=asked)}"


KIND = QuestionsKind
