"""The tables of a segment hold what plain Python counts in the texts: every term, in every text, with every place."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, pairwise
from pathlib import Path
from random import Random

import pytest
from contracts.corpora import articles
from written import analysed, write

from indexer.analysed import AnalysedArticle
from indexer.analysis import Analyser, search_key
from indexer.article import Article
from indexer.fields import TEXTS, field_text
from indexer.stores.whoosh import WhooshStore
from indexer.stores.whoosh.arrays import map_arrays
from indexer.stores.whoosh.tables import CHARS, FAMILIES, GRAMS, NOT_FOUND, WORDS, SegmentTerms

LONG = Article(id="long-one", title="年鉴", body="年鉴" * 40_000 + "\n" + "石榴村" * 300)
Held = dict[tuple[str, str], dict[int, dict[int, list[int]]]]  # (family, term) -> text -> document -> positions


def counted(items: list[AnalysedArticle]) -> Held:
    """Every term where it stands; words have no positions, which are counted as zeros."""
    held: Held = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for doc, item in enumerate(items):
        for text, field in enumerate(TEXTS):
            for word in item.words[field.name].split():
                held[WORDS, word][text][doc].append(0)
            key = "".join(search_key(part) + "\n" for part in field_text(item.article, field.name).split("\n"))
            for character in key.replace("\n", ""):
                held[CHARS, character][text][doc].append(0)
            for position, (first, second) in enumerate(pairwise(key)):
                if "\n" not in (first, second):
                    held[GRAMS, first + second][text][doc].append(position)
    return held


@pytest.mark.parametrize("run", [100, 10**9], ids=["several runs", "one run"])
@pytest.mark.parametrize("corpus", [articles(Random(5), 40), [LONG, *articles(Random(6), 20)]], ids=["short", "a long one"])
def test_every_term_stands_in_the_tables_as_in_the_texts(
    tmp_path: Path, analyser: Analyser, corpus: list[Article], run: int
) -> None:
    items = list(analysed(corpus, analyser))
    write(WhooshStore(characters_a_run=run), tmp_path, items)
    terms = SegmentTerms(map_arrays(next(tmp_path.glob("*.arr"))))
    held = counted(items)
    for (family, term), by_text in held.items():
        ((found, holders),) = terms.find(family, [term])
        assert holders == len(set(chain.from_iterable(by_text.values())))
        assert [part.text for part in found] == sorted(by_text)
        for part in found:
            expected = by_text[part.text]
            assert dict(zip(part.docs.tolist(), part.freqs.tolist(), strict=True)) == {d: len(p) for d, p in expected.items()}
            assert part.docs.tolist() == sorted(expected)
            if family == GRAMS:
                assert part.positions is not None
                assert part.positions.tolist() == [position for doc in sorted(expected) for position in expected[doc]]
    for family in FAMILIES:
        for text in range(len(TEXTS)):
            listed = [term.decode() for term in terms.terms(family, text)]
            assert listed == sorted(term for (kind, term), by_text in held.items() if kind == family and text in by_text)


def test_what_no_article_holds_is_not_found(tmp_path: Path, analyser: Analyser) -> None:
    write(WhooshStore(), tmp_path, analysed([Article(id="abcdef", title="年鉴", body="石榴村")], analyser))
    terms = SegmentTerms(map_arrays(next(tmp_path.glob("*.arr"))))
    unknown = [
        (WORDS, "年"),
        (WORDS, ""),
        (WORDS, "\ud800"),
        (GRAMS, "鉴年"),
        (GRAMS, "年"),
        (GRAMS, "年鉴石"),
        (CHARS, "龘"),
        (CHARS, ""),
    ]
    assert [terms.find(family, [term]) for family, term in unknown] == [[NOT_FOUND]] * len(unknown)


def test_what_is_read_cannot_be_changed(tmp_path: Path, analyser: Analyser) -> None:
    write(WhooshStore(), tmp_path, analysed([Article(id="abcdef", title="年鉴", body="年鉴年鉴石榴")], analyser))
    terms = SegmentTerms(map_arrays(next(tmp_path.glob("*.arr"))))
    parts = [part for found in terms.find(GRAMS, ["年鉴", "石榴"]) for part in found.parts]
    arrays = [array for part in parts for array in (part.docs, part.freqs, part.positions) if array is not None]
    assert len(arrays) == 9
    assert not any(array.flags.writeable for array in arrays)
