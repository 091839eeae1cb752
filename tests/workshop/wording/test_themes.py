"""A theme is read after the tokens, on every page; one that is not there stops the start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as site
from django.contrib.staticfiles import finders
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client

from workshop.wording import themes


@pytest.mark.parametrize("address", ["/", "/desk/login/"])
def test_a_theme_is_linked_after_the_tokens(client: Client, settings, db, address: str):
    settings.THEME = "water"

    page = client.get(address).content.decode()

    assert 0 < page.index("css/tokens.") < page.index("themes/water.")


@pytest.mark.parametrize("address", ["/", "/desk/login/"])
def test_without_a_theme_there_is_no_link(client: Client, db, address: str):
    assert "themes/" not in client.get(address).content.decode()


def test_a_theme_that_is_not_there_is_an_error(settings):
    settings.THEME = "nergens"

    (error,) = themes.check_theme(None)

    assert error.msg == "THEME is 'nergens', but there is no file nergens.css."
    assert str(settings.DATA_DIR / "themes") in error.hint
    assert error in run_checks()
    with pytest.raises(CommandError, match=r"no file nergens\.css"):
        call_command("check")


def test_the_theme_that_comes_along_is_found(settings):
    settings.THEME = "water"

    assert themes.check_theme(None) == []
    assert finders.find(themes.theme_stylesheet())


def test_a_theme_in_the_data_directory_is_found(tmp_path: Path):
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "mine.css").write_text(":root { --paper: #ffffff; }")
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "THEME": "mine"}
    manage = str(site.BASE_DIR / "manage.py")

    done = subprocess.run(
        [sys.executable, manage, "findstatic", "themes/mine.css"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "themes" / "mine.css") in done.stdout
