"""A slide that was made in a session, put into the workshop for the next groups."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from polls.models import LiveSession
from tests import acting
from workshop.facilitating import keeping, starting
from workshop.library import deck_versions, workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db
KEY = "hoe-gaat-het-nu"


@pytest.fixture
def workshop(trainer: User) -> Workshop:
    return workshops.copy_example(slug="beter-samenwerken", owner=trainer, title="Van mij")


@pytest.fixture
def asked(workshop: Workshop) -> LiveSession:
    """A session of the workshop, with a question asked behind 'goed'."""
    session = starting.start(deck=workshop.slug, facilitator=workshop.owner)
    acting.act(session, "goto", {"slide": "goed"})
    acting.act(session, "ask", {"prompt": "Hoe gaat het nu?", "ready": "yes-no"})
    return LiveSession.objects.select_related("deck").get(pk=session.pk)


def ids(session: LiveSession) -> list[str]:
    return [slide.id for slide in deck_versions.deck_for(session).slides]


def refusal(session: LiveSession, slide: str, by: User) -> str:
    with pytest.raises(PollsError) as refused:
        keeping.keep_slide(session=session, slide=slide, by=by)
    return refused.value.code


def test_the_next_group_has_the_slide_in_its_place(asked: LiveSession, workshop: Workshop):
    keeping.keep_slide(session=asked, slide=KEY, by=workshop.owner)
    workshop.refresh_from_db()
    following = starting.start(deck=workshop.slug, facilitator=workshop.owner)

    assert ids(following) == ids(asked)
    assert workshop.published == following.deck
    assert workshop.publications.count() == 2
    assert workshop.steps.get().name == "add_slides"


def test_the_session_itself_goes_on_as_it_was(asked: LiveSession, workshop: Workshop):
    before = (asked.deck_id, asked.version)
    keeping.keep_slide(session=asked, slide=KEY, by=workshop.owner)
    asked.refresh_from_db()

    assert (asked.deck_id, asked.version) == before


def test_a_slide_is_put_there_once(asked: LiveSession, workshop: Workshop):
    keeping.keep_slide(session=asked, slide=KEY, by=workshop.owner)

    assert refusal(asked, KEY, workshop.owner) == "slide.kept"
    assert refusal(asked, "goed", workshop.owner) == "slide.kept"


def test_who_may_not_change_the_workshop_does_not(asked: LiveSession, workshop: Workshop):
    other = User.objects.create_user("other")

    assert refusal(asked, KEY, other) == "workshop.read_only"
    assert keeping.find_target(asked, other) is None
    assert keeping.find_target(asked, workshop.owner) == workshop


def test_an_example_is_nobodys_to_change(session: LiveSession):
    assert refusal(session, "goed", session.facilitator) == "workshop.read_only"


def test_a_slide_that_the_session_does_not_have(asked: LiveSession, workshop: Workshop):
    assert refusal(asked, "weg", workshop.owner) == "step.slide_unknown"


def test_a_workshop_with_a_mistake_stays_as_it_is(asked: LiveSession, workshop: Workshop):
    broken = workshop.draft.replace('layout = "cover"', 'layout = "omslag"')
    Workshop.objects.filter(pk=workshop.pk).update(draft=broken)

    assert refusal(asked, KEY, workshop.owner) == "version.mistakes"
    workshop.refresh_from_db()
    assert workshop.draft == broken


def test_it_goes_behind_the_nearest_slide_that_the_workshop_still_has(
    asked: LiveSession, workshop: Workshop
):
    from workshop.authoring.drafting import Step, make_step

    gone = Step("remove_slides", {"slides": ["goed"]})
    make_step(workshop_id=workshop.pk, step=gone, by=workshop.owner)
    workshop.refresh_from_db()

    # What showed the results of 'goed' is a mistake now, which the refusal names.
    assert refusal(asked, KEY, workshop.owner) == "version.mistakes"
