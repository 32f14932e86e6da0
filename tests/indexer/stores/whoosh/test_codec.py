"""The index is a genuine Whoosh index: Whoosh's own classes open it and agree with plain Python about what is in it."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
import whoosh.index
from contracts.corpora import articles
from whoosh import query
from whoosh.reading import TermNotFound
from written import analysed, write

from indexer.analysis import Analyser, grams, search_key
from indexer.article import Article
from indexer.fields import FACETS, TEXTS, field_text
from indexer.stores.whoosh import WhooshStore
from indexer.stores.whoosh.arrays import map_arrays
from indexer.stores.whoosh.columns import NO_NUMBER

CORPUS = articles(Random(5), 40)


@pytest.fixture(
    scope="module", params=[(300, 100), (10**9, 100), (10**9, 10**9)], ids=["several segments", "several runs", "one run"]
)
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> whoosh.index.Index:
    home = tmp_path_factory.mktemp("index")
    write(WhooshStore(*request.param), home, analysed(CORPUS, analyser))
    return whoosh.index.open_dir(str(home))


def ids(index: whoosh.index.Index, asked: query.Query) -> set[str]:
    with index.searcher() as searcher:
        return {Article.from_json(json.loads(hit["article"])).id for hit in searcher.search(asked, limit=None)}


def keys(article: Article, text: str) -> list[str]:
    return [search_key(part) for part in field_text(article, text).split("\n")]


@pytest.mark.parametrize("text", [text.name for text in TEXTS])
def test_whoosh_finds_every_term_where_it_stands(index: whoosh.index.Index, analyser: Analyser, text: str) -> None:
    with index.reader() as reader:
        words = {word.decode() for word in reader.lexicon(f"{text}_words")}
    expected = {word for article in CORPUS for part in field_text(article, text).split("\n") for word in analyser.words(part)}
    assert words == expected
    for word in sorted(words)[:20]:
        holders = {a.id for a in CORPUS for part in field_text(a, text).split("\n") if word in analyser.words(part)}
        assert ids(index, query.Term(f"{text}_words", word)) == holders


def test_whoosh_combines_and_excludes_over_the_arrays(index: whoosh.index.Index) -> None:
    both = query.And([query.Term("body_chars", "年"), query.Term("body_chars", "鉴")])
    either = query.Or([query.Term("body_chars", "年"), query.Term("title_chars", "绚")])
    without = query.And(
        [query.Term("body_chars", "年"), query.Not(query.Term("body_chars", "方"))]
    )  # AndNot errs in Whoosh itself
    body = {article.id: "".join(keys(article, "body")) for article in CORPUS}
    assert ids(index, both) == {i for i, text in body.items() if "年" in text and "鉴" in text}
    assert ids(index, either) == {a.id for a in CORPUS if "年" in body[a.id] or "绚" in "".join(keys(a, "title"))}
    assert ids(index, without) == {i for i, text in body.items() if "年" in text and "方" not in text}


@pytest.mark.parametrize("phrase", ["地方志", "方志办", "2023年", "办公室", "第30期"])
def test_whoosh_phrases_over_the_bigrams_are_substrings(index: whoosh.index.Index, phrase: str) -> None:
    expected = {article.id for article in CORPUS if any(phrase in key for key in keys(article, "body"))}
    assert ids(index, query.Phrase("body_grams", grams(phrase))) == expected


def test_whoosh_reads_the_columns(index: whoosh.index.Index) -> None:
    with index.reader() as reader:
        for leaf, _ in reader.leaf_readers():
            stored = [Article.from_json(json.loads(fields["article"])) for fields in leaf.all_stored_fields()]
            authors = leaf.column_reader("facet_author", translate=False)
            published = leaf.column_reader("published", translate=False)
            assert [authors[doc] for doc in range(len(stored))] == [FACETS["author"].values(article) for article in stored]
            assert [published[doc] == NO_NUMBER for doc in range(len(stored))] == [
                article.published is None for article in stored
            ]


def test_positions_beyond_sixteen_bits_are_kept(tmp_path: Path, analyser: Analyser) -> None:
    body = "一二" * 40_000 + "石榴村" + "三四" * 60_000
    write(WhooshStore(), tmp_path, analysed([Article(id="abcdef", title="长", body=body)], analyser))
    index = whoosh.index.open_dir(str(tmp_path))
    assert ids(index, query.Phrase("body_grams", ["石榴", "榴村"])) == {"abcdef"}
    assert ids(index, query.Phrase("body_grams", ["二石", "榴村"])) == set()


def test_a_very_long_article_beside_short_ones_widens_nothing_but_its_own_terms(tmp_path: Path, analyser: Analyser) -> None:
    long = Article(id="long-one", title="年鉴", body="年鉴" * 100_000 + "石榴村")
    corpus = [long, Article(id="short-1", title="年鉴石榴", body="石榴村年鉴"), Article(id="short-2", title="志书", body="志书")]
    write(WhooshStore(), tmp_path, analysed(corpus, analyser))
    index = whoosh.index.open_dir(str(tmp_path))
    assert ids(index, query.Phrase("body_grams", ["石榴", "榴村"])) == {"long-one", "short-1"}
    assert ids(index, query.Phrase("body_grams", ["鉴石", "石榴"])) == {"long-one"}
    assert ids(index, query.Term("title_grams", "年鉴")) == {"long-one", "short-1"}
    arrays = map_arrays(next(tmp_path.glob("*.arr")))
    assert {name: arrays[name].dtype.itemsize for name in ("grams/docs", "grams/freqs", "grams/positions")} == {
        "grams/docs": 2,
        "grams/freqs": 1,
        "grams/positions": 2,
    }
    wide = arrays["grams_wide/positions"]
    assert (len(wide), int(wide.max())) == (200_005, 200_001)
    assert arrays["words_wide/freqs"].max() == 100_000


def test_whoosh_knows_the_fields_that_have_terms(index: whoosh.index.Index) -> None:
    with index.reader() as reader:
        named = set(reader.indexed_field_names())
    assert named == {"id"} | {f"{text.name}_{family}" for text in TEXTS for family in ("words", "grams", "chars")}


def test_bytes_that_are_no_text_are_a_term_that_no_document_holds(index: whoosh.index.Index) -> None:
    with index.reader() as reader:
        assert ("body_words", b"\xff") not in reader
        assert (reader.frequency("body_words", b"\xff"), reader.doc_frequency("body_words", b"\xff")) == (0, 0)
        with pytest.raises(TermNotFound):
            reader.postings("body_words", b"\xff")
