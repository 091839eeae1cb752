"""A draft is changed in steps that are stored, undone and redone; two people lose nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from tests.workshop.decks.small import SMALL
from workshop.authoring import drafting, steps
from workshop.authoring.drafting import Conflict, Step
from workshop.authoring.pieces import cut_text, hash_piece
from workshop.library import workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin() -> User:
    return User.objects.create_user("karin")


@pytest.fixture
def workshop(karin: User) -> Workshop:
    return workshops.store_workshop(owner=karin, title="Klein", text=SMALL)


def titled(title: str, slide: str = "druk", hash: str = "") -> Step:
    return Step("set_title", {"slide": slide, "title": title}, hash)


def make(workshop: Workshop, step: Step, by: User):
    return drafting.make_step(workshop_id=workshop.pk, step=step, by=by)


def text(workshop: Workshop) -> str:
    return Workshop.objects.get(pk=workshop.pk).draft


def test_a_step_is_stored_with_the_next_edition(workshop: Workshop, karin: User):
    made = make(workshop, titled("Hoe rustig?"), karin)

    workshop.refresh_from_db()
    assert (made.edition, workshop.edition) == (2, 2)
    assert "# Hoe rustig?" in workshop.draft


def test_a_step_that_changes_nothing_is_no_step(workshop: Workshop, karin: User):
    made = make(workshop, titled("Hoe druk is het?"), karin)

    assert made is None
    assert (text(workshop), workshop.steps.count()) == (SMALL, 0)


def test_steps_are_undone_and_redone_to_the_byte(workshop: Workshop, karin: User):
    make(workshop, titled("Een"), karin)
    one = text(workshop)
    make(workshop, titled("Twee"), karin)
    two = text(workshop)

    seen = []
    for change in ("undo", "undo", "redo", "redo", "undo"):
        getattr(drafting, f"{change}_step")(workshop_id=workshop.pk, by=karin)
        seen.append(text(workshop))

    assert seen == [one, SMALL, one, two, one]


def test_a_new_step_ends_what_could_be_redone(workshop: Workshop, karin: User):
    make(workshop, titled("Een"), karin)
    drafting.undo_step(workshop_id=workshop.pk, by=karin)
    make(workshop, titled("Twee"), karin)

    with pytest.raises(PollsError) as refused:
        drafting.redo_step(workshop_id=workshop.pk, by=karin)

    assert refused.value.code == "step.none"


def test_everyone_undoes_their_own_steps(workshop: Workshop, karin: User):
    piet = User.objects.create_user("piet")
    make(workshop, titled("Van Karin"), karin)
    make(workshop, titled("Van Piet", slide="terug"), piet)

    drafting.undo_step(workshop_id=workshop.pk, by=karin)

    assert "# Van Piet" in text(workshop)
    assert "# Hoe druk is het?" in text(workshop)


def test_undoing_what_somebody_changed_since_is_refused(workshop: Workshop, karin: User):
    piet = User.objects.create_user("piet")
    make(workshop, titled("Van Karin"), karin)
    make(workshop, titled("Van Piet"), piet)

    with pytest.raises(PollsError) as refused:
        drafting.undo_step(workshop_id=workshop.pk, by=karin)

    assert refused.value.code == "draft.changed_since"
    assert "# Van Piet" in text(workshop)


def test_two_people_in_one_slide_see_each_others_text(workshop: Workshop, karin: User):
    piet = User.objects.create_user("piet")
    seen = hash_piece(cut_text(SMALL)[2])
    make(workshop, titled("Van Karin", hash=seen), karin)

    with pytest.raises(Conflict) as refused:
        make(workshop, titled("Van Piet", hash=seen), piet)

    assert "# Van Karin" in refused.value.theirs
    assert "# Van Karin" in text(workshop)


def test_two_people_in_two_slides_do_not_meet(workshop: Workshop, karin: User):
    pieces = cut_text(SMALL)
    make(workshop, titled("Van Karin", hash=hash_piece(pieces[2])), karin)
    make(workshop, titled("Van Piet", slide="terug", hash=hash_piece(pieces[3])), karin)

    assert ["# Van Karin" in text(workshop), "# Van Piet" in text(workshop)] == [True, True]


def test_the_title_of_the_deck_is_that_of_the_workshop(workshop: Workshop, karin: User):
    make(workshop, Step("set_deck", {"fields": {"title": "Groot"}}), karin)

    workshop.refresh_from_db()
    assert workshop.title == "Groot"


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (Step("drop_tables", {}), "step.unknown"),
        (Step("set_title", {"slide": "druk"}), "step.malformed"),
        (Step("set_title", {"slide": 3, "title": "x"}), "step.malformed"),
        (Step("set_title", {"slide": "weg", "title": "x"}), "step.slide_unknown"),
        (Step("set_title", {"slide": "druk", "title": "x", "pieces": []}), "step.malformed"),
        (Step("move_slides", {"slides": []}), "step.malformed"),
        (Step("set_deck", {"fields": {"title": [None]}}), "step.malformed"),
        (Step("set_deck", {"fields": {"title": None}}), "step.malformed"),
        (Step("set_title", {"slide": "druk", "title": 3}), "step.malformed"),
        (Step("set_text", {"text": "# Niets"}), "draft.unreadable"),
        (Step("set_deck", {"fields": {"kleur": "rood"}}), "step.field_unknown"),
        (Step("add_slides", {"text": "geen slide"}), "step.no_slide"),
    ],
)
def test_a_step_that_cannot_be_made_changes_nothing(
    workshop: Workshop, karin: User, step: Step, code: str
):
    with pytest.raises(PollsError) as refused:
        make(workshop, step, karin)

    assert refused.value.code == code
    assert (text(workshop), workshop.steps.count()) == (SMALL, 0)


def test_an_earlier_text_comes_back_as_one_step(workshop: Workshop, karin: User):
    make(workshop, titled("Een"), karin)

    drafting.restore_text(workshop_id=workshop.pk, text=SMALL, by=karin)
    back = text(workshop)
    drafting.undo_step(workshop_id=workshop.pk, by=karin)

    assert back == SMALL
    assert "# Een" in text(workshop)


def test_every_step_has_a_name_that_a_row_can_hold():
    assert max(map(len, steps.STEPS)) <= 32


def test_a_draft_that_grows_too_long_is_refused_whatever_the_step(
    workshop: Workshop, karin: User, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(drafting, "LONGEST", len(SMALL) + 100)
    make(workshop, Step("set_note", {"slide": "druk", "note": "x" * 20}), karin)

    with pytest.raises(PollsError) as refused:
        make(workshop, Step("set_note", {"slide": "terug", "note": "x" * 100}), karin)

    assert refused.value.code == "step.text_long"
    assert workshop.steps.count() == 1


def test_a_text_of_another_editor_is_taken_without_its_mark_and_line_ends(
    workshop: Workshop, karin: User
):
    pasted = "\ufeff" + SMALL.replace("Hoe druk", "Hoe vol").replace("\n", "\r\n")

    make(workshop, Step("set_text", {"text": pasted}), karin)

    assert text(workshop) == SMALL.replace("Hoe druk", "Hoe vol")


def typed(title: str, typing: str = "a") -> Step:
    return replace(titled(title), typing=typing)


def test_what_is_typed_in_one_go_is_undone_in_one(workshop: Workshop, karin: User):
    for title in ("W", "Wi", "Wie", "Wie?"):
        make(workshop, typed(title), karin)
    make(workshop, typed("Later", "b"), karin)

    drafting.undo_step(workshop_id=workshop.pk, by=karin)
    once = text(workshop)
    drafting.undo_step(workshop_id=workshop.pk, by=karin)

    assert "# Wie?\n" in once
    assert text(workshop) == SMALL
    assert [step.edition for step in workshop.steps.all()] == [5, 6, 7, 8]


def test_typing_goes_on_only_where_nobody_else_came_between(workshop: Workshop, karin: User):
    piet = User.objects.create_user("piet")
    make(workshop, typed("Wie"), karin)
    make(workshop, titled("Piet", slide="terug"), piet)
    make(workshop, typed("Wie?"), karin)
    make(workshop, replace(typed("Waar"), fields={"slide": "terug", "title": "Waar"}), karin)

    assert workshop.steps.count() == 4


def test_what_is_typed_and_taken_back_is_kept_as_it_went(workshop: Workshop, karin: User):
    make(workshop, typed("Wie"), karin)
    make(workshop, typed("Hoe druk is het?"), karin)

    drafting.undo_step(workshop_id=workshop.pk, by=karin)

    assert "# Wie\n" in text(workshop)


def test_an_earlier_edition_is_read_across_what_was_typed(workshop: Workshop, karin: User):
    make(workshop, typed("Wi"), karin)
    make(workshop, typed("Wie"), karin)
    workshop.refresh_from_db()

    assert drafting.read_edition(workshop=workshop, edition=3) == text(workshop)
    assert drafting.read_edition(workshop=workshop, edition=1) == SMALL
