"""`make licences`: write docs/licences.md."""

from __future__ import annotations

from pathlib import Path

from tests.supply import packages

PAGE = Path(__file__).resolve().parents[2] / "docs" / "licences.md"
HEAD = """\
# Licences of what Polshoogte runs on

Made by `make licences` out of what the packages say of themselves; a test fails when this page and
`requirements.txt` differ, and when a licence does not let anybody use, change and pass on the
package. None is copied into this repository: they are installed from PyPI, by hash. Packages under
the LGPL are used as they come and can be replaced; of those that offer a choice one is enough.

| package | version | licence |
| --- | --- | --- |
"""


def page() -> str:
    found = [*packages.installed(), packages.PLOTLY_JS]
    return HEAD + "".join(f"| {each.name} | {each.version} | {each.licence} |\n" for each in found)


if __name__ == "__main__":
    PAGE.write_text(page())
