"""Renders the gallery into screenshots/: `python -m tests.gallery --help`."""

from __future__ import annotations

import tests.environment  # isort: skip  # noqa: F401  # before Django reads its settings

import argparse
import tempfile
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.e2e.conftest import ARGUMENTS, CHROMIUM  # noqa: E402
from tests.e2e.other_pages import PAGES, World  # noqa: E402
from tests.e2e.server import Server, serving  # noqa: E402
from tests.gallery import board  # noqa: E402
from tests.gallery.kinds import Kinds  # noqa: E402
from tests.gallery.pages import SCHEMES, SIZES, Viewer, viewers  # noqa: E402
from tests.gallery.round import Round  # noqa: E402


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("--out", type=Path, default=settings.BASE_DIR / "screenshots")
    parser.add_argument("--roles", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--schemes", nargs="+", choices=SCHEMES, default=list(SCHEMES))
    parser.add_argument("--slides", nargs="+", type=int, default=list(range(1, 42)))
    return parser.parse_args()


def beside(server: Server, viewers: list[Viewer], out: Path) -> None:
    """The pages beside a session, whole."""
    world = World.of(server)
    for viewer in viewers:
        for page in PAGES:
            viewer.visit(world, page)
            viewer.shoot(out, page.name, whole=True)


def main() -> None:
    wanted = arguments()
    call_command("collectstatic", interactive=False, verbosity=0)
    wanted.out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serving(Path(data)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        everyone = viewers(browser, server.url, wanted.roles, wanted.schemes)
        live = [viewer for viewer in everyone if viewer.role != "page"]
        if live:
            Round(server, live, wanted.out).run(wanted.slides)
            Kinds(server, live, wanted.out).run()
        beside(server, [viewer for viewer in everyone if viewer.role == "page"], wanted.out)
        browser.close()
    print(board.write(wanted.out))


main()
