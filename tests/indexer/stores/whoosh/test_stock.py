"""Whoosh answers on this index as on one that it wrote itself, with its own codec, from the same tokens: hits and scores."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from threading import Thread

import pytest
import whoosh.index
from contracts.corpora import articles
from whoosh import fields, query, sorting
from whoosh.analysis import IDTokenizer, SpaceSeparatedTokenizer, Token, Tokenizer
from written import analysed, write

from indexer.analysed import AnalysedArticle
from indexer.analysis import Analyser, grams, search_key
from indexer.article import parse_published, published_at
from indexer.fields import TEXTS, field_text
from indexer.stores.whoosh import WhooshStore
from indexer.stores.whoosh.store import open_index

Answers = list[tuple[str, float]]
Indexes = tuple[whoosh.index.Index, whoosh.index.Index]


class Bigrams(Tokenizer):  # type: ignore[misc]  # whoosh has no types
    """The bigrams of paragraphs, each at the place of its first character; a newline takes one place."""

    def __call__(self, value: str, **_: object) -> Iterator[Token]:
        token, start = Token(positions=True), 0
        for key in value.split("\n"):
            for at, token.text in enumerate(grams(key), start):
                token.pos = at
                yield token
            start += len(key) + 1


def stock_fields(item: AnalysedArticle) -> dict[str, str]:
    """An article as a stock index takes it: tokens with spaces between them, and keys to be cut into bigrams."""
    found = {"id": item.article.id}
    for text in TEXTS:
        keys = [search_key(part) for part in field_text(item.article, text.name).split("\n")]
        found[f"{text.name}_words"] = " ".join(item.words[text.name].split())
        found[f"{text.name}_chars"] = " ".join("".join(keys))
        found[f"{text.name}_grams"] = "\n".join(keys)
    return found


def stock_index(home: Path, items: list[AnalysedArticle]) -> whoosh.index.Index:
    schema = fields.Schema(id=fields.TEXT(analyzer=IDTokenizer(), phrase=False, stored=True))
    for text in TEXTS:
        for family in ("words", "grams", "chars"):
            analyser = Bigrams() if family == "grams" else SpaceSeparatedTokenizer()
            schema.add(f"{text.name}_{family}", fields.TEXT(analyzer=analyser, phrase=family == "grams"))
    index = whoosh.index.create_in(str(home), schema)
    writer = index.writer()
    for item in items:
        writer.add_document(**stock_fields(item))
    writer.commit()
    return index


@pytest.fixture(scope="module", params=range(5))
def indexes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, analyser: Analyser
) -> tuple[Indexes, list[AnalysedArticle], int]:
    """Our index and Whoosh's own of the same articles, in which each has the number it has in ours; and a number for chance."""
    seed: int = request.param
    rng = Random(seed)
    items = list(analysed(articles(rng, 5 + 5 * seed), analyser))
    homes = tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("stock")
    write(WhooshStore(characters_a_run=rng.choice([50, 10**9])), homes[0], items)
    return (whoosh.index.open_dir(str(homes[0])), stock_index(homes[1], items)), items, seed


@pytest.fixture
def both(indexes: tuple[Indexes, list[AnalysedArticle], int]) -> tuple[Indexes, list[AnalysedArticle], Random]:
    """The same, with a chance of its own for every test."""
    found, items, seed = indexes
    return found, items, Random(seed)


def some_query(rng: Random, items: list[AnalysedArticle], *, depth: int = 2) -> query.Query:
    """A query of Whoosh's own classes over terms of the corpus, a few of which stand nowhere."""
    if depth and rng.random() < 0.7:
        made = rng.choice(SHAPES)
        return made(*(some_query(rng, items, depth=depth - 1) for _ in range(2)))
    item, text = rng.choice(items), rng.choice(TEXTS).name
    key = search_key(rng.choice(field_text(item.article, text).split("\n"))) or "龘"
    start = rng.randrange(len(key))
    if rng.random() < 0.3 and len(key) - start > 2:
        return query.Phrase(f"{text}_grams", grams(key[start : start + rng.randint(3, 6)]))
    if rng.random() < 0.3 and item.words[text]:
        return query.Term(f"{text}_words", rng.choice(item.words[text]))
    family = rng.choice(["chars", "grams"])
    return query.Term(f"{text}_{family}", key[start : start + (2 if family == "grams" else 1)])


SHAPES: list[Callable[[query.Query, query.Query], query.Query]] = [
    lambda one, other: query.And([one, other]),
    lambda one, other: query.Or([one, other]),
    lambda one, other: query.And([one, query.Not(other)]),
    query.AndNot,
    query.AndMaybe,
    query.Require,
]


def answers(index: whoosh.index.Index, asked: query.Query, id_of: Callable[[whoosh.index.Index, int], str]) -> Answers:
    with index.searcher() as searcher:
        found = searcher.search(asked, limit=None)
        return sorted((id_of(searcher, docnum), round(score, 9)) for score, docnum in found.top_n)


def best(index: whoosh.index.Index, asked: query.Query, limit: int) -> list[tuple[float, int]]:
    with index.searcher() as searcher:
        return [(round(score, 9), docnum) for score, docnum in searcher.search(asked, limit=limit).top_n]


def our_id(searcher: whoosh.index.Index, docnum: int) -> str:
    return str(json.loads(searcher.stored_fields(docnum)["article"])["id"])


def stock_id(searcher: whoosh.index.Index, docnum: int) -> str:
    return str(searcher.stored_fields(docnum)["id"])


def test_whoosh_finds_and_scores_alike_on_both_indexes(both: tuple[Indexes, list[AnalysedArticle], Random]) -> None:
    (ours, stock), items, rng = both
    found = 0
    for _ in range(60):
        asked = some_query(rng, items)
        theirs = answers(stock, asked, stock_id)
        found += bool(theirs)
        assert answers(ours, asked, our_id) == theirs, asked
    assert found > 10


def test_whoosh_finds_the_same_best_hits_on_both_indexes(both: tuple[Indexes, list[AnalysedArticle], Random]) -> None:
    """Where it asks for the best only, it throws postings away that cannot reach them, by what the matchers say of themselves."""
    (ours, stock), items, rng = both
    compared = 0
    for _ in range(120):
        asked, limit = some_query(rng, items), rng.choice([2, 3, 10])
        try:
            expected = best(stock, asked, limit)
        except (IndexError, AssertionError):  # some of Whoosh's matchers read beyond the end of others
            continue
        assert best(ours, asked, limit) == expected, (asked, limit)
        compared += 1
    assert compared > 100


def test_whoosh_lists_the_same_terms_and_lengths_of_both_indexes(both: tuple[Indexes, list[AnalysedArticle], Random]) -> None:
    (ours, stock), items, rng = both
    with ours.reader() as mine, stock.reader() as theirs:
        names = sorted(mine.indexed_field_names())
        assert names == sorted(theirs.indexed_field_names())
        for name in names:
            assert list(mine.lexicon(name)) == list(theirs.lexicon(name))
            start = rng.choice(list(mine.field_terms(name)))
            assert list(islice(mine.terms_from(name, start), 40)) == list(islice(theirs.terms_from(name, start), 40))
            for length in ("field_length", "min_field_length", "max_field_length"):
                assert getattr(mine, length)(name) == getattr(theirs, length)(name), (name, length)
            for docnum in range(len(items)):
                assert mine.doc_field_length(docnum, name) == (theirs.doc_field_length(docnum, name) or 0)


def test_whoosh_finds_words_that_are_nearly_right_in_both_indexes(both: tuple[Indexes, list[AnalysedArticle], Random]) -> None:
    (ours, stock), _, rng = both
    with ours.searcher() as mine, stock.searcher() as theirs:
        words = list(mine.reader().field_terms("body_words"))
        for word in rng.sample(words, k=min(8, len(words))):
            asked = query.FuzzyTerm("body_words", word[:-1] + "龘")
            assert answers(ours, asked, our_id) == answers(stock, asked, stock_id)
            assert mine.corrector("body_words").suggest(f"{word}龘") == theirs.corrector("body_words").suggest(f"{word}龘")


@pytest.mark.parametrize("characters", [200, 10**9], ids=["several segments", "one segment"])
def test_whoosh_sorts_by_the_column_of_publication(tmp_path: Path, analyser: Analyser, characters: int) -> None:
    items = list(analysed(articles(Random(4), 30), analyser))
    write(WhooshStore(characters), tmp_path, items)
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
    write(WhooshStore(characters_a_segment=400), tmp_path, items)
    index = open_index(tmp_path)
    queries = [some_query(rng, items) for _ in range(15)]
    expected = [answers(index, asked, our_id) for asked in queries]
    wrong: list[query.Query] = []

    def ask(order: list[int]) -> None:
        wrong.extend(queries[i] for i in order if answers(index, queries[i], our_id) != expected[i])

    threads = [Thread(target=ask, args=(rng.sample(range(15), k=15),)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
