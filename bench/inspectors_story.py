"""Two inspectors, four communes, three days without a line, photographs, a line that is cut, one telephone lost half-way.

What is asked of the server is asserted here (:func:`holds`): all it acknowledged is there once, with whole files; of the
lost telephone it says how much was unsent and at which stops. ``bench.inspectors`` runs it whole, a test a small one.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageFilter
from playwright.sync_api import BrowserType, FilePayload, Page

from bench.cut_line import CutLine, Where
from tests.browser import FLAGS, enter_pin

MORNING, EVENING = "2018-02-22T07:30", "2018-02-25T17:00"
"""When the team is still in the district town, and when it is back in coverage."""
DAYS: Final = ("2018-02-22T09:00", "2018-02-23T09:00", "2018-02-24T09:00")
CUTS: Final = (
    ("answers", Where.BEFORE),
    ("answers", Where.AFTER),
    ("answers", Where.ANSWER),
    ("photo", Where.BEFORE),
    ("piece", Where.WITHIN),
    ("piece", Where.AFTER),
    ("photo", Where.AFTER),
    ("piece", Where.WITHIN),
    ("answers", Where.AFTER),
    ("piece", Where.WITHIN),
)
"""Where the line of one telephone breaks, one after the other; whoever loses theirs loses it at the last."""

KIT: Final = """async ([sheet, at, answers]) => {
  const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const known = (await Promise.all(stores.map((store) => store.keys()))).flat().map(({ url }) => url);
  const part = (name) => import(known.find((url) => url.includes(`/inspector/${name}.`)));
  const { owner, packs, putFile, putObservation } = await part("store");
  const { captioned } = await part("photo");
  const { user } = await owner();
  const pack = (await packs(user)).find((one) => one.id === sheet);
  const pictures = [...(document.getElementById("bench-pictures")?.files ?? [])];
  const made = [];
  for (const { item, value, captions } of answers) {
    const files = [];
    for (const caption of captions) {
      const drawn = await captioned(pictures.shift(), `${at} · ${item} · ${caption} · 20.73712, 105.87641 (±12 m)`, 0);
      files.push({ question: item, file: await putFile(drawn, pack.key), taken: at, caption, latitude: 20.73712, longitude: 105.87641, accuracy: 12, stamped: true });
      made.push(drawn.size);
    }
    const row = { id: crypto.randomUUID(), user, pack: pack.key, item, at, body: { item, answers: value ? { [item]: value } : {} } };
    await putObservation(files.length ? { ...row, files } : row);
  }
  return made;
}"""
PICK: Final = """() => {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, id: "bench-pictures", hidden: true });
  document.getElementById("bench-pictures")?.remove();
  document.body.append(input);
}"""
HELD: Final = """async () => {
  const base = await new Promise((done) => (indexedDB.open("motcua-field").onsuccess = (event) => done(event.target.result)));
  const rows = await new Promise((done) => (base.transaction("outbox").objectStore("outbox").getAll().onsuccess = (event) => done(event.target.result)));
  base.close();
  return rows.map(({ id, pack, state }) => ({ id, sheet: pack.split(":")[2], state }));
}"""
# Looked for and pressed in one step: it hides itself as soon as nothing waits.
PRESS: Final = "() => document.querySelector('[data-kit-send]:not([hidden])')?.click()"
LEFT: Final = "() => document.querySelector('[data-kit-left]').textContent"
SENT: Final = "Đã gửi hết"


@dataclass(frozen=True)
class Size:
    """How much is noted: answers and photographs over all four sheets, the pixels of a photograph, JPEG quality."""

    answers: int
    photos: int
    pixels: tuple[int, int]
    quality: int
    patience: float


WHOLE: Final = Size(400, 120, (4032, 3024), 95, 3600)
SMALL: Final = Size(40, 12, (1280, 960), 80, 60)


@dataclass
class Phone:
    """One telephone: its page, its line, the sheets it took along, what was made of its photographs."""

    page: Page
    line: CutLine
    sheets: list[dict[str, Any]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    @property
    def root(self) -> str:
        """Where the server is, over this telephone's line."""
        return f"http://127.0.0.1:{self.line.port}"


@dataclass
class Story:
    """What happened, for whoever prints it: figures by name, what the lost telephone held by sheet, as the test looked."""

    figures: dict[str, float] = field(default_factory=dict)
    held: Counter[str] = field(default_factory=Counter)
    acknowledged: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)


Serve = Callable[[str], AbstractContextManager[int]]
"""Serves the product at an instant of business time; gives its port."""


@cache
def photograph(width: int, height: int, quality: int) -> bytes:
    """Return a JPEG with as much in it as a telephone's: broad shapes, texture and the grain of its sensor."""
    dice = random.Random(22)
    small = Image.frombytes("RGB", (width // 32, height // 32), dice.randbytes((width // 32) * (height // 32) * 3))
    broad = small.resize((width, height), Image.Resampling.BICUBIC)
    grain = Image.frombytes("RGB", (width, height), dice.randbytes(width * height * 3))
    out = BytesIO()
    Image.blend(broad, grain.filter(ImageFilter.GaussianBlur(0.8)), 0.25).save(out, "JPEG", quality=quality)
    return out.getvalue()


@contextmanager
def telephone(
    chromium: BrowserType, program: str, folder: Path, session: dict[str, str], line: CutLine
) -> Iterator[Phone]:
    """Give a telephone with somebody signed in; what lies on it lies on the disk, as on a real one."""
    context = chromium.launch_persistent_context(
        folder,
        executable_path=program,
        args=list(FLAGS),
        viewport={"width": 360, "height": 740},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    try:
        page = context.pages[0] if context.pages else context.new_page()
        page.set_default_timeout(120_000)
        phone = Phone(page, line)
        context.add_cookies([{"name": name, "value": value, "url": phone.root} for name, value in session.items()])
        yield phone
    finally:
        context.close()


def take_along(phone: Phone, mine: slice) -> None:
    """Open the kit at the morning's clock, choose a PIN, take two of the sheets along, and lose the line."""
    page = phone.page
    page.clock.set_system_time(f"{MORNING}:00+07:00")
    page.goto(f"{phone.root}/hien-truong/")
    enter_pin(page)
    page.evaluate("navigator.serviceWorker.ready")
    tasks = page.evaluate("async () => (await (await fetch('/hien-truong/viec.json')).json()).tasks")
    ours = sorted((one for one in tasks if "/phieu/" in one["pack"]), key=lambda one: one["lead"])[mine]
    for one in ours:
        card = page.locator("#kit-offered > li").filter(has_text=one["lead"])
        card.get_by_role("button", name="Tải về máy").click()
        page.locator(".kit-card-link", has_text=one["lead"]).wait_for()
        phone.sheets.append(page.evaluate("async (pack) => (await fetch(pack)).json()", one["pack"]))
    page.context.set_offline(True)


def answers_of(sheet: dict[str, Any], size: Size) -> list[dict[str, Any]]:
    """Return what is said at one stop: photographs of what falls short, and an answer to as many other questions."""
    photos = size.photos // 4
    each = max(1, photos // 10)
    shown, said = [], []
    for item in sheet["items"]:
        (question, *_) = item["questions"]
        if question["kind"] == "photos":
            shown.append(item["key"])
        elif question["kind"] != "voice":
            said.append({"item": item["key"], "value": _answer(question), "captions": []})
    pictured = [
        {"item": key, "value": "", "captions": [f"{sheet['lead']}: {key} {number + 1}" for number in range(each)]}
        for key in shown[: photos // each]
    ]
    # What is asked more than there are questions is looked at again.
    wanted = size.answers // 4 - len(pictured)
    return [*said[:wanted], *said[: max(0, wanted - len(said))], *pictured]


def _answer(question: dict[str, Any]) -> str:
    if question["kind"] in {"choice", "grade", "list"}:
        return str(question["options"][0][0])
    return {"number": "1", "day": "2018-03-01"}.get(question["kind"], "Ghi tại chỗ (thử)")


def note(phone: Phone, size: Size) -> None:
    """Note everything in three days: each morning the kit is opened with the PIN, nothing is sent."""
    picture = photograph(*size.pixels, size.quality)
    told = {sheet["id"]: answers_of(sheet, size) for sheet in phone.sheets}
    page = phone.page
    for number, at in enumerate(DAYS):
        page.clock.set_system_time(f"{at}:00+07:00")
        page.reload()
        enter_pin(page)
        page.get_by_role("heading", name="Việc mang theo").wait_for()
        for sheet, answers in told.items():
            for part in _few(answers[number :: len(DAYS)]):
                page.evaluate(PICK)
                captions = [caption for one in part for caption in one["captions"]]
                # Each a file of its own: what follows the picture in a JPEG is read by nobody.
                files: list[FilePayload] = [
                    {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": picture + one.encode()} for one in captions
                ]
                page.locator("#bench-pictures").set_input_files(files)
                phone.sizes += page.evaluate(KIT, [sheet, f"{at}:00+07:00", part])


def _few(answers: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield answers together, those with photographs alone: a browser is handed 50 MB at once at most."""
    words = [one for one in answers if not one["captions"]]
    if words:
        yield words
    for one in answers:
        if one["captions"]:
            yield [one]


def send(phone: Phone, size: Size) -> None:
    """Come back into coverage and press «Gửi ngay» whenever the line broke, until all is sent or the telephone is lost."""
    page, until = phone.page, time.monotonic() + size.patience
    page.clock.set_system_time(f"{EVENING}:00+07:00")
    page.context.set_offline(False)
    page.reload()
    enter_pin(page)
    while not phone.line.lost and page.evaluate(LEFT) != SENT:
        if time.monotonic() > until:
            raise AssertionError(f"{page.evaluate(LEFT)}; {phone.line.cuts}; {phone.line.plan}")
        page.evaluate(PRESS)
        page.wait_for_timeout(100)


def tell(
    serve: Serve,
    chromium: BrowserType,
    program: str,
    folder: Path,
    sessions: dict[str, dict[str, str]],
    size: Size,
) -> Story:
    """Play the story; ``sessions`` are the cookies of the leader and of the member, who loses their telephone."""
    story, lines = Story(), [CutLine(0), CutLine(0)]
    for line in lines:
        line.start()
    with (
        telephone(chromium, program, folder / "one", sessions["leader"], lines[0]) as one,
        telephone(chromium, program, folder / "two", sessions["member"], lines[1]) as two,
    ):
        with serve(MORNING) as port:
            lines[0].server = lines[1].server = port
            take_along(one, slice(0, 2))
            take_along(two, slice(2, 4))
        started = time.monotonic()
        for phone in (one, two):
            note(phone, size)
            story.noted |= {row["id"] for row in phone.page.evaluate(HELD)}
        story.figures["noted s"] = time.monotonic() - started
        for line in lines:
            line.up.clear()
            line.requests.clear()
            line.down = 0
        lines[0].plan, lines[1].plan = list(CUTS), list(CUTS[:-1])
        lines[1].lost_after = size.answers // 4
        with serve(EVENING) as port:
            lines[0].server = lines[1].server = port
            for name, phone in (("one", one), ("two", two)):
                started = time.monotonic()
                send(phone, size)
                story.figures[f"{name} s"] = time.monotonic() - started
        story.held = Counter(row["sheet"] for row in two.page.evaluate(HELD) if row["state"] == "waiting")
    _count(story, one, two, size)
    return story


def _count(story: Story, one: Phone, two: Phone, size: Size) -> None:
    lines = [one.line, two.line]
    story.acknowledged = one.line.acknowledged | two.line.acknowledged
    made = one.sizes + two.sizes
    story.figures |= {
        "answers": len(story.noted),
        "photos": len(made),
        "MB a photo, taken": len(photograph(*size.pixels, size.quality)) / 1e6,
        "MB a photo, kept": sum(made) / len(made) / 1e6,
        "cuts": sum(line.cuts.total() for line in lines),
        "requests": sum(line.requests.total() for line in lines),
        "MB up": sum(line.up.total() for line in lines) / 1e6,
        "MB up, photos": sum(line.up["piece"] for line in lines) / 1e6,
        "MB down": sum(line.down for line in lines) / 1e6,
        "answers sent again": sum(number - 1 for line in lines for number in line.sent.values()),
        "acknowledged": len(story.acknowledged),
        "held by the lost": story.held.total(),
    }


def holds(story: Story, truth: dict[str, Any], size: Size) -> None:
    """Fail unless all that was acknowledged is there once and whole, and the lost telephone is counted and named.

    ``truth`` is what ``inspectors_books.truth`` says of the answers that came with the story.
    """
    ids = Counter(one["id"] for one in truth["answers"])
    assert len(story.noted) == size.answers
    assert story.acknowledged <= set(ids), "acknowledged and not there"
    assert set(ids) <= story.noted, "there, and noted by nobody"
    assert len(ids) == len(truth["answers"]), "there twice"
    files = [file for one in truth["answers"] for file in one["files"]]
    assert all(file["whole"] for file in files)
    assert len({file["sha256"] for file in files}) == len(files), "a photograph twice"
    assert story.figures["cuts"] == 2 * len(CUTS)
    assert story.figures["photos"] == size.photos
    assert story.held.total() == size.answers - len(ids), "either there, or still on the lost telephone"
    assert story.held.total() > 0
    (lost,) = [one for one in truth["devices"] if one["unsent"]]
    works = {one["id"]: one for one in json.loads(lost["works"])}
    assert {sheet: works[sheet]["n"] for sheet in story.held} == dict(story.held), "announced as it was"
    assert lost["unsent"] == story.held.total()
    assert all("xã " in works[sheet]["title"] for sheet in story.held), "named by its stop"
