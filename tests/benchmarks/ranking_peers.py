"""Peers of the relevance benchmark: each takes the articles and gives a function from a question to the ids it ranks first.

Each joins an article's title and body into one text, cut by the words or grams its name says, any of which may match.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from indexer.analysis import Analyser, grams, search_key
from indexer.article import Article

DEPTH = 10
K1, B = 1.2, 0.75
Found = list[str]
Rank = Callable[[str], Found]


def rankers(articles: Sequence[Article], analyser: Analyser, scratch: Path) -> dict[str, Rank]:
    """Every peer that can run here."""
    words = [[word for paragraph in _text(article).split("\n") for word in analyser.words(paragraph)] for article in articles]
    ids = [article.id for article in articles]
    keys = [search_key(_text(article)) for article in articles]
    found = {
        "plain bigram BM25": bigram_bm25(ids, keys),
        "stock Whoosh, jieba's analyser": stock_whoosh(articles, scratch),
        "SQLite FTS5, jieba words": fts5(ids, [" ".join(held) for held in words], "unicode61", analyser.query_words),
        "SQLite FTS5, trigrams": fts5(ids, keys, "trigram", lambda text: _ngrams(search_key(text), 3)),
    }
    if find_spec("tantivy"):
        found["tantivy, jieba words"] = tantivy_words(ids, words, analyser)
    return found


def _text(article: Article) -> str:
    return f"{article.title}\n{article.body}"


def _ngrams(key: str, size: int) -> list[str]:
    return [key[at : at + size] for at in range(len(key) - size + 1)]


def bigram_bm25(ids: Sequence[str], keys: Sequence[str]) -> Rank:
    """BM25 over character bigrams, as its inventors wrote it."""
    counts = [Counter(grams(key)) for key in keys]
    lengths = np.array([len(key) for key in keys])
    holders: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, held in enumerate(counts):
        for gram, times in held.items():
            holders[gram].append((place, times))
    postings = {gram: np.array(held) for gram, held in holders.items()}
    norms = K1 * (1 - B + B * lengths / lengths.mean())

    def rank(text: str) -> Found:
        scores = np.zeros(len(ids))
        for gram in dict.fromkeys(grams(search_key(text))):
            if gram in postings:
                docs, times = postings[gram].T
                scores[docs] += np.log(1 + (len(ids) - len(docs) + 0.5) / (len(docs) + 0.5)) * times / (times + norms[docs])
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        return [ids[place] for place in best if scores[place] > 0]

    return rank


def stock_whoosh(articles: Sequence[Article], scratch: Path) -> Rank:
    """Whoosh with jieba's ChineseAnalyzer on both sides, any word may match; no syntax, for questions hold `?`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba.analyse leaves a file open
        import jieba
        from jieba.analyse import ChineseAnalyzer
    from whoosh import fields, index
    from whoosh.qparser import OrGroup, QueryParser

    jieba.dt.tmp_dir = str(scratch)  # not into the shared temp folder, where it would trust what anybody left
    jieba.setLogLevel("WARNING")
    home = scratch / "whoosh"
    home.mkdir()
    schema = fields.Schema(id=fields.ID(stored=True), text=fields.TEXT(analyzer=ChineseAnalyzer()))
    writer = index.create_in(str(home), schema).writer(limitmb=256)
    for article in articles:
        writer.add_document(id=article.id, text=_text(article))
    writer.commit()
    searcher = index.open_dir(str(home)).searcher()
    parser = QueryParser("text", schema, plugins=[], group=OrGroup)

    def rank(text: str) -> Found:
        return [hit["id"] for hit in searcher.search(parser.parse(text), limit=DEPTH)]

    return rank


def fts5(ids: Sequence[str], texts: Sequence[str], tokenizer: str, cut: Callable[[str], list[str]]) -> Rank:
    """SQLite FTS5's own bm25 over one column."""
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='{tokenizer}')")
    database.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", enumerate(texts))

    def rank(text: str) -> Found:
        terms = dict.fromkeys(term.replace('"', '""') for term in cut(text))
        if not terms:
            return []
        asked = " OR ".join(f'"{term}"' for term in terms)
        found = database.execute("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?", (asked, DEPTH))
        return [ids[place] for (place,) in found]

    return rank


def tantivy_words(ids: Sequence[str], words: Sequence[list[str]], analyser: Analyser) -> Rank:
    """tantivy's BM25 over one field of words."""
    import tantivy
    from tantivy import Occur, Query

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(128_000_000, 1)
    for name, held in zip(ids, words, strict=True):
        writer.add_document(tantivy.Document(id=name, text=" ".join(held)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def rank(text: str) -> Found:
        terms = dict.fromkeys(analyser.query_words(text))
        clauses = [(Occur.Should, Query.term_query(schema, "text", term, index_option="freq")) for term in terms]
        found = searcher.search(Query.boolean_query(clauses), DEPTH)
        return [searcher.doc(address)["id"][0] for _, address in found.hits]

    return rank
