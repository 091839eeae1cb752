"""A slide of one session, put into the workshop that the session was made from."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import LiveSession
from workshop.authoring import pasting, steps
from workshop.authoring.drafting import Step, make_step
from workshop.authoring.pieces import cut_text
from workshop.decks.problems import DeckError
from workshop.library import workshops
from workshop.models import Workshop


def find_target(session: LiveSession, user: Any) -> Workshop | None:
    """The workshop of a session, when this trainer may change it."""
    try:
        return workshops.find_workshop(slug=session.deck.slug, user=user, edit=True)
    except PollsError:
        return None


def has_slide(workshop: Workshop, slide: str) -> bool:
    return slide in map(steps.read_id, cut_text(workshop.draft)[1:])


@transaction.atomic
def keep_slide(*, session: LiveSession, slide: str, by: Any) -> None:
    """Put a slide behind the one that it follows in the session, which makes a newer version of
    the workshop; raises PollsError."""
    workshop = find_target(session, by)
    if workshop is None:
        raise PollsError(
            "workshop.read_only",
            _("Je kunt de workshop van deze sessie niet veranderen. Maak er eerst je eigen van."),
        )
    if has_slide(workshop, slide):
        raise PollsError("slide.kept", _("Deze slide staat al in de workshop."))
    own = cut_text(session.deck.source)
    place = steps.find_slide(own, slide)
    known = {steps.read_id(piece) for piece in cut_text(workshop.draft)[1:]}
    before = [id for piece in own[1:place] if (id := steps.read_id(piece)) in known]
    after = before[-1] if before else ""
    piece = pasting.fit_chapter(own[place], cut_text(workshop.draft), after)
    make_step(
        workshop_id=workshop.pk,
        step=Step("add_slides", {"text": piece, "after": after}),
        by=by,
    )
    workshop.refresh_from_db()
    try:
        workshops.publish_workshop(workshop=workshop, by=by)
    except DeckError as error:
        raise PollsError(
            "version.mistakes",
            _("Zo past de slide niet in de workshop: %(mistake)s")
            % {"mistake": error.problems[0].message},
        ) from None
