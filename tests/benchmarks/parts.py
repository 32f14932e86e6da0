"""The parts of the benchmark, their options, and what is kept of each.

Everything large lies under --scratch (or BULLETIN_BENCH_SCRATCH): tokens are made once a corpus, results are kept by part, so
that parts can be run one at a time; the part `report` puts together what stands there. An engine that is not installed is left
out and named.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from agreement import against_the_reference
from conditions import conditions, day_and_commit
from corpora import Ready, generated, jieba_seconds, laws_corpus, ready
from load import under_load
from measure import build, home_of, measure
from relevance import SENTENCE_FORMS, first_sentences, headlines, questions, relevance
from report import PAGE, printed, written
from rows import OURS, STOCK, rows
from site_way import build_once, build_twice, mixed_addresses, page_times
from worst import worst_queries

from indexer.analysis import Analyser

Facts = dict[str, Any]
ADDRESSES_A_SECOND = 600  # of the load, so that few are asked for twice
PARTS = ("agreement", "engines", "laws", "site", "worst", "relevance")
ALL_PARTS = (*PARTS, "build", "report")
CORPORA = "BULLETIN_CORPORA"


def main() -> None:
    """Run the parts asked for, then report all that is known."""
    given = _options()
    warnings.simplefilter("ignore")  # jieba.analyse, which only a peer needs, leaves a file open
    results = Results(given.scratch / "results.json", conditions(missing=[*rows()[1], *_missing_here()]))
    run = Run(given)
    try:
        for part in given.parts:
            print(f"--- {part}, {datetime.now(timezone.utc):%H:%M:%S}", file=sys.stderr, flush=True)
            run.parts()[part](results)
    finally:  # a part that ends the run does not take what was measured before it
        print(printed(results.facts), flush=True)
    if given.write:
        written(results.facts, PAGE)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description="everything that is measured, in one run")
    default = os.environ.get("BULLETIN_BENCH_SCRATCH") or str(Path(tempfile.gettempdir()) / "bulletin-bench")
    options.add_argument("--scratch", type=Path, default=Path(default), help="for corpora, indexes and results: some 15 GB")
    options.add_argument("--parts", type=_parts, default=",".join(PARTS), help=f"of {','.join(PARTS)}; and build, report")
    options.add_argument(
        "--sizes", type=_sizes, default="1000,10000,50000", help="articles; this project is measured at each; 200000,1000000 too"
    )
    options.add_argument("--peers-at", type=_sizes, default="50000", help="sizes at which the peers are measured too")
    options.add_argument(
        "--stock-at", type=_sizes, default="5000", help="the size at which stock Whoosh is measured, beside this project"
    )
    options.add_argument("--characters", type=int, default=2_400, help="characters an article; try 12000")
    options.add_argument("--queries", type=int, default=40, help="queries a kind")
    options.add_argument("--rounds", type=int, default=3, help="times each query is asked; its median counts")
    options.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="for cutting corpora into words")
    options.add_argument("--site-at", type=int, default=50_000, help="articles of the site")
    options.add_argument("--build-at", type=int, default=200_000, help="pages of the part `build`, which takes half an hour")
    options.add_argument("--load-seconds", type=int, default=300, help="how long a server is under load")
    options.add_argument("--hostile", type=int, default=20_000, help="hostile queries")
    options.add_argument("--questions", type=int, help="a sample of so many; all if not given")
    options.add_argument("--headlines", type=int, default=600, help="laws' titles, and first sentences, of each so many")
    options.add_argument(
        "--reuse", action="store_true", help="search the peers' indexes of an earlier run instead of building them"
    )
    options.add_argument("--no-write", dest="write", action="store_false", help="leave docs/benchmarks.md as it is")
    return options.parse_args()


class Results:
    """What is known, by part, kept in a file; and of which day and commit each part is."""

    def __init__(self, path: Path, conditions: Facts) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._conditions = conditions
        self.facts = self._kept()

    def _kept(self) -> Facts:
        kept = json.loads(self._path.read_text(encoding="utf-8")) if self._path.exists() else {"taken": {}}
        return {**kept, "conditions": self._conditions}

    def put(self, part: str, facts: Any) -> None:
        """Keep a part's facts, in place of older ones; what another run has put there meanwhile stays."""
        self.facts = self._kept()
        self.facts[part] = facts
        self.facts["taken"][part] = day_and_commit(self.facts)
        self._path.write_text(json.dumps(self.facts, ensure_ascii=False, indent=1), encoding="utf-8")


class Run:
    """The parts of one run, by its options."""

    def __init__(self, given: argparse.Namespace) -> None:
        self._given = given
        self._rows, _ = rows()
        self._indexes = given.scratch / "indexes"

    def parts(self) -> dict[str, Callable[[Results], None]]:
        """Every part by its name."""
        return {
            "agreement": self.agreement,
            "engines": self.engines,
            "laws": self.laws,
            "site": self.site,
            "build": self.build,
            "worst": self.worst,
            "relevance": self.relevance,
            "report": lambda _results: None,
        }

    def agreement(self, results: Results) -> None:
        """Every engine beside the reference."""
        results.put("agreement", against_the_reference(self._rows, self._given.scratch, 10))

    def engines(self, results: Results) -> None:
        """Every size, with the engines that are measured there."""
        peers_at, stock_at = self._given.peers_at, self._given.stock_at
        for size in sorted({*self._given.sizes, *stock_at}):
            results.put(f"engines/{size}", self._measured(self._ready(size), peers=size in peers_at, stock=size in stock_at))

    def laws(self, results: Results) -> None:
        """The laws, where they are at hand."""
        if os.environ.get(CORPORA):
            corpus = ready(laws_corpus(), self._given.scratch / "tokens", self._given.processes)
            results.put("engines/laws", self._measured(corpus, peers=True, stock=False))

    def site(self, results: Results) -> None:
        """From pages to pages: build, rebuild, pages in process, a server under load."""
        corpus = self._ready(self._given.site_at)
        facts = build_twice(corpus.corpus, self._given.scratch, self._given.processes)
        facts["page"] = page_times(corpus, self._given.scratch, self._given.queries)
        addresses = mixed_addresses(corpus, max(2_000, ADDRESSES_A_SECOND * self._given.load_seconds))
        facts["load"] = under_load(self._given.scratch / "site" / corpus.corpus.name, addresses, self._given.load_seconds)
        facts["jieba_ms"] = jieba_seconds(corpus.corpus) * 1000
        results.put("site", facts)

    def build(self, results: Results) -> None:
        """One build from many pages, for its memory."""
        corpus = generated(self._given.build_at, self._given.characters)
        results.put("build", build_once(corpus, self._given.scratch, self._given.processes))

    def worst(self, results: Results) -> None:
        """The hostile list against this project's largest index of up to 50,000 articles."""
        size = max((size for size in self._given.sizes if size <= 50_000), default=50_000)
        corpus = self._ready(size)
        ours = next(row for row in self._rows if row.name == OURS)
        build(ours, corpus, self._indexes, reuse=True)
        home = home_of(ours, corpus, self._indexes)
        results.put("worst", {"articles": size, **worst_queries(corpus, home, self._given.hostile)})

    def relevance(self, results: Results) -> None:
        """All tasks, where the judged corpora are at hand."""
        if os.environ.get(CORPORA):
            analyser = Analyser()
            results.put("relevance/questions", relevance(questions(self._given.questions), analyser))
            results.put("relevance/headlines", relevance(headlines(self._given.headlines), analyser))
            for name, between in SENTENCE_FORMS.items():
                results.put(f"relevance/{name}", relevance(first_sentences(self._given.headlines, between), analyser))

    def _ready(self, size: int) -> Ready:
        return ready(generated(size, self._given.characters), self._given.scratch / "tokens", self._given.processes)

    def _measured(self, corpus: Ready, *, peers: bool, stock: bool) -> Facts:
        chosen = [row for row in self._rows if row.name == OURS or (stock if row.name == STOCK else peers)]
        given = self._given
        return measure(
            corpus, chosen, self._indexes, queries=given.queries, rounds=given.rounds, reuse=given.reuse, slow=frozenset({STOCK})
        )


def _parts(text: str) -> list[str]:
    parts = text.split(",")
    unknown = [part for part in parts if part not in ALL_PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no part {', '.join(unknown)}; there are {', '.join(ALL_PARTS)}")
    return parts


def _missing_here() -> list[str]:
    """A line for what cannot be measured here, whatever engines there are. Ends the program where a folder is wrong."""
    corpora, missing = os.environ.get(CORPORA), []
    if not corpora:
        missing.append(f"laws and relevance, for {CORPORA} names no folder of corpora")
    elif not Path(corpora, "laws.jsonl.xz").exists():
        sys.exit(f"{CORPORA}={corpora}: there is no laws.jsonl.xz in it")
    if not shutil.which("wrk"):
        missing.append("load by wrk, which is not installed (Debian: apt install wrk): a heavier client on asyncio asks")
    return missing


def _sizes(text: str) -> list[int]:
    sizes = [size for size in text.split(",") if size]
    if not all(map(str.isdecimal, sizes)):
        raise argparse.ArgumentTypeError(f"{text} is not a list of numbers")
    return list(map(int, sizes))
