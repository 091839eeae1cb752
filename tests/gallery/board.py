"""The board of all pictures: a page a folder, a row a state, a column a size."""

from __future__ import annotations

from html import escape
from pathlib import Path

STYLE = """body{margin:24px;font:15px system-ui;background:#777;color:#fff}
table{border-spacing:12px}
th{text-align:left;vertical-align:top;white-space:nowrap}td{vertical-align:top}
img{display:block;max-width:460px;max-height:520px;background:#999}"""


def write(folder: Path) -> Path:
    """An index.html beside the folders of pictures."""
    columns = sorted(path.name for path in folder.iterdir() if path.is_dir())
    rows = sorted({file.stem for column in columns for file in (folder / column).glob("*.jpg")})
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(
        f"<tr><th>{escape(row)}</th>{''.join(cell(folder, column, row) for column in columns)}</tr>"
        for row in rows
    )
    page = folder / "index.html"
    page.write_text(
        f"<!doctype html><meta charset=utf-8><title>Polshoogte</title><style>{STYLE}</style>"
        f"<table><tr><th></th>{head}</tr>{body}</table>"
    )
    return page


def cell(folder: Path, column: str, row: str) -> str:
    if not (folder / column / f"{row}.jpg").exists():
        return "<td></td>"
    address = escape(f"{column}/{row}.jpg")
    return f'<td><a href="{address}"><img src="{address}" loading="lazy" alt=""></a></td>'
