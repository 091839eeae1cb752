"""From a file to a workshop, by way of what its trainer chooses; nothing half ever stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone, translation

from polls.errors import PollsError
from tests.acting import act
from tests.workshop.importing.powerpoint.making import photograph, presentation
from tests.workshop.importing.test_apart import LISTED
from tests.workshop.importing.test_assembling import SLIDES
from workshop.authoring import drafting, steps
from workshop.authoring.pieces import cut_text
from workshop.facilitating import starting
from workshop.importing import apart, bringing, drawn_pages, taking
from workshop.importing.apart import ReadFile
from workshop.importing.assembling import assemble
from workshop.importing.imported import File
from workshop.library import workshops
from workshop.models import BroughtFile, Picture, Workshop

pytestmark = pytest.mark.django_db
FILE = File("Samen.pptx", b"x" * 9)


def read() -> ReadFile:
    pictures = {
        name: photograph((40 + at, 30)) for at, name in enumerate(("foto.webp", "blad-2.webp"))
    }
    imported = assemble(title="Samen in de wijk", slides=SLIDES, pictures=pictures)
    return ReadFile(imported, {name: taking.clean(name, each) for name, each in pictures.items()})


def ready(trainer: User, **more: object) -> BroughtFile:
    brought = bringing.make_row(owner=trainer, file=FILE, **more)
    bringing.store_read(brought.pk, brought.key, read())
    brought.refresh_from_db()
    return brought


def ids(workshop: Workshop) -> list[str]:
    workshop.refresh_from_db()
    return [steps.read_id(piece) for piece in cut_text(workshop.draft)[1:]]


def test_one_file_at_a_time_for_each_trainer(trainer: User):
    bringing.make_row(owner=trainer, file=FILE)

    with pytest.raises(PollsError) as refused:
        bringing.make_row(owner=trainer, file=FILE)
    assert refused.value.code == "file.busy"

    other = User.objects.create_user("piet")
    assert bringing.make_row(owner=other, file=FILE).state == "reading"


def test_a_file_that_lies_ready_makes_room_for_the_next(trainer: User):
    first = ready(trainer)

    second = bringing.make_row(owner=trainer, file=FILE)

    assert [*BroughtFile.objects.all()] == [second]
    assert second.key != first.key


def test_a_restart_leaves_nothing_half(trainer: User):
    brought = bringing.make_row(owner=trainer, file=FILE)
    BroughtFile.objects.update(seen=timezone.now() - bringing.LOST - timedelta(seconds=1))

    found = bringing.find_brought(trainer)

    assert found.state == "failed"
    assert "opnieuw begonnen" in bringing.say_failed(found)
    bringing.make_row(owner=trainer, file=FILE)  # and there is room for the next
    assert not BroughtFile.objects.filter(pk=brought.pk).exists()


def test_what_nobody_chose_from_goes_with_its_pictures(trainer: User):
    ready(trainer)
    bringing.forget_old()
    assert (BroughtFile.objects.count(), Picture.objects.count()) == (1, 2)

    BroughtFile.objects.update(seen=timezone.now() - bringing.KEPT - timedelta(seconds=1))
    bringing.forget_old()

    assert (BroughtFile.objects.count(), Picture.objects.count()) == (0, 0)


def test_what_was_stopped_is_not_stored_after_all(trainer: User):
    brought = bringing.make_row(owner=trainer, file=FILE)
    bringing.drop(owner=trainer)

    bringing.store_read(brought.pk, brought.key, read())
    bringing.fail(brought.pk, brought.key, apart.too_heavy())

    assert (BroughtFile.objects.count(), Picture.objects.count()) == (0, 0)


def test_choices_that_cannot_be_are_left_out(trainer: User):
    brought = ready(trainer)

    bringing.store_choices(brought=brought, choices={"1": "skip", "4": "picture", "99": "skip"})
    bringing.store_choices(brought=brought, choices={"2": "picture"})

    brought.refresh_from_db()
    assert brought.choices == {"1": "skip", "2": "picture"}


def test_a_new_workshop_has_what_was_chosen_and_no_more(trainer: User):
    brought = ready(trainer)
    bringing.store_choices(brought=brought, choices={"1": "skip", "2": "picture", "3": "question"})

    made = bringing.keep_new(brought=brought, owner=trainer, title="De wijk")

    assert (made.title, ids(made)) == ("De wijk", ["ons-netwerk", "wat-helpt", "slide-4"])
    assert [use.name for use in made.pictures.all()] == ["blad-2.webp"]
    assert [each.key for each in workshops.read_draft(made).questions()] == ["wat-helpt"]
    assert not BroughtFile.objects.exists()


def test_without_a_slide_there_is_nothing_to_keep(trainer: User):
    brought = ready(trainer)
    bringing.store_choices(brought=brought, choices=dict.fromkeys("1234", "skip"))

    with pytest.raises(PollsError) as refused:
        bringing.keep_new(brought=brought, owner=trainer)

    assert refused.value.code == "file.nothing_chosen"
    assert not Workshop.objects.exists()
    assert BroughtFile.objects.exists()


def test_slides_go_into_a_workshop_at_a_place_and_out_again(trainer: User):
    workshop = workshops.create_blank(owner=trainer, title="Welkom")
    [first] = ids(workshop)
    taken = Picture.objects.create(sha256="0" * 64, type="image/webp", width=1, height=1)
    workshops.attach_picture(workshop, "foto.webp", taken)
    before = workshop.draft

    bringing.keep_in(brought=ready(trainer), workshop=workshop, after=first, by=trainer)

    assert ids(workshop) == [first, "welkom-2", "ons-netwerk", "wat-helpt", "slide-4"]
    deck = workshops.read_draft(workshop)  # without mistakes
    assert {each.chapter for each in deck.slides} == {deck.slides[0].chapter}
    assert deck.slides[2].picture.name == "foto-2.webp"
    drafting.undo_step(workshop_id=workshop.pk, by=trainer)
    workshop.refresh_from_db()
    assert workshop.draft == before


@pytest.mark.django_db(transaction=True)
def test_a_file_is_read_beside_the_server(trainer: User):
    file = File("Samen.pptx", presentation(LISTED, LISTED))
    brought = bringing.make_row(owner=trainer, file=file)

    bringing.read_brought(brought.pk, brought.key, file)

    brought.refresh_from_db()
    assert (brought.state, brought.done, brought.total) == ("ready", 2, 2)
    assert [each.title for each in bringing.read_of(brought).slides] == ["Wat helpt?"] * 2


def test_why_it_failed_is_said_to_whoever_brought_it_in_their_language(trainer: User):
    """Whoever looks first, and the server itself, may speak another one."""
    bringing.make_row(owner=trainer, file=FILE)
    BroughtFile.objects.update(seen=timezone.now() - bringing.LOST - timedelta(seconds=1))
    with translation.override("nl"):
        bringing.find_brought(User.objects.create_user("piet"))

    desk = Client()
    desk.force_login(trainer)
    desk.cookies["taal"] = "en"

    assert "The server was restarted." in desk.get("/bring/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_fault_of_ours_is_told_in_the_language_of_whoever_brought_it(
    trainer: User, monkeypatch: pytest.MonkeyPatch
):
    brought = bringing.make_row(owner=trainer, file=FILE)
    monkeypatch.setattr(drawn_pages, "read_brought", lambda *_args, **_more: 1 / 0)

    bringing.read_beside(brought.pk, brought.key, FILE, "en")

    brought.refresh_from_db()
    assert brought.message.startswith("Reading this file takes too much")


@pytest.mark.django_db(transaction=True)
def test_a_file_that_cannot_be_read_says_why(trainer: User):
    file = File("Samen.pptx", presentation())
    brought = bringing.make_row(owner=trainer, file=file)

    bringing.read_brought(brought.pk, brought.key, file)

    brought.refresh_from_db()
    assert (brought.state, brought.message) == (
        "failed",
        "In dit bestand staat geen enkele slide.",
    )
    assert not Picture.objects.exists()


@pytest.mark.parametrize("choice", ["text", "picture", "question"])
def test_a_session_begins_with_what_was_brought(trainer: User, choice: str):
    brought = ready(trainer)
    numbers = {slide.number: choice for slide in SLIDES}
    bringing.store_choices(brought=brought, choices=numbers)
    workshop = bringing.keep_new(brought=brought, owner=trainer)
    session = starting.start(deck=workshop.slug, facilitator=trainer)
    act(session, "begin")

    page = Client().get(f"/screen/{session.screen_token}/").content.decode()

    session.refresh_from_db()
    assert session.state == "live"
    assert page.count("data-slide=") >= len(SLIDES)
    assert ("slide--page" in page) is (choice == "picture")
    assert ('data-question="wat-helpt"' in page) is (choice == "question")
