"""The queries of the benchmark: kinds of requests drawn from a corpus, and each request as a plan that any engine can follow.

A plan is plain JSON with the words and grams already cut, so that no engine's time holds any segmentation of queries:

    {"match": TREE, "extra": [UNIT, …], "part": bool, "filters": {facet: [value, …]}, "sort": "relevance" | "newest",
     "text", "cut": texts of leaves}
    TREE = {"all": true} | {"and": [TREE, …]} | {"or": [TREE, …]} | {"not": TREE} | {"leaf": {"key", "words", "own"}}
    UNIT = [text, "words" | "grams" | "characters", factor]

A leaf matches an article if its key stands literally in one of the seven texts, or (`words` not empty) if each of `words` stands
in any of them. Where `own` is set the leaf is one or two characters long, and is matched by its own gram and, if it has one, its
own word: an engine may score such a leaf while it matches it. `extra` are the units that remain to be scored. `part` marks a long
sentence: any of its units may match (see the report on what that means).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from stream import documents

from indexer.analysis import Analyser
from indexer.errors import QueryTooLarge
from search_app.search.asking import ALL_TEXTS
from search_app.search.parser import parse
from search_app.search.partial import partial_units
from search_app.search.query import And, Everything, Not, Or, Phrase, Query, Term, Words
from search_app.search.ranking import Unit, readings, scored_units
from search_app.search.request import Filter, SearchRequest, Sort

Plan = dict[str, Any]
SAMPLED = 600  # articles that queries are drawn from, evenly over the corpus
HITS = 10
SENTENCES = "long sentence"
SYNTAX = str.maketrans(dict.fromkeys('"“”「」()（）|-:： ', ""))


class Drawing:
    """Draws requests of each kind from a sample of a corpus; the same corpus and seed give the same requests."""

    def __init__(self, tokens: Path, count: int, seed: int = 7) -> None:
        self._sample = list(islice(documents(tokens), 0, None, max(count // SAMPLED, 1)))
        self._rng = Random(seed)
        held = Counter(word for article in self._sample for word in {*article["words"]["body"].split(" ")} if len(word) > 1)
        ranked = sorted(held, key=lambda word: (-held[word], word))
        self._common = ranked[:120]
        self._rare = [word for word in ranked if held[word] == 1]
        self._values = {
            name: sorted({value for article in self._sample for value in article["facets"][name]})
            for name in ("year", "source", "series")
        }

    def kinds(self) -> dict[str, Callable[[], SearchRequest]]:
        """How to draw a request of each kind."""
        return {
            "rare word": lambda: request_of(self._rng.choice(self._rare)),
            "common word": lambda: request_of(self._rng.choice(self._common)),
            "two words, AND": lambda: request_of(f"{self._word()} {self._word()}"),
            "two words, OR": lambda: request_of(f"{self._word()} OR {self._word()}"),
            "phrase of 2": lambda: request_of(f'"{self._cut(2)}"'),
            "phrase of 4": lambda: request_of(f'"{self._cut(4)}"'),
            "phrase of 8": lambda: request_of(f'"{self._cut(8)}"'),
            "phrase of 12": lambda: request_of(f'"{self._cut(12)}"'),
            "one character": lambda: request_of(self._cut(1)),
            "with a filter": lambda: request_of(self._word(), filters=(self._filter(),)),
            "newest first": lambda: request_of(self._word(), sort=Sort.NEWEST),
            SENTENCES: lambda: request_of(self._cut(self._rng.randint(18, 40))),
        }

    def requests(self, kind: str, count: int) -> list[SearchRequest]:
        """The next `count` requests of a kind."""
        return list(islice(self.stream(kind), count))

    def stream(self, kind: str) -> Iterator[SearchRequest]:
        """Requests of a kind without end."""
        draw = self.kinds()[kind]
        while True:
            try:
                yield draw()
            except QueryTooLarge:  # a cut that holds too many operators
                continue

    def _word(self) -> str:
        """A word of running text: common words come often."""
        while True:
            words = self._rng.choice(self._sample)["words"]["body"].split(" ")
            word = self._rng.choice(words)
            if len(word) > 1:
                return str(word)

    def _cut(self, size: int) -> str:
        """A string of running text without the signs of the query language."""
        while True:
            paragraph = self._rng.choice(self._rng.choice(self._sample)["keys"]["body"].split("\n")).translate(SYNTAX)
            if len(paragraph) >= size:
                start = self._rng.randrange(len(paragraph) - size + 1)
                return str(paragraph[start : start + size])

    def _filter(self) -> Filter:
        name = self._rng.choice([name for name, values in self._values.items() if values])
        return Filter(name, (self._rng.choice(self._values[name]),))


def request_of(text: str, filters: tuple[Filter, ...] = (), sort: Sort = Sort.RELEVANCE) -> SearchRequest:
    """A request for the first page of a query text."""
    return SearchRequest(text=text, query=parse(text), filters=filters, sort=sort, size=HITS)


def plan(request: SearchRequest, analyser: Analyser) -> Plan:
    """What engines are told about a request."""
    units = scored_units(request.query, analyser, ALL_TEXTS)
    matched_and_scored = {unit for leaf in _leaves(request.query) for unit in _own_units(leaf, units, analyser)}
    return {
        "text": request.text,
        "cut": [leaf.text for leaf in _leaves(request.query)],
        "match": _tree(request.query, units, analyser),
        "extra": [_unit(unit) for unit in units if unit not in matched_and_scored],
        "part": bool(partial_units(request.query, analyser, ALL_TEXTS)),
        "filters": {item.name: list(item.values) for item in request.filters},
        "sort": request.sort.value,
    }


def _tree(query: Query, units: Sequence[Unit], analyser: Analyser) -> Plan:
    match query:
        case Everything():
            return {"all": True}
        case And(parts):
            return {"and": [_tree(part, units, analyser) for part in parts]}
        case Or(parts):
            return {"or": [_tree(part, units, analyser) for part in parts]}
        case Not(part):
            return {"not": _tree(part, units, analyser)}
        case Term() | Phrase() if query.field is None:
            ways = readings(query, analyser) if isinstance(query, Term) else ()
            words = [word for way in ways for word in way]  # one way, for the benchmark's analyser knows no names
            return {"leaf": {"key": query.key, "words": words, "own": bool(_own_units(query, units, analyser))}}
    raise ValueError(f"the benchmark has no plan for {query}")


def _leaves(query: Query) -> Iterator[Words]:
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part)
        case Term() | Phrase():
            yield query


def _own_units(leaf: Words, units: Sequence[Unit], analyser: Analyser) -> list[Unit]:
    """The units of a short leaf if it matches exactly where one of them stands; none for any other leaf."""
    words = set(analyser.query_words(leaf.text))
    if len(leaf.key) > 2 or not words <= {leaf.key}:
        return []
    return [unit for unit in units if unit.text == leaf.key]


def _unit(unit: Unit) -> list[Any]:
    family = "words" if unit.is_word else "characters" if len(unit.text) == 1 else "grams"
    return [unit.text, family, unit.factor]
