"""deploy/nginx/fill-in.sh: the example with a name and servers, or a sentence."""

from __future__ import annotations

import subprocess

import pytest

from tests.deploy.example_nginx import EXAMPLE

SCRIPT = EXAMPLE.with_name("fill-in.sh")


def fill_in(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(SCRIPT), *arguments], capture_output=True, text=True, check=False
    )


def test_only_the_name_and_the_servers_change():
    done = fill_in("live.gemeente.nl", "127.0.0.1:8001", "10.0.0.5:8002")

    before, after = EXAMPLE.read_text().splitlines(), done.stdout.splitlines()
    changed = [line for line in after if line not in before]
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.strip() for line in changed if "max_fails" in line] == [
        "server 127.0.0.1:8001 max_fails=0;",
        "server 10.0.0.5:8002 max_fails=0;",
    ]
    assert "example" not in done.stdout
    assert all("live.gemeente.nl" in line for line in changed if "max_fails" not in line)
    assert len(after) == len(before) + 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "give it alone, as workshop.example.nl"),
        (["https://live.gemeente.nl", "127.0.0.1:8001"], "give it alone"),
        (["live.gemeente.nl/polshoogte", "127.0.0.1:8001"], "give it alone"),
        (["live.gemeente.nl"], "give each after the name of the site"),
        (["live.gemeente.nl", "127.0.0.1"], "give its port as well"),
        (["live.gemeente.nl", "http://127.0.0.1:8001"], "the address of a server"),
        (["live.gemeente.nl", "127.0.0.1:8001;"], "the address of a server"),
    ],
)
def test_what_cannot_be_filled_in_is_one_sentence(arguments: list[str], told: str):
    done = fill_in(*arguments)

    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
