"""Workshops: an example becomes one's own, and is kept, shared, thrown away and published."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from polls.errors import PollsError
from tests.workshop.decks.small import SMALL
from workshop.decks.problems import DeckError
from workshop.library import deck_versions, workshops
from workshop.models import Picture, Workshop

pytestmark = pytest.mark.django_db
EXAMPLE = "beter-samenwerken"


@pytest.fixture
def karin() -> User:
    return User.objects.create_user("karin")


@pytest.fixture
def piet() -> User:
    return User.objects.create_user("piet")


def test_an_example_becomes_ones_own_with_its_drawings(karin: User):
    workshop = workshops.copy_example(slug=EXAMPLE, owner=karin)

    assert workshop.draft == deck_versions.read_source(EXAMPLE)
    assert workshop.slug == "beter-samenwerken-2"
    assert set(workshops.picture_hashes(workshop)) == deck_versions.picture_names(EXAMPLE)


def test_a_blank_workshop_can_be_published_at_once(karin: User):
    workshop = workshops.create_blank(owner=karin, title='Zeg "ja" \\ nee')

    version = workshops.publish_workshop(workshop=workshop)

    assert (version.title, version.slug) == ('Zeg "ja" \\ nee', workshop.slug)


def test_a_version_names_the_pictures_that_it_shows(karin: User):
    workshop = workshops.copy_example(slug=EXAMPLE, owner=karin)

    version = workshops.publish_workshop(workshop=workshop)

    hashes = workshops.picture_hashes(workshop)
    assert len(version.pictures) > 20
    assert version.pictures.items() <= hashes.items()


def test_a_draft_with_mistakes_is_not_published(karin: User):
    workshop = workshops.store_workshop(owner=karin, title="x", text=SMALL)  # deur.svg is missing

    with pytest.raises(DeckError):
        workshops.publish_workshop(workshop=workshop)

    workshop.refresh_from_db()
    assert workshop.published is None


def test_publishing_twice_without_a_change_is_one_version(karin: User):
    workshop = workshops.create_blank(owner=karin)

    first = workshops.publish_workshop(workshop=workshop)
    again = workshops.publish_workshop(workshop=workshop)

    assert first == again


def test_a_workshop_is_its_owners_until_it_is_shared(karin: User, piet: User):
    workshop = workshops.create_blank(owner=karin)

    def outcome(edit: bool) -> str:
        try:
            workshops.find_workshop(slug=workshop.slug, user=piet, edit=edit)
        except PollsError as refused:
            return refused.code
        return "found"

    seen = []
    for sharing in Workshop.Sharing.values:
        workshops.share_workshop(workshop=workshop, sharing=sharing)
        listed = workshop in workshops.list_workshops(user=piet)
        seen.append((sharing, outcome(False), outcome(True), listed))

    assert seen == [
        ("own", "workshop.unknown", "workshop.unknown", False),
        ("look", "found", "workshop.read_only", True),
        ("edit", "found", "found", True),
    ]


def test_the_bin_keeps_a_workshop_for_thirty_days(karin: User):
    kept, old = (workshops.copy_example(slug=EXAMPLE, owner=karin) for _each in range(2))
    for workshop in (kept, old):
        workshops.trash_workshop(workshop=workshop)
    Workshop.objects.filter(pk=old.pk).update(trashed=timezone.now() - timedelta(days=31))

    removed = workshops.empty_bin()

    assert (removed, list(workshops.list_trashed(user=karin))) == (1, [kept])
    assert Picture.objects.count() == kept.pictures.count()


def test_pictures_go_with_the_last_workshop_that_used_them(karin: User):
    workshop = workshops.copy_example(slug=EXAMPLE, owner=karin)
    workshops.trash_workshop(workshop=workshop)
    Workshop.objects.update(trashed=timezone.now() - timedelta(days=31))

    workshops.empty_bin()

    assert (Workshop.objects.count(), Picture.objects.count()) == (0, 0)


def test_a_trashed_workshop_is_not_listed_and_comes_back(karin: User):
    workshop = workshops.create_blank(owner=karin)
    workshops.trash_workshop(workshop=workshop)

    assert list(workshops.list_workshops(user=karin)) == []
    with pytest.raises(PollsError):
        workshops.find_workshop(slug=workshop.slug, user=karin, edit=True)

    workshops.restore_workshop(workshop=workshop)
    assert list(workshops.list_workshops(user=karin)) == [workshop]


def test_a_copy_has_text_and_pictures_of_its_own(karin: User, piet: User):
    workshop = workshops.copy_example(slug=EXAMPLE, owner=karin)

    copy = workshops.copy_workshop(workshop=workshop, owner=piet)

    assert copy.title == "Kopie van Beter Samenwerken"
    assert (copy.owner, copy.draft) == (piet, workshop.draft)
    assert workshops.picture_hashes(copy) == workshops.picture_hashes(workshop)


def test_workshops_are_found_by_their_title(karin: User):
    one = workshops.create_blank(owner=karin, title="Het gesprek")
    workshops.create_blank(owner=karin, title="De brug")

    assert list(workshops.list_workshops(user=karin, search=" gesprek")) == [one]
