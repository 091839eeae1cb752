"""The page where a questionnaire is made out of a workshop."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from workshop.library import workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(trainer: User) -> Workshop:
    return workshops.copy_example(slug="quick-scan-condities", owner=trainer)


@pytest.fixture
def desk(trainer: User) -> Client:
    client = Client()
    client.force_login(trainer)
    return client


def test_questions_are_chosen_and_the_questionnaire_starts(desk: Client, whole: Workshop):
    place = f"/workshops/{whole.slug}/questionnaire/"
    page = desk.get(place).content.decode()

    made = desk.post(place, {"question": ["ambitie", "proces"], "title": "Vooraf"})
    slug = Workshop.objects.latest("pk").slug
    started = desk.post("/desk/", {"deck": slug, "own_pace": "on"})

    assert page.count('name="question"') == 6
    assert made["location"] == f"/workshops/{slug}/"
    assert [each.key for each in workshops.read_draft(Workshop.objects.get(slug=slug)).questions()]
    assert started.status_code == 302
    assert f"{place}" in desk.get("/workshops/").content.decode()


def test_without_a_question_the_page_says_so(desk: Client, whole: Workshop):
    reply = desk.post(f"/workshops/{whole.slug}/questionnaire/", {"title": "Leeg"})

    assert reply.status_code == 422
    assert "Kies minstens één vraag." in reply.content.decode()
    assert 'value="Leeg"' in reply.content.decode()


def test_one_with_mistakes_is_mended_first(desk: Client, whole: Workshop):
    Workshop.objects.update(draft=whole.draft.replace('layout = "cover"', 'layout = "nergens"'))

    reply = desk.get(f"/workshops/{whole.slug}/questionnaire/", follow=True)

    assert "Deze workshop heeft nog fouten." in reply.content.decode()
