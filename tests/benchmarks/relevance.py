"""Relevance on judged question -> paragraph pairs (cmrc_drcd), and what the threshold of long queries costs and brings.

    BULLETIN_CORPORA=... python tests/benchmarks/relevance.py [--shares 0,0.1,0.25,0.4] [--queries 3000] [--quotes kept]

A quotation mark in a question asks for a literal match, as the query language says; most of these questions quote without meaning
that. `--quotes` says whether they are asked as they stand (kept) or as plain words (dropped).

Prints R@1, R@10 and MRR@10 for the tuning half (crc32(id) % 5 != 0) and for the rest, which nothing was tuned on, and the mean
number of articles a query matches.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any
from unittest import mock

from indexer.analysed import analysed
from indexer.analysis import Analyser
from indexer.article import Article
from indexer.errors import QueryTooLarge
from indexer.generation import Manifest
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.search.parser import parse
from search_app.search.request import SearchRequest
from search_app.search.service import engine_query

QUOTES = dict.fromkeys(map(ord, '"“”「」'), " ")


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of one file of the judged corpus."""
    path = Path(os.environ["BULLETIN_CORPORA"]) / "cmrc_drcd" / f"{name}.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def rank(engine: WhooshEngine, text: str, wanted: set[str]) -> tuple[int, int]:
    """The place of the first wanted article among the first ten (0 if it is not there), and the number of matches."""
    try:
        answer = engine.search(engine_query(SearchRequest(text=text, query=parse(text), size=10)))
    except QueryTooLarge:
        return 0, 0
    places = [place for place, hit in enumerate(answer.hits, start=1) if hit.id in wanted]
    return (places[0] if places else 0), answer.total


def line(name: str, found: list[tuple[int, int]]) -> str:
    places = [place for place, _ in found]
    first, ten = mean(place == 1 for place in places), mean(place > 0 for place in places)
    reciprocal, matches = mean(1 / place if place else 0 for place in places), mean(total for _, total in found)
    return f"{name:10} n={len(found):5}  R@1 {first:.4f}  R@10 {ten:.4f}  MRR@10 {reciprocal:.4f}  matches {matches:7.1f}"


def main() -> None:
    """Index the paragraphs once, then ask all questions with each threshold."""
    options = argparse.ArgumentParser()
    options.add_argument("--shares", default="0.25")
    options.add_argument("--queries", type=int, default=3000)
    options.add_argument("--quotes", choices=("kept", "dropped"), default="dropped")
    given = options.parse_args()
    analyser = Analyser()
    articles = [Article(id=row["id"].lower(), title=row["title"], body=row["text"]) for row in rows("docs")]
    wanted = defaultdict(set)
    for row in rows("qrels"):
        wanted[row["query_id"]].add(row["doc_id"].lower())
    asked = [row for row in rows("queries") if row["text"].strip()]
    asked = Random(1).sample(asked, min(given.queries, len(asked)))
    if given.quotes == "dropped":
        asked = [{**row, "text": row["text"].translate(QUOTES)} for row in asked]
    with tempfile.TemporaryDirectory() as home:
        WhooshStore().write(Path(home), analysed(articles, analyser))
        engine = WhooshEngine(Path(home), Manifest("r", "2024-01-01T00:00:00+00:00", 0, 0, "", "", "", {}), analyser)
        for share in given.shares.split(","):
            with mock.patch("search_app.engines.whoosh.engine.LEAST_SHARE", float(share)):
                started = time.perf_counter()
                found = {row["id"]: rank(engine, row["text"], wanted[row["id"]]) for row in asked}
                seconds = time.perf_counter() - started
            print(f"least share {share}: {seconds / len(asked) * 1000:.2f} ms a query")
            print(line("tuned on", [place for name, place in found.items() if zlib.crc32(name.encode()) % 5]))
            print(line("held out", [place for name, place in found.items() if not zlib.crc32(name.encode()) % 5]))


if __name__ == "__main__":
    main()
