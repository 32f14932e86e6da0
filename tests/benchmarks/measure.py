"""Builds and searches one corpus with every engine: same tokens, same queries, in turns.

So whatever else the machine does falls on all alike. Engines run in processes of their own (`wire`) and measure themselves.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from corpora import Ready
from queries import SENTENCES, Drawing, Plan, plan
from rows import OURS, Row
from wire import EngineEnded, Worker

from indexer.analysis import Analyser

Facts = dict[str, Any]


def measure(
    ready: Ready, rows: Sequence[Row], indexes: Path, *, queries: int, rounds: int, reuse: bool, slow: frozenset[str]
) -> Facts:
    """Everything about one corpus: builds one after another, then searches in turns. Engines in `slow` get one round."""
    builds, ended = built(rows, ready, indexes, reuse=reuse)
    searching = [row for row in rows if row.searches and (row.index_of or row.name) in builds]
    plans = drawn(ready, queries)
    workers = {row.name: worker(row) for row in searching}
    opened = {row.name: workers[row.name].ask("open", home=str(home_of(row, ready, indexes))) for row in searching}
    first = {
        name: {kind: workers[name].ask("block", plans=asked, answers=True) for kind, asked in plans.items()} for name in workers
    }
    times: dict[str, dict[str, list[list[float]]]] = {name: {kind: [] for kind in plans} for name in workers}
    for number in range(rounds):
        turns = [name for name in workers if number == 0 or name not in slow]
        for kind, asked in plans.items():
            turns = turns[1:] + turns[:1]  # nobody is always the first or the last
            for name in turns:
                times[name][kind].append(workers[name].ask("block", plans=asked, answers=False)["ms"])
    memory = {name: workers[name].ask("block", plans=[], answers=False)["rss_mb"] for name in workers}
    for one in workers.values():
        one.close()
    return {
        "corpus": ready.corpus.name,
        "articles": ready.corpus.count,
        "text_bytes": ready.text_bytes,
        "queries": queries,
        "rounds": rounds,
        "built": builds,
        "ended": ended,
        "opened": {name: {**facts, "searched_mb": memory[name]} for name, facts in opened.items()},
        "ms": {
            name: {kind: [median(of) for of in zip(*rows, strict=True)] for kind, rows in of.items()}
            for name, of in times.items()
        },
        "wrong": {name: disagreements(found, first[OURS]) for name, found in first.items()},
        "totals": {kind: [answer["total"] for answer in block["answers"]] for kind, block in first[OURS].items()},
    }


def built(rows: Sequence[Row], ready: Ready, indexes: Path, *, reuse: bool) -> tuple[dict[str, Facts], dict[str, str]]:
    """What is known of every engine's build; and, of a peer that ended in it (for want of memory?), how. Ours is always built."""
    found, ended = {}, {}
    for row in (row for row in rows if row.index_of is None):
        try:
            found[row.name] = build(row, ready, indexes, reuse=reuse and row.name != OURS)
        except EngineEnded as error:
            if row.name == OURS:
                raise
            ended[row.name] = str(error)
    return found, ended


def drawn(ready: Ready, count: int) -> Mapping[str, list[Plan]]:
    """`count` plans of every kind; only a long sentence may match in part."""
    drawing, analyser = Drawing(ready.tokens, ready.corpus.count), Analyser()
    plans = {kind: (plan(request, analyser) for request in drawing.stream(kind)) for kind in drawing.kinds()}
    return {kind: list(islice((one for one in of if one["part"] == (kind == SENTENCES)), count)) for kind, of in plans.items()}


def worker(row: Row) -> Worker:
    """An engine's process."""
    return Worker(row.module, row.python, *([row.argument] if row.argument else []))


def build(row: Row, ready: Ready, indexes: Path, *, reuse: bool) -> Facts:
    """Build an engine's index, or take the one that stands there with what was measured when it was built."""
    home = home_of(row, ready, indexes)
    facts = home.with_suffix(".json")
    if reuse and facts.exists():
        return {**json.loads(facts.read_text()), "reused": True}
    print(f"building {row.name}, {ready.corpus.count:,} articles", file=sys.stderr, flush=True)
    facts.unlink(missing_ok=True)  # they tell of the index that goes
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    engine = worker(row)
    found = {"version": engine.ask("version"), **engine.ask("build", home=str(home), tokens=str(ready.tokens)), "reused": False}
    engine.close()
    facts.write_text(json.dumps(found))
    return found


def disagreements(found: Mapping[str, Facts], ours: Mapping[str, Facts]) -> Mapping[str, int]:
    """By kind, how many answers differ from this project's in their total or their counts by year.

    Long sentences are not compared: no peer can ask for a share of the idf weight, so all of them match any word or bigram.
    """
    return {
        kind: sum(
            (one["total"], one["years"]) != (other["total"], other["years"])
            for one, other in zip(block["answers"], ours[kind]["answers"], strict=True)
        )
        for kind, block in found.items()
        if kind != SENTENCES
    }


def home_of(row: Row, ready: Ready, indexes: Path) -> Path:
    """Where an engine's index of a corpus stands."""
    name = row.index_of or row.name
    return indexes / ready.corpus.name / name.replace(" ", "-").replace(",", "")
