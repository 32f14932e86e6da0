"""Marks and snippets of every hit of every judged query, and of random ones: nothing missing, nothing doubled, nothing cut."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import naive_marks
import pytest
from samples import sample_articles
from test_judged_queries import judged_queries

from indexer.analysis import Analyser, search_key
from indexer.article import Article
from indexer.fields import TEXTS, field_text
from search_app.engines.whoosh import WhooshEngine
from search_app.search.asking import ALL_TEXTS
from search_app.search.marking import marked_strings, text_marks
from search_app.search.parser import parse
from search_app.search.query import Query
from search_app.search.request import Match, SearchRequest
from search_app.search.results import Hit, Mark
from search_app.search.service import search
from search_app.search.snippets import MOST_WINDOWS, shown

RANDOM_QUERIES = 40
JUDGED = [query.typed for query in judged_queries()]


def random_query(rng: Random) -> str:
    """A query of one to three parts copied out of the samples, some of them quoted, excluded, prefixed or alternatives."""

    def part() -> str:
        article = rng.choice(sample_articles())
        paragraph = rng.choice([line for line in article.body.split("\n") if len(search_key(line)) > 1])
        size = rng.choice([1, 2, 2, 3, 4, 6, 10])
        start = rng.randrange(max(len(paragraph) - size, 0) + 1)
        piece = paragraph[start : start + size].strip() or "的"
        return rng.choice([piece, piece, piece, f'"{piece}"', f"标题:{piece}", f"-{piece}"])

    return rng.choice([" ", " ", " OR "]).join(part() for _ in range(rng.randint(1, 3)))[:200]


def assert_true(hit: Hit, query: Query, analyser: Analyser, *, literal_only: bool) -> None:
    """Everything a hit shows is verbatim, marked as the naive way marks it, and cuts nothing."""
    article = hit.article
    assert not (hit.literal and hit.missing)

    def assert_marks(field: str, start: int, end: int, marks: tuple[Mark, ...]) -> None:
        everywhere = naive_marks.places(field_text(article, field), query, analyser, field, literal_only=literal_only)
        expected = naive_marks.merged({place for place in everywhere if start <= place[0] and place[1] <= end})
        assert [(left + start, right + start) for left, right in marks] == expected, field_text(article, field)[start:end]

    assert_marks("title", 0, len(article.title), hit.title_marks)
    assert len([snippet for snippet in hit.snippets if snippet.field == "body"]) <= MOST_WINDOWS
    for snippet in hit.snippets:
        text = field_text(article, snippet.field)
        end = snippet.start + len(snippet.text)
        assert text[snippet.start : end] == snippet.text
        assert snippet.text.strip() == snippet.text
        assert_marks(snippet.field, snippet.start, end, snippet.marks)
        if snippet.field == "body":
            assert "\n" not in snippet.text
            assert snippet.cut_left == bool(search_key(text[text.rfind("\n", 0, snippet.start) + 1 : snippet.start]))
            assert snippet.cut_right == bool(search_key(text[end:].partition("\n")[0]))
            own = naive_marks.places(text, query, analyser, "body", literal_only=literal_only)
            for at in (snippet.start, end):
                assert any(at in place for place in own) or not naive_marks.cuts_something(text, at, analyser), snippet.text
    for one, other in pairwise(sorted(item.start for item in hit.snippets if item.field == "body")):
        assert one < other


@pytest.mark.parametrize("part", range(4))
def test_every_hit_of_every_judged_query_shows_true_marks_and_cuts_nothing(sample_engine: WhooshEngine, part: int) -> None:
    for typed in JUDGED[part::4]:
        results = search(sample_engine, SearchRequest(text=typed, query=parse(typed), size=10))
        for hit in results.hits:
            assert_true(hit, results.query, sample_engine.analyser, literal_only=False)


@pytest.mark.parametrize("part", range(4))
def test_every_hit_of_random_queries_shows_true_marks_and_cuts_nothing(sample_engine: WhooshEngine, part: int) -> None:
    rng = Random(part)
    for _ in range(RANDOM_QUERIES):
        typed, match = random_query(rng), rng.choice(list(Match))
        results = search(sample_engine, SearchRequest(text=typed, query=parse(typed), match=match, size=10))
        for hit in results.hits:
            assert_true(hit, results.query, sample_engine.analyser, literal_only=match is Match.LITERAL)


@pytest.mark.parametrize("typed", ["方志云 石榴村", "年鉴编纂", "“砚边读书会” -终审", "省志办"])
def test_an_article_page_marks_what_the_snippets_mark(sample_engine: WhooshEngine, typed: str) -> None:
    query = parse(typed)
    marked = marked_strings(query, sample_engine.analyser, literal_only=False)
    for hit in search(sample_engine, SearchRequest(text=typed, query=query)).hits:
        for field in TEXTS:
            text = field_text(hit.article, field.name)
            expected = naive_marks.merged(naive_marks.places(text, query, sample_engine.analyser, field.name))
            assert list(text_marks(text, marked.within(field.name))) == expected


def run_on_body(rng: Random) -> str:
    """Prose of the samples with its punctuation taken out: sentences of thousands of characters, numbers and titles in them."""
    text = "".join(article.body for article in rng.sample(sample_articles(), 6))
    kept = "".join(character for character in text if character.isalnum() or character in "《》")
    return "".join(
        kept[i : i + 400] + rng.choice(["", "", "1,234,567", "08:35", "《澜川年鉴（2020）》", " "]) for i in range(0, 2400, 400)
    )


@pytest.mark.parametrize("seed", range(30))
def test_prose_without_punctuation_is_cut_at_word_ends_and_never_in_a_number_or_a_title(analyser: Analyser, seed: int) -> None:
    rng = Random(seed)
    body = run_on_body(rng)
    start = rng.randrange(len(body) - 6)
    typed = f'"{search_key(body[start : start + rng.randint(2, 6)])}"'.replace("《", "").replace("》", "")
    query = parse(typed)
    article = sample_articles()[0]._replace(title="题", body=body)
    (view,) = shown([article], marked_strings(query, analyser, literal_only=False), ALL_TEXTS)
    hit = Hit(article, 1.0, literal=True, missing=(), title_marks=view.title_marks, snippets=view.snippets)
    assert_true(hit, query, analyser, literal_only=False)


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("发展中国家的农业", "中国农业", ["农业"]),
        ("发展中国家的农业", "中国", ["中国"]),
        ("中国的农业", "中国农业", ["中国", "农业"]),
        ("全省地方志系统的工作", "方志工作", ["工作"]),
        ("全省地方志系统的工作", "方志 工作", ["方志", "工作"]),
        ("省方志馆的工作", "方志工作", ["方志", "工作"]),
        ("在2023年的12023号", "2023年号", ["2023"]),
        ("logistics与GIS地图", "gis地图", ["GIS地图"]),
        ("logistics与GIS的地图", "gis地图", ["GIS", "地图"]),
        ("open source code", "source的", ["source"]),
        ("opensource", "source的", []),
    ],
)
def test_a_word_of_a_longer_term_is_marked_only_where_it_cuts_no_other_word(
    analyser: Analyser, text: str, typed: str, marked: list[str]
) -> None:
    marks = text_marks(text, marked_strings(parse(typed), analyser, literal_only=False))
    assert [text[start:end] for start, end in marks] == marked


def test_a_name_that_the_corpus_teaches_is_a_word_and_takes_no_word_end_away(analyser: Analyser) -> None:
    named = analyser.with_names(["黄绚", "明显高", "澜川省地方志工作办公室"])
    text = "黄绚报道，澜川省地方志工作办公室，明显高于"
    for typed, marks in (("黄绚的", ["黄绚"]), ("地方志的", ["地方志"]), ("办公室的", ["办公室"]), ("明显的", ["明显"])):
        found = text_marks(text, marked_strings(parse(typed), named, literal_only=False))
        assert [text[start:end] for start, end in found] == marks, typed


@pytest.mark.parametrize("margin", ["", "，", "。其余不论。", "方志" * 100 + "，", "一二三四五六七八九十" * 20 + "。"])
def test_whether_a_word_is_cut_does_not_depend_on_what_stands_beyond_the_punctuation(analyser: Analyser, margin: str) -> None:
    marked = marked_strings(parse("中国农业"), analyser, literal_only=False)
    text = f"{margin}发展中国家与中国的往来"
    assert text_marks(text, marked) == ((len(margin) + 6, len(margin) + 8),)


def test_an_article_of_hostile_length_is_marked_in_bounded_work(analyser: Analyser) -> None:
    marked = marked_strings(parse("中国农业"), analyser, literal_only=False)
    article = Article(id="abcdef", title="题", body="发展中国家" * 100_000)
    assert text_marks(article.body, marked) == ()
    assert [snippet.marks for snippet in shown([article], marked, ALL_TEXTS)[0].snippets] == [()]
