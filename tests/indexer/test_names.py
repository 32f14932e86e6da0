"""The names that a corpus teaches: which they are, how they are counted, and how a generation keeps them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import PAGES

from indexer import generation
from indexer.analysis import Analyser
from indexer.article import Article
from indexer.build import build
from indexer.errors import DamagedGeneration
from indexer.names import MOST_NAMES, MOST_OF_AN_ARTICLE, NAMES, NamesSeen, generation_analyser, names_of, read_names, write_names
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.opening import Opener

ARTICLE = Article(
    "id", "关于《澜川年鉴》的通知", "《石榴村大事記》首发。\n《GIS手册》《2020》《一》《关于〈方志〉的意见》《上\n下》"
)
KNOWN = Article(
    "id",
    "题",
    "文",
    authors=("高 岫", "John"),
    contributor="赤岭县志办",
    source="澜川日报",
    issue_title="澜川方志简讯",
    series="简讯",
)
SHORT = st.text(st.sampled_from("甲乙丙"), min_size=2, max_size=3)


def test_titles_of_nothing_but_han_characters_are_names_in_every_text() -> None:
    assert list(names_of(ARTICLE)) == ["澜川年鉴", "石榴村大事记"]
    assert list(names_of(ARTICLE._replace(title="", body="", subtitle="《甲乙丙》"))) == ["甲乙丙"]


def test_authors_units_sources_and_bulletins_are_names() -> None:
    assert list(names_of(KNOWN)) == ["高岫", "赤岭县志办", "澜川日报", "澜川方志简讯", "简讯"]


@given(st.lists(st.lists(SHORT, max_size=6), max_size=12), st.randoms(), st.integers(0, 12))
def test_what_was_seen_does_not_depend_on_the_order_of_articles(articles: list[list[str]], random: object, most: int) -> None:
    one, other = NamesSeen(most), NamesSeen(most)
    for names in articles:
        one.add(names)
    for names in sorted(articles, key=lambda _: random.random()):  # type: ignore[attr-defined]
        other.add(reversed(names))
    assert one.most_frequent() == other.most_frequent()
    assert len(one.most_frequent()) <= most


def test_the_names_of_most_articles_come_first_and_an_article_counts_once() -> None:
    seen = NamesSeen()
    for names in (["乙", "甲", "甲", "甲"], ["乙"], ["丙", "丁"]):
        seen.add(names)
    assert seen.most_frequent() == ("乙", "丁", "丙", "甲")
    assert seen.most_frequent(1) == ("乙",)


def test_one_article_teaches_a_limited_number_of_names() -> None:
    seen = NamesSeen()
    seen.add(str(number) for number in range(MOST_OF_AN_ARTICLE + 5))
    assert len(seen.most_frequent()) == MOST_OF_AN_ARTICLE


def test_names_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_names(tmp_path, ["澜川年鉴", "𠮷野家", "高岫"])
    assert read_names(tmp_path) == ("澜川年鉴", "高岫", "𠮷野家")
    write_names(tmp_path, [])
    assert read_names(tmp_path) == ()


@pytest.mark.parametrize(
    "content",
    [
        "高岫".encode(),
        "高岫\n\n".encode(),
        "高岫\r\n".encode(),
        "高岫\n澜川\n".encode(),
        "高岫\n高岫\n".encode(),
        "高岫a\n".encode(),
        "劉源\n".encode(),
        "高\n".encode(),
        ("高" * 21 + "\n").encode(),
        "高岫\n".encode("gb18030"),
        "高岫\n".encode() * (MOST_NAMES + 1),
        b"\n" * 10_000_000,
    ],
    ids=range(12),
)
def test_what_is_no_list_of_names_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAMES).write_bytes(content)
    with pytest.raises(DamagedGeneration, match="重建索引"):
        read_names(tmp_path)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(DamagedGeneration, match=NAMES):
        read_names(tmp_path)


@pytest.fixture
def index(tmp_path: Path, analyser: Analyser) -> Path:
    shutil.copytree(PAGES / "zgjx" / "2018", tmp_path / "pages")
    build([tmp_path / "pages"], tmp_path / "index", WhooshStore(), analyser, keep=2, rebuild=False, progress=lambda *_: None)
    return tmp_path / "index"


def test_a_generation_carries_the_names_of_its_corpus(index: Path, analyser: Analyser) -> None:
    manifest = generation.verify(index, generation.read_current(index))
    named = generation_analyser(analyser, index, manifest, "whoosh")
    assert {"高岫", "石榴村大事记"} <= set(named.names)
    assert named.names_hash == manifest.names != analyser.names_hash


def test_an_engine_knows_the_names_of_its_generation(index: Path, analyser: Analyser) -> None:
    engine = Opener("whoosh", WhooshEngine, analyser)(index, generation.read_current(index))
    assert engine.analyser.query_words("石榴村大事记念给乡亲") == ["石榴村大事记", "念", "给", "乡亲"]


def test_names_that_are_not_those_of_the_manifest_are_refused(index: Path, analyser: Analyser) -> None:
    manifest = generation.read_manifest(index, generation.read_current(index))
    with pytest.raises(DamagedGeneration, match="专名表与清单不符"):
        generation_analyser(analyser, index, replace(manifest, names=analyser.names_hash), "whoosh")
