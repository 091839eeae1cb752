"""Actions are found by their names, by those who may do them."""

from __future__ import annotations

import pytest

from polls import actions
from polls.actions.base import EVERYONE, Role
from polls.errors import PollsError


def test_every_action_goes_by_its_own_name():
    assert len(actions.all()) > 30
    assert all(action.name == name for name, action in actions.all().items())
    assert actions.get_action("card-hide") is actions.all()["card-hide"]


STEERING = {  # what a co-host does who took over the slides; test_steering.py holds the rest back
    *("next", "previous", "look", "blank", "take-over"),
    *("open", "close", "show", "split-show", "split-hide", "cross-show", "cross-hide", "hide"),
}


def test_a_cohost_may_moderate_and_steer_and_nothing_else():
    may = {name for name, action in actions.all().items() if action.roles == EVERYONE}

    moderating = {name for name in actions.all() if name.startswith("card-")} - {"card-delete"}
    assert may == moderating | STEERING
    assert actions.get_action("card-hide", Role.COHOST).name == "card-hide"


@pytest.mark.parametrize("name", ["goto", "break", "undo", "screen-renew", "cohost-invite"])
def test_a_cohost_is_refused_as_if_the_action_did_not_exist(name: str):
    assert actions.get_action(name).name == name
    with pytest.raises(PollsError) as refused:
        actions.get_action(name, Role.COHOST)
    assert refused.value.code == "action.unknown"


@pytest.mark.parametrize("name", ["", "weg", "all", "card_hide", "Next"])
def test_an_action_that_is_not_there_is_refused(name: str):
    with pytest.raises(PollsError) as refused:
        actions.get_action(name)

    assert refused.value.code == "action.unknown"
