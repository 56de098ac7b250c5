"""The pictures of the reading room, taken of the bundled samples: `python -m docs.screenshots`.

Needs Debian's chromium (or another, named by HABEAS_CHROMIUM). Each picture holds 128 colours and no more
than a screen, so that it stays small.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

from docs.shown import ROOT, demo
from habeas.archive import Archive
from tests.browser.conftest import serving

CHROMIUM = os.environ.get("HABEAS_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
PICTURES = ROOT / "docs" / "img"
SIZE = ViewportSize(width=1180, height=800)
COLOURS = 128
NAME = "Orsal Tevin"


def pages(archive: Archive) -> dict[str, str]:
    """What is taken: the name of each picture, and the address of its page."""
    country = next(code for document in archive.documents() for code in document.meta.countries)
    told = next(event for event in archive.events(person=NAME) if event.type == "sentence")
    at = f"?at={told.trigger.start},{told.trigger.end}"
    return {
        "search": "/search?q=arrested",
        "report": f"/doc/{told.document}{at}#at",
        "case": f"/case/{NAME.replace(' ', '%20')}",
        "country": f"/country/{country}",
        "acts": f"/country/{country}/acts?group=custody",
        "review": "/review",
    }


def small(png: bytes) -> bytes:
    """The same picture in few colours."""
    held = io.BytesIO()
    few = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(held, "PNG", optimize=True)
    return held.getvalue()


def main() -> None:
    """Reads the samples, serves them and takes the pictures."""
    with tempfile.TemporaryDirectory() as work:
        demo(Path(work))
        folder = Path(work) / "demo-archive"
        with Archive(folder) as archive, serving(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(viewport=SIZE, base_url=address)
            for name, path in pages(archive).items():
                page.goto(path, wait_until="networkidle")
                page.wait_for_timeout(300)
                PICTURES.mkdir(exist_ok=True)
                (PICTURES / f"{name}.png").write_bytes(small(page.screenshot()))
            browser.close()


if __name__ == "__main__":
    main()
