"""SQLite FTS5 with its trigram tokenizer over the same seven texts: built for the comparison of build times, not searched.

It finds no string of one or two characters, so it cannot answer what the other engines are asked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stream import TEXTS, Document
from wire import Answer, Plan, serve


class Trigrams:
    """An Engine of `wire` that can only be built."""

    def version(self) -> str:
        return f"SQLite FTS5 trigram {sqlite3.sqlite_version}"

    def documents(self, articles: Iterator[Document]) -> Iterator[Any]:
        for line in articles:
            yield line["id"], line["json"], [line["keys"][text] for text in TEXTS]

    def build(self, home: Path, articles: Iterator[Any]) -> None:
        database = sqlite3.connect(home / "index.db")
        database.executescript(
            f"""PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;
            CREATE TABLE articles(doc INTEGER PRIMARY KEY, id TEXT, json TEXT);
            CREATE VIRTUAL TABLE texts USING fts5({", ".join(TEXTS)}, content='', tokenize='trigram');"""
        )
        insert = f"INSERT INTO texts(rowid, {', '.join(TEXTS)}) VALUES ({', '.join('?' * (len(TEXTS) + 1))})"  # noqa: S608
        for doc, (identifier, record, texts) in enumerate(articles):
            database.execute("INSERT INTO articles VALUES (?, ?, ?)", (doc, identifier, record))
            database.execute(insert, (doc, *texts))
        database.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        database.commit()
        database.close()

    def load(self) -> None:
        pass

    def open(self, home: Path) -> None:
        raise NotImplementedError

    def prepared(self, plan: Plan) -> Any:
        raise NotImplementedError

    def search(self, prepared: Any) -> Any:
        raise NotImplementedError

    def answer(self, found: Any) -> Answer:
        raise NotImplementedError


if __name__ == "__main__":
    serve(Trigrams())
