"""What the code and the templates say, and the English catalogue of it."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
ENGLISH = ROOT / "locale/en/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

HEADER = """# What `make words` writes; the translations are ours.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def sources() -> list[Path]:
    code = [*ROOT.glob("polls/**/*.py"), *ROOT.glob("workshop/**/*.py")]
    return [*sorted(code), *sorted(ROOT.glob("templates/**/*.html"))]


def said() -> Catalog:
    """Every string that goes through gettext, in the order of the files."""
    found = Catalog(locale="en", project="Polshoogte", charset="utf-8")
    for path in sources():
        text = path.read_text()
        if path.suffix == ".html":
            # Python's tokenizer minds how lines are indented; HTML may do as it likes.
            text = "\n".join(map(str.lstrip, templatize(text, origin=str(path)).splitlines()))
        lines = extract("python", io.BytesIO(text.encode()), KEYWORDS)
        for _line, message, _comments, context in lines:
            if message:
                name = str(path.relative_to(ROOT))
                found.add(message, locations=[(name, None)], context=context)
    return found


def english() -> Catalog:
    with ENGLISH.open("rb") as text:
        return pofile.read_po(text, locale="en", abort_invalid=True)


def write(catalogue: Catalog) -> None:
    out = io.BytesIO(HEADER.encode())
    out.seek(0, io.SEEK_END)
    pofile.write_po(
        out, catalogue, width=100, omit_header=True, ignore_obsolete=True, include_lineno=False
    )
    ENGLISH.write_bytes(out.getvalue())


def texts(string: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The forms of a message: one, or one for each number."""
    return string if isinstance(string, tuple) else (string or "",)
