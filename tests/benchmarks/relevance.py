"""Relevance on judged queries, this project beside its peers: R@1, R@10 and MRR@10, all in one run.

    BULLETIN_CORPORA=... python tests/benchmarks/relevance.py [--queries 3000] [--shares 0.05,0.15] [--headlines 600]

Tasks: question -> paragraph (cmrc_drcd), for the part that this project was tuned on (crc32(id) % 5 != 0) and the part that it
was not; a law's title -> its text without the title; and, nearest to a pasted headline, the first sentence of a paragraph of
cmrc_drcd -> the rest of it, as it stands, and with its clauses parted by spaces as in a headline. Queries are asked as they are
written, with their quotes and brackets, of this project's whole search. `--shares` measures other thresholds for long queries
(`search_app/search/partial.py`) on this project alone.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import re
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any
from unittest import mock

import paths  # noqa: F401 - finds the modules below
from corpora import laws
from peers.this_project import open_engine
from ranking_peers import Found, Rank, rankers
from written import analysed, write

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.errors import QueryTooLarge
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.search.parser import parse
from search_app.search.request import SearchRequest
from search_app.search.service import search

DEPTH = 10
LONGEST_LAW = 20_000  # characters
FIRST_SENTENCE = re.compile(r"([^。！？\n]{8,60})[。！？]\s*(.{50,})", re.DOTALL)  # and enough after it to be found by
SENTENCE_FORMS = {"as written": None, "spaced": " "}  # what stands between the clauses of a first sentence
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """Articles, queries by their id, and for every query the ids of the articles that answer it."""

    articles: Sequence[Article]
    queries: dict[str, str]
    wanted: dict[str, set[str]]


def questions(count: int | None) -> Judged:
    """cmrc_drcd: all of its queries that say something, or a sample of `count` from a seed."""
    wanted = defaultdict(set)
    for row in _rows("qrels"):
        wanted[row["query_id"]].add(row["doc_id"].lower())
    asked = {row["id"]: row["text"] for row in _rows("queries") if row["text"].strip()}
    kept = sorted(asked) if count is None else Random(1).sample(sorted(asked), min(count, len(asked)))
    articles = [Article(id=row["id"].lower(), title=row["title"], body=row["text"]) for row in _rows("docs")]
    return Judged(articles, {name: asked[name] for name in kept}, dict(wanted))


def headlines(count: int) -> Judged:
    """Laws whose text has lost its heading; their titles are the queries, and laws of the same title answer alike."""
    chosen = Random(1).sample([law for law in laws() if len(law.body) < LONGEST_LAW], count)
    articles = [Article(id=law.id, title="法规", body=law.body.split("\n", 1)[-1]) for law in chosen]
    named = defaultdict(set)
    for law in chosen:
        named[law.title].add(law.id)
    return Judged(articles, {law.id: law.title for law in chosen}, {law.id: named[law.title] for law in chosen})


def first_sentences(count: int, between: str | None) -> Judged:
    """cmrc_drcd's paragraphs without their titles and, where one is as long as a headline, without their first sentence, which is
    the query: as it stands, or its signs taken out and `between` put between its clauses.
    """
    articles, queries = [], {}
    for row in _rows("docs"):
        name, text = row["id"].lower(), row["text"].strip()
        if parted := FIRST_SENTENCE.match(text):
            queries[name] = parted[1] if between is None else between.join(re.findall(r"\w+", parted[1]))
            text = parted[2]
        articles.append(Article(id=name, title="段落", body=text))
    kept = Random(1).sample(sorted(queries), min(count, len(queries)))
    return Judged(articles, {name: queries[name] for name in kept}, {name: {name} for name in kept})


def _rows(name: str) -> Iterator[dict[str, Any]]:
    path = Path(os.environ["BULLETIN_CORPORA"]) / "cmrc_drcd" / f"{name}.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def relevance(judged: Judged, analyser: Analyser) -> Facts:
    """The figures of every engine: {engine: {"tuned" | "held out" | "all": {"R@1", "R@10", "MRR@10"}, "ms": a query's mean}}."""
    with tempfile.TemporaryDirectory() as scratch:
        engine = opened(judged, Path(scratch), analyser)
        ours = {"this project": lambda text: hits(engine, text)}
        return {
            name: _asked(judged, rank) for name, rank in {**ours, **rankers(judged.articles, analyser, Path(scratch))}.items()
        }


def opened(judged: Judged, scratch: Path, analyser: Analyser) -> WhooshEngine:
    """This project's engine over judged articles."""
    home = scratch / "ours"
    home.mkdir()
    write(WhooshStore(), home, analysed(judged.articles, analyser))
    return open_engine(home, analyser)


def hits(engine: WhooshEngine, text: str) -> Found:
    """The first ten ids."""
    try:
        return [hit.article.id for hit in search(engine, SearchRequest(text=text, query=parse(text), size=DEPTH)).hits]
    except QueryTooLarge:
        return []


def _asked(judged: Judged, rank: Rank) -> Facts:
    started = time.perf_counter()
    places = {name: _place(rank(text), judged.wanted[name]) for name, text in judged.queries.items()}
    seconds = time.perf_counter() - started
    return {
        "tuned": _figures([place for name, place in places.items() if _is_tuned(name)]),
        "held out": _figures([place for name, place in places.items() if not _is_tuned(name)]),
        "all": _figures(list(places.values())),
        "ms": seconds / len(places) * 1000,
    }


def _is_tuned(name: str) -> bool:
    return bool(zlib.crc32(name.encode()) % 5)


def _place(found: Found, wanted: set[str]) -> int:
    """The place of the first wanted article from 1, or 0."""
    return next((place for place, name in enumerate(found, start=1) if name in wanted), 0)


def _figures(places: Sequence[int]) -> Facts:
    return {
        "queries": len(places),
        "R@1": mean(place == 1 for place in places),
        "R@10": mean(place > 0 for place in places),
        "MRR@10": mean(1 / place if place else 0 for place in places),
    }


def shown(found: Facts) -> Iterator[str]:
    """Lines of a plain table."""
    for name, facts in found.items():
        for part in ("tuned", "held out", "all"):
            figures = facts[part]
            numbers = "  ".join(f"{figure} {figures[figure]:.4f}" for figure in ("R@1", "R@10", "MRR@10"))
            yield f"{name:28} {part:9} n={figures['queries']:5}  {numbers}"


def main() -> None:
    """Print all tasks, or other thresholds."""
    options = argparse.ArgumentParser()
    options.add_argument("--queries", type=int, help="a sample of so many questions; all of them if not given")
    options.add_argument("--headlines", type=int, default=600)
    options.add_argument("--shares", default="")
    given = options.parse_args()
    analyser = Analyser()
    judged = questions(given.queries)
    if given.shares:
        with tempfile.TemporaryDirectory() as scratch:
            engine = opened(judged, Path(scratch), analyser)
            for share in map(float, given.shares.split(",")):
                with mock.patch("search_app.engines.whoosh.engine.LEAST_SHARE", share):
                    print(
                        f"least share {share}",
                        *shown({"this project": _asked(judged, lambda text: hits(engine, text))}),
                        sep="\n",
                    )
        return
    print(*shown(relevance(judged, analyser)), sep="\n")
    print("law titles -> texts", *shown(relevance(headlines(given.headlines), analyser)), sep="\n")
    for how, between in SENTENCE_FORMS.items():
        found = relevance(first_sentences(given.headlines, between), analyser)
        print(f"first sentence, {how} -> rest of its paragraph", *shown(found), sep="\n")


if __name__ == "__main__":
    main()
