"""`make sbom`: the bill of materials in CycloneDX, in sbom.cdx.json.

cyclonedx-py reads names, versions and hashes out of requirements.txt; what the installed packages
say of themselves is added: licence, summary, and what needs what.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.supply import packages
from tests.supply.packages import Package

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "sbom.cdx.json"
VERSION = SchemaVersion.V1_6


def bill() -> dict[str, Any]:
    """The bill of what runs: raises ValueError when it is not what the schema asks."""
    bom = json.loads(
        subprocess.run(
            [
                *(sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements"),
                *("--pyproject", "pyproject.toml", "--output-reproducible", "--no-validate"),
                *("--spec-version", VERSION.to_version(), "requirements.txt"),
            ],
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
    )
    found = packages.installed()
    hashes = {each["name"]: each["externalReferences"] for each in bom["components"]}
    root = bom["metadata"]["component"]["bom-ref"]
    bom["components"] = [
        *(component(each) | {"externalReferences": hashes[each.name]} for each in found),
        component(packages.PLOTLY_JS) | {"purl": f"pkg:npm/{packages.PLOTLY_JS.name}"},
    ]
    bom["dependencies"] = [
        {"ref": root, "dependsOn": [each.name for each in found]},
        *({"ref": each.name, "dependsOn": list(each.needs)} for each in found if each.needs),
    ]
    check(json.dumps(bom))
    return bom


def component(package: Package) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": package.name,
        "name": package.name,
        "version": package.version,
        "description": package.summary,
        "licenses": [{"expression": package.licence}],
        "purl": package.purl,
    }


def check(text: str) -> None:
    if problem := JsonStrictValidator(VERSION).validate_str(text):
        raise ValueError(f"This is no CycloneDX {VERSION.to_version()}: {problem}")


if __name__ == "__main__":
    FILE.write_text(json.dumps(bill(), indent=2))
    print(f"{FILE.name}: {len(packages.pinned()) + 1} components, checked with the schema.")
