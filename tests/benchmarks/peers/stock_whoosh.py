"""Whoosh as it comes: its own codec, queries, scoring and `groupedby`, given the words as lists so that it cuts nothing.

Facets are sortable fields counted with `maptype=Count`, the form its documentation advises; an article's authors are one value,
parted after counting, for grouping by a field of several values reads the whole index at every search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from stream import FACETS, TEXTS, Document, with_grams
from weights import FIELD_WEIGHTS, GRAM_FACTOR
from whoosh import fields, index
from whoosh.query import And, AndMaybe, ConstantScoreQuery, Every, Not, Or, Phrase, Term
from whoosh.sorting import Count, FieldFacet
from wire import Answer, Plan, serve

HITS = 10
PARTED = "\x1f"
FAMILIES = ("words", "grams", "characters")
NOBODY = "-"


class StockWhoosh:
    """An Engine of `wire`."""

    def version(self) -> str:
        return f"stock Whoosh {version('whoosh')}"

    def documents(self, articles: Iterator[Document]) -> Iterator[dict[str, Any]]:
        for line in with_grams(articles):
            texts = {f"{text}_{family}": line[family][text].split() for family in FAMILIES for text in TEXTS}
            facets = {name: PARTED.join(line["facets"][name]) or NOBODY for name in FACETS}
            yield {"id": line["id"], "json": line["json"], "moment": line["moment"] or -(2**31), **facets, **texts}

    def build(self, home: Path, articles: Iterator[dict[str, Any]]) -> None:
        writer = index.create_in(str(home), schema()).writer(limitmb=512)
        for article in articles:
            writer.add_document(**article)
        writer.commit(optimize=True)

    def load(self) -> None:
        pass

    def open(self, home: Path) -> None:
        self._searcher = index.open_dir(str(home)).searcher()

    def prepared(self, plan: Plan) -> Plan:
        return plan

    def search(self, plan: Plan) -> dict[str, Any]:
        query, filters = whole(plan), plan["filters"]
        order = {"sortedby": FieldFacet("moment", reverse=True)} if plan["sort"] == "newest" else {}
        wanted = {name: FieldFacet(name, maptype=Count) for name in FACETS if name not in filters}
        found = self._searcher.search(query, limit=HITS, groupedby=wanted, filter=filter_of(filters), **order)
        counts = {name: parted(name, found.groups(name)) for name in wanted}
        for name in filters:  # a facet's counts ignore its own filter
            others = {other: values for other, values in filters.items() if other != name}
            grouped = {name: FieldFacet(name, maptype=Count)}
            again = self._searcher.search(query, limit=1, groupedby=grouped, filter=filter_of(others))
            counts[name] = parted(name, again.groups(name))
        return {"total": len(found), "ids": [hit["id"] for hit in found], "counts": counts}

    def answer(self, found: dict[str, Any]) -> Answer:
        return {"total": found["total"], "ids": found["ids"], "years": dict(found["counts"]["year"])}


def schema() -> Any:
    made = fields.Schema(id=fields.ID(stored=True), json=fields.STORED, moment=fields.NUMERIC(sortable=True, bits=64))
    for name in FACETS:
        made.add(name, fields.ID(sortable=True))
    for text in TEXTS:
        for family in FAMILIES:
            made.add(f"{text}_{family}", fields.TEXT(phrase=family == "grams"))
    return made


def parted(name: str, groups: dict[str, int]) -> list[tuple[str, int]]:
    """The fifty most frequent values (all years), joint ones parted."""
    counts: Counter[str] = Counter()
    for joint, times in groups.items():
        for value in joint.split(PARTED):
            if value != NOBODY:
                counts[value] += times
    return counts.most_common(None if name == "year" else 50)


def filter_of(filters: dict[str, list[str]]) -> Any:
    parts = [Or([Term(name, value) for value in values]) for name, values in filters.items()]
    return And(parts) if parts else None


def whole(plan: Plan) -> Any:
    """The query of a plan."""
    scored = [clause for unit in plan["extra"] for clause in in_each_text(*unit)]
    if plan["part"]:
        return Or(scored)
    matched = tree_query(plan["match"])
    return AndMaybe(matched, Or(scored)) if scored else matched


def tree_query(tree: Plan) -> Any:
    if "and" in tree:
        return And([tree_query(part) for part in tree["and"]])
    if "or" in tree:
        return Or([tree_query(part) for part in tree["or"]])
    if "not" in tree:
        return Not(tree_query(tree["not"]))
    return leaf_query(**tree["leaf"]) if "leaf" in tree else Every()


def leaf_query(key: str, words: list[str], own: bool) -> Any:
    literal = literal_in_each_text(key)
    if own:
        return Or([*literal, *(clause for word in words or [key] for clause in in_each_text(word, "words", 1.0))])
    by_words = [Or(in_each_text(word, "words", 1.0)) for word in words]
    return ConstantScoreQuery(Or([*literal, And(by_words)] if by_words else literal), 0.0)


def literal_in_each_text(key: str) -> list[Any]:
    if len(key) < 3:
        return in_each_text(key, "characters" if len(key) == 1 else "grams", GRAM_FACTOR)
    grams = [key[at : at + 2] for at in range(len(key) - 1)]
    return [Phrase(f"{text}_grams", grams) for text in TEXTS]


def in_each_text(unit: str, family: str, factor: float) -> list[Any]:
    """A word or gram in each text, weighed."""
    return [Term(f"{text}_{family}", unit, boost=weight * factor) for text, weight in FIELD_WEIGHTS.items()]


if __name__ == "__main__":
    serve(StockWhoosh())
