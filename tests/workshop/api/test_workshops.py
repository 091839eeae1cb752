"""Workshops by programs: brought, read and written as text, by one who was first, published."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from tests.conftest import BARE
from tests.workshop.api.conftest import Program, code_of, make_program
from workshop.authoring import drafting
from workshop.library import workshops
from workshop.models import Workshop, WorkshopStep

pytestmark = pytest.mark.django_db
BROKEN = BARE.replace('kind = "choice"', 'kind = "keuze"')


@pytest.fixture
def bare(trainer: User) -> Workshop:
    return workshops.store_workshop(owner=trainer, title="Bare", text=BARE)


def bring(program: Program, content: bytes | str, name: str = "deck.md", **fields: str) -> Any:
    content = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile(name, content)
    return program.post("/api/v1/workshops", {"file": file, **fields})


def put(program: Program, text: str | bytes, **headers: str) -> Any:
    return program.put(
        "/api/v1/workshops/bare/deck.md", text, content_type="text/markdown", headers=headers
    )


# Listing


def test_the_list_has_own_and_shared_workshops_and_the_examples(program: Program, bare: Workshop):
    other = User.objects.create_user("other")
    shared = workshops.store_workshop(owner=other, title="Gedeeld", text=BARE)
    workshops.share_workshop(workshop=shared, sharing="look")
    workshops.publish_workshop(workshop=bare)

    listed = {each["slug"]: each for each in program.ask("get", "workshops").json()["workshops"]}

    bare.refresh_from_db()
    assert listed["bare"].keys() == listed["beter-samenwerken"].keys()
    assert listed["bare"]["owner"] == "trainer"
    assert (listed["bare"]["editable"], listed["gedeeld"]["editable"]) == (True, False)
    assert listed["bare"]["published"] is not None
    assert listed["gedeeld"]["published"] is None
    assert listed["beter-samenwerken"]["owner"] is None


# Bringing


def test_a_deck_is_brought_as_the_command_does(program: Program, trainer: User, tmp_path: Any):
    reply = bring(program, BARE, title="Van het rooster")

    assert reply.status_code == 201
    assert reply.json() == {
        "slug": "van-het-rooster",
        "title": "Van het rooster",
        "slides": 3,
        "questions": 2,
        "left_out": [],
    }
    assert reply["Location"] == "/api/v1/workshops/van-het-rooster/deck.md"
    assert Workshop.objects.get().owner == trainer
    file, out = tmp_path / "deck.md", io.StringIO()
    file.write_text(BARE)
    call_command("import_deck", str(file), "--title", "Van het rooster", "--json", stdout=out)
    assert out.getvalue().strip().replace("rooster-2", "rooster") == _as_printed(reply.json())


def _as_printed(told: dict[str, Any]) -> str:
    import json

    return json.dumps(told)


def test_a_zip_comes_with_its_pictures(program: Program):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("deck.md", BARE)
        archive.writestr("los.txt", "x")

    reply = bring(program, packed.getvalue(), "deck.zip")

    assert (reply.status_code, reply.json()["slides"]) == (201, 3)
    assert [each["what"] for each in reply.json()["left_out"]] == ["los.txt"]


def test_a_deck_with_mistakes_is_refused_with_all_of_them(program: Program):
    reply = bring(program, BROKEN)

    assert (reply.status_code, code_of(reply)) == (422, "deck.mistakes")
    lines = [problem["line"] for problem in reply.json()["problems"]]
    assert lines == [line for line, text in enumerate(BROKEN.split("\n"), 1) if "keuze" in text]
    assert all(problem["message"] for problem in reply.json()["problems"])
    assert not Workshop.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "deck.md", "file.unreadable"),
        (b"\x00\x01\x02", "deck.exe", "file.format"),
        (b"PK\x03\x04 geen zip", "deck.pptx", "file.unreadable"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    program: Program, content: bytes, name: str, code: str
):
    reply = bring(program, content, name)

    assert (reply.status_code, code_of(reply)) == (422, code)
    assert not Workshop.objects.exists()


def test_without_a_file_nothing_is_made(program: Program):
    reply = program.post("/api/v1/workshops", {"title": "x"})

    assert (reply.status_code, code_of(reply)) == (400, "request.field")
    assert "file" in reply.json()["error"]["message"]


# As text


def test_the_text_comes_with_a_tag_that_it_keeps(program: Program, bare: Workshop):
    first = program.ask("get", "workshops/bare/deck.md")
    again = program.ask("get", "workshops/bare/deck.md", headers={"If-None-Match": first["ETag"]})

    assert first.content.decode() == BARE
    assert first["Content-Type"] == "text/markdown; charset=utf-8"
    assert again.status_code == 304
    assert again["ETag"] == first["ETag"]


def test_an_example_is_read_and_not_written(program: Program):
    read = program.ask("get", "workshops/beter-samenwerken/deck.md")
    written = program.put("/api/v1/workshops/beter-samenwerken/deck.md", read.content)

    assert read.content.startswith(b"+++")
    assert (written.status_code, code_of(written)) == (404, "workshop.unknown")


@pytest.mark.parametrize("weak", ["", "W/"])
def test_a_text_is_written_by_whoever_has_the_newest(program: Program, bare: Workshop, weak: str):
    tag = program.ask("get", "workshops/bare/deck.md")["ETag"]

    reply = put(program, BARE.replace("Hallo", "Dag"), **{"If-Match": weak + tag})

    bare.refresh_from_db()
    assert reply.status_code == 200
    assert (reply.json()["slug"], reply.json()["edition"]) == ("bare", 2)
    assert reply["ETag"] == program.ask("get", "workshops/bare/deck.md")["ETag"] != tag
    assert "Dag" in bare.draft
    drafting.undo_step(workshop_id=bare.pk, by=bare.owner)
    bare.refresh_from_db()
    assert bare.draft == BARE


def test_whoever_is_second_hears_so_and_changes_nothing(program: Program, bare: Workshop):
    tag = program.ask("get", "workshops/bare/deck.md")["ETag"]
    first = put(program, BARE.replace("Hallo", "Dag"), **{"If-Match": tag})
    second = put(program, BARE.replace("Hallo", "Hoi"), **{"If-Match": tag})

    bare.refresh_from_db()
    assert first.status_code == 200
    assert (second.status_code, code_of(second)) == (412, "step.conflict")
    assert "Dag" in bare.draft


def test_the_same_text_again_is_no_step(program: Program, bare: Workshop):
    """Its reply was lost: the program sends it once more, with the tag of before."""
    tag = program.ask("get", "workshops/bare/deck.md")["ETag"]
    text = BARE.replace("Hallo", "Dag")

    replies = [put(program, text, **{"If-Match": tag}) for _time in range(2)]

    assert [reply.status_code for reply in replies] == [200, 200]
    assert WorkshopStep.objects.count() == 1


@pytest.mark.parametrize("tag", [{}, {"If-Match": "*"}])
def test_without_a_tag_the_text_takes_the_place_of_what_was_there(
    program: Program, bare: Workshop, tag: dict[str, str]
):
    assert put(program, BARE.replace("Hallo", "Dag"), **tag).status_code == 200
    assert "Dag" in Workshop.objects.get().draft


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        (BROKEN, 422, "deck.mistakes"),
        ("geen deck", 422, "file.unreadable"),
        (b"\xff\xfe", 422, "file.unreadable"),
        ("", 422, "file.unreadable"),
        (BARE + "\n" * 20_001, 413, "step.text_long"),
    ],
)
def test_a_text_with_mistakes_changes_nothing(
    program: Program, bare: Workshop, text: str | bytes, status: int, code: str
):
    reply = put(program, text)

    assert (reply.status_code, code_of(reply)) == (status, code)
    assert bool(reply.json().get("problems")) == (code == "deck.mistakes")
    bare.refresh_from_db()
    assert (bare.draft, bare.edition) == (BARE, 1)


def test_what_a_colleague_shares_to_look_at_is_not_written(bare: Workshop):
    workshops.share_workshop(workshop=bare, sharing="look")
    other = make_program(User.objects.create_user("other"))

    reply = put(other, BARE.replace("Hallo", "Dag"))

    assert (reply.status_code, code_of(reply)) == (403, "workshop.read_only")
    assert other.ask("get", "workshops/bare/deck.md").status_code == 200


# Publishing


def test_a_draft_is_published(program: Program, bare: Workshop):
    reply = program.ask("post", "workshops/bare/publish")

    bare.refresh_from_db()
    assert reply.json() == {"slug": "bare", "number": 1, "sha256": bare.published.sha256}


def test_a_draft_with_mistakes_is_not_published(program: Program, bare: Workshop):
    Workshop.objects.update(draft=BROKEN)

    reply = program.ask("post", "workshops/bare/publish")

    assert (reply.status_code, code_of(reply)) == (422, "deck.mistakes")
    assert Workshop.objects.get().published is None
