"""A new session: from the name of a workshop or an example to rows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import MINIMUM, Approval, DeckVersion, LiveSession, Team
from polls.sessions import access, own_pace, session_settings, sessions
from workshop.decks.problems import DeckError
from workshop.library import deck_versions, defaults, house_styles, workshops
from workshop.looks.style import keep_style
from workshop.models import Workshop

OF_THE_WORKSHOP = "workshop"  # as a language: whatever the organisation begins with


def start(
    *,
    deck: str,
    facilitator: Any,
    label: str = "",
    rehearsal: bool = False,
    language: str = "",
    collaboration: str = "",
    pace: str = "",
    opens: str = "",
    closes: str = "",
) -> LiveSession:
    """Make a session of a workshop or an example as it is now, in its language unless another
    is given; at everyone's own pace with the moments (ISO 8601) between which it is open.
    Raises PollsError or DeckError."""
    collaboration = collaboration or LiveSession.Collaboration.OWN
    session_settings.check_collaboration(collaboration)
    pace = pace or LiveSession.Pace.LIVE
    window = read_window(pace, opens, closes)
    workshop = workshops.find_startable(slug=deck, user=facilitator)
    version = version_of(workshop, deck, facilitator)
    adapted = deck_versions.deck_with(version, collaboration=collaboration, pace=pace)
    if window and not adapted.questions():
        raise PollsError(
            "pace.no_questions", _("Deze workshop heeft geen vragen voor in eigen tempo.")
        )
    first = defaults.read()
    return sessions.create_session(
        deck=version,
        facilitator=facilitator,
        questions=deck_versions.plans(adapted),
        label=label,
        rehearsal=rehearsal,
        collaboration=collaboration,
        language=language_for(language or first.language, version),
        style=style_of(workshop, facilitator),
        window=window,
        team=team_of(workshop, facilitator),
        minimum=first.minimum or MINIMUM,
        approval=first.approval or Approval.MARKED,
        keep_days=first.keep_days,
    )


def language_for(chosen: str, version: DeckVersion) -> str:
    """The one that was chosen, or that of the workshop."""
    if chosen in ("", OF_THE_WORKSHOP):
        return deck_versions.deck_of(version).language
    return chosen


def read_window(pace: str, opens: str, closes: str) -> own_pace.Window | None:
    """When a session is open that goes at everyone's own pace; None for one that is led."""
    own_pace.check_pace(pace)
    if pace == LiveSession.Pace.OWN:
        return own_pace.read_window(opens, closes)
    if opens or closes:
        raise PollsError(
            "pace.led",
            _("Een live sessie heeft geen begin en einde: kies ‘in ieders eigen tempo’."),
        )
    return None


def choose_deck(user: Any) -> str:
    """What the start form begins with: the workshop that a trainer ran last, while it can be
    started, else the first example; '' without any."""
    examples = deck_versions.slugs()
    last = LiveSession.objects.filter(facilitator=user).values_list("deck__slug", flat=True).first()
    if last and (last in examples or workshops.find_startable(slug=last, user=user)):
        return last
    return examples[0] if examples else ""


def version_for(deck: str, user: Any) -> DeckVersion:
    """What a new session gets; raises PollsError or DeckError."""
    return version_of(workshops.find_startable(slug=deck, user=user), deck, user)


def version_of(workshop: Workshop | None, deck: str, user: Any) -> DeckVersion:
    """An own or shared workshop as it is now, when it is free of mistakes, else as it was
    published last; or an example. Raises PollsError or DeckError."""
    if workshop is None:
        return deck_versions.load(deck)
    try:
        return workshops.publish_workshop(workshop=workshop, by=user)
    except DeckError:
        if workshop.published is None:
            raise
        return workshop.published


def style_for(deck: str, user: Any) -> dict[str, str]:
    """How a new session looks."""
    return style_of(workshops.find_startable(slug=deck, user=user), user)


def style_of(workshop: Workshop | None, user: Any) -> dict[str, str]:
    """As its workshop's owner chose; as whoever starts it chose when it is an example, which
    nobody owns."""
    if workshop:
        return keep_style(house_styles.style_of_workshop(workshop))
    return keep_style(house_styles.style_of_person(user))


def team_of(workshop: Workshop | None, user: Any) -> Team | None:
    """Whose a new session is too, when its workshop is of a team of whoever starts it."""
    if workshop is None or workshop.team_id not in set(access.teams_of(user)):
        return None
    return workshop.team


def tell_older(session: LiveSession) -> str:
    """The sentence about a session that runs an earlier version than what is being written;
    '' when it runs the newest."""
    newest = Workshop.objects.filter(slug=session.deck.slug).values_list("draft", flat=True).first()
    if newest is None or newest == session.deck.source:
        return ""
    return _(
        "In deze workshop staat nog een fout. Deze sessie gebruikt de laatste versie zonder fouten."
    )
