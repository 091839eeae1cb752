"""Whose style is whose, what sessions keep of it, and what is cleared away."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from tests import acting
from tests.workshop.library.test_logos import drawn, png
from workshop.facilitating import newer, starting
from workshop.library import house_styles, logos, workshops
from workshop.looks.style import Style, keep_style
from workshop.models import HouseStyle, Picture, Workshop

pytestmark = pytest.mark.django_db
STYLE = Style("#154273", "#e17000", "dark")
OTHER = Style("#00642d", "#e17000", "light")


@pytest.fixture
def colleague(db: None) -> User:
    return User.objects.create_user("collega")


@pytest.fixture
def workshop(trainer: User) -> Workshop:
    return workshops.create_blank(owner=trainer, title="Samen")


def with_logo(style: Style, color: str = "#154273") -> Style:
    logo = logos.store_logo("logo.png", png(drawn(color)))
    return Style(style.main, style.accent, style.cover, logo.sha256, "Gemeente")


def test_a_style_is_of_one_person(trainer: User, colleague: User):
    house_styles.save_style(owner=trainer, style=STYLE)
    house_styles.save_style(owner=trainer, style=OTHER)

    assert house_styles.find_style(trainer) == OTHER
    assert house_styles.find_style(colleague) is None
    assert HouseStyle.objects.count() == 1


def test_what_cannot_be_read_is_not_kept(trainer: User):
    house_styles.save_style(owner=trainer, style=STYLE)

    with pytest.raises(PollsError) as refused:
        house_styles.save_style(owner=trainer, style=Style("#ffd200", "#e17000", "dark"))

    assert refused.value.code == "style.main"
    assert house_styles.find_style(trainer) == STYLE


def test_a_session_looks_as_the_owner_of_its_workshop_chose(
    trainer: User, colleague: User, workshop: Workshop
):
    house_styles.save_style(owner=trainer, style=STYLE)
    house_styles.save_style(owner=colleague, style=OTHER)
    workshops.share_workshop(workshop=workshop, sharing=Workshop.Sharing.LOOK)

    shared = starting.start(deck=workshop.slug, facilitator=colleague)
    example = starting.start(deck="alle-werkvormen", facilitator=colleague)
    own = starting.start(deck="alle-werkvormen", facilitator=trainer)

    found = [each.style for each in (shared, example, own)]
    assert found == [keep_style(each) for each in (STYLE, OTHER, STYLE)]


def test_a_session_keeps_the_style_that_it_began_with(trainer: User, workshop: Workshop):
    house_styles.save_style(owner=trainer, style=STYLE)
    begun = starting.start(deck=workshop.slug, facilitator=trainer)
    acting.act(begun, "begin")
    house_styles.save_style(owner=trainer, style=OTHER)

    with pytest.raises(PollsError) as refused:
        acting.act(begun, "newest-version")
    begun.refresh_from_db()

    assert refused.value.code == "session.begun"
    assert begun.style == keep_style(STYLE)
    assert newer.compare_version(begun).offered is False


def test_a_session_that_waits_is_offered_the_new_style(trainer: User, workshop: Workshop):
    waiting = starting.start(deck=workshop.slug, facilitator=trainer)
    before = newer.compare_version(waiting)
    house_styles.save_style(owner=trainer, style=STYLE)
    offered = newer.compare_version(waiting)

    acting.act(waiting, "newest-version")
    waiting.refresh_from_db()

    assert (before.offered, before.restyled) == (False, False)
    assert (offered.offered, offered.restyled, offered.changed) == (True, True, False)
    assert (waiting.style, waiting.edition) == (keep_style(STYLE), 2)
    assert newer.compare_version(waiting).offered is False


def test_a_logo_stays_as_long_as_anybody_or_any_session_has_it(trainer: User, workshop: Workshop):
    first, second, _unused = (with_logo(STYLE, c) for c in ("#154273", "#7d1a4a", "#00642d"))
    house_styles.save_style(owner=trainer, style=first)
    session = starting.start(deck=workshop.slug, facilitator=trainer)
    house_styles.save_style(owner=trainer, style=second)
    workshops.remove_unused_pictures()
    used = {*Picture.objects.values_list("pk", flat=True)}

    session.delete()
    house_styles.drop_style(owner=trainer)
    workshops.remove_unused_pictures()

    assert used == {first.logo, second.logo}
    assert Picture.objects.count() == 0


def test_a_page_that_cannot_find_a_logo_does_without():
    lost = Style("#154273", "#e17000", "dark", "0" * 64, "Gemeente")

    found = house_styles.page_style(lost)

    assert found is not None
    assert found.logo is None
    assert found == house_styles.page_style(STYLE)


def test_a_page_knows_the_address_the_class_and_the_logo(trainer: User):
    style = with_logo(STYLE)

    found = house_styles.page_style(style)

    assert found is not None
    assert found.address.startswith(f"/styles/{style.name}/")
    assert found.css_class == style.css_class
    assert found.logo == house_styles.Logo(f"/pictures/{style.logo}/", 200, 100, "Gemeente")
