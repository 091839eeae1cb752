"""What a facilitator does about a crowd is done to its devices, and to nobody else."""

from __future__ import annotations

import pytest

from polls.models import LiveSession, Participant
from polls.results import tallies
from tests import acting
from tests.polls.actions.listening import Ear
from tests.workshop.exports import room

pytestmark = pytest.mark.django_db


@pytest.fixture
def voted(session: LiveSession) -> LiveSession:
    acting.act(session, "goto", {"slide": "goed"})
    for person in "abcd":
        room.answer(session, person, "goed", ["A"])
    return session


def people(session: LiveSession) -> list[int]:
    found = Participant.objects.filter(session=session).order_by("pk")
    return list(found.values_list("pk", flat=True))


def count(session: LiveSession) -> tuple[int, int]:
    result = tallies.count_several(session_id=session.pk, keys=["goed"])["goed"]
    return result.answered, result.joined


def test_the_devices_of_the_crowd_are_put_aside_and_count_again(voted: LiveSession, ear: Ear):
    ear.odd = people(voted)[:3]

    acting.act(voted, "crowd-aside")
    aside = count(voted)
    acting.act(voted, "crowd-count")

    assert (aside, count(voted)) == ((1, 1), (4, 4))


def test_undo_goes_back_by_one_step(voted: LiveSession, ear: Ear):
    first, second, third, _fourth = people(voted)
    ear.odd = [first]
    acting.act(voted, "crowd-aside")
    ear.odd = [second, third]
    acting.act(voted, "crowd-aside")
    both = count(voted)
    acting.act(voted, "undo")
    one = count(voted)
    ear.odd = [third]
    acting.act(voted, "crowd-aside")  # of what was undone nothing comes back with it
    two = count(voted)
    acting.act(voted, "crowd-count")
    none = count(voted)
    acting.act(voted, "undo")

    assert (both, one, two, none) == ((1, 1), (3, 3), (2, 2), (4, 4))
    assert count(voted) == two


def test_every_result_has_another_version(voted: LiveSession, ear: Ear):
    """Or whoever has the old one would not take it."""
    ear.odd = people(voted)[:1]
    versions = [version(voted)]
    for action in ("crowd-aside", "crowd-count", "undo"):
        acting.act(voted, action)
        versions.append(version(voted))

    assert versions == sorted(set(versions))


def version(session: LiveSession) -> int:
    return session.questions.get(key="goed").version


def test_it_can_be_done_after_the_end(voted: LiveSession, ear: Ear):
    acting.act(voted, "finish")
    ear.odd = people(voted)[:1]

    acting.act(voted, "crowd-aside")

    assert count(voted) == (3, 3)


def test_to_dismiss_changes_no_count(voted: LiveSession, ear: Ear):
    ear.odd = people(voted)

    acting.act(voted, "crowd-dismiss")

    assert count(voted) == (4, 4)
