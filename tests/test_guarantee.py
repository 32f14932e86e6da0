"""The guarantee: whatever a reader copies out of an article finds that article, and a quoted search finds nothing else.

And whatever is found is marked where it stands: nowhere else, and in whatever script and width the reader wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from random import Random

import naive_marks
import pytest
from samples import sample_articles

from indexer.analysis import Analyser, search_key
from indexer.article import Article
from indexer.fields import TEXTS, field_text
from search_app.engines.whoosh import WhooshEngine
from search_app.search.parser import parse
from search_app.search.request import SearchRequest
from search_app.search.results import Hit
from search_app.search.service import search

SUBSTRINGS = 3000
LONGEST = 12  # characters of a substring
NAMES = [field.name for field in TEXTS]
KINDS = {
    "any": r"",
    "punctuation": r"[，。、：；！？（）()〔〕\[\],:!?…—-]",
    "digits": r"[0-9０-９一二三四五六七八九十〇零]",
    "latin": r"[A-Za-zＡ-Ｚａ-ｚ]",
    "space": r"\s",
    "quotation marks": r"[“”‘’「」《》\"]",
    "rare characters": r"[\U00020000-\U0003ffff㐀-䶿甯翀燚彧]",
    "traditional": r"[雲塢縣誌館藏書學圖輿濟硯棲]",
}


def quoted(text: str, size: int = 20) -> SearchRequest:
    query = '"' + text.replace('"', '""') + '"'
    return SearchRequest(text=query, query=parse(query), size=size)


@lru_cache(maxsize=1)
def keys() -> dict[str, list[str]]:
    """The search keys of all paragraphs, by article."""
    return {
        article.id: [search_key(part) for item in TEXTS for part in field_text(article, item.name).split("\n")]
        for article in sample_articles()
    }


def holders(text: str) -> set[str]:
    """The ids of the articles that contain `text` literally, by plain scan."""
    key = search_key(text)
    return {identifier for identifier, paragraphs in keys().items() if any(key in paragraph for paragraph in paragraphs)}


def paragraphs(article: Article, names: list[str]) -> list[str]:
    """The paragraphs of some texts of an article that hold something visible."""
    return [part for name in names for part in field_text(article, name).split("\n") if search_key(part)]


def random_substring(rng: Random, article: Article) -> str:
    """One to twelve characters from within one paragraph of one of the article's texts, with something visible in it."""
    paragraph = rng.choice(paragraphs(article, NAMES))
    size = rng.randint(1, LONGEST)
    start = rng.randrange(max(len(paragraph) - size, 0) + 1)
    text = paragraph[start : start + size]
    return text if search_key(text).strip('"') else random_substring(rng, article)


def substrings_around(rng: Random, names: list[str], pattern: str) -> Iterator[str]:
    """Substrings of some texts of any article, each across a place where `pattern` stands, in random order, without end."""
    lines = [line for article in sample_articles() for line in paragraphs(article, names)]
    places = [(line, found.start()) for line in lines for found in re.finditer(pattern, line)]
    while places:
        line, at = rng.choice(places)
        start = max(at - rng.randrange(LONGEST), 0)
        text = line[start : max(at + 1, start + rng.randint(1, LONGEST))]
        if search_key(text).strip('"'):
            yield text


def assert_finds_exactly(engine: WhooshEngine, text: str) -> tuple[Hit, ...]:
    """The hits of a quoted text: as many as a plain scan finds, none else, and each with its marks where the text stands."""
    results = search(engine, quoted(text))
    expected = holders(text)
    assert results.total == results.total_literal == len(expected) > 0, text
    assert {hit.article.id for hit in results.hits} <= expected, text
    return results.hits


def assert_marked(hit: Hit, text: str, analyser: Analyser) -> None:
    """What is shown of a hit is marked where `text` stands, and something of it is shown."""
    query = parse(quoted(text).text)
    shown = [("title", 0, hit.article.title, hit.title_marks)]
    shown += [(snippet.field, snippet.start, snippet.text, snippet.marks) for snippet in hit.snippets]
    for field, start, piece, marks in shown:
        everywhere = naive_marks.places(field_text(hit.article, field), query, analyser, field)
        inside = {place for place in everywhere if start <= place[0] and place[1] <= start + len(piece)}
        assert [(left + start, right + start) for left, right in marks] == naive_marks.merged(inside), text
    assert any(marks for *_, marks in shown), text


@pytest.mark.parametrize("part", range(10))
def test_any_substring_in_quotes_finds_exactly_the_articles_that_contain_it(sample_engine: WhooshEngine, part: int) -> None:
    rng = Random(part)
    for _ in range(SUBSTRINGS // 10):
        assert_finds_exactly(sample_engine, random_substring(rng, rng.choice(sample_articles())))


@pytest.mark.parametrize("kind", KINDS)
def test_strings_of_every_kind_are_found_exactly_and_marked_where_they_stand(
    sample_engine: WhooshEngine, analyser: Analyser, kind: str
) -> None:
    texts = list(islice(substrings_around(Random(kind), NAMES, KINDS[kind]), 60))
    assert texts
    for text in texts:
        for hit in assert_finds_exactly(sample_engine, text)[:5]:
            assert_marked(hit, text, analyser)


@pytest.mark.parametrize("name", NAMES)
def test_strings_of_every_text_are_found_exactly_and_marked_where_they_stand(
    sample_engine: WhooshEngine, analyser: Analyser, name: str
) -> None:
    texts = list(islice(substrings_around(Random(name), [name], ""), 60))
    assert texts
    for text in texts:
        for hit in assert_finds_exactly(sample_engine, text)[:5]:
            assert_marked(hit, text, analyser)


def shown_by_id(engine: WhooshEngine, text: str) -> dict[str, tuple[object, ...]]:
    """The marks and snippets of every hit of a quoted text; their order may depend on the words between its spaces."""
    return {hit.article.id: (hit.title_marks, hit.snippets) for hit in search(engine, quoted(text, size=100)).hits}


def other_script(text: str) -> str:
    """`text` with every simplified character that has a traditional one replaced by one of those, and the reverse."""
    rows = files("indexer.analysis").joinpath("traditional.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [(line[0], line[2]) for line in rows if not line.startswith("#")]
    return text.translate(str.maketrans({**{plain: old for old, plain in pairs}, **dict(pairs)}))


def other_width(text: str) -> str:
    """`text` with ASCII made full width and full width made ASCII, and a space after every character."""
    wide = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F) if chr(code) != '"'}
    return " ".join(text.translate({**wide, **{ord(full): chr(code) for code, full in wide.items()}}))


@pytest.mark.parametrize("changed", [other_script, other_width, str.upper, str.lower])
def test_what_is_written_in_another_script_width_or_case_finds_and_marks_the_same(
    sample_engine: WhooshEngine, analyser: Analyser, changed: Callable[[str], str]
) -> None:
    rng = Random(7)
    for kind in KINDS.values():
        for text in islice(substrings_around(rng, NAMES, kind), 15):
            if search_key(changed(text)) != search_key(text):
                continue  # ß is SS in upper case: the table of folding knows A to Z
            plain, other = (shown_by_id(sample_engine, typed) for typed in (text, changed(text)))
            assert plain == other, text


@pytest.mark.parametrize(
    "text", ["方志云", "第30期", "志办", "２０２３", "的", "2020年", "《澜川年鉴", "”", "。", "BIBF", "bibf"]
)
def test_a_plain_term_finds_every_article_that_contains_it(sample_engine: WhooshEngine, text: str) -> None:
    results = search(sample_engine, SearchRequest(text=text, query=parse(text), size=100))
    assert results.total_literal == len(holders(text))
    assert results.total >= results.total_literal


def test_every_title_typed_as_it_stands_finds_its_article_first_or_beside_its_namesakes(sample_engine: WhooshEngine) -> None:
    for article in sample_articles():
        results = search(sample_engine, quoted(article.title))
        titles = [search_key(hit.article.title) for hit in results.hits]
        assert search_key(article.title) in titles[0], article.title
        assert article.id in {hit.article.id for hit in results.hits}
        plain = search(sample_engine, SearchRequest(text=article.title, query=parse(article.title), size=100))
        assert article.id in {hit.article.id for hit in plain.hits}, article.title


@pytest.mark.parametrize("script", ["省誌", "省志", "ＧＩＳ", "gis"])
def test_script_width_and_case_make_no_difference(sample_engine: WhooshEngine, script: str) -> None:
    plain = {"省誌": "省志", "省志": "省誌", "ＧＩＳ": "gis", "gis": "GIS"}[script]
    assert search(sample_engine, quoted(script)).total == search(sample_engine, quoted(plain)).total > 0
