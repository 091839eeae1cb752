"""The packages that run with Polshoogte: as requirements.txt pins them, as they are installed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from plotly.offline import get_plotlyjs_version

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements.txt"

# How packages write a licence that is not an SPDX expression.
SPELLINGS = {
    "Apache-2.0": "Apache Software License",
    "BSD-3-Clause": "BSD License",
    "MIT": "MIT License",
    "MPL-1.1": "Mozilla Public License 1.1 (MPL 1.1)",
    "GPL-2.0-or-later": "GNU General Public License v2 or later (GPLv2+)",
    "LGPL-2.0-or-later": "GNU Lesser General Public License v2 or later (LGPLv2+)",
    "OFL-1.1": "SIL Open Font License 1.1 (OFL-1.1)",
}
SPDX = {spelling: name for name, spelling in SPELLINGS.items()} | {
    "BSD": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
WORDS = {"AND", "OR", "WITH"}

# What anybody may use, change and pass on beside code of their own. LGPL is in here for
# what is imported as it is: a package of its own, that can be replaced.
FREE = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0", "ISC"),
    *("LGPL-2.0-or-later", "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU", "MPL-1.1", "MPL-2.0"),
    *("OFL-1.1", "PSF-2.0", "Unlicense", "Zlib"),
}


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    version: str
    licence: str  # an SPDX expression
    summary: str
    needs: tuple[str, ...]  # names of packages, in their canonical form

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


PLOTLY_JS = Package(
    "plotly.js", get_plotlyjs_version(), "MIT", "Draws the charts in browsers; part of plotly.", ()
)


# Only on some systems or versions of Python (Windows, Debian 12), so not always here to be asked.
ELSEWHERE = {"async-timeout": "Apache-2.0", "brotlicffi": "MIT", "tzdata": "Apache-2.0"}


def pinned() -> dict[str, str]:
    """Name and version of every package in requirements.txt."""
    found = re.findall(r"^([\w.-]+)(?:\[.*?\])?==([^\s;]+)", REQUIREMENTS.read_text(), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


def installed() -> list[Package]:
    """The pinned packages as they are installed here, by name."""
    return [described(name) for name in sorted(pinned())]


def described(name: str) -> Package:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        if name not in ELSEWHERE:
            raise
        return Package(name, pinned()[name], ELSEWHERE[name], "Not on this system.", ())
    return Package(
        name,
        found.version,
        licence_of(name, found.metadata),
        found.metadata["Summary"] or "",
        tuple(sorted(needs(found.requires or []) - {name})),
    )


def needs(requires: list[str]) -> set[str]:
    """Of what a package asks for, what is pinned; extras included when they are."""
    names = {canonicalize_name(Requirement(line).name) for line in requires}
    return names & pinned().keys()


def licence_of(name: str, metadata: PackageMetadata) -> str:
    """A package's licence as an SPDX expression; raises LookupError when it says nothing known."""
    if expression := metadata.get("License-Expression"):
        return str(expression)
    said = metadata.get("License") or ""
    if said and parts(said) <= FREE:
        return said
    classifiers = [line.split(" :: ")[-1] for line in metadata.get_all("Classifier") or []]
    known = [SPDX[line] for line in [*classifiers, said] if line in SPDX]
    if not known:
        raise LookupError(f"{name} does not say its licence in a way that is known here.")
    return " OR ".join(dict.fromkeys(known))


def parts(expression: str) -> set[str]:
    return set(re.findall(r"[\w.-]+", expression)) - WORDS


def may_be_used(package: Package) -> bool:
    """Whether a licence asks nothing that Polshoogte does not do; one of a choice is enough."""
    if " AND " in package.licence:
        return parts(package.licence) <= FREE
    return not parts(package.licence).isdisjoint(FREE)
