"""Static files that come out of installed packages: plotly.js and the typeface."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator
from hashlib import md5
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from servestatic.asgi import ServeStaticASGI
from servestatic.storage import CompressedManifestStaticFilesStorage

from workshop.files import write_whole
from workshop.serving import earlier_files

PLOTLY = "vendor/plotly.min.js"
MANROPE = "vendor/manrope.woff2"
# Latin with all its accents, general punctuation, arrows and the euro sign.
CHARACTERS = [*range(0x20, 0x250), *range(0x2000, 0x2070), 0x20AC, *range(0x2190, 0x2194), 0x2212]


def pack_typeface(target: Path) -> None:
    """Write the variable Manrope as WOFF2, with only the characters that are in use here."""
    # Here, since every command loads this module and only a first start packs.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(str(files("font_manrope") / "files" / "Manrope-VariableFont_wght.ttf"))
    subsetter = Subsetter(Options(layout_features=["*"], notdef_outline=True))
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    made = BytesIO()
    font.save(made)
    write_whole(target, made.getvalue())


class VendorFinder(BaseFinder):
    """Finds the two files below `vendor/`; nothing third-party stands in the repository."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.cache = settings.DATA_DIR / "vendor"

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> list[str] | str | None:  # type: ignore[override]
        location = self.locate(path)
        if location is None:
            return []
        return [str(location)] if find_all else str(location)

    def locate(self, path: str) -> Path | None:
        if path == PLOTLY:
            return Path(str(files("plotly") / "package_data" / "plotly.min.js"))
        if path == MANROPE:
            packed = self.cache / "manrope.woff2"
            if not packed.exists() or not packed.stat().st_size:
                pack_typeface(packed)
            return packed
        return None

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in (PLOTLY, MANROPE):
            location = self.locate(name)
            assert location is not None
            storage = FileSystemStorage(location=str(location.parent))
            storage.prefix = "vendor"  # type: ignore[attr-defined]  # collectstatic reads it
            yield location.name, storage


# Lines that are nothing but a comment, and the type of a value: a quarter of what a phone loads.
COMMENTS = re.compile(
    rb"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n|/\*\* @type [^*]*\*/ ", re.M | re.S
)


def leave_comments(name: str, content: Any) -> Any:
    """A script or stylesheet of ours as it is served: comments are for readers of the code."""
    if not name.endswith((".js", ".css")) or name.startswith("vendor/"):
        return content
    content.seek(0)
    said = content.read()
    return ContentFile(COMMENTS.sub(b"", said if isinstance(said, bytes) else said.encode()))


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names that are cached for ever, also inside ES modules."""

    support_js_module_import_aggregation = True
    max_post_process_passes = 12  # one for each step in the longest chain of imports, and more

    def file_hash(self, name: str | None, content: Any = None) -> str | None:
        made = leave_comments(name, content) if name and content else content
        return super().file_hash(name, made)

    def _save(self, name: str, content: Any) -> str:
        return super()._save(name, leave_comments(name, content))

    def compress_files(self, paths: set[str]) -> Iterator[tuple[str, str]]:
        """Compress what is new: a hashed name never changes, and plotly.js takes ten seconds."""
        yield from super().compress_files({path for path in paths if not self.exists(f"{path}.br")})


HASHED = re.compile(r"\.(?P<hash>[0-9a-f]{12})(\.[^.]+)?$")
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    ".br": brotli.decompress,
    ".gz": gzip.decompress,
}


def remove_broken(root: Path) -> list[Path]:
    """Remove each static file that is not what its name says, for collectstatic to make anew.

    A name that has the hash of its content is never looked at again otherwise: what a full
    disk left empty would be served empty for ever.
    """
    found = [path for path in sorted(root.rglob("*")) if path.is_file()]
    broken = [path for path in found if not is_whole(path)]
    for path in broken:
        path.unlink()
    return broken


def is_whole(path: Path) -> bool:
    if path.name == "staticfiles.json":
        return is_json(path)
    unpack = UNPACK.get(path.suffix)
    original = path.with_suffix("") if unpack else path
    named = HASHED.search(original.name)
    if named is None:
        return True
    try:
        content = unpack(path.read_bytes()) if unpack else path.read_bytes()
    except (brotli.error, OSError, EOFError, zlib.error):
        return False
    return md5(content, usedforsecurity=False).hexdigest()[:12] == named["hash"]


def is_json(path: Path) -> bool:
    try:
        return isinstance(json.loads(path.read_bytes()), dict)
    except ValueError:
        return False


def with_static_files(application: Any) -> Any:
    """Serve what collectstatic made, hashed names for ever, before anything of Django runs; and
    what it made for the release before this one."""
    files = ServeStaticASGI(application, allow_all_origins=False)
    for root in (*earlier_files.find_roots(), settings.STATIC_ROOT):
        files.add_files(str(root), settings.STATIC_URL)
    return files
