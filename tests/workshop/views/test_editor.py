"""The editor over HTTP: its page, and steps of a script."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from polls import kinds
from tests.workshop.views.editing import look, place, step
from workshop.library import workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db
NOTHING = "step.nothing_to_show"


# The page


def test_the_page_has_the_real_slide_the_phone_and_every_field(desk: Client, workshop: Workshop):
    page = desk.get(f"{place(workshop)}?slide=goed").content.decode()

    assert 'id="slide-goed"' in page
    assert page.count("data-of=") == 41 + 1  # and a blank one
    assert 0 < page.count("data-stale") < 41  # drawn when they come into view
    assert '<template shadowrootmode="open">' in page
    assert 'data-question="goed"' in page
    assert "Denk aan jouw samenwerking." in page  # the note
    assert 'name="same.title"' in page
    assert all(f'name="item" value="{kind}"' in page for kind in kinds.all())


def test_a_colleague_who_may_look_sees_no_way_to_change(client: Client, workshop: Workshop):
    workshops.share_workshop(workshop=workshop, sharing="look")
    client.force_login(User.objects.create_user("kijker"))

    page = client.get(place(workshop)).content.decode()
    status, told = step(client, workshop, "set_title", slide="goed", title="Gekaapt")

    assert "js/editor" not in page
    assert 'value="publish"' not in page
    assert (status, told["error"]["code"]) == (403, "workshop.read_only")
    assert workshop.edition == 1


def test_who_comes_in(client: Client, workshop: Workshop):
    nobody = client.get(place(workshop))
    client.force_login(User.objects.create_user("vreemde"))

    assert nobody.status_code == 302
    for page in ("", "text/", "versions/", "pictures/", "download/md/"):
        assert client.get(place(workshop, page)).status_code == 404, page
    assert client.post(place(workshop, "steps/"), "{}", "application/json").status_code == 404


@pytest.mark.parametrize("page", ["", "outline/?at=goed", "steps/", "pictures/"])
def test_a_script_hears_that_nobody_is_logged_in(client: Client, workshop: Workshop, page: str):
    ask = client.post if page == "steps/" else client.get

    reply = ask(place(workshop, page), headers={"Accept": "application/json"})

    assert (reply.status_code, reply.json()["error"]["code"]) == (401, "desk.login")


def test_a_script_hears_that_a_colleague_no_longer_shares(piet: Client, workshop: Workshop):
    seen = []
    for sharing in ("look", "own"):
        workshops.share_workshop(workshop=workshop, sharing=sharing)
        status, told = step(piet, workshop, "set_title", slide="goed", title="Van Piet")
        seen.append((status, told["error"]["code"]))

    assert seen == [(403, "workshop.read_only"), (404, "page.unknown")]
    assert workshop.edition == 1


def test_wrong_methods(desk: Client, workshop: Workshop):
    assert desk.get(place(workshop, "steps/")).status_code == 405
    for page in ("", "text/", "versions/", "pictures/"):
        assert desk.put(place(workshop, page)).status_code == 405, page


# Steps of a script


def test_a_step_is_stored_and_drawn(desk: Client, workshop: Workshop):
    before = look(desk, workshop, "goed")["slide"]

    status, told = step(
        desk, workshop, "set_title", before["hash"], slide="goed", title="Wat gaat goed?"
    )

    assert (status, told["edition"], told["problems"]) == (200, 2, [])
    assert told["slide"]["id"] == "goed"
    assert told["slide"]["hash"] != before["hash"]
    assert all("Wat gaat goed?" in told["slide"][part] for part in ("stage", "phone", "item"))
    assert (told["can_undo"], told["can_redo"]) == (True, False)
    assert "# Wat gaat goed?\n" in workshop.draft


def test_undo_and_redo(desk: Client, workshop: Workshop):
    first = workshop.draft
    step(desk, workshop, "set_title", slide="goed", title="Anders")

    _status, undone = step(desk, workshop, "undo")
    back = workshop.draft
    _status, redone = step(desk, workshop, "redo")

    assert back == first
    assert (undone["can_undo"], undone["can_redo"], undone["slide"]["id"]) == (False, True, "goed")
    assert "# Anders\n" in workshop.draft
    assert (redone["can_undo"], redone["can_redo"]) == (True, False)


def test_nothing_to_undo_is_told(desk: Client, workshop: Workshop):
    status, told = step(desk, workshop, "undo")

    assert (status, told["error"]["code"]) == (400, "step.none")


def test_two_people_in_one_slide_lose_nothing(desk: Client, piet: Client, workshop: Workshop):
    hash = look(desk, workshop, "goed")["slide"]["hash"]
    step(piet, workshop, "set_title", hash, slide="goed", title="Van Piet")

    status, told = step(desk, workshop, "set_title", hash, slide="goed", title="Van mij")

    assert (status, told["error"]["code"]) == (409, "step.conflict")
    assert "# Van Piet\n" in told["error"]["theirs"]
    newest = look(desk, workshop, "goed")["slide"]["hash"]
    assert step(desk, workshop, "set_title", newest, slide="goed", title="Van mij")[0] == 200
    assert "# Van mij\n" in workshop.draft


def test_two_people_in_two_slides_do_not_meet(desk: Client, piet: Client, workshop: Workshop):
    hashes = {slide: look(desk, workshop, slide)["slide"]["hash"] for slide in ("goed", "minder")}

    for client, slide in ((desk, "goed"), (piet, "minder")):
        assert step(client, workshop, "set_title", hashes[slide], slide=slide, title="x")[0] == 200


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("copy_slides", {"slides": ["goed"]}),
        ("add_item", {"slide": "goed", "item": "words"}),
        ("move", {"slides": ["goed"], "way": "up"}),
        ("remove_slides", {"slides": ["goed"]}),
        ("undo", {}),
    ],
)
def test_a_step_whose_reply_was_lost_is_known_by_its_key(
    desk: Client, workshop: Workshop, name: str, fields: dict[str, Any]
):
    for title in ("Een", "Twee"):
        step(desk, workshop, "set_title", slide="minder", title=title)
    body = json.dumps({"step": name, "fields": fields, "hash": "", "key": "dit-is-er-een"})

    replies = [
        desk.post(place(workshop, "steps/"), body, content_type="application/json").json()
        for _time in range(2)
    ]
    again = body.replace("dit-is", "dat-is")
    another = desk.post(place(workshop, "steps/"), again, content_type="application/json")

    assert [reply["edition"] for reply in replies] == [4, 4]
    assert replies[0]["slides"] == replies[1]["slides"]
    assert another.json() != replies[1]  # another key is another step, or cannot be any more


def test_the_key_of_somebody_else_is_not_ones_own(desk: Client, piet: Client, workshop: Workshop):
    body = json.dumps({"step": "undo", "fields": {}, "hash": "", "key": "dezelfde"})
    step(desk, workshop, "set_title", slide="goed", title="Van mij")
    desk.post(place(workshop, "steps/"), body, content_type="application/json")

    reply = piet.post(place(workshop, "steps/"), body, content_type="application/json")

    assert reply.json()["error"]["code"] == "step.none"


def test_the_outline_is_told_when_it_is_newer_and_drawn_as_asked(desk: Client, workshop: Workshop):
    def ask(query: str) -> dict[str, Any]:
        told: dict[str, Any] = desk.get(place(workshop, f"outline/?{query}")).json()
        return told

    same, newer, drawn = ask("edition=1"), ask("edition=0"), ask("edition=1&draw=goed&draw=weg")

    assert same == {"edition": 1}
    assert len(newer["slides"]) == 41
    assert newer["slides"][0][2:] == ["samenwerken", "Samenwerken?"]
    assert list(drawn["items"]) == ["goed"]
    assert 'data-of="goed"' in drawn["items"]["goed"]
    assert desk.get(place(workshop, "outline/?copy=weg")).status_code == 400


def test_two_people_see_where_the_other_is(desk: Client, piet: Client, workshop: Workshop):
    alone = desk.get(place(workshop, "outline/?at=goed&edition=1")).json()
    told = piet.get(place(workshop, "outline/?at=minder&edition=1")).json()
    back = desk.get(place(workshop, "outline/?at=goed&edition=1")).json()

    assert alone["people"] == []
    assert told["people"] == [["trainer", "goed"]]
    assert back["people"] == [["piet", "minder"]]


def test_slides_are_copied_and_pasted_into_another_workshop(
    desk: Client, workshop: Workshop, trainer: User
):
    other = workshops.create_blank(owner=trainer, title="Ander")
    clip = desk.get(place(workshop, "outline/?copy=minder&copy=goed")).json()["text"]

    _status, told = step(desk, other, "paste", text=clip, **{"from": workshop.slug}, after="welkom")

    assert [each[0] for each in told["slides"]] == ["welkom", "goed", "minder"]
    assert [each[2] for each in told["slides"]] == ["begin"] * 3
    assert told["problems"] == []
    assert told["slide"]["id"] == "goed"


@pytest.mark.parametrize("people", ["5", "40", "1000"])
def test_made_up_answers_are_drawn_on_request(desk: Client, workshop: Workshop, people: str):
    headers = {"Accept": "application/json"}
    plain = look(desk, workshop, "goed")["slide"]["results"]
    told = desk.get(f"{place(workshop)}?slide=goed&people={people}", headers=headers).json()
    (frame,) = told["slide"]["results"]

    assert plain == []
    assert (frame["question"], frame["shown"]) == ("goed", True)
    assert (frame["answered"], frame["joined"]) == (int(people), int(people))
    assert frame["figure"]["data"]


def test_a_step_that_is_sent_again_is_done_once(desk: Client, workshop: Workshop):
    hash = look(desk, workshop, "goed")["slide"]["hash"]
    for _time in range(2):
        status, told = step(desk, workshop, "set_title", hash, slide="goed", title="Eén keer")

    assert (status, told["edition"]) == (200, 2)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("niets", "step.malformed"),
        ("[]", "step.malformed"),
        ('{"step": "dans", "fields": {}}', "step.unknown"),
        ('{"step": "set_title", "fields": {"slide": "goed"}}', "step.malformed"),
        ('{"step": "set_title", "fields": {"slide": "weg", "title": "x"}}', "step.slide_unknown"),
        ('{"step": "form", "fields": {"slide": "goed", "block": "x"}}', "step.block_unknown"),
        (
            '{"step": "add_part", "fields": {"slide": "omslag", "block": "show"}}',
            "step.slide_unknown",
        ),
    ],
)
def test_what_cannot_be_changes_nothing(desk: Client, workshop: Workshop, body: str, code: str):
    reply = desk.post(place(workshop, "steps/"), body, content_type="application/json")

    workshop.refresh_from_db()
    assert (reply.status_code, reply.json()["error"]["code"]) == (400, code)
    assert workshop.edition == 1


def test_a_workshop_in_the_bin_is_not_changed(desk: Client, workshop: Workshop):
    workshops.trash_workshop(workshop=workshop)

    status, told = step(desk, workshop, "set_title", slide="goed", title="x")

    assert (status, told["error"]["code"]) == (409, "workshop.trashed")


def test_a_mistake_is_told_with_its_slide_and_does_not_stop_anybody(
    desk: Client, workshop: Workshop
):
    _status, told = step(desk, workshop, "set_title", slide="goed", title="")
    (found,) = told["problems"]
    page = desk.get(f"{place(workshop)}?slide=goed").content.decode()

    assert found["slide"] == "goed"
    assert "geen titel" in found["message"]
    assert workshop.draft.split("\n")[found["line"] - 1] == "```slide"
    assert "Herstel dit:" in page
