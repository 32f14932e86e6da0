"""tantivy (Rust), by its Python binding: a field for each text's words, bigrams and characters, facets from fast fields.

Words come joined by spaces for its whitespace tokenizer. Phrases are the bigrams at even offsets, which cover the key; so two
positions stand between paragraphs, for one would pass for a bigram that the cover leaves out. Words and characters are indexed
without positions. One writer thread with room for few and large segments.
With `lean` in the command line a long leaf scores by its phrase and its words as they match, and no other bigram scores.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import tantivy
from stream import FACETS, GAP, TEXTS, Document, with_grams
from tantivy import Occur, Query
from weights import FIELD_WEIGHTS, GRAM_FACTOR
from wire import Answer, Plan, serve

HEAP = 1_000_000_000
HITS = 10
IDS = "ids"  # the fastest way to an id: a numeric fast field, and the names beside the index
FAMILIES = {"words": "freq", "grams": "position", "characters": "freq"}
COUNTS = {name: {"terms": {"field": name, "size": 1000 if name == "year" else 50}} for name in FACETS}


def schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", fast=True)
    builder.add_bytes_field("json", stored=True)
    builder.add_integer_field("moment", fast=True)
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for family, option in FAMILIES.items():
        for text in TEXTS:
            builder.add_text_field(f"{text}_{family}", tokenizer_name="whitespace", index_option=option)
    return builder.build()


class Tantivy:
    """An Engine of `wire`."""

    def __init__(self, *, lean: bool) -> None:
        self._lean = lean

    def version(self) -> str:
        return f"tantivy {version('tantivy')}"

    def documents(self, articles: Iterator[Document]) -> Iterator[Document]:
        for line in with_grams(articles):
            yield {**line, "grams": {text: grams.replace(GAP, f"{GAP} {GAP}") for text, grams in line["grams"].items()}}

    def build(self, home: Path, articles: Iterator[Document]) -> None:
        index = tantivy.Index(schema(), path=str(home))
        writer = index.writer(HEAP, 1)
        ids = []
        for line in articles:
            writer.add_document(document(line, len(ids)))
            ids.append(line["id"])
        writer.commit()
        writer.wait_merging_threads()
        (home / IDS).write_text("\n".join(ids), encoding="ascii")

    def load(self) -> None:
        pass

    def open(self, home: Path) -> None:
        self._index = tantivy.Index.open(str(home))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._ids = (home / IDS).read_text(encoding="ascii").split("\n")

    def prepared(self, plan: Plan) -> Plan:
        return plan

    def search(self, plan: Plan) -> dict[str, Any]:
        query, filters = self._query(plan), {name: self._filter(name, values) for name, values in plan["filters"].items()}
        under = [(Occur.Must, item) for item in filters.values()]
        filtered = Query.boolean_query([(Occur.Must, query), *under]) if under else query
        order = {"order_by_field": "moment"} if plan["sort"] == "newest" else {}
        found = self._searcher.search(filtered, HITS, count=True, **order)
        counts = self._searcher.aggregate(filtered, {name: count for name, count in COUNTS.items() if name not in filters})
        for name in filters:  # a facet's counts ignore its own filter
            others = [(Occur.Must, item) for other, item in filters.items() if other != name]
            alone = Query.boolean_query([(Occur.Must, query), *others]) if others else query
            counts.update(self._searcher.aggregate(alone, {name: COUNTS[name]}))
        numbers = self._searcher.fast_field_values("number", [address for _, address in found.hits])
        return {"total": found.count, "ids": [self._ids[number] for number in numbers], "counts": counts}

    def answer(self, found: dict[str, Any]) -> Answer:
        buckets = found["counts"]["year"]["buckets"]
        return {"total": found["total"], "ids": found["ids"], "years": {str(item["key"]): item["doc_count"] for item in buckets}}

    def _filter(self, name: str, values: list[str]) -> Any:
        terms = [Query.term_query(self._schema, name, value, index_option="basic") for value in values]
        return Query.const_score_query(_any(terms), 0.0)

    def _query(self, plan: Plan) -> Any:
        if plan["part"]:
            return _any([clause for unit in plan["extra"] for clause in self._unit(*unit)])
        tree = self._tree(plan["match"])
        if self._lean or not plan["extra"]:
            return tree
        scored = [(Occur.Should, clause) for unit in plan["extra"] for clause in self._unit(*unit)]
        return Query.boolean_query([(Occur.Must, tree), *scored])

    def _tree(self, tree: Plan) -> Any:
        if "and" in tree:
            return Query.boolean_query([self._clause(part) for part in tree["and"]])
        if "or" in tree:
            return _any([self._tree(part) for part in tree["or"]])
        if "not" in tree:
            return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, self._tree(tree["not"]))])
        return self._leaf(**tree["leaf"]) if "leaf" in tree else Query.all_query()

    def _clause(self, part: Plan) -> tuple[Any, Any]:
        return (Occur.MustNot, self._tree(part["not"])) if "not" in part else (Occur.Must, self._tree(part))

    def _leaf(self, key: str, words: list[str], own: bool) -> Any:
        literal = self._literal(key)
        if own:
            return _any([*literal, *(clause for word in words or [key] for clause in self._unit(word, "words", 1.0))])
        by_words = [(Occur.Must, _any(self._unit(word, "words", 1.0))) for word in words]
        either = _any([*literal, Query.boolean_query(by_words)] if by_words else literal)
        return either if self._lean else Query.const_score_query(either, 0.0)

    def _literal(self, key: str) -> list[Any]:
        """The key in each text."""
        if len(key) < 3:
            return self._unit(key, "characters" if len(key) == 1 else "grams", GRAM_FACTOR)
        cover = [(at, key[at : at + 2]) for at in sorted({*range(0, len(key) - 1, 2), len(key) - 2})]
        return [
            Query.boost_query(Query.phrase_query(self._schema, f"{text}_grams", cover), weight * GRAM_FACTOR)
            for text, weight in FIELD_WEIGHTS.items()
        ]

    def _unit(self, unit: str, family: str, factor: float) -> list[Any]:
        """A word or gram in each text."""
        return [
            Query.boost_query(Query.term_query(self._schema, f"{text}_{family}", unit, index_option="freq"), weight * factor)
            for text, weight in FIELD_WEIGHTS.items()
        ]


def document(line: Document, number: int) -> Any:
    """One article as tantivy's document."""
    made = tantivy.Document()
    made.add_integer("number", number)
    made.add_bytes("json", line["json"].encode())
    made.add_integer("moment", -(2**60) if line["moment"] is None else line["moment"])
    for name in FACETS:
        for value in line["facets"][name]:
            made.add_text(name, value)
    for family in FAMILIES:
        for text in TEXTS:
            made.add_text(f"{text}_{family}", line[family][text])
    return made


def _any(clauses: list[Any]) -> Any:
    return clauses[0] if len(clauses) == 1 else Query.boolean_query([(Occur.Should, clause) for clause in clauses])


if __name__ == "__main__":
    serve(Tantivy(lean="lean" in sys.argv))
