"""What a facilitator does about many devices that came from one hand."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from polls.actions import telling
from polls.actions.base import Action
from polls.actions.change import Change
from polls.errors import PollsError
from polls.sessions import aside


def dismiss_warning(change: Change) -> None:
    change.session.crowd_handled = timezone.now()


def put_aside(change: Change) -> None:
    found = telling.find_odd_devices(change.session)
    if not found:
        raise PollsError(
            "crowd.none",
            _("Er zijn geen toestellen bekend om opzij te leggen. Er is niets veranderd."),
        )
    aside.put_aside(change.session, found)
    dismiss_warning(change)
    change.recount()


def take_back(change: Change) -> None:
    aside.take_back(change.session)
    change.recount()


DISMISS = Action(
    name="crowd-dismiss",
    run=dismiss_warning,
    begins=False,
    effect="takes the warning of many devices from one place away, until as many new ones came",
)
ASIDE = Action(
    name="crowd-aside",
    run=put_aside,
    begins=False,
    effect="counts the answers no longer of the devices that were warned of, nor what they "
    "answer from now on; they are kept",
)
COUNT = Action(
    name="crowd-count",
    run=take_back,
    begins=False,
    effect="counts the answers again of all devices that were put aside",
)
