"""The guarantee on a large text: random strings of 1–12 characters copied from laws.jsonl.xz, searched in quotes, against a scan.

    BULLETIN_CORPORA=... python tests/benchmarks/guarantee.py [--strings 20000]

Prints recall and precision, which must both be 1, and the time of a search.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import paths  # noqa: F401 - finds the modules below
from figures import percentile
from written import analysed, write

from indexer.analysis import Analyser, search_key
from indexer.article import Article
from indexer.generation import Manifest
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.search.asking import ALL_TEXTS
from search_app.search.engine import EngineQuery
from search_app.search.parser import parse
from search_app.search.request import DateRange, Sort


def laws() -> list[Article]:
    """The laws as articles; one paragraph a line."""
    with lzma.open(Path(os.environ["BULLETIN_CORPORA"]) / "laws.jsonl.xz", "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    return [
        Article(id=f"law-{number:06}", title=row["title"], body="\n".join(filter(str.strip, row["text"].splitlines())))
        for number, row in enumerate(rows)
    ]


def main() -> None:
    """Index, draw strings, compare."""
    options = argparse.ArgumentParser()
    options.add_argument("--strings", type=int, default=20_000)
    wanted = options.parse_args().strings
    analyser, articles, rng = Analyser(), laws(), Random(1)
    # One long string a text, paragraphs parted by a newline, which no search key holds: `in` is then the plain scan.
    keys = ["\n".join(map(search_key, [article.title, *article.body.split("\n")])) for article in articles]
    with tempfile.TemporaryDirectory() as home:
        started = time.perf_counter()
        write(WhooshStore(), Path(home), analysed(articles, analyser))
        print(
            f"{len(articles)} texts, {sum(map(len, keys)) / 1e6:.1f} M characters, built in {time.perf_counter() - started:.0f} s"
        )
        engine = WhooshEngine(Path(home), Manifest("g", "2024-01-01T00:00:00+00:00", 0, 0, "", "", "", {}), analyser)
        found = right = expected = 0
        times = []
        for _ in range(wanted):
            text = ""
            while not search_key(text).strip('"'):
                paragraph = rng.choice(rng.choice(articles).body.split("\n"))
                start = rng.randrange(len(paragraph))
                text = paragraph[start : start + rng.randint(1, 12)]
            query = parse('"' + text.replace('"', '""') + '"')
            holders = {article.id for article, key in zip(articles, keys, strict=True) if search_key(text) in key}
            asked = EngineQuery(query, ALL_TEXTS, False, (), DateRange(), Sort.NEWEST, 0, 0, ())
            started = time.perf_counter()
            total = engine.search(asked).total
            times.append((time.perf_counter() - started) * 1000)
            expected += len(holders)
            found += total
            right += total == len(holders)
        print(f"{wanted} strings: {right} with exactly the articles of the scan; {found} found, {expected} expected")
        print(f"search p50 {percentile(times, 0.5):.2f} ms, p95 {percentile(times, 0.95):.2f} ms")
    sys.exit(right != wanted)


if __name__ == "__main__":
    main()
