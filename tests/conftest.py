"""Fixtures that every part of the tests shares."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import hypothesis
import pytest
import pytest_asyncio
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import User
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate

from polls.models import DeckVersion, LiveSession
from polls.realtime.hub import Hub, hub
from polls.sessions import sessions
from polls.sessions.sessions import QuestionPlan
from tests.e2e import migrated
from workshop.accounts import hashing
from workshop.importing import office
from workshop.serving import collected

# A busy machine is no reason to fail: speed is measured in bench/.
hypothesis.settings.register_profile("tests", deadline=None)
hypothesis.settings.load_profile("tests")


def pytest_configure(config: pytest.Config) -> None:
    """Collect the static files once, before the workers start that share them."""
    if not hasattr(config, "workerinput") and "MUTANT" not in os.environ:
        collected.collect()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database is there already, as the next fixture left it."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """A copy of a migrated database. Nothing waits for the disk: no test here cuts the power, and
    tests/faults/test_disk.py looks at what a server of its own writes."""
    described = connection.settings_dict
    name = Path(described["TEST"]["NAME"])
    for file in name.parent.glob(f"{name.name}*"):
        file.unlink()
    shutil.copy(migrated.make_database(), name)
    described["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """A database is emptied after each test with transactions of its own; Django would then fill
    in rights by model again, which the site does not use: as long as some of the tests take."""
    uid = "django.contrib.auth.management.create_permissions"
    assert post_migrate.disconnect(create_permissions, dispatch_uid=uid)
    assert post_migrate.disconnect(create_contenttypes)


CHOICE = {
    "options": [
        {"key": "A", "label": "Een"},
        {"key": "B", "label": "Twee"},
        {"key": "C", "label": "Drie"},
    ],
    "max": 1,
    "other": None,
}


@pytest.fixture(autouse=True)
def without_office(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test takes longer, or sees something else, where LibreOffice happens to be there."""
    if "office" not in request.keywords:
        monkeypatch.setattr(office, "OFFICE", "soffice-of-make-office")


@pytest.fixture(autouse=True)
def light_passwords(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 with a hundredth of its memory: a test of a login is no test of how hard it is to
    guess. test_hashing.py and every server of a test have all of it."""
    if request.path.name != "test_hashing.py":
        monkeypatch.setattr(hashing.Argon2, "memory_cost", 1024)


BARE = """\
+++
title = "Bare"
language = "nl"
attribution = ["Tekst: wij"]

[[chapters]]
id = "deel"
title = "Deel"
+++

```slide
id = "welkom"
chapter = "deel"
layout = "statement"
```

# Welkom

Hallo

---

```slide
id = "stem"
chapter = "deel"
layout = "question"
```

# Wat gaat goed?

```question
key = "goed"
kind = "choice"
options = [{key = "A", label = "Een"}, {key = "B", label = "Twee"}, {key = "C", label = "Drie"}]
```

```question
key = "minder"
kind = "choice"
prompt = "Wat minder?"
results = "live"
options = [{key = "A", label = "Een"}, {key = "B", label = "Twee"}, {key = "C", label = "Drie"}]
```

---

```slide
id = "slot"
chapter = "deel"
layout = "statement"
```

# Dank

Tot ziens
"""


@pytest.fixture
def trainer(db: None) -> User:
    return User.objects.create_user("trainer")


@pytest.fixture
def session(trainer: User) -> LiveSession:
    """A session of the shipped deck, waiting on its first slide."""
    from workshop.facilitating import starting

    return starting.start(deck="beter-samenwerken", facilitator=trainer, label="Groep 1")


@pytest.fixture
def bare_session(trainer: User) -> LiveSession:
    """A session with two choices on its second slide, for tests of rows only."""
    deck = DeckVersion.objects.create(slug="bare", sha256="0" * 64, title="Bare", source=BARE)
    return sessions.create_session(
        deck=deck,
        facilitator=trainer,
        questions=[
            QuestionPlan("goed", "stem", "choice", "Wat gaat goed?", CHOICE, live=False),
            QuestionPlan("minder", "stem", "choice", "Wat minder?", CHOICE, live=True),
        ],
    )


@pytest_asyncio.fixture
async def live_hub() -> AsyncIterator[Hub]:
    """The process's hub, stopped again before the event loop of the test ends."""
    yield hub
    await hub.close()
