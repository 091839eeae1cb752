"""Whatever comes in gets JSON, in the language that the program asks for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.workshop.api.conftest import Program, code_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", ["nergens", "workshops/", "workshops/a/b/c", "../desk/"])
def test_an_address_that_is_not_there_says_so_in_json(program: Program, place: str):
    reply = program.ask("get", place)

    assert (reply.status_code, code_of(reply)) == (404, "page.unknown")


def test_a_method_that_is_not_there_says_which_are(program: Program):
    reply = program.ask("delete", "workshops")

    assert (reply.status_code, code_of(reply)) == (405, "request.method")
    assert reply["Allow"] == "GET, POST"


def test_sentences_are_in_the_language_that_is_asked_for(program: Program):
    dutch = program.ask("get", "nergens").json()["error"]["message"]
    english = program.ask("get", "nergens", headers={"Accept-Language": "en-GB"}).json()

    assert dutch == "Dit adres is er niet."
    assert english["error"]["message"] == "This address does not exist."


def test_nothing_is_kept_on_the_way(program: Program):
    assert program.ask("get", "workshops")["Cache-Control"] == "no-store"


def test_a_command_does_not_wait_for_its_library():
    """Control: once it is asked for it is there."""
    looked = (
        "import django; django.setup(); import sys, workshop.urls; print('ninja' in sys.modules); "
        "import workshop.api.interface; print('ninja' in sys.modules)"
    )

    printed = subprocess.run(
        [sys.executable, "-c", looked], capture_output=True, text=True, check=True
    )

    assert printed.stdout.split() == ["False", "True"]
