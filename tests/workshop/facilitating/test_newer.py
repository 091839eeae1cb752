"""A workshop that changed since a session was made: offered until it begins, and never sooner
than somebody asks for it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from polls.models import LiveSession, Question
from tests import acting, seen
from tests.workshop.decks.small import SMALL
from workshop.facilitating import newer, starting
from workshop.library import workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db
WHOLE = SMALL.replace("![Een open deur](deur.svg)\n", "").replace(
    '![](deur.svg "decorative")\n', ""
)
WHOLE = WHOLE.replace('icon = "druk"\n', "")
CHANGED = WHOLE.replace('key = "straks"', 'key = "later"').replace(
    '"nu", "straks"]\nlabels', '"nu", "later"]\nlabels'
)
BROKEN = CHANGED.replace('layout = "cover"', 'layout = "omslag"')


@pytest.fixture
def workshop(trainer: User) -> Workshop:
    return workshops.store_workshop(owner=trainer, title="Klein", text=WHOLE)


@pytest.fixture
def waiting(workshop: Workshop) -> LiveSession:
    return starting.start(deck=workshop.slug, facilitator=workshop.owner)


def write(workshop: Workshop, text: str) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(draft=text)


def told(session: LiveSession) -> tuple[bool, bool]:
    standing = newer.compare_version(LiveSession.objects.get(pk=session.pk))
    assert standing.made == session.deck.created
    return standing.changed, standing.offered


def test_a_change_is_offered_until_the_session_begins(workshop: Workshop, waiting: LiveSession):
    same = told(waiting)
    write(workshop, CHANGED)
    changed = told(waiting)
    acting.act(waiting, "begin")

    assert (same, changed, told(waiting)) == ((False, False), (True, True), (True, False))


def test_a_change_with_a_mistake_is_not_offered(workshop: Workshop, waiting: LiveSession):
    write(workshop, BROKEN)

    assert told(waiting) == (True, False)


def test_what_was_published_since_is_offered_also_while_there_is_a_mistake(
    workshop: Workshop, waiting: LiveSession
):
    write(workshop, CHANGED)
    workshop.refresh_from_db()
    published = workshops.publish_workshop(workshop=workshop)
    write(workshop, BROKEN)

    offered = told(waiting)
    acting.act(waiting, "newest-version")

    waiting.refresh_from_db()
    assert (offered, waiting.deck) == ((True, True), published)


def test_a_workshop_in_the_bin_offers_nothing_and_the_session_goes_on(
    workshop: Workshop, waiting: LiveSession
):
    write(workshop, CHANGED)
    workshops.trash_workshop(workshop=workshop)

    assert told(waiting) == (False, False)
    with pytest.raises(PollsError) as refused:
        acting.act(waiting, "newest-version")
    acting.act(waiting, "begin")
    acting.act(waiting, "next")

    assert refused.value.code == "deck.unknown"
    assert seen.load(waiting).slide.id == "druk"


def test_an_example_that_did_not_change_offers_nothing(session: LiveSession):
    assert told(session) == (False, False)


def test_the_newest_version_is_taken_whole(workshop: Workshop, waiting: LiveSession):
    LiveSession.objects.filter(pk=waiting.pk).update(
        position=3, skipped=["druk", "weg"], context={"weg": None}
    )
    cut = CHANGED.replace('id = "terug"', 'id = "anders"')
    write(workshop, cut)

    acting.act(waiting, "newest-version")

    waiting.refresh_from_db()
    keys = Question.objects.filter(session=waiting).order_by("pk").values_list("key", flat=True)
    assert (waiting.deck.source, list(keys)) == (cut, ["nu", "later"])
    assert (waiting.position, waiting.skipped, waiting.context) == (1, ["druk"], {})
    assert (waiting.edition, told(waiting)) == (2, (False, False))


def test_the_session_stays_on_its_slide(workshop: Workshop, waiting: LiveSession):
    LiveSession.objects.filter(pk=waiting.pk).update(position=2)
    first = WHOLE[WHOLE.index("```slide") : WHOLE.index("---")]
    write(
        workshop, WHOLE.replace("```slide", f"{first.replace('welkom', 'nieuw')}---\n\n```slide", 1)
    )

    acting.act(waiting, "newest-version")

    waiting.refresh_from_db()
    assert (waiting.position, seen.load(waiting).slide.id) == (3, "druk")


def test_a_desk_that_had_read_the_old_version_shows_the_new_one(
    workshop: Workshop, waiting: LiveSession
):
    old = LiveSession.objects.select_related("deck").get(pk=waiting.pk)
    write(workshop, CHANGED)
    acting.act(waiting, "newest-version")

    acting.act(old, "begin")

    assert old.deck.source == CHANGED
    assert seen.load(old).session.deck.source == CHANGED


def test_a_session_that_began_keeps_its_own(workshop: Workshop, waiting: LiveSession):
    acting.act(waiting, "begin")
    write(workshop, CHANGED)

    with pytest.raises(PollsError) as refused:
        acting.act(waiting, "newest-version")

    assert refused.value.code == "session.begun"
    assert waiting.deck.source == WHOLE


def test_mistakes_without_a_version_before_them_are_told(workshop: Workshop, waiting: LiveSession):
    write(workshop, BROKEN)
    Workshop.objects.update(published=None)

    with pytest.raises(PollsError) as refused:
        acting.act(waiting, "newest-version")

    assert refused.value.code == "version.mistakes"
