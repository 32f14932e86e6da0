"""SQLite FTS5 with facets in SQL: one table with a column for each text's words, bigrams and characters.

A bigram is stored as "g地方", a character as "c地" and a word as "w地方", so that a term never reads another family's postings
and needs no column filter. bm25() weighs the columns. A leaf scores by its phrase and its words as they match: FTS5 has no clause
that scores without deciding what matches, so no other bigram scores, and this engine does a little less than the others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stream import FACETS, TEXTS, Document, with_grams
from weights import FIELD_WEIGHTS, GRAM_FACTOR
from wire import Answer, Plan, serve

FAMILIES = {"words": "w", "grams": "g", "characters": "c"}
COLUMNS = [f"{text}_{family}" for family in FAMILIES for text in TEXTS]
WEIGHTS = ",".join(
    str(FIELD_WEIGHTS[text] * (1.0 if family == "words" else GRAM_FACTOR)) for family in FAMILIES for text in TEXTS
)
TOKENIZER = """unicode61 remove_diacritics 0 categories ''C* L* M* N* P* S*''"""  # every sign may stand in a bigram
SCHEMA = f"""
PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;
CREATE TABLE articles(doc INTEGER PRIMARY KEY, id TEXT, year TEXT, source TEXT, series TEXT, moment INTEGER);
CREATE TABLE records(doc INTEGER PRIMARY KEY, json TEXT);
CREATE TABLE authors(doc INTEGER, author TEXT, PRIMARY KEY(doc, author)) WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5({", ".join(COLUMNS)}, content='', tokenize='{TOKENIZER}');
"""
ONE_VALUE = ("year", "source", "series")


class Fts5:
    """An Engine of `wire`."""

    def version(self) -> str:
        return f"SQLite FTS5 {sqlite3.sqlite_version}"

    def documents(self, articles: Iterator[Document]) -> Iterator[Any]:
        for line in with_grams(articles):
            facets = line["facets"]
            one = [next(iter(facets[name]), None) for name in ONE_VALUE]
            columns = [marked(line[family][text], mark) for family, mark in FAMILIES.items() for text in TEXTS]
            yield (line["id"], *one, line["moment"]), line["json"], facets["author"], columns

    def build(self, home: Path, articles: Iterator[Any]) -> None:
        database = sqlite3.connect(home / "index.db")
        database.executescript(SCHEMA)
        insert = f"INSERT INTO texts(rowid, {', '.join(COLUMNS)}) VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"  # noqa: S608
        for doc, (facts, record, authors, columns) in enumerate(articles):
            database.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?)", (doc, *facts))
            database.execute("INSERT INTO records VALUES (?, ?)", (doc, record))
            database.executemany("INSERT INTO authors VALUES (?, ?)", [(doc, author) for author in authors])
            database.execute(insert, (doc, *columns))
        database.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        database.commit()
        database.execute("ANALYZE")
        database.commit()
        database.close()

    def load(self) -> None:
        pass

    def open(self, home: Path) -> None:
        self._database = sqlite3.connect(home / "index.db")
        self._database.executescript("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -262144; PRAGMA mmap_size = 8589934592;")
        self._database.execute("CREATE TEMP TABLE found(doc INTEGER PRIMARY KEY, rank REAL)")

    def prepared(self, plan: Plan) -> Plan:
        return plan

    def search(self, plan: Plan) -> dict[str, Any]:
        ask = self._database.execute
        ask("DELETE FROM found")
        if plan["sort"] == "newest":
            ask("INSERT INTO found SELECT rowid, 0 FROM texts WHERE texts MATCH ?", (expression(plan),))
        else:
            ask(f"INSERT INTO found SELECT rowid, bm25(texts, {WEIGHTS}) FROM texts WHERE texts MATCH ?", (expression(plan),))  # noqa: S608
        filters, order = plan["filters"], "moment DESC, id" if plan["sort"] == "newest" else "rank"
        where, values = condition(filters)
        total = ask(f"SELECT count(*) FROM found {'JOIN articles USING(doc)' if filters else ''} {where}", values).fetchone()[0]  # noqa: S608
        hits = ask(f"SELECT id FROM found JOIN articles USING(doc) {where} ORDER BY {order} LIMIT 10", values).fetchall()  # noqa: S608
        counts = {name: self._count(name, filters) for name in FACETS}
        return {"total": total, "ids": [row[0] for row in hits], "counts": counts}

    def _count(self, name: str, filters: dict[str, list[str]]) -> list[tuple[str, int]]:
        where, values = condition({other: wanted for other, wanted in filters.items() if other != name})
        articles = "JOIN articles USING(doc)" if where or name != "author" else ""
        authors = "JOIN authors USING(doc)" if name == "author" else ""
        most = 1000 if name == "year" else 50
        select = f"SELECT {name}, count(*) FROM found {articles} {authors} {where} GROUP BY {name} ORDER BY 2 DESC LIMIT {most}"  # noqa: S608
        return self._database.execute(select, values).fetchall()

    def answer(self, found: dict[str, Any]) -> Answer:
        return {
            "total": found["total"],
            "ids": found["ids"],
            "years": {year: count for year, count in found["counts"]["year"] if year},
        }


def condition(filters: dict[str, list[str]]) -> tuple[str, list[str]]:
    """A WHERE clause for filters on facets of one value, and its values."""
    if not filters:
        return "", []
    parts = [f"{name} IN ({', '.join('?' * len(values))})" for name, values in filters.items()]
    return "WHERE " + " AND ".join(parts), [value for values in filters.values() for value in values]


def marked(joined: str, mark: str) -> str:
    """Words joined by spaces, each with the mark of its family."""
    return mark + joined.replace(" ", " " + mark) if joined else ""


def expression(plan: Plan) -> str:
    """The MATCH expression of a plan."""
    if plan["part"]:
        return " OR ".join(quoted([unit], FAMILIES[family]) for unit, family, _ in plan["extra"])
    return tree_expression(plan["match"])


def tree_expression(tree: Plan) -> str:
    if "and" in tree:
        wanted = " AND ".join(tree_expression(part) for part in tree["and"] if "not" not in part)
        return f"({wanted})" + "".join(f" NOT {tree_expression(part['not'])}" for part in tree["and"] if "not" in part)
    if "or" in tree:
        return "(" + " OR ".join(tree_expression(part) for part in tree["or"]) + ")"
    return leaf_expression(**tree["leaf"])


def leaf_expression(key: str, words: list[str], own: bool) -> str:
    if len(key) == 1:
        return quoted([key], "c")
    literal = quoted([key[at : at + 2] for at in range(len(key) - 1)], "g")
    by_words = " AND ".join(quoted([word], "w") for word in words)
    return f"({literal} OR ({by_words}))" if by_words else literal


def quoted(tokens: list[str], mark: str) -> str:
    """A phrase of tokens in FTS5's quotation marks."""
    return '"' + " ".join(mark + token.replace('"', '""') for token in tokens) + '"'


if __name__ == "__main__":
    serve(Fts5())
