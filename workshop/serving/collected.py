"""Static files collected once: a start makes nothing anew of what is the same as before."""

from __future__ import annotations

from hashlib import blake2b
from importlib.metadata import version

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder, get_finders
from django.core.management import call_command

from workshop.files import cannot_keep, write_whole
from workshop.serving import assets
from workshop.upkeep.starting import CannotStart

RECORD = "made-of.txt"  # in STATIC_ROOT, beside what was made
# Of what does not stand in the repository, and what makes files of it.
PACKAGES = ("plotly", "font-manrope", "fonttools", "django", "servestatic", "brotli")


def collect() -> None:
    """Bring STATIC_ROOT up to date; it takes seconds where something changed, and else none."""
    record, sources = settings.STATIC_ROOT / RECORD, read_sources()
    try:
        broken = assets.remove_broken(settings.STATIC_ROOT)
        if record.exists() and record.read_text("utf-8") == describe(sources) and not broken:
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        write_whole(record, describe(sources).encode())
    except OSError as problem:
        raise CannotStart(cannot_keep(settings.STATIC_ROOT, problem, "STATIC_ROOT")) from None


def describe(sources: str) -> str:
    """Of which sources the manifest was made that is there now: others may have collected since."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    return f"{sources} {digest(manifest.read_bytes()) if manifest.exists() else None}"


def digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def read_sources() -> str:
    """The same for the same files, names and packages."""
    made_by = [assets.CHARACTERS, assets.COMMENTS, *map(version, PACKAGES)]
    seen = blake2b(repr(made_by).encode(), digest_size=16)
    for finder in get_finders():
        if isinstance(finder, FileSystemFinder):
            for path, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
                prefix = getattr(storage, "prefix", None) or ""
                with storage.open(path) as file:
                    seen.update(f"{prefix}/{path} {digest(file.read())}\n".encode())
    return seen.hexdigest()
