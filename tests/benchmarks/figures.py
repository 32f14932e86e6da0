"""Small sums over results: percentiles, all kinds of a run together, the largest run that has an engine."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from queries import SENTENCES

Facts = dict[str, Any]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie, by nearest rank."""
    return sorted(values)[max(ceil(len(values) * share) - 1, 0)]


def all_kinds(run: Facts, engine: str) -> list[float]:
    """Milliseconds of an engine's queries of all kinds but long sentences, which mean something else to every engine."""
    return but_sentences(run["ms"][engine])


def but_sentences(times: Facts) -> list[float]:
    """Of milliseconds by kind all but those of long sentences, a kind that no target names."""
    return [ms for kind, of in times.items() if kind != SENTENCES for ms in of]


def runs(facts: Facts) -> list[Facts]:
    """All runs over generated corpora, the smallest first."""
    return sorted((run for name, run in facts.items() if name.startswith("engines/") and run["corpus"] != "laws"), key=_articles)


def largest(facts: Facts, engine: str) -> Facts | None:
    """The run of most articles in which an engine was built."""
    return next((run for run in reversed(runs(facts)) if engine in run["built"]), None)


def size_of(run: Facts) -> str:
    """A run's number of articles, for people."""
    return f"{run['articles']:,}"


def _articles(run: Facts) -> int:
    return int(run["articles"])
