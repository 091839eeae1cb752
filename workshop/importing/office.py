"""Slides of PowerPoint as LibreOffice draws them, as a PDF.

LibreOffice fetches what a presentation links to, hosts and files alike. So it runs in a room of
its own, which bubblewrap makes: without a network, with programs and typefaces as the only files
of this server, seeing no other process, and with nothing in it that stays.
"""

from __future__ import annotations

import logging
import shlex
import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress

from django.utils.translation import gettext as _

from workshop.importing.apart import run_watched, turn

logger = logging.getLogger(__name__)

OFFICE, ROOM = "soffice", "bwrap"
MEMORY = 2 * 1024 * 1024 * 1024  # bytes of address space
CPU, CPU_EACH = 15, 1  # seconds of one core, and more of them for each slide
LARGEST = 200 * 1024 * 1024  # bytes of the PDF, and of any other file that is made
ROOMY = 512 * 1024 * 1024  # bytes of all files together, which are kept in memory
READS = "Impress MS PowerPoint 2007 XML"  # and nothing else, whatever is in the file
WRITES = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
SHOWN = ("/bin", "/lib", "/lib64", "/etc/fonts", "/etc/libreoffice", "/etc/ld.so.cache")
FONTS = "/usr/local/share/fonts"
HOME = "/tmp"  # noqa: S108  # of the room, in which nobody else is
DRAW = """
ulimit -c 0; ulimit -f {blocks}; ulimit -v {memory}; ulimit -t {seconds}
cat >slides.pptx
nice -n 19 {office} -env:UserInstallation=file://$HOME/office --headless --norestore \
    --infilter={reads} --convert-to {writes} slides.pptx </dev/null >/dev/null 2>&1 \
    && cat slides.pdf
"""


class NotDrawn(Exception):
    """Says to a trainer why there are no pictures of slides."""


def draw(content: bytes, slides: int, *, stopped: Callable[[], bool] = lambda: False) -> bytes:
    """A PDF with a page for each slide, hidden ones too; raises NotDrawn, and Stopped. Where
    `refuse_without` has something to say there is no room to run this in."""
    script = DRAW.format(
        blocks=LARGEST // 512,
        memory=MEMORY // 1024,
        seconds=CPU + CPU_EACH * slides,
        office=OFFICE,
        reads=shlex.quote(READS),
        writes=shlex.quote(WRITES),
    )
    with turn, run_watched(enclosed("/bin/sh", "-c", script), stopped=stopped) as child:
        assert child.stdin
        assert child.stdout
        with suppress(BrokenPipeError), child.stdin:
            child.stdin.write(content)
        made = child.stdout.read(LARGEST)
    if not made:
        logger.warning("LibreOffice drew no slides of a presentation: exit %s", child.returncode)
        raise NotDrawn(say_failed())
    return made


def say_failed() -> str:
    return _("Slides als plaatje: dat lukt met dit bestand niet")


def refuse_without() -> None:
    """Raises NotDrawn where there is no LibreOffice, or no room that keeps it in."""
    if not (shutil.which(OFFICE) and shutil.which(ROOM)):
        raise NotDrawn(
            _("Slides als plaatje: daarvoor staan LibreOffice en bubblewrap niet op deze server")
        )
    tried = subprocess.run(  # noqa: S603  # this very command
        enclosed("/bin/true"), capture_output=True, check=False
    )
    if tried.returncode:
        logger.warning("No room for LibreOffice: %s", tried.stderr.decode(errors="replace"))
        raise NotDrawn(_("Slides als plaatje: LibreOffice is op deze server niet af te schermen"))


def enclosed(*command: str) -> Sequence[str]:
    """The same command in a room of its own."""
    return [
        *(ROOM, "--unshare-all", "--die-with-parent", "--new-session"),
        *("--clearenv", "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "HOME", HOME),
        *("--setenv", "LANG", "C.UTF-8", "--ro-bind", "/usr", "/usr", "--tmpfs", "/usr/local"),
        *("--ro-bind-try", FONTS, FONTS),
        *(each for path in SHOWN for each in ("--ro-bind-try", path, path)),
        *("--proc", "/proc", "--dev", "/dev"),
        *("--size", str(ROOMY), "--tmpfs", HOME, "--chdir", HOME),
        *command,
    ]
