"""The whole way on generated pages: `indexer build` twice, opening, pages in process, and a real server under load.

Every page has an address of its own, so that no two are taken for one. The cache of answers is switched off: what is measured is
the making of pages. Addresses of the load test are all different as far as the corpus has different words.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from corpora import Corpus, Ready
from queries import Drawing
from reading import text_page

from indexer.settings import Settings
from search_app import create_app
from search_app.addresses import parameters

PAGES_A_FILE = 200
SIZE = 20  # hits a page
Facts = dict[str, Any]


def write_pages(corpus: Corpus, home: Path) -> None:
    """The articles of a corpus as saved pages, in JSON lines, unless they stand there."""
    done = home / "done"
    if done.exists():
        return
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    for start in range(0, corpus.count, PAGES_A_FILE):
        with (home / f"{start:08}.jsonl").open("w", encoding="utf-8") as stream:
            for number, article in enumerate(corpus.articles(start, start + PAGES_A_FILE), start=start):
                page = text_page(replace(article, issue_title=None))  # an address of its own, not an issue's number, names it
                url = f"http://www.lanchuan.example/gzdt/{number + 100_000}.html"
                stream.write(json.dumps({"url": url, "text": page}, ensure_ascii=False) + "\n")
    done.touch()


def build_twice(corpus: Corpus, scratch: Path) -> Facts:
    """Seconds of a first build from pages on all cores, and of a forced one that finds no page changed."""
    pages, index = scratch / "pages" / corpus.name, scratch / "site" / corpus.name
    write_pages(corpus, pages)
    shutil.rmtree(index, ignore_errors=True)
    first, report = _build(pages, index)
    again, _ = _build(pages, index)
    return {"pages": corpus.count, "articles": report["articles"], "first_seconds": first, "again_seconds": again}


def _build(pages: Path, index: Path) -> tuple[float, Facts]:
    command = [sys.executable, "-m", "indexer", "build", str(pages), "--index", str(index), "--rebuild", "--json"]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return time.perf_counter() - started, json.loads(done.stdout)


def page_times(ready: Ready, scratch: Path, queries: int) -> Facts:
    """Milliseconds of whole HTML pages in process, by kind of query; and how long the first page took to open the index."""
    settings = Settings(index_dir=scratch / "site" / ready.corpus.name, cache_mb=0)
    started = time.perf_counter()
    client = create_app(settings).test_client()
    client.get("/readyz")
    opening = time.perf_counter() - started
    drawing = Drawing(ready.tokens, ready.corpus.count, seed=11)
    times: dict[str, list[float]] = {}
    sizes = []
    for kind in drawing.kinds():
        addresses = list(islice(addresses_of(drawing, kind), queries))
        client.get(addresses[0])
        times[kind] = []
        for address in addresses:
            started = time.perf_counter()
            answer = client.get(address)
            times[kind].append((time.perf_counter() - started) * 1000)
            sizes.append(len(answer.get_data()))
            if answer.status_code != 200:
                raise RuntimeError(f"{answer.status} for {address}")
    return {"ms": times, "opening_seconds": opening, "kilobytes": statistics.median(sizes) / 1000}


def addresses_of(drawing: Drawing, kind: str) -> Iterator[str]:
    """Addresses of pages of a kind."""
    while True:
        (request,) = drawing.requests(kind, 1)
        yield f"/?{urlencode(parameters(replace(request, size=SIZE)))}"


def mixed_addresses(ready: Ready, count: int) -> list[str]:
    """Addresses of all kinds in turn."""
    drawing = Drawing(ready.tokens, ready.corpus.count, seed=13)
    streams = [addresses_of(drawing, kind) for kind in drawing.kinds()]
    return [next(streams[number % len(streams)]) for number in range(count)]
