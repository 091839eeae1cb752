"""The templates for municipalities state what the software does, and what is left to fill in."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from polls import database, identity, retention
from workshop.accounts import lockout
from workshop.views import phone

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "avg"
PRIVACY = (ROOT / "docs" / "privacy.md").read_text()
PAGES = {path.name: path.read_text() for path in FOLDER.glob("*.md")}
TEMPLATES = {name: text for name, text in PAGES.items() if name != "README.md"}


def test_the_periods_are_those_of_the_code():
    said = {
        "[90] dagen": (timedelta(days=settings.RETENTION_DAYS), timedelta(days=90)),
        "een uur na het einde": (retention.KEYS, timedelta(hours=1)),
        "de cookie twaalf uur": (timedelta(seconds=phone.COOKIE_AGE), timedelta(hours=12)),
        "dat een jaar wordt bewaard": (timedelta(days=settings.AUDIT_DAYS), timedelta(days=365)),
        "bewaren we een dag": (lockout.FORGET, timedelta(days=1)),
        "jouw taal tonen | een jaar": (
            timedelta(seconds=settings.LANGUAGE_COOKIE_AGE),
            timedelta(days=365),
        ),
    }

    assert [period for period in said if period not in TEMPLATES["privacytekst.md"]] == []
    assert [period for period, (real, stated) in said.items() if real != stated] == []


def test_the_measures_are_those_of_the_settings():
    annex = TEMPLATES["verwerkersovereenkomst-bijlage.md"]
    (length,) = (
        each["OPTIONS"]["min_length"]
        for each in settings.AUTH_PASSWORD_VALIDATORS
        if "OPTIONS" in each
    )

    assert ("minstens twaalf tekens" in annex, length) == (True, 12)
    assert ("na vijf fouten" in annex, settings.AXES_FAILURE_LIMIT) == (True, 5)


def test_all_that_stays_in_a_browser_is_told():
    """Every name that a script keeps something by, and every cookie, with nothing made up."""
    scripts = "".join(file.read_text() for file in (ROOT / "static" / "js").glob("*.js"))
    kept = {
        re.sub(r"\$\{.*", "", name).rstrip(".")
        for name in re.findall(r"""["`](polshoogte\.[^"`]+)["`]""", scripts)
    }
    cookies = {
        *(settings.LANGUAGE_COOKIE_NAME, settings.SESSION_COOKIE_NAME),
        *(settings.CSRF_COOKIE_NAME, identity.cookie_name("", https=False).rstrip("-")),
    }
    rows = re.findall(r"^\| (?:cookie|`\w+Storage`) \| (.+?) \|", PRIVACY, re.MULTILINE)
    told = {re.sub(r"[.-]?<.*", "", name) for row in rows for name in re.findall(r"`(.+?)`", row)}

    assert kept >= {"polshoogte", "polshoogte.action", "polshoogte.steps"}
    assert told == kept | cookies


def test_the_bytes_go_when_the_code_says():
    """In the English page and in the annex alike."""
    annex = TEMPLATES["verwerkersovereenkomst-bijlage.md"]

    assert database.WAIT == 5
    assert "within five seconds" in PRIVACY
    assert "binnen vijf seconden" in annex
    assert retention.NIGHT == (3, 5)
    assert "between three and five at night" in PRIVACY
    assert "tussen drie en vijf uur" in annex
    assert timedelta(hours=2) == retention.IDLE
    assert "in the past two hours" in PRIVACY
    assert timedelta(weeks=2).total_seconds() == settings.SESSION_COOKIE_AGE


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_says_what_is_to_be_filled_in(name: str):
    assert TEMPLATES[name].count("[GEMEENTE]") >= 2
    assert "Sjabloon" in TEMPLATES[name]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", PAGES[name])

    assert [link for link in links if not (FOLDER / link).exists()] == []


def test_the_readme_of_the_folder_names_every_template():
    assert all(f"]({name})" in PAGES["README.md"] for name in TEMPLATES)
