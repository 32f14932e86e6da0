"""Whoosh answers on this index as on one that it wrote itself, with its own codec, from the same tokens: hits and scores."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from threading import Thread

import pytest
import whoosh.index
from contracts.corpora import articles
from whoosh import fields, query, sorting
from whoosh.analysis import SpaceSeparatedTokenizer

from indexer.analysed import AnalysedArticle, analysed
from indexer.analysis import Analyser, grams, search_key
from indexer.article import parse_published, published_at
from indexer.fields import TEXTS, field_text
from indexer.stores.whoosh import WhooshStore
from indexer.stores.whoosh.store import open_index

BETWEEN = "\x02"  # stands between paragraphs in the stock index, where ours leaves a gap
Answers = list[tuple[str, float]]


def stock_fields(item: AnalysedArticle) -> dict[str, str]:
    """An article as a stock index takes it: tokens with spaces between them."""
    found = {"id": item.article.id}
    for text in TEXTS:
        keys = [search_key(part) for part in field_text(item.article, text.name).split("\n")]
        found[f"{text.name}_words"] = " ".join(item.words[text.name].split())
        found[f"{text.name}_chars"] = " ".join("".join(keys))
        found[f"{text.name}_grams"] = f" {BETWEEN} ".join(" ".join(grams(key)) for key in keys)
    return found


def stock_index(home: Path, items: list[AnalysedArticle]) -> whoosh.index.Index:
    schema = fields.Schema(id=fields.ID(stored=True))
    for text in TEXTS:
        for family in ("words", "grams", "chars"):
            schema.add(f"{text.name}_{family}", fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=family == "grams"))
    index = whoosh.index.create_in(str(home), schema)
    writer = index.writer()
    for item in items:
        writer.add_document(**stock_fields(item))
    writer.commit()
    return index


def some_query(rng: Random, items: list[AnalysedArticle], *, depth: int = 2) -> query.Query:
    """A query of Whoosh's own classes over terms of the corpus, a few of which stand nowhere."""
    shape = rng.choice(["term", "term", "phrase", "and", "or", "not"]) if depth else rng.choice(["term", "phrase"])
    if shape == "and":
        return query.And([some_query(rng, items, depth=depth - 1) for _ in range(2)])
    if shape == "or":
        return query.Or([some_query(rng, items, depth=depth - 1) for _ in range(rng.randint(1, 3))])
    if shape == "not":
        return query.And([some_query(rng, items, depth=depth - 1), query.Not(some_query(rng, items, depth=depth - 1))])
    item, text = rng.choice(items), rng.choice(TEXTS).name
    key = search_key(rng.choice(field_text(item.article, text).split("\n"))) or "龘"
    if shape == "phrase" and len(key) > 2:
        start = rng.randrange(len(key) - 2)
        return query.Phrase(f"{text}_grams", grams(key[start : start + rng.randint(3, 6)]))
    if rng.random() < 0.5 and item.words[text]:
        return query.Term(f"{text}_words", rng.choice(item.words[text]))
    return query.Term(f"{text}_chars", rng.choice(key))


def without_grams(asked: query.Query) -> bool:
    return not any(field.endswith("_grams") for field, _ in asked.iter_all_terms())


def answers(index: whoosh.index.Index, asked: query.Query, id_of: Callable[[whoosh.index.Index, int], str]) -> Answers:
    with index.searcher() as searcher:
        found = searcher.search(asked, limit=None)
        return sorted((id_of(searcher, docnum), round(score, 9)) for score, docnum in found.top_n)


def our_id(searcher: whoosh.index.Index, docnum: int) -> str:
    return str(json.loads(searcher.stored_fields(docnum)["article"])["id"])


def stock_id(searcher: whoosh.index.Index, docnum: int) -> str:
    return str(searcher.stored_fields(docnum)["id"])


@pytest.mark.parametrize("seed", range(8))
def test_whoosh_finds_and_scores_alike_on_both_indexes(tmp_path: Path, analyser: Analyser, seed: int) -> None:
    rng = Random(seed)
    items = list(analysed(articles(rng, 5 + 5 * seed), analyser))
    (tmp_path / "ours").mkdir()
    (tmp_path / "stock").mkdir()
    WhooshStore(characters_a_run=rng.choice([50, 10**9])).write(tmp_path / "ours", items)
    ours, stock = whoosh.index.open_dir(str(tmp_path / "ours")), stock_index(tmp_path / "stock", items)
    found = 0
    for _ in range(60):
        asked = some_query(rng, items)
        mine, theirs = answers(ours, asked, our_id), answers(stock, asked, stock_id)
        found += bool(theirs)
        assert [hit for hit, _ in mine] == [hit for hit, _ in theirs], asked
        if without_grams(asked):  # the stock index counts what stands between paragraphs as tokens
            assert mine == theirs, asked
    assert found > 20


@pytest.mark.parametrize("characters", [200, 10**9], ids=["several segments", "one segment"])
def test_whoosh_sorts_by_the_column_of_publication(tmp_path: Path, analyser: Analyser, characters: int) -> None:
    items = list(analysed(articles(Random(4), 30), analyser))
    WhooshStore(characters).write(tmp_path, items)
    with whoosh.index.open_dir(str(tmp_path)).searcher() as searcher:
        hits = searcher.search(query.Every(), limit=None, sortedby=sorting.FieldFacet("published"))
        found = [json.loads(searcher.stored_fields(docnum)["article"])["published"] for _, docnum in hits.top_n]
    moments = [published_at(parse_published(text)) for text in found]
    known = [moment for moment in moments if moment]
    assert len(moments) == len(items) > len(known)
    assert moments[-len(known) :] == known == sorted(known)  # undated ones have the lowest number there is


def test_one_open_index_serves_many_threads_through_searchers_of_their_own(tmp_path: Path, analyser: Analyser) -> None:
    rng = Random(9)
    items = list(analysed(articles(rng, 40), analyser))
    WhooshStore(characters_a_segment=400).write(tmp_path, items)
    index = open_index(tmp_path)
    queries = [some_query(rng, items) for _ in range(25)]
    expected = [answers(index, asked, our_id) for asked in queries]
    wrong: list[query.Query] = []

    def ask(order: list[int]) -> None:
        wrong.extend(queries[i] for i in order if answers(index, queries[i], our_id) != expected[i])

    threads = [Thread(target=ask, args=(rng.sample(range(25), k=25),)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
