"""The checks tell the administrator what is wrong, and are silent when nothing is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import CheckMessage

from workshop import checks

MANAGE = str(Path(__file__).resolve().parents[2] / "manage.py")
MONTHS_LEFT = date.today() + timedelta(days=90)


def check_deploy(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
        env={**os.environ, "DATA_DIR": str(folder), "SECRET_KEY": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_production_setting_has_nothing_to_mend(tmp_path: Path):
    good = check_deploy(tmp_path, PUBLIC_URL="https://workshop.example.nl")
    bad = check_deploy(tmp_path, PUBLIC_URL="http://workshop.example.nl")

    assert (good.returncode, bad.returncode) == (0, 1)
    assert "workshop.W001" in bad.stderr


PROVIDER = {
    "OIDC_ISSUER": "https://login.example.org",
    "OIDC_RP_CLIENT_ID": "polshoogte",
    "OIDC_RP_CLIENT_SECRET": "geheim",
    "OIDC_TRAINER_GROUPS": ["trainers"],
}


@pytest.mark.parametrize(
    ("check", "wrong", "right", "id"),
    [
        (checks.check_public_url, {"PUBLIC_URL": "workshop.example.nl"}, {}, "E002"),
        (
            checks.check_public_url,
            {"PUBLIC_URL": "https://example.nl/polshoogte?x=1"},
            {"PUBLIC_URL": "https://example.nl/polshoogte"},
            "E002",
        ),
        (
            checks.check_public_url,
            {"PUBLIC_URL": "http://workshop.example.nl"},
            {"PUBLIC_URL": "http://192.168.1.20:8000"},
            "W001",
        ),
        (
            checks.check_debug,
            {"DEBUG": True, "PUBLIC_URL": "http://10.0.0.4:8000"},
            {"DEBUG": True, "PUBLIC_URL": ""},
            "E003",
        ),
        *(
            (
                checks.check_embed_origins,
                {"EMBED_ORIGINS": ["https://teams.microsoft.com", wrong]},
                {"EMBED_ORIGINS": ["https://*.cloud.microsoft", "http://localhost:*"]},
                "E009",
            )
            for wrong in ("teams.microsoft.com", "https://a.nl/", "*", "https://a.nl; script-src *")
        ),
        (checks.check_secret_key, {"SECRET_KEY": "geheim"}, {"SECRET_KEY": "ab-cd-ef" * 9}, "W002"),
        (
            checks.check_security_txt,
            {"SECURITY_CONTACT": "security@example.nl", "SECURITY_EXPIRES": MONTHS_LEFT},
            {"SECURITY_CONTACT": "mailto:security@example.nl", "SECURITY_EXPIRES": MONTHS_LEFT},
            "E005",
        ),
        (
            checks.check_security_txt,
            {"SECURITY_CONTACT": "mailto:a@example.nl", "SECURITY_EXPIRES": date.today()},
            {},
            "W004",
        ),
        (checks.check_provider, {"PASSWORD_LOGIN": False}, {"PASSWORD_LOGIN": True}, "E007"),
        (checks.check_provider, PROVIDER | {"OIDC_RP_CLIENT_SECRET": ""}, PROVIDER, "E006"),
        (checks.check_provider, PROVIDER | {"OIDC_TRAINER_GROUPS": []}, PROVIDER, "E006"),
        (
            checks.check_provider,
            PROVIDER | {"OIDC_ISSUER": "http://login.example.org"},
            PROVIDER,
            "E006",
        ),
        (
            checks.check_mail,
            {"EMAIL_URL": "imap://mail.example.nl"},
            {"EMAIL_URL": "submission://mail.example.nl"},
            "E008",
        ),
        (checks.check_security_contact, {"HTTPS": True}, {"HTTPS": False}, "I001"),
    ],
)
def test_a_mistake_is_named_with_what_to_do(
    settings: Any,
    check: Callable[..., list[CheckMessage]],
    wrong: dict[str, Any],
    right: dict[str, Any],
    id: str,
):
    for name, value in wrong.items():
        setattr(settings, name, value)
    found = check(None)
    for name, value in {**dict.fromkeys(wrong, ""), **right}.items():
        setattr(settings, name, value)

    assert [(each.id, bool(each.hint)) for each in found] == [(f"workshop.{id}", True)]
    if right:
        assert check(None) == []


def test_several_workers_without_redis_are_an_error(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WORKERS", "2")

    assert [each.id for each in checks.check_workers(None)] == ["workshop.E004"]


def test_data_that_every_user_can_read_is_named(settings: Any, tmp_path: Path):
    settings.DATA_DIR = tmp_path
    database = tmp_path / "db.sqlite3"
    database.touch()

    found = {}
    for folder, file in ((0o755, 0o644), (0o755, 0o600), (0o700, 0o644)):
        tmp_path.chmod(folder)
        database.chmod(file)
        found[folder, file] = [each.id for each in checks.check_data_dir(None)]

    assert found == {(0o755, 0o644): ["workshop.W003"], (0o755, 0o600): [], (0o700, 0o644): []}
