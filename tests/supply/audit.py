"""`make audit`: does anything that is pinned have a known vulnerability? Fails when it cannot know.

Asks OSV (https://osv.dev), which has the advisories of PyPI and of GitHub, for every package of
requirements.txt. It sends names and versions, nothing else.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import urllib.request
from tempfile import NamedTemporaryFile
from typing import Any

from tests.supply import packages

OSV = "https://api.osv.dev/v1/query"
SECONDS = 20
CLEAN, VULNERABLE, UNKNOWN = 0, 1, 2


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--osv-url", default=OSV, help="where to ask")
    address = parser.parse_args().osv_url
    try:
        found = of_python(address) + of_plotly_js(address)
    except (OSError, ValueError, KeyError) as problem:
        print(f"The audit could not be done: {problem}\nSo nothing is known of vulnerabilities.")
        return UNKNOWN
    for line in found:
        print(line)
    print(f"{len(found)} known vulnerabilities in {len(packages.pinned()) + 1} packages.")
    return VULNERABLE if found else CLEAN


def of_python(address: str) -> list[str]:
    """What pip-audit finds; raises ValueError when it did not look at every package."""
    with NamedTemporaryFile("w", suffix=".txt") as everywhere:
        # Of every system: pip-audit leaves out what a marker keeps from this one.
        everywhere.write(
            re.sub(r" ; .*(?= \\$)", "", packages.REQUIREMENTS.read_text(), flags=re.M)
        )
        everywhere.flush()
        return judged(json.loads(ask_about(everywhere.name, address))["dependencies"])


def ask_about(file: str, address: str) -> str:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pip_audit", "--requirement", file),
            *("--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json"),
            *("--vulnerability-service=osv", f"--osv-url={address}", f"--timeout={SECONDS}"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout.strip():
        raise ValueError(done.stderr.strip().rpartition("\n")[2] or "pip-audit said nothing.")
    return done.stdout


def judged(dependencies: list[dict[str, Any]]) -> list[str]:
    """A line for each vulnerability; raises ValueError when a package was not looked at."""
    looked_at = {each["name"] for each in dependencies if "skip_reason" not in each}
    if missing := packages.pinned().keys() - looked_at:
        raise ValueError(f"nobody could say anything of {', '.join(sorted(missing))}.")
    return [
        f"{each['name']} {each['version']}: {flaw['id']}, mended in "
        f"{', '.join(flaw['fix_versions']) or 'no version yet'}"
        for each in dependencies
        for flaw in each["vulns"]
    ]


def of_plotly_js(address: str) -> list[str]:
    """The one thing that browsers run and that is no package of Python."""
    package = packages.PLOTLY_JS
    question = {
        "package": {"name": "plotly.js", "ecosystem": "npm"},
        "version": package.version,
    }
    request = urllib.request.Request(
        address, json.dumps(question).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as reply:
        flaws = json.load(reply).get("vulns", [])
    return [f"{package.name} {package.version}: {flaw['id']}" for flaw in flaws]


if __name__ == "__main__":
    sys.exit(main())
