"""What the docs state is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from django.contrib.auth import management as auth_management
from django.core import management
from django.core.management import find_commands, get_commands, load_command_class
from django.urls import URLPattern

from polls import actions, kinds
from polls.realtime.routing import http_urlpatterns, websocket_urlpatterns
from tests import actions_table
from workshop import exports
from workshop.urls import urlpatterns

ROOT = Path(__file__).resolve().parent.parent
PROTOCOL = (ROOT / "docs" / "protocol.md").read_text()
EXPORT = (ROOT / "docs" / "export.md").read_text()
README = (ROOT / "README.md").read_text()
DJANGOS = {
    "--help",
    "--version",
    "--settings",
    "--pythonpath",
    "--traceback",
    "--verbosity",
    "--no-color",
    "--force-color",
    "--skip-checks",
}
OWN_CODE = [*ROOT.glob("polls/**/*.py"), *ROOT.glob("workshop/**/*.py")]


def rows(page: str, heading: str) -> list[str]:
    """The first cells of the first table below a heading, as they stand between backticks."""
    section = page.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    cells = [line.split(" | ")[0] for line in section.splitlines() if line.startswith("| `")]
    return [code for cell in cells for code in re.findall(r"`([^`]+)`", cell)]


def own_commands() -> set[str]:
    return {name for name, app in get_commands().items() if app == "workshop"}


def test_every_command_is_documented_with_its_options():
    documented = {usage.split()[0]: usage for usage in rows(PROTOCOL, "Commands")}

    assert documented.keys() == own_commands()
    for name, usage in documented.items():
        own = options_of("workshop", name) - DJANGOS
        for app, place in (("django.core", management), ("django.contrib.auth", auth_management)):
            if name in find_commands(place.__path__[0]):  # one of Django's, done our way
                own -= options_of(app, name)
        assert set(re.findall(r"--[a-z-]+", usage)) == own, name


def options_of(app: str, command: str) -> set[str]:
    parser = load_command_class(app, command).create_parser("manage.py", command)
    return {option for option in parser._option_string_actions if option.startswith("--")}


def test_the_table_of_actions_is_that_of_the_code():
    """When it is not: make protocol."""
    assert actions_table.written(PROTOCOL) == actions_table.make()
    assert rows(PROTOCOL, "Actions of the facilitator") == list(actions.all())


def test_every_kind_has_its_values_documented():
    documented = [cell for cell in rows(PROTOCOL, "Values") if re.fullmatch("[a-z]+", cell)]

    assert set(documented) == set(kinds.all())


def test_every_address_is_documented():
    documented = {address.split(" ", 1)[1].split("?")[0] for address in rows(PROTOCOL, "Addresses")}

    assert documented == {address(pattern) for pattern in [*urlpatterns, *http_urlpatterns]}


def address(pattern: URLPattern) -> str:
    text = re.sub(r"<(?:str|path):(\w+)>", r"<\1>", str(pattern.pattern))
    text = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", text)
    return "/" + text.strip("^$")


def test_every_socket_is_documented():
    for pattern in websocket_urlpatterns:
        assert f"`{address(pattern)}`" in PROTOCOL


RAISED = r'(?:PollsError|super\(\)\.__init__)\(\s*"([a-z]+\.[a-z_]+)"'


def test_every_error_code_is_documented():
    raised = {code for file in OWN_CODE for code in re.findall(RAISED, file.read_text())}

    assert len(raised) > 20
    assert set(rows(PROTOCOL, "Error codes")) == raised


def test_every_format_is_documented():
    (usage,) = (usage for usage in rows(PROTOCOL, "Commands") if "--format" in usage)

    assert usage.split()[3].split("\\|") == exports.format_names()
    assert rows(EXPORT, "Formats") == exports.format_names()


def test_every_frame_type_is_documented():
    sent = {
        kind for file in OWN_CODE for kind in re.findall(r'"type": ?"([a-z]+)"', file.read_text())
    }

    traces = {"bar", "scatter", "path", "rect", "line", "category"}
    libreoffice = {"boolean"}  # what it is told of the PDF that it makes
    assert sent - traces - libreoffice == {
        "answer",  # of a rehearsal's participants
        "ack",
        "error",
        "state",
        "results",
        "changes",
        "pulse",
    }
    told = ("ack", "error", "state", "results", "changes")
    assert all(f'{{"type":"{kind}"' in PROTOCOL for kind in told)


def test_every_setting_is_in_the_readme():
    read = set()
    for file in [ROOT / "workshop" / "settings.py", *ROOT.glob("workshop/**/*.py")]:
        text = file.read_text()
        read |= set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', text))
        read |= set(re.findall(r'environ\.get\("([A-Z_]+)"', text))
    read -= {"DJANGO_SETTINGS_MODULE"}

    assert set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)) == read


def test_the_readme_names_targets_that_exist():
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"(?:^|`)(?:[A-Z_]+=\S+ )*make ([a-z]+)", README, re.M))

    assert {"run", "test", "bench"} <= named
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in named)


def where_things_are() -> set[str]:
    """What the last table of the README names: folders, and pages that it leads to."""
    section = README.split("\n## Where things are\n")[1]
    cells = [line.split(" | ")[0] for line in section.splitlines() if line.startswith("| ")]
    return {
        path for cell in cells for path in re.findall(r"(?<=`)[\w/]+/(?=`)|(?<=\]\()[^)]+", cell)
    }


def test_the_readme_leads_to_every_page_and_every_folder():
    ignored = (ROOT / ".gitignore").read_text().replace("/", "").split()
    pages = {str(page.relative_to(ROOT)) for page in ROOT.glob("docs/*.md")}
    folders = {f"{each.name}/" for each in ROOT.iterdir() if each.is_dir()}
    kept = {name for name in folders if name[0] != "." and name[:-1] not in ignored}

    named = where_things_are()

    assert len(pages) > 10
    assert pages | kept - {"docs/"} <= named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_promise_names_a_test_that_exists():
    page = (ROOT / "docs" / "security.md").read_text()
    named = set(re.findall(r"`(tests/[a-z0-9_/]+\.py)`", page))

    assert len(named) > 10
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
