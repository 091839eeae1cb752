"""The measurement of the pages of a municipality: every page has its row, and it is filled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from django.urls import resolve

from bench import people
from bench.targets.ours import environment
from tests.bench.test_bench import ROOT
from tests.e2e.test_other_pages import ELSEWHERE, NO_PAGES
from tests.test_docs import address
from workshop.urls import urlpatterns

# Pages of phones, projectors, links and of whoever is not logged in, and those of a file or a
# password on its way.
OTHERS = {
    *("/", "/<code>/", "/<code>/takeaway/", "/cohost/<token>/", "/cohost/<token>/slides/"),
    *("/report/<token>/", "/screen/<token>/", "/embed/<token>/", "/bring/", "/desk/login/"),
    *("/desk/login/<uid>/<token>/", "/desk/login/forgotten/", "/desk/login/provider/"),
    "/desk/login/factor/",
    *("/desk/login/provider/back/", "/desk/login/new-password/<uidb64>/<token>/"),
}
NAMES = {"live": "20000000", "past": "20000000", "workshop": "x", "team": 1, "account": 1}
NAMES |= {"name": "x", "three": "session=x"}


def place_of(page: str) -> str:
    found = resolve(page.format(**NAMES).partition("?")[0])
    return "/" + found.route.replace("<str:", "<")


def test_every_page_of_a_trainer_and_an_administrator_is_measured():
    asked = {place_of(page) for page in (*people.TRAINER, *people.ADMINISTRATOR)}
    pages = {address(pattern) for pattern in urlpatterns} - (NO_PAGES - ELSEWHERE)

    assert pages - asked == OTHERS


def test_a_small_municipality_is_filled_as_its_sizes_say(tmp_path: Path):
    env = {**os.environ, **environment(tmp_path, 1), "DATA_DIR": str(tmp_path)}

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=True
        ).stdout

    run("manage.py", "migrate", "--verbosity=0")
    run("manage.py", "start_session", "beter-samenwerken")
    told = json.loads(run("-m", "bench.municipality", "4", "2", "5", "12", "3"))

    assert [each["name"] for each in told["trainers"]] == [f"trainer-0{n}" for n in range(4)]
    assert all(each["live"] and each["past"] and each["workshop"] for each in told["trainers"])
    assert told["administrator"].startswith("sessionid=")
