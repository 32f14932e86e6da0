"""`make bench`: how long a build takes from saved pages: nothing known, all in the cache, and one page changed.

python tests/benchmarks/rebuild.py [PAGES] [--processes N] [--segmenter NAME]
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from itertools import islice
from pathlib import Path

from builds import built
from generator import bulletins
from reading import text_page

PAGES_A_FOLDER = 1_000


def write_pages(home: Path, count: int) -> Path:
    """`count` pages, a thousand a folder; gives the folder of all. The last page is left to be changed."""
    for number, article in enumerate(islice(bulletins(count), count)):
        page = home / f"{number // PAGES_A_FOLDER:03}" / f"{number}.txt"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text_page(article), encoding="utf-8")
    return page


def measure(name: str, pages: Path, index: Path, settings: dict[str, str]) -> None:
    """Build once and print a line."""
    used = built(pages, index, **settings)
    report = used.report
    phases = " ".join(f"{phase} {seconds:.1f}" for phase, seconds in report["phases"].items())
    rate = report["pages"] / report["seconds"]
    print(
        f"{name:18} {report['seconds']:7.1f} s {rate:7.0f} pages/s, from the cache {report['cached']};"
        f" main process {used.peak_mb:.0f} MB, {used.seconds_at_work:.1f} s at work;"
        f" workers {used.largest_worker_mb:.0f} MB, {used.workers_seconds_at_work:.1f} s; all {used.together_mb:.0f} MB;"
        f" seconds: {phases}",
        flush=True,
    )
    for note in report["notes"]:
        print(note)


def main() -> None:
    """Write pages, build, build again, change one page and build a third time."""
    options = argparse.ArgumentParser(description="builds from saved pages, cold, warm and with one page changed")
    options.add_argument("pages", nargs="?", type=int, default=5_000)
    options.add_argument("--processes", type=int, default=0)
    options.add_argument("--segmenter", default="jieba")
    given = options.parse_args()
    settings = {"BULLETIN_BUILD_PROCESSES": str(given.processes), "BULLETIN_SEGMENTER": given.segmenter}
    print(f"\nbuilds of {given.pages} pages: Python {platform.python_version()}, {os.cpu_count()} cores, {given.segmenter}")
    with tempfile.TemporaryDirectory() as folder:
        pages, index = Path(folder) / "pages", Path(folder) / "index"
        last = write_pages(pages, given.pages)
        measure("nothing known", pages, index, settings)
        measure("all in the cache", pages, index, settings)
        last.write_text(last.read_text(encoding="utf-8") + "\n改了一处。", encoding="utf-8")
        measure("one page changed", pages, index, settings)
        size = sum(file.stat().st_size for file in pages.rglob("*.txt"))
        cache = (index / "cache.sqlite").stat().st_size
        print(f"cache {cache / size:.2f} x the pages ({cache / 1e6:.0f} MB)")


if __name__ == "__main__":
    main()
