"""The whole way on generated pages: `indexer build` twice, opening, pages in process, and a real server under load.

Every page has an address of its own, so that no two are taken for one. The cache of answers is switched off: what is measured is
the making of pages. Addresses of the load test differ as far as the corpus has different words and characters.
"""

from __future__ import annotations

import json
import shutil
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

from builds import Built, built
from corpora import Corpus, Ready
from figures import but_sentences, percentile
from queries import Drawing
from reading import text_page

from indexer.settings import Settings
from search_app import create_app
from search_app.addresses import parameters
from search_app.search import service
from search_app.settling import settle

PAGES_A_FILE = 200
SIZE = 20  # hits a page
PASSES = (11, 12, 14)  # seeds; 13 is that of the load
Facts = dict[str, Any]


def write_pages(corpus: Corpus, home: Path, processes: int) -> None:
    """The articles of a corpus as saved pages, in JSON lines, unless they stand there."""
    done = home / "done"
    if done.exists():
        return
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    starts = range(0, corpus.count, PAGES_A_FILE)
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(_write_file, [corpus] * len(starts), [home] * len(starts), starts))
    done.touch()


def _write_file(corpus: Corpus, home: Path, start: int) -> None:
    with (home / f"{start:08}.jsonl").open("w", encoding="utf-8") as stream:
        for number, article in enumerate(corpus.articles(start, start + PAGES_A_FILE), start=start):
            page = text_page(article._replace(issue_title=None))  # an address of its own, not an issue's number, names it
            url = f"http://www.lanchuan.example/gzdt/{number + 100_000}.html"
            stream.write(json.dumps({"url": url, "text": page}, ensure_ascii=False) + "\n")


def build_twice(corpus: Corpus, scratch: Path, processes: int) -> Facts:
    """A first build from pages on all cores, and a forced one that finds no page changed: seconds by the clock, peaks in MB."""
    pages, index = scratch / "pages" / corpus.name, scratch / "site" / corpus.name
    write_pages(corpus, pages, processes)
    shutil.rmtree(index, ignore_errors=True)
    first, again = built(pages, index), built(pages, index)
    return {
        "pages": corpus.count,
        "articles": first.report["articles"],
        **{f"first_{name}": value for name, value in _used(first).items()},
        **{f"again_{name}": value for name, value in _used(again).items()},
    }


def build_once(corpus: Corpus, scratch: Path, processes: int) -> Facts:
    """The first of these builds alone, for a corpus that is larger than the site's; the index goes again."""
    pages, index = scratch / "pages" / corpus.name, scratch / "site" / f"{corpus.name}-once"
    write_pages(corpus, pages, processes)
    shutil.rmtree(index, ignore_errors=True)
    facts = {"pages": corpus.count, **_used(built(pages, index))}
    shutil.rmtree(index)
    return facts


def _used(build: Built) -> Facts:
    return {
        "seconds": build.seconds,
        "peak_mb": build.peak_mb,
        "largest_worker_mb": build.largest_worker_mb,
        "together_mb": build.together_mb,
    }


def page_times(ready: Ready, scratch: Path, queries: int) -> Facts:
    """Milliseconds of whole HTML pages in process and of their snippets, by kind of query; and how long the index took to open.

    Of three passes over other addresses, each by an app of its own, the one in the middle: no machine is always equally fast.
    """
    return sorted((_pass(ready, scratch, queries, seed) for seed in PASSES), key=_ordinary)[len(PASSES) // 2]


def _ordinary(facts: Facts) -> float:
    """The 95th percentile of all kinds but long sentences."""
    return percentile(but_sentences(facts["ms"]), 0.95)


def _pass(ready: Ready, scratch: Path, queries: int, seed: int) -> Facts:
    settings = Settings(index_dir=scratch / "site" / ready.corpus.name, cache_mb=0)
    started = time.perf_counter()
    client = create_app(settings).test_client()
    client.get("/readyz")
    opening = time.perf_counter() - started
    settle()  # as the server does
    drawing = Drawing(ready.tokens, ready.corpus.count, seed=seed)
    times: dict[str, list[float]] = {}
    snippets: dict[str, list[float]] = {}
    sizes = []
    for kind in drawing.kinds():
        addresses = list(islice(addresses_of(drawing, kind), queries))
        client.get(addresses[0])
        times[kind] = []
        with timed(service, "shown") as snippets[kind]:
            for address in addresses:
                started = time.perf_counter()
                answer = client.get(address)
                times[kind].append((time.perf_counter() - started) * 1000)
                sizes.append(len(answer.get_data()))
                if answer.status_code != 200:
                    raise RuntimeError(f"{answer.status} for {address}")
    return {"ms": times, "snippets_ms": snippets, "opening_seconds": opening, "kilobytes": statistics.median(sizes) / 1000}


@contextmanager
def timed(module: ModuleType, name: str) -> Iterator[list[float]]:
    """The milliseconds that each call of a function took, where it is looked up in `module`."""
    work, times = getattr(module, name), list[float]()

    def measured(*given: Any, **named: Any) -> Any:
        started = time.perf_counter()
        answer = work(*given, **named)
        times.append((time.perf_counter() - started) * 1000)
        return answer

    setattr(module, name, measured)
    try:
        yield times
    finally:
        setattr(module, name, work)


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
