"""`make bench`: build and search speed of this project beside stock Whoosh, on the same articles, queries and machine.

    python tests/benchmarks/run.py [--articles 5000] [--stock-articles 1000] [--characters 2400]

Both sides give the top 10, the exact total and six facet counts (this project) or one (stock Whoosh, whose `groupedby` on
several fields is slower still). Stock Whoosh uses jieba's own ChineseAnalyzer and finds less: see docs/adr. Figures are medians
and 95th percentiles over all queries of a kind, one core, after one pass to warm up.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from random import Random

from generator import bulletins

from indexer.analysed import analysed
from indexer.analysis import Analyser
from indexer.article import Article
from indexer.generation import Manifest
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.search.parser import parse
from search_app.search.request import Filter, SearchRequest, Sort
from search_app.search.service import engine_query, search

QUERIES_A_KIND = 40


def queries(corpus: list[Article], analyser: Analyser) -> dict[str, list[SearchRequest]]:
    """Requests by kind, their terms drawn from the corpus."""
    rng = Random(7)
    words = sorted({word for article in corpus[:300] for word in analyser.query_words(article.body) if len(word) > 1})

    def cut(size: int) -> str:
        paragraph = rng.choice(rng.choice(corpus).body.split("\n"))
        start = rng.randrange(max(len(paragraph) - size, 1))
        return paragraph[start : start + size]

    def request(text: str, **facts: object) -> SearchRequest:
        return SearchRequest(text=text, query=parse(text), size=10, **facts)

    kinds: dict[str, Callable[[], SearchRequest]] = {
        "one word": lambda: request(rng.choice(words)),
        "two words, AND": lambda: request(f"{rng.choice(words)} {rng.choice(words)}"),
        "two words, OR": lambda: request(f"{rng.choice(words)} OR {rng.choice(words)}"),
        "phrase of 2": lambda: request(f'"{cut(2)}"'),
        "phrase of 4": lambda: request(f'"{cut(4)}"'),
        "phrase of 8": lambda: request(f'"{cut(8)}"'),
        "one character": lambda: request(rng.choice("的工作年地志史")),
        "with a filter": lambda: request(rng.choice(words), filters=(Filter("year", (str(rng.randint(2008, 2019)),)),)),
        "newest first": lambda: request(rng.choice(words), sort=Sort.NEWEST),
        "empty": lambda: request(""),
    }
    return {kind: [make() for _ in range(QUERIES_A_KIND)] for kind, make in kinds.items()}


def milliseconds(work: Callable[[SearchRequest], object], requests: list[SearchRequest]) -> list[float]:
    """The time of each request, after one pass that is not counted."""
    times = []
    for counted in (False, True):
        for request in requests:
            started = time.perf_counter()
            work(request)
            if counted:
                times.append((time.perf_counter() - started) * 1000)
    return sorted(times)


def shown(times: list[float]) -> str:
    return f"{statistics.median(times):8.2f} {times[int(len(times) * 0.95)]:8.2f}"


def stock_whoosh(home: Path, corpus: list[Article]) -> tuple[float, Callable[[SearchRequest], object]]:
    """The peer: Whoosh as it comes, with jieba's analyser. Gives its build time and its search."""
    from jieba.analyse import ChineseAnalyzer
    from whoosh import fields, index
    from whoosh.qparser import MultifieldParser

    text = fields.TEXT(analyzer=ChineseAnalyzer())
    schema = fields.Schema(id=fields.ID(stored=True), title=text, body=text, year=fields.ID(sortable=True))
    created = index.create_in(str(home), schema)
    started = time.perf_counter()
    writer = created.writer(limitmb=256)
    for article in corpus:
        writer.add_document(id=article.id, title=article.title, body=article.body, year=str(article.year))
    writer.commit()
    seconds = time.perf_counter() - started
    parser = MultifieldParser(["title", "body"], schema)

    def look_up(request: SearchRequest) -> object:
        with created.searcher() as searcher:
            found = searcher.search(parser.parse(request.text or "*"), limit=10, groupedby="year")
            return len(found), found.groups("year"), [hit["id"] for hit in found]

    return seconds, look_up


def measure(count: int, characters: int, analyser: Analyser, *, with_stock: bool) -> None:
    """Build and search `count` articles, beside stock Whoosh where asked."""
    corpus = list(bulletins(count, characters))
    size = sum(len((article.title + article.body).encode()) for article in corpus)
    print(f"\n{count} articles, {size / 1e6:.0f} MB of text (UTF-8)")
    with tempfile.TemporaryDirectory() as ours, tempfile.TemporaryDirectory() as theirs:
        started = time.perf_counter()
        WhooshStore().write(Path(ours), analysed(corpus, analyser))
        seconds = time.perf_counter() - started
        index_size = sum(path.stat().st_size for path in Path(ours).iterdir())
        print(f"build, segmentation included: {count / seconds:.0f} articles/s; index {index_size / size:.2f} x text")
        started = time.perf_counter()
        engine = WhooshEngine(Path(ours), Manifest("bench", "2024-01-01T00:00:00+00:00", count, 0, "", "", "", {}), analyser)
        print(f"open: {time.perf_counter() - started:.2f} s")
        look_up = None
        if with_stock:
            seconds, look_up = stock_whoosh(Path(theirs), corpus)
            print(f"stock Whoosh, title and body only: build {count / seconds:.0f} articles/s")
        print(f"{'ms':18} {'search':>17} {'with snippets':>17}" + (f" {'stock Whoosh':>17}" if look_up else ""))
        print(f"{'':18} " + f"{'p50':>8} {'p95':>8} " * (3 if look_up else 2))
        for kind, requests in queries(corpus, analyser).items():
            columns = [
                milliseconds(lambda request: engine.search(engine_query(request)), requests),
                milliseconds(lambda request: search(engine, request), requests),
                *([milliseconds(look_up, requests)] if look_up else []),
            ]
            print(f"{kind:18} " + " ".join(map(shown, columns)))
    print(f"peak memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def main() -> None:
    """Measure, and name the conditions."""
    options = argparse.ArgumentParser(description="build and search speed, beside stock Whoosh")
    options.add_argument("--articles", type=int, default=5_000)
    options.add_argument("--stock-articles", type=int, default=1_000)
    options.add_argument("--characters", type=int, default=2_400)
    given = options.parse_args()
    warnings.simplefilter("ignore")  # jieba.analyse, which only the peer needs, leaves a file open
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    analyser = Analyser()
    measure(given.stock_articles, given.characters, analyser, with_stock=True)
    measure(given.articles, given.characters, analyser, with_stock=False)


if __name__ == "__main__":
    main()
