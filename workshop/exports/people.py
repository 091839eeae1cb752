"""How many people a session had: who joined, who was there at once, and who answered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls.figures import fill_sentence
from workshop.exports.source import Source


@dataclass(frozen=True, slots=True)
class People:
    """How many joined, how many of them were there at once, and how many answered anything.

    `most` is 0 where it is not known; so is `few` where `answered` may be told.
    """

    joined: int
    most: int
    answered: int
    few: int = 0  # `answered` is less than this, and no more is told

    def share(self, minimum: int) -> People:
        """As it may be handed on: of few people not how many they were."""
        return replace(self, few=minimum) if 0 < self.answered < minimum else self

    @property
    def facts(self) -> list[tuple[str, int | str]]:
        """A name and a number each."""
        less = fill_sentence(_("minder dan %(few)s"), few=self.few)
        return [
            (_("deelnemers"), self.joined),
            (_("tegelijk aanwezig, hooguit"), self.most or _("niet bekend")),
            (_("gaven antwoord"), less if self.few else self.answered),
        ]

    @property
    def sentence(self) -> str:
        """'47 mensen deden mee, hooguit 41 tegelijk, 39 gaven antwoord'."""
        if not self.joined:
            return _("Niemand deed mee")
        joined = ngettext("%(n)s mens deed mee", "%(n)s mensen deden mee", self.joined)
        parts = [fill_sentence(joined, n=self.joined)]
        if self.most and self.joined > 1:
            parts.append(fill_sentence(_("hooguit %(n)s tegelijk"), n=self.most))
        return ", ".join([*parts, self.answered_text])

    @property
    def answered_text(self) -> str:
        if self.few:
            return fill_sentence(_("minder dan %(n)s gaven antwoord"), n=self.few)
        if not self.answered:
            return _("niemand gaf antwoord")
        said = ngettext("%(n)s gaf antwoord", "%(n)s gaven antwoord", self.answered)
        return fill_sentence(said, n=self.answered)


def count_people(source: Source) -> People:
    """Those put aside meanwhile may have been there, but nobody is told of more than joined."""
    here = {record.participant_id for record in source.answers}
    return People(
        joined=source.joined,
        most=min(source.session.most_present, source.joined),
        answered=source.session.answered + len(here),
    )
