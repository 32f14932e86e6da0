"""The index is a genuine Whoosh index: Whoosh's own classes open it and agree with plain Python about what is in it."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest
import whoosh.index
from contracts.corpora import articles
from whoosh import query

from indexer.analysed import analysed
from indexer.analysis import Analyser, grams, search_key
from indexer.article import Article
from indexer.fields import FACETS, TEXTS, field_text
from indexer.stores.whoosh import WhooshStore
from indexer.stores.whoosh.arrays import map_arrays, write_arrays
from indexer.stores.whoosh.columns import NO_NUMBER
from indexer.stores.whoosh.postings import build_postings, gram_key, gram_text, narrow

CORPUS = articles(Random(5), 40)


@pytest.fixture(scope="module", params=[300, 10**9], ids=["several segments", "one segment"])
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> whoosh.index.Index:
    home = tmp_path_factory.mktemp("index")
    WhooshStore(request.param).write(home, analysed(CORPUS, analyser))
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
    WhooshStore().write(tmp_path, analysed([Article(id="abcdef", title="长", body=body)], analyser))
    index = whoosh.index.open_dir(str(tmp_path))
    assert ids(index, query.Phrase("body_grams", ["石榴", "榴村"])) == {"abcdef"}
    assert ids(index, query.Phrase("body_grams", ["二石", "榴村"])) == set()


def test_arrays_come_back_from_their_file_as_they_were(tmp_path: Path) -> None:
    arrays = {"a": np.arange(5, dtype=np.uint8), "b": np.zeros(0, dtype=np.int64), "中": np.array([2**40, -1], dtype=np.int64)}
    write_arrays(tmp_path / "file", arrays)
    mapped = map_arrays(tmp_path / "file")
    assert {name: (array.dtype, array.tolist()) for name, array in mapped.items()} == {
        name: (array.dtype, array.tolist()) for name, array in arrays.items()
    }
    assert not mapped["a"].flags.writeable


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"something else entirely")
    with pytest.raises(ValueError, match="not an array file"):
        map_arrays(tmp_path / "file")


@pytest.mark.parametrize("gram", ["年", "年鉴", "ab", "𠮷𠮷", "\U0010fffd"])
def test_a_gram_has_a_key_and_the_key_is_the_gram(gram: str) -> None:
    assert gram_text(gram_key(gram)) == gram


def test_numbers_take_the_smallest_type_that_holds_them() -> None:
    assert [narrow(np.array([top])).dtype.itemsize for top in (0, 255, 256, 65_535, 65_536, 2**32)] == [1, 1, 2, 2, 4, 8]


def test_postings_count_every_token_once() -> None:
    postings = build_postings(np.array([7, 3, 7, 7]), np.array([0, 0, 0, 2]), np.array([3, 0, 1]), np.array([0, 1, 2, 0]))
    assert postings.terms.tolist() == [3, 7]
    assert (postings.starts.tolist(), postings.docs.tolist(), postings.freqs.tolist()) == ([0, 1, 3], [0, 0, 2], [1, 2, 1])
    assert postings.positions is not None
    assert postings.positions.tolist() == [1, 0, 2, 0]
    assert (postings.find(7), postings.find(5), postings.find(99)) == (1, None, None)
