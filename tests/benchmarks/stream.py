"""A corpus with its tokens ready, as every engine of the benchmark takes it. Standard library only: engines may run elsewhere.

A folder holds files of JSON lines. A line is one article:

    {"id", "json": the whole article as stored text, "words": {text: "words joined by spaces"}, "keys": {text: "paragraphs' search
     keys joined by newlines"}, "facets": {"year" | "author" | "source" | "series": [value, …]}, "moment": seconds or null}
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

TEXTS = ("title", "body", "issue_title", "section", "subtitle", "authors", "contributor")
FACETS = ("year", "author", "source", "series")
GAP = "¶¶¶"  # stands between paragraphs where grams are handed over as words: three characters, so it is no gram
Document = dict[str, Any]


def documents(tokens: Path) -> Iterator[Document]:
    """All articles of a corpus, in order."""
    for path in sorted(tokens.glob("*.jsonl")):
        with path.open(encoding="utf-8") as stream:
            yield from map(json.loads, stream)


def spaced_grams(keys: str) -> str:
    """The bigrams of a text's search keys, joined by spaces, with GAP between paragraphs."""
    return f" {GAP} ".join(" ".join([a + b for a, b in pairwise(key)]) for key in keys.split("\n"))


def spaced_characters(keys: str) -> str:
    """The characters of a text's search keys, joined by spaces."""
    return " ".join(keys.replace("\n", ""))


def with_grams(articles: Iterator[Document]) -> Iterator[Document]:
    """The articles with "grams" and "characters" beside their words, for engines that take nothing but words."""
    for article in articles:
        article["grams"] = {text: spaced_grams(keys) for text, keys in article["keys"].items()}
        article["characters"] = {text: spaced_characters(keys) for text, keys in article["keys"].items()}
        yield article


class Clocked:
    """An iterator that knows how many seconds, by the clock and of the processor, an engine had to wait for its input."""

    def __init__(self, items: Iterator[Any]) -> None:
        self._items = items
        self.seconds = self.processor = 0.0
        self.count = 0

    def __iter__(self) -> Clocked:
        return self

    def __next__(self) -> Any:
        started, used = time.perf_counter(), time.process_time()
        try:
            item = next(self._items)
        finally:
            self.seconds += time.perf_counter() - started
            self.processor += time.process_time() - used
        self.count += 1
        return item
