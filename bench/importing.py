"""What it takes to read a presentation of 60 slides with 30 photographs: seconds and memory, and
what people who vote meanwhile notice of it. `make bench-importing`.

Where LibreOffice is, what it takes to draw the slides as well stands beside it. A machine that does
nothing else gives the figures of bench/RESULTS.md.
"""

from __future__ import annotations

import asyncio
import io
import os
import random
import resource
import tempfile
from pathlib import Path
from time import perf_counter

import uvloop
from PIL import Image

from bench import machine
from bench.client.crowd import Crowd
from bench.client.network import request
from bench.measure import fresh
from bench.phases import connecting, voting
from bench.phases.room import QUESTION, Lengths, Room
from bench.stats import percentile
from bench.targets.base import Setting
from bench.targets.ours import Ours, environment, python, server_options

SLIDES, PHOTOGRAPHS = 60, 30
SIZE = (4032, 3024)  # of a telephone
TARGET = {"seconds": 20.0, "megabytes": 400}
PEOPLE = 1_000
IMPORTS = 3
BOUNDARY = "polshoogte-bench"
FORM = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="bench.pptx"\r\n'
    "Content-Type: application/zip\r\n\r\n"
)


def make_presentation() -> bytes:
    from pptx import Presentation
    from pptx.util import Inches

    made = Presentation()
    for number in range(1, SLIDES + 1):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = f"Slide {number}: wat we samen doen"
        text = slide.placeholders[1].text_frame
        text.text = "Inwoners hebben één vraag, geen drie loketten"
        for line in range(4):
            point = text.add_paragraph()
            point.text, point.level = f"Punt {line} van slide {number}", line % 2
        slide.notes_slide.notes_text_frame.text = f"Zeg iets over punt {number}."
        if number <= PHOTOGRAPHS:
            slide.shapes.add_picture(make_photograph(number), Inches(5), Inches(2), Inches(4))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def make_photograph(number: int) -> io.BytesIO:
    """As large and as hard to pack as one of a telephone, another one for each number."""
    chance = random.Random(number)
    small = Image.effect_noise((SIZE[0] // 6, SIZE[1] // 6), 40).resize(SIZE)
    tint = tuple(chance.randint(40, 220) for _part in range(3))
    image = Image.blend(small.convert("RGB"), Image.new("RGB", SIZE, tint), 0.6)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    out.seek(0)
    return out


def tell_cost(content: bytes) -> None:
    from workshop.importing import apart, drawn_pages, office
    from workshop.importing.imported import File

    began = perf_counter()
    read = apart.read_apart(File("bench.pptx", content))
    seconds = perf_counter() - began
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{len(read.imported.slides)} slides, {len(read.pictures)} photographs, "
        f"{len(content) / 2**20:.0f} MB: {seconds:.1f} s ({spent.ru_utime + spent.ru_stime:.1f} s "
        f"of a core, at most {TARGET['seconds']:.0f}), {spent.ru_maxrss / 1024:.0f} MB of memory "
        f"(at most {TARGET['megabytes']})"
    )
    try:
        office.refuse_without()
    except office.NotDrawn as why:
        print(why)
        return
    began = perf_counter()
    read = drawn_pages.read_brought(File("bench.pptx", content))
    drawn = sum(bool(slide.page) for slide in read.imported.slides)
    print(f"the same with {drawn} slides drawn by LibreOffice: {perf_counter() - began:.1f} s")


async def bring(target: Ours, token: str, content: bytes) -> None:
    """Have the server read the file and make a workshop of it."""
    headers = (
        f"Authorization: Bearer {token}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
    )
    body = FORM.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    reply = await request(target.port, "POST", "/api/v1/workshops", headers=headers, body=body)
    if reply.status != 201:
        raise RuntimeError(f"the file was refused: {reply.status} {reply.body[:200]!r}")


async def votes(target: Ours, token: str, content: bytes) -> None:
    """Bursts of votes while a file is read, and as many while nothing is."""
    room = Room(target, PEOPLE, Lengths(), Crowd(target.port))
    await target.goto(QUESTION)
    await connecting.run(room)
    screen = await room.screen()
    quiet, busy = voting.Bursts(), voting.Bursts()
    for _ in range(IMPORTS):
        work = asyncio.create_task(bring(target, token, content))
        while not work.done():
            await voting.burst(room, screen, busy)
        await work
        while len(quiet.rates) < len(busy.rates):
            await voting.burst(room, screen, quiet)
    screen.close()
    room.crowd.close()
    before, during = percentile(quiet.acks, 0.95), percentile(busy.acks, 0.95)
    more = 100 * (during / before - 1)
    print(
        f"votes of {PEOPLE:,} people, {len(busy.rates)} bursts: p95 {before * 1000:.0f} ms alone, "
        f"{during * 1000:.0f} ms while a file is read: {more:+.0f} % (at most +20 %), "
        f"exact: {quiet.exact and busy.exact}"
    )


async def run(setting: Setting, content: bytes) -> None:
    target = Ours()
    await target.start(setting)
    try:
        env = environment(setting.folder, target.port)
        arguments = ["manage.py", "api_token", "trainer", "--scope", "write"]
        await votes(target, python(arguments, env).strip(), content)
    finally:
        await target.stop()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")
    import django

    django.setup()
    content = make_presentation()
    tell_cost(content)
    server, phones = machine.cores()
    machine.raise_limits()
    machine.pin(phones)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        setting = fresh(Setting(folder, server, server_options(folder)))
        uvloop.run(run(setting, content))


if __name__ == "__main__":
    main()
