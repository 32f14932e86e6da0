"""A record gives back the page, its claim and its words; whatever is not a record is refused, never misread."""

from __future__ import annotations

import json
import zlib
from datetime import date, datetime

import pytest

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.building import records
from indexer.building.claims import claim_of
from indexer.building.records import articles_of, facts_of, record_of, with_checksum
from indexer.errors import DamagedCache
from indexer.fields import TEXTS, field_text
from indexer.ledger import entry
from indexer.pages import Doubt, PageReading

FULL = Article(
    id="aaaa-2023-1-01",
    title="渡口志\ud800",
    body="雪柳河上的渡口，自清末以来迁过三次。\n　\n《石榴村大事记》说：open source 与ＧＩＳ。",
    series="政工简讯",
    year=2023,
    issue=1,
    issue_end=2,
    issue_label="增刊",
    total_issue=113,
    issue_title="政工简讯2023年第1期",
    preamble="编者按",
    section="市州动态",
    ordinal=1,
    subtitle="副题",
    authors=("贺知微", "高岫"),
    contributor="石榴村志办",
    source="澜川日报",
    published=datetime(2023, 1, 9, 8, 30),
    column="工作动态",
    reviewer="终审人",
    url="https://a.example/content_20461",
    page="a.zip#é.txt",
)
BARE = Article(id="bbbb-t", title="题", body="", page="b.txt")
READINGS = [
    PageReading((FULL, BARE._replace(published=date(2023, 1, 9))), (Doubt("no-date", "没有日期。", None),)),
    PageReading((BARE,)),
]


@pytest.mark.parametrize("reading", READINGS)
def test_a_record_gives_back_the_articles_and_the_claim(analyser: Analyser, reading: PageReading) -> None:
    record = record_of(reading, analyser)
    assert [item.article for item in articles_of(record.content)] == list(reading.articles)
    assert facts_of(record.facts) == claim_of(reading)


def test_a_claim_says_all_but_the_texts() -> None:
    claim = claim_of(READINGS[0])
    assert claim.first == FULL._replace(body="", preamble=None)
    assert claim.ids == ("aaaa-2023-1-01", "bbbb-t")
    assert claim.names[0] == tuple(sorted(("贺知微", "高岫", "石榴村志办", "澜川日报", "政工简讯", "石榴村大事记")))


@pytest.mark.parametrize("reading", READINGS)
def test_its_words_are_those_of_the_analysis_but_for_names(analyser: Analyser, reading: PageReading) -> None:
    for item in articles_of(record_of(reading, analyser).content):
        for text, own in zip(TEXTS, item.words, strict=True):
            paragraphs = field_text(item.article, text.name).split("\n")
            assert [line.split() for line in own.accurate.split("\n")] == list(map(analyser.accurate_words, paragraphs))
            words = [word for paragraph in paragraphs for word in analyser.words(paragraph)]
            assert sorted(f"{own.accurate} {own.inner}".split()) == sorted(words)


def test_an_entry_is_kept_as_it_is(analyser: Analyser) -> None:
    skipped = entry("x.png", "unknown-kind", "不认识", "一行")
    record = record_of(skipped, analyser)
    assert (facts_of(record.facts), record.content) == (skipped, b"")


@pytest.mark.parametrize("name", Article._fields)
def test_a_field_of_another_type_is_refused(analyser: Analyser, name: str) -> None:
    record = record_of(READINGS[0], analyser)
    content, facts = (
        json.loads(zlib.decompress(record.content).decode("utf-8", "surrogatepass")),
        json.loads(record.facts[4:].decode("utf-8", "surrogatepass")),
    )
    for value in (1.5, [1], {"a": 1}):
        content[0][0][name] = facts["first"][name] = value
        with pytest.raises(DamagedCache):
            articles_of(zlib.compress(json.dumps(content).encode()))
        with pytest.raises(DamagedCache):
            facts_of(with_checksum(json.dumps(facts).encode()))


def test_a_field_of_a_type_that_no_record_is_checked_for_is_named_with_it() -> None:
    with pytest.raises(TypeError, match=r"Article\.share is float, .*_JSON_TYPES"):
        records._json_types("share", "float")


@pytest.mark.parametrize(
    "facts", [b"", b"{", b"[]", b"3", b"{}", b'{"entry": {}}', b'{"entry": 1}', b'{"first": {}}', b"[" * 100_000, b"\xff"]
)
def test_facts_of_another_shape_are_refused(facts: bytes) -> None:
    with pytest.raises(DamagedCache):
        facts_of(with_checksum(facts))


def test_facts_of_which_one_bit_has_changed_are_refused(analyser: Analyser) -> None:
    facts = record_of(READINGS[1], analyser).facts
    for at in range(0, len(facts), 7):
        with pytest.raises(DamagedCache):
            facts_of(facts[:at] + bytes([facts[at] ^ 1]) + facts[at + 1 :])


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("ids", [1]),
        ("ids", None),
        ("names", [[1]]),
        ("names", [1]),
        ("doubts", [["no such reason", "", None]]),
        ("worth", [1]),
        ("sketch", "x"),
        ("sketch", "00"),
    ],
)
def test_a_claim_of_another_shape_is_refused(analyser: Analyser, part: str, value: object) -> None:
    facts = json.loads(record_of(READINGS[1], analyser).facts[4:])
    facts[part] = value
    with pytest.raises(DamagedCache):
        facts_of(with_checksum(json.dumps(facts).encode()))


@pytest.mark.parametrize(
    "content", [b"", b"x", *(zlib.compress(text) for text in (b"", b"{}", b"[[],[],[]]", b"[[1],[2]]", b"[[{}],[[]]]"))]
)
def test_content_of_another_shape_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedCache):
        articles_of(content)


def test_words_of_another_number_of_paragraphs_are_refused(analyser: Analyser) -> None:
    articles, words = json.loads(zlib.decompress(record_of(PageReading((BARE,)), analyser).content))
    for wrong in ([["多\n一", ""], *words[0][1:]], words[0][1:], [["题", 3], *words[0][1:]]):
        with pytest.raises(DamagedCache):
            articles_of(zlib.compress(json.dumps([articles, [wrong]]).encode()))
