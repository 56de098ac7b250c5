"""How fast the reading room answers: `python -m bench.web ARCHIVE`.

Server: the time from request to answer within one process, without network or browser, `EACH` addresses
of a page in an order that a fixed seed decides, each asked once before it is timed. First paint: from the
start of navigation until chromium has painted anything of a report, `PAINTED` reports, each for the first
time. Readers: `READERS` at once for `SECONDS` over the network of this machine, each asking for the next
page when it has the last; every answer must be what it should be. Where other work runs on the machine,
processor time (`used`) tells more.

usage: python -m bench.web ARCHIVE      an archive with reports in it
"""

from __future__ import annotations

import asyncio
import os
import random
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import httpx
from playwright.sync_api import sync_playwright

import habeas
from bench.search import kinds, shelf
from habeas.archive import Archive
from habeas.vocabulary.load import acts
from habeas.web.app import make_app
from habeas.web.settings import Settings
from tests.browser.conftest import CHROMIUM, FLAGS

RESULTS = Path(__file__).parent / "results" / "web.txt"
EACH, SEED, READERS, SECONDS, PAINTED = 150, 20261123, 50, 60, 25
SETTLED = 10  # seconds that a room has been open: it puts in step what is derived when it opens
PAINT = """() => new Promise((told) => new PerformanceObserver((list) => {
  for (const entry of list.getEntriesByName("first-contentful-paint")) told(entry.startTime);
}).observe({ type: "paint", buffered: true }))"""
HOST = "127.0.0.1"


@dataclass
class Tally:
    """What the readers met: times in milliseconds, and what was no answer."""

    times: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)


def addresses(archive: Archive, chance: random.Random) -> Mapping[str, list[str]]:
    """The addresses asked for, by the kind of page."""
    drawn = shelf(archive)
    asked = kinds(drawn, chance)
    documents = sorted(document.id for document in archive.documents())
    told = list(archive.events())
    cases = sorted(archive.inventory().meant)
    countries = [nation.code for nation in archive.world().nations()]
    types, groups = sorted(acts()), sorted({act.group for act in acts().values()})

    def search() -> str:
        query = chance.choice(list(asked.values()))()
        return "/search?" + urlencode({"q": query.query, **query.filters})

    def sentence() -> str:
        event = chance.choice(told)
        return f"/doc/{event.document}?at={event.trigger.start},{event.trigger.end}"

    draws: dict[str, Callable[[], str]] = {
        "search": search,
        "document": lambda: f"/doc/{chance.choice(documents)}",
        "document at a sentence": sentence,
        "records of a sentence": lambda: sentence().replace("?", "/sentence?"),
        "citation of a sentence": lambda: sentence().replace("?", "/cite?"),
        "case": lambda: f"/case/{chance.choice(cases)}",
        "roll of cases": lambda: f"/cases?country={chance.choice(countries)}",
        "country": lambda: f"/country/{chance.choice(countries)}",
        "acts of a country": lambda: f"/country/{chance.choice(countries)}/acts?type={chance.choice(types)}",
        "world": lambda: f"/countries?measure={chance.choice(groups)}",
    }
    return {page: [draw() for _ in range(EACH)] for page, draw in draws.items()}


async def alone(archive: Path, asked: Mapping[str, list[str]]) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of each page by the clock, and of processor time, one request after another."""
    transport = httpx.ASGITransport(app=make_app(archive))
    at = f"http://{HOST}:{Settings().port}"
    taken: dict[str, list[tuple[float, float]]] = {}
    async with httpx.AsyncClient(transport=transport, base_url=at) as client:
        for page, addresses in asked.items():
            taken[page] = []
            for address in addresses:
                await client.get(address)
                start, used = time.perf_counter(), time.process_time()
                answer = await client.get(address)
                clock = (time.perf_counter() - start) * 1000
                taken[page].append((clock, (time.process_time() - used) * 1000))
                if answer.status_code != 200:
                    sys.exit(f"{address}: {answer.status_code}")
    return taken


async def together(at: str, asked: list[str], *, seconds: float) -> Tally:
    """What many readers meet who ask at once, each for one page after another."""
    tally = Tally()
    end = time.monotonic() + seconds

    async def reader(number: int) -> None:
        chance = random.Random(number)
        async with httpx.AsyncClient(base_url=at, timeout=30) as client:
            while time.monotonic() < end:
                address, start = chance.choice(asked), time.perf_counter()
                try:
                    answer = await client.get(address)
                except httpx.HTTPError as error:
                    tally.wrong[type(error).__name__] += 1
                    continue
                tally.times.append((time.perf_counter() - start) * 1000)
                if answer.status_code != 200 or "</html>" not in answer.text[-20:]:
                    tally.wrong[str(answer.status_code)] += 1

    await asyncio.gather(*(reader(number) for number in range(READERS)))
    return tally


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """The address of a reading room while it is served from a process of its own."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "habeas", "--archive", str(archive), "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as room:
        try:
            _wait(f"http://{HOST}:{port}")
            yield f"http://{HOST}:{port}"
        finally:
            room.terminate()


def painted(at: str, asked: list[str]) -> list[float]:
    """Milliseconds until chromium has painted something of each page."""
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        browser.new_page().goto(at)
        for address in asked:
            page = browser.new_page()
            page.goto(at + address, wait_until="load")
            times.append(float(page.evaluate(PAINT)))
            page.close()
        browser.close()
    return sorted(times)


def _wait(at: str) -> None:
    for _ in range(200):
        try:
            httpx.get(at, timeout=5)
            return
        except httpx.ConnectError:
            time.sleep(0.1)
    sys.exit(f"nobody answers at {at}")


def lines(archive: Archive) -> Iterator[str]:
    """The table of results."""
    asked = addresses(archive, random.Random(SEED))
    reports = archive.status().counts["documents"]
    yield f"{reports} reports: python -m bench.web ARCHIVE; load of the machine {os.getloadavg()[0]:.1f}"
    yield f"{'server, milliseconds':24} {'pages':>6} {'p50':>7} {'p95':>7} {'max':>7} {'used p95':>9}"
    for page, times in asyncio.run(alone(archive.path, asked)).items():
        clock, used = (sorted(each) for each in zip(*times, strict=True))
        yield f"{page:24} {len(times):6} {spread(clock)} {used[int(len(used) * 0.95)]:9.1f}"
    whole = [address for page, held in asked.items() if page != "records of a sentence" for address in held]
    with served(archive.path) as at:
        for held in asked.values():
            httpx.get(at + held[0], timeout=120).raise_for_status()
        time.sleep(SETTLED)
        paints = painted(at, asked["document"][:PAINTED])
        tally = asyncio.run(together(at, whole, seconds=SECONDS))
    yield f"{'first paint of a report':24} {len(paints):6} {spread(paints)}"
    yield f"{f'{READERS} readers, {SECONDS} s':24} {len(tally.times):6} {spread(sorted(tally.times))}"
    wrong = ", ".join(f"{number} {kind}" for kind, number in tally.wrong.items()) or "none"
    yield f"{len(tally.times) / SECONDS:.0f} pages a second for all readers; errors: {wrong}"


def spread(times: list[float]) -> str:
    """The middle, the 95th percentile and the longest of sorted times."""
    return f"{times[len(times) // 2]:7.1f} {times[int(len(times) * 0.95)]:7.1f} {times[-1]:7.1f}"


def main() -> None:
    """Measures, prints and freezes."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bench.web ARCHIVE")
    table = []
    for line in lines(habeas.open(sys.argv[1])):
        print(line, flush=True)
        table.append(line)
    RESULTS.write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
