"""Licences are listed and free, the audit fails when it knows nothing, the bill is complete."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.supply import audit, bom, licences, packages

REQUIREMENTS = [packages.REQUIREMENTS, packages.REQUIREMENTS.with_name("requirements-dev.txt")]
FLAW = {
    "id": "TEST-1",
    "modified": "2026-01-01T00:00:00Z",
    "published": "2026-01-01T00:00:00Z",
    "summary": "Made up for a test.",
    "affected": [{"package": {"name": "django", "ecosystem": "PyPI"}, "ranges": []}],
}


def test_everything_is_pinned_with_hashes():
    for file in REQUIREMENTS:
        blocks = re.split(r"\n(?=[a-z])", re.sub(r"^ +#.*\n?", "", file.read_text(), flags=re.M))

        assert len(blocks) > 50
        assert [each for each in blocks if "==" not in each or "--hash=sha256:" not in each] == []


def test_the_page_of_licences_is_that_of_what_is_pinned():
    rows = re.findall(r"^\| ([\w.-]+) \| ([\d.]+) \|", licences.PAGE.read_text(), re.MULTILINE)

    assert dict(rows) == packages.pinned() | {"plotly.js": packages.PLOTLY_JS.version}
    assert licences.PAGE.read_text() == licences.page(), "make licences brings it up to date"


def test_every_licence_lets_anybody_use_and_pass_on():
    found = packages.installed()

    assert [each for each in found if not packages.may_be_used(each)] == []


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("MIT", True),
        ("GPL-3.0-only OR MIT", True),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("LicenseRef-Proprietary", False),
    ],
)
def test_a_licence_that_asks_more_is_found(licence: str, free: bool):
    assert packages.may_be_used(replace(packages.PLOTLY_JS, licence=licence)) is free


def test_the_bill_of_materials_has_everything_that_runs():
    bill = bom.bill()

    listed = {each["name"]: each["version"] for each in bill["components"]}
    assert listed == packages.pinned() | {"plotly.js": packages.PLOTLY_JS.version}
    assert all(each["licenses"][0]["expression"] for each in bill["components"])
    assert (
        "asgiref"
        in next(each for each in bill["dependencies"] if each["ref"] == "django")["dependsOn"]
    )
    bill["components"][0].pop("name")
    with pytest.raises(ValueError, match="no CycloneDX"):
        bom.check(json.dumps(bill))


@contextmanager
def osv(flawed: str = "", status: int = 200) -> Iterator[str]:
    """A database of vulnerabilities on this machine that knows of one package."""

    class Database(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known = asked["package"]["name"] == flawed
            body = json.dumps({"vulns": [FLAW]} if known else {}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Database)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def run(address: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", audit.__name__, f"--osv-url={address}"],
        cwd=bom.ROOT,
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_audit_that_knows_everything_says_so():
    with osv() as address:
        done = run(address)

    assert (done.returncode, done.stdout) == (
        audit.CLEAN,
        f"0 known vulnerabilities in {len(packages.pinned()) + 1} packages.\n",
    )


@pytest.mark.parametrize("flawed", ["django", "plotly.js"])
def test_a_vulnerability_fails_the_audit(flawed: str):
    with osv(flawed) as address:
        done = run(address)

    assert done.returncode == audit.VULNERABLE
    assert done.stdout.startswith(f"{flawed} {listed(flawed)}: TEST-1")


def listed(name: str) -> str:
    return (packages.pinned() | {"plotly.js": packages.PLOTLY_JS.version})[name]


def test_an_audit_that_could_not_ask_fails():
    with osv(status=503) as busy:
        replies = [run("http://127.0.0.1:9/"), run(busy)]

    assert [done.returncode for done in replies] == [audit.UNKNOWN] * 2
    assert all(done.stdout.startswith("The audit could not be done: ") for done in replies)


def test_an_audit_that_skipped_a_package_fails():
    """pip-audit itself calls that a success."""
    looked_at: list[dict[str, Any]] = [
        {"name": name, "version": version, "vulns": []}
        for name, version in packages.pinned().items()
    ]
    skipped = {"name": "django", "skip_reason": "Dependency not found"}

    assert audit.judged(looked_at) == []
    with pytest.raises(ValueError, match="anything of django"):
        audit.judged([each for each in looked_at if each["name"] != "django"] + [skipped])
