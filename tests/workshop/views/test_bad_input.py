"""What people do by mistake in an editor: each gets a sentence, and nothing is lost."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from polls.models import LiveSession
from tests import acting, seen
from tests.workshop.views.editing import look, place, step
from workshop.authoring import drafting
from workshop.library import workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db
WORD = "\u201cSamen\u201d\x0b sterker\u2028\u00a0in de\r\nwijk\x07 \u2013 zo\u2019n idee\u2026"


def text(desk: Client, workshop: Workshop, given: str) -> tuple[int, str]:
    """Keep this as the text of the deck; the page that follows."""
    reply = desk.post(place(workshop, "text/"), {"text": given, "hash": ""}, follow=True)
    workshop.refresh_from_db()
    return reply.status_code, reply.content.decode()


def test_a_title_pasted_from_word_is_one_clean_line(desk: Client, samen: Workshop):
    _status, told = step(desk, samen, "set_title", slide="goed", title=WORD)

    assert told["problems"] == []
    assert "# \u201cSamen\u201d sterker in de wijk \u2013 zo\u2019n idee\u2026\n" in samen.draft


def test_a_text_pasted_from_word_keeps_its_lines_and_nothing_unseen(desk: Client, samen: Workshop):
    pasted = "Eerst\x0bdan\r\n\u2022\tpunt \u201cnu\u201d\x07\rlaatst"

    _status, told = step(desk, samen, "set_body", slide="dank", body=pasted)

    assert told["problems"] == []
    assert "\nEerst\ndan\n\u2022\tpunt \u201cnu\u201d\nlaatst\n" in samen.draft
    for sign in "\x0b\x07\r\u2028":
        assert sign not in samen.draft


def test_a_deck_text_of_five_megabytes_is_told_and_still_there(desk: Client, samen: Workshop):
    long = samen.draft + "x" * 5_000_000

    status, page = text(desk, samen, long)

    assert (status, samen.edition) == (400, 1)
    assert "Deze tekst is te lang voor een workshop." in page
    assert "x" * 5_000_000 in page


def test_a_deck_text_of_a_million_empty_lines_is_not_looked_through(desk: Client, samen: Workshop):
    long = samen.draft + "\n" * 900_000

    status, page = text(desk, samen, long)

    assert (status, samen.edition) == (400, 1)
    assert "Deze tekst is te lang voor een workshop." in page
    assert "Herstel dit" not in page


def test_the_longest_text_is_kept(desk: Client, samen: Workshop):
    room = drafting.LONGEST - len(samen.draft)
    longest = samen.draft + (("x" * 79 + "\n") * room)[:room]

    status, _page = text(desk, samen, longest)

    assert (status, samen.draft) == (200, longest)


def test_an_id_that_is_pasted_twice_is_told_where_it_stands(desk: Client, samen: Workshop):
    slide = samen.draft[samen.draft.rindex("\n---\n") :]

    status, page = text(desk, samen, samen.draft + slide)
    first, second = (look(desk, samen, each)["slides"][-1][0] for each in ("contact", "contact"))

    assert (status, samen.draft.count(slide)) == (200, 2)
    assert "Herstel dit" in page
    assert first == second
    assert look(desk, samen, first)["problems"] != []


def test_a_slide_that_is_pasted_twice_gets_an_id_of_its_own(desk: Client, samen: Workshop):
    last = look(desk, samen, "")["slides"][-1][0]
    slide = samen.draft[samen.draft.rindex("\n---\n") + 1 :]

    for _time in range(2):
        status, told = step(desk, samen, "add_slides", text=slide, after=last)

    assert (status, told["problems"]) == (200, [])
    assert [id for id, *_rest in told["slides"]][-3:] == [last, f"{last}-3", f"{last}-2"]


def test_two_tabs_of_one_person_are_as_two_people(desk: Client, samen: Workshop):
    hash = look(desk, samen, "goed")["slide"]["hash"]
    step(desk, samen, "set_title", hash, slide="goed", title="Uit de ene")

    status, told = step(desk, samen, "set_title", hash, slide="goed", title="Uit de andere")

    assert (status, told["error"]["code"]) == (409, "step.conflict")
    assert "# Uit de ene\n" in told["error"]["theirs"]


@pytest.mark.parametrize(("sharing", "code"), [("look", 403), ("own", 404)])
def test_a_colleague_who_loses_access_while_typing_hears_it(
    desk: Client, samen: Workshop, sharing: str, code: int
):
    workshops.share_workshop(workshop=samen, sharing="edit")
    piet = Client()
    piet.force_login(User.objects.create_user("piet"))
    kept, _told = step(piet, samen, "set_title", slide="goed", title="Nog net")
    workshops.share_workshop(workshop=samen, sharing=sharing)

    body = '{"step": "set_title", "fields": {"slide": "goed", "title": "Te laat"}, "hash": ""}'
    reply = piet.post(
        place(samen, "steps/"),
        body,
        content_type="application/json",
        headers={"Accept": "application/json"},
    )

    samen.refresh_from_db()
    assert (kept, reply.status_code) == (200, code)
    assert reply.json()["error"]["message"]
    assert "# Nog net\n" in samen.draft


def test_a_workshop_in_the_bin_leaves_its_session_running(desk: Client, samen: Workshop):
    desk.post("/desk/", {"deck": samen.slug})
    session = LiveSession.objects.get()
    workshops.trash_workshop(workshop=samen)

    acting.act(session, "begin")
    acting.act(session, "next")
    page = desk.get(f"/desk/{session.code}/")
    status, told = step(desk, samen, "set_title", slide="goed", title="x")

    assert (page.status_code, seen.load(session).slide.number) == (200, 2)
    assert (status, told["error"]["code"]) == (409, "workshop.trashed")
