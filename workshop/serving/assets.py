"""Static files that come out of installed packages: plotly.js and the typeface."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from servestatic.asgi import ServeStaticASGI
from servestatic.storage import CompressedManifestStaticFilesStorage

PLOTLY = "vendor/plotly.min.js"
MANROPE = "vendor/manrope.woff2"
# Latin with all its accents, general punctuation, arrows and the euro sign.
CHARACTERS = [*range(0x20, 0x250), *range(0x2000, 0x2070), 0x20AC, *range(0x2190, 0x2194), 0x2212]


def pack_typeface(target: Path) -> None:
    """Write the variable Manrope as WOFF2, with only the characters that are in use here."""
    font = TTFont(str(files("font_manrope") / "files" / "Manrope-VariableFont_wght.ttf"))
    subsetter = Subsetter(Options(layout_features=["*"], notdef_outline=True))
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)


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
            if not packed.exists():
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


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names that are cached for ever, also inside ES modules."""

    support_js_module_import_aggregation = True

    def compress_files(self, paths: set[str]) -> Iterator[tuple[str, str]]:
        """Compress what is new: a hashed name never changes, and plotly.js takes ten seconds."""
        yield from super().compress_files({path for path in paths if not self.exists(f"{path}.br")})


def with_static_files(application: Any) -> Any:
    """Serve what collectstatic made, hashed names for ever, before anything of Django runs."""
    return ServeStaticASGI(
        application,
        root=str(settings.STATIC_ROOT),
        prefix=settings.STATIC_URL,
        allow_all_origins=False,
    )
