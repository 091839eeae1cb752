"""Who has a workshop open, and for how long that is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from workshop.library import visits, workshops
from workshop.models import Workshop, WorkshopVisit

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(trainer: User) -> Workshop:
    return workshops.create_blank(owner=trainer, title="Samen")


@pytest.fixture
def piet() -> User:
    return User.objects.create_user("piet")


def test_others_are_told_with_their_slide_and_oneself_is_not(
    workshop: Workshop, trainer: User, piet: User
):
    visits.note_visit(workshop=workshop, user=piet, slide="goed")
    visits.note_visit(workshop=workshop, user=trainer, slide="minder")
    visits.note_visit(workshop=workshop, user=piet, slide="dank")

    assert visits.list_others(workshop=workshop, user=trainer) == [("piet", "dank")]
    assert visits.list_others(workshop=workshop, user=piet) == [(trainer.get_username(), "minder")]


def test_who_gave_no_sign_is_gone_and_forgotten(workshop: Workshop, trainer: User, piet: User):
    visits.note_visit(workshop=workshop, user=piet, slide="goed")
    WorkshopVisit.objects.update(seen=timezone.now() - visits.GONE - timedelta(seconds=1))

    left = visits.list_others(workshop=workshop, user=trainer)
    visits.note_visit(workshop=workshop, user=trainer, slide="goed")

    assert left == []
    assert [visit.user for visit in WorkshopVisit.objects.all()] == [trainer]


def test_a_sign_that_says_nothing_new_is_not_written(workshop: Workshop, trainer: User):
    visits.note_visit(workshop=workshop, user=trainer, slide="goed")

    with CaptureQueriesContext(connection) as asked:
        visits.note_visit(workshop=workshop, user=trainer, slide="goed")

    assert [query["sql"].split()[0] for query in asked] == ["SELECT"]
