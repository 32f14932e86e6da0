"""Xapian: a prefix for each family and text, positions for bigrams, values for facets, counted by ValueCountMatchSpy.

Runs on any Python that has the bindings (Debian: python3-xapian, for the system's Python). `check at least all` makes totals and
counts exact, as Xapian's manual says. An article's authors are one value, parted after counting. The database is compacted at the
end, as its manual advises for one that is only read: 50,000 articles, written in several goes, take half the space then.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xapian
from stream import FACETS, GAP, TEXTS, Document, with_grams
from weights import FIELD_WEIGHTS, GRAM_FACTOR
from wire import Answer, Plan, serve
from xapian import Query

HITS = 10
GROWN, COMPACT = "grown", "compact"  # the database as it was written, and as it is searched
MOMENT = len(FACETS)  # the value slot behind those of the facets
ID = MOMENT + 1
PREFIXES = {
    (family, text): chr(ord("A") + number)
    for number, (family, text) in enumerate((family, text) for family in ("words", "grams", "characters") for text in TEXTS)
}
FILTER_PREFIXES = {name: f"X{name.upper()}:" for name in FACETS}
PARTED = "\x1f"


class Xapian:
    """An Engine of `wire`."""

    def version(self) -> str:
        return f"Xapian {xapian.version_string()}"

    def documents(self, articles: Iterator[Document]) -> Iterator[Any]:
        for line in with_grams(articles):
            counted = [
                (PREFIXES[family, text], Counter(line[family][text].split()))
                for family in ("words", "characters")
                for text in TEXTS
            ]
            positioned = [(PREFIXES["grams", text], line["grams"][text].split()) for text in TEXTS]
            yield line, counted, positioned

    def build(self, home: Path, articles: Iterator[Any]) -> None:
        database = xapian.WritableDatabase(str(home / GROWN), xapian.DB_CREATE_OR_OPEN | xapian.DB_NO_SYNC)
        for line, counted, positioned in articles:
            database.add_document(document(line, counted, positioned))
        database.commit()
        database.compact(str(home / COMPACT), 0)
        database.close()
        shutil.rmtree(home / GROWN)

    def load(self) -> None:
        pass

    def open(self, home: Path) -> None:
        self._database = xapian.Database(str(home / COMPACT))
        self._size = self._database.get_doccount()

    def prepared(self, plan: Plan) -> Plan:
        return plan

    def search(self, plan: Plan) -> dict[str, Any]:
        query, filters = whole(plan), plan["filters"]
        counts: dict[str, Any] = {}
        spies = {name: xapian.ValueCountMatchSpy(slot) for slot, name in enumerate(FACETS) if name not in filters}
        found = self._found(filtered(query, filters), HITS, spies, plan["sort"])
        counts.update({name: values(name, spy) for name, spy in spies.items()})
        for name in filters:  # a facet's counts ignore its own filter
            spy = xapian.ValueCountMatchSpy(FACETS.index(name))
            others = {other: wanted for other, wanted in filters.items() if other != name}
            self._found(filtered(query, others), 0, {name: spy}, "none")
            counts[name] = values(name, spy)
        ids = [hit.document.get_value(ID).decode() for hit in found]
        return {"total": found.get_matches_estimated(), "ids": ids, "counts": counts}

    def _found(self, query: Any, hits: int, spies: dict[str, Any], sort: str) -> Any:
        enquire = xapian.Enquire(self._database)
        enquire.set_query(query)
        if sort != "relevance":
            enquire.set_weighting_scheme(xapian.BoolWeight())
        if sort == "newest":
            enquire.set_sort_by_value(MOMENT, True)
        for spy in spies.values():
            enquire.add_matchspy(spy)
        return enquire.get_mset(0, hits, self._size)

    def answer(self, found: dict[str, Any]) -> Answer:
        return {"total": found["total"], "ids": found["ids"], "years": dict(found["counts"]["year"])}


def document(line: Document, counted: list[Any], positioned: list[Any]) -> Any:
    """One article as Xapian's document."""
    made = xapian.Document()
    made.set_data(line["json"])
    for prefix, words in counted:
        for word, times in words.items():
            made.add_term(prefix + word, times)
    for prefix, grams in positioned:
        for position, gram in enumerate(grams):
            if gram != GAP:
                made.add_posting(prefix + gram, position)
    for slot, name in enumerate(FACETS):
        held = line["facets"][name]
        if held:
            made.add_value(slot, PARTED.join(held))
        for value in held:
            made.add_boolean_term(FILTER_PREFIXES[name] + value)
    made.add_value(MOMENT, xapian.sortable_serialise(-(2**60) if line["moment"] is None else line["moment"]))
    made.add_value(ID, line["id"])
    return made


def values(name: str, spy: Any) -> list[tuple[str, int]]:
    """The fifty most frequent values (all years: laws are of more than fifty), joint ones parted."""
    counts: Counter[str] = Counter()
    for item in spy.values():
        for value in item.term.decode().split(PARTED):
            counts[value] += item.termfreq
    return counts.most_common(None if name == "year" else 50)


def filtered(query: Any, filters: dict[str, list[str]]) -> Any:
    for name, wanted in filters.items():
        query = Query(Query.OP_FILTER, query, any_of([Query(FILTER_PREFIXES[name] + value) for value in wanted]))
    return query


def whole(plan: Plan) -> Any:
    """The query of a plan."""
    scored = [clause for unit in plan["extra"] for clause in in_each_text(*unit)]
    if plan["part"]:
        return any_of(scored)
    matched = tree_query(plan["match"])
    return Query(Query.OP_AND_MAYBE, matched, any_of(scored)) if scored else matched


def tree_query(tree: Plan) -> Any:
    if "and" in tree:
        wanted = Query(Query.OP_AND, [tree_query(part) for part in tree["and"] if "not" not in part])
        for part in tree["and"]:
            if "not" in part:
                wanted = Query(Query.OP_AND_NOT, wanted, tree_query(part["not"]))
        return wanted
    if "or" in tree:
        return any_of([tree_query(part) for part in tree["or"]])
    return leaf_query(**tree["leaf"])


def leaf_query(key: str, words: list[str], own: bool) -> Any:
    literal = literal_in_each_text(key)
    if own:
        return any_of([*literal, *(clause for word in words or [key] for clause in in_each_text(word, "words", 1.0))])
    by_words = [any_of(in_each_text(word, "words", 1.0)) for word in words]
    return unscored(any_of([*literal, Query(Query.OP_AND, by_words)] if by_words else literal))


def literal_in_each_text(key: str) -> list[Any]:
    if len(key) < 3:
        return in_each_text(key, "characters" if len(key) == 1 else "grams", GRAM_FACTOR)
    grams = [key[at : at + 2] for at in range(len(key) - 1)]
    return [Query(Query.OP_PHRASE, [PREFIXES["grams", text] + gram for gram in grams], len(grams)) for text in TEXTS]


def in_each_text(unit: str, family: str, factor: float) -> list[Any]:
    """A word or gram in each text, weighed."""
    return [
        Query(Query.OP_SCALE_WEIGHT, Query(PREFIXES[family, text] + unit), weight * factor)
        for text, weight in FIELD_WEIGHTS.items()
    ]


def unscored(query: Any) -> Any:
    return Query(Query.OP_SCALE_WEIGHT, query, 0.0)


def any_of(queries: list[Any]) -> Any:
    return queries[0] if len(queries) == 1 else Query(Query.OP_OR, queries)


if __name__ == "__main__":
    serve(Xapian())
