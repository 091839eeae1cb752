"""What facilitators do to a session, one change at a time, each kept and undone: the actions,
found by looking in this package."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from django.utils.translation import gettext as _

from polls.actions.base import Action, Role
from polls.errors import PollsError


@cache
def all() -> dict[str, Action]:
    """Every action by name: each that a module of this package defines."""
    modules = [
        import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    ]
    found = [each for module in modules for each in vars(module).values()]
    return {each.name: each for each in found if isinstance(each, Action)}


def get_action(name: str, role: Role = Role.FACILITATOR) -> Action:
    """The action with this name that this role may do; raises PollsError."""
    action = all().get(name)
    if action is None or role not in action.roles:
        raise PollsError("action.unknown", _("Deze handeling is er niet. Ververs de pagina."))
    return action
