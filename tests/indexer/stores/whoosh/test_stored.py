"""Stored articles come back as they were, whatever they hold, from a segment of any size."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest
from contracts.corpora import articles

from indexer.article import Article
from indexer.stores.whoosh.packing import MOST_CHARACTERS, SINGLES, Packer, alphabet_of
from indexer.stores.whoosh.stored import StoredArticles, stored_arrays

EVERYTHING = "".join(map(chr, [*range(0x300), *range(0xE010, 0xD7F0, -1), *range(0x1F600, 0x1F610), 0x20BB7, 0x10FFFF]))
HAN = "".join(map(chr, range(0x4E00, 0x9FFF)))  # more than there are codes


def packed_as(path: Path, corpus: list[Article], alphabet: str) -> StoredArticles:
    packer = Packer(path, alphabet)
    for article in corpus:
        packer.add(article)
    packer.close()
    packed = packer.packed()
    return StoredArticles(path, stored_arrays(packed.sizes, packed.ends, alphabet))


def stored(path: Path, corpus: list[Article], alphabet: str | None = None) -> list[Article]:
    reader = packed_as(path, corpus, alphabet_of(corpus) if alphabet is None else alphabet)
    together = reader.articles(range(len(corpus)))
    assert [article for doc in range(len(corpus)) for article in reader.articles([doc])] == together
    return together


@pytest.mark.parametrize("count", [0, 1, 40, 600], ids=["none", "one", "fewer than the sample", "more than the sample"])
def test_every_article_comes_back_from_a_segment_of_any_size(tmp_path: Path, count: int) -> None:
    corpus = [article._replace(body=article.body * 20) for article in articles(Random(count), count)]
    assert stored(tmp_path / "articles", corpus) == corpus


def test_documents_are_read_in_the_order_they_are_asked_for_twice_too(tmp_path: Path) -> None:
    corpus = [article._replace(title=f"{at}{HAN[at * 900 : at * 1_000]}") for at, article in enumerate(articles(Random(3), 12))]
    packed = packed_as(tmp_path / "articles", corpus, alphabet_of(corpus[:2]))
    assert packed.articles([]) == []
    assert packed.articles([7, 2, 11, 2, 0]) == [corpus[doc] for doc in (7, 2, 11, 2, 0)]


def test_every_field_comes_back_in_its_place(tmp_path: Path) -> None:
    values = {name: f"这是{name}" for name in Article._fields}
    numbers = {name: at for at, name in enumerate(("year", "issue", "issue_end", "total_issue", "ordinal"), start=1)}
    full = Article(**{**values, **numbers, "authors": ("刘源", "黄绚"), "published": datetime(2023, 4, 5, 6, 7)})
    corpus = [full, full._replace(published=date(2023, 4, 5)), Article(id="abcdef", title="题", body="")]
    assert stored(tmp_path / "articles", corpus) == corpus


def test_every_character_comes_back_lone_surrogates_too(tmp_path: Path) -> None:
    corpus = [Article(id="abcdef", title=EVERYTHING, body=EVERYTHING * times) for times in (1, 9, 30)]
    assert stored(tmp_path / "articles", corpus) == corpus


def test_half_pairs_side_by_side_stay_apart(tmp_path: Path) -> None:
    corpus = [Article(id="abcdef", title="\ud83d\ude00", body="\ud83d\ude00\n\U0001f600\ufeff")]
    assert stored(tmp_path / "articles", corpus) == corpus
    assert len(stored(tmp_path / "articles", corpus)[0].body) == 5


def test_a_text_may_begin_with_a_byte_order_mark_and_end_with_nothing(tmp_path: Path) -> None:
    corpus = [Article(id="\ufeffabcdef", title="\x00", body="\ufeff字\x00\x00")]
    assert stored(tmp_path / "articles", corpus) == corpus


def test_characters_that_no_code_is_left_for_come_back_too(tmp_path: Path) -> None:
    assert len(HAN) > MOST_CHARACTERS
    pieces = [HAN[start : start + 3_000] for start in range(0, len(HAN), 3_000)]
    corpus = [Article(id=f"article-{at}", title="题", body=piece) for at, piece in enumerate([*pieces, HAN, *pieces])]
    assert stored(tmp_path / "articles", corpus) == corpus


@pytest.mark.parametrize("known", [0, 1, SINGLES, SINGLES + 1, MOST_CHARACTERS])
def test_a_character_in_the_alphabet_is_told_from_one_that_is_not(tmp_path: Path, known: int) -> None:
    corpus = [Article(id="abcdef", title="题", body=HAN[max(at - 3, 0) : at + 3]) for at in (0, known - 1, known, known + 1)]
    assert stored(tmp_path / "articles", corpus, HAN[:known]) == corpus


def test_the_alphabet_holds_what_a_chinese_text_may_use_whatever_was_met_first() -> None:
    alphabet = alphabet_of([Article(id="abcdef", title="", body="繁體" * 60_000), Article(id="abcdeg", title="", body="未")])
    assert set(alphabet[:2]) == set("繁體")
    assert {*"未龘澜"} & set(alphabet) == {*"未澜"}
    assert len(alphabet) == len(set(alphabet)) < MOST_CHARACTERS


def test_a_frequent_character_takes_one_byte_any_other_two(tmp_path: Path) -> None:
    frequent, seldom = HAN[:100] * 2_000, HAN[100 : 100 + 2 * SINGLES]
    size = []
    for body in (frequent, frequent + seldom, frequent + seldom * 5):
        stored(tmp_path / "articles", [Article(id="abcdef", title="题", body=body)])
        size.append((tmp_path / "articles").stat().st_size)
    assert len(frequent) < size[0] < len(frequent) + 200
    assert size[2] - size[1] <= 2 * 4 * len(seldom)
