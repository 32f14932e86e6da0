"""The ways in which search over Chinese office texts is known to fail, each by name, and none of them here."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from contracts.corpora import articles
from flask.testing import FlaskClient
from reference import ReferenceEngine
from served import client_of, engine_over

from indexer.analysis import Analyser
from indexer.article import Article
from search_app.engines.whoosh import WhooshEngine
from search_app.search.asking import ALL_TEXTS, engine_query
from search_app.search.engine import Engine
from search_app.search.parser import MOST_DEPTH, parse
from search_app.search.partial import partial_units
from search_app.search.query import And, Not, Or, Phrase, Query, Term
from search_app.search.request import SearchRequest
from search_app.search.results import Hit
from search_app.search.service import search

TEXTS = {
    "office": "省地方志办发布通知，市县志办遵照办理。",
    "names": "撰稿：黄 绚。审稿人甯翀、卫𬱖，校对者欧阳彧。",
    "quotes": "坚定拥护“两个确立”，提出“五心”(静心、专心)工作法。",
    "traditional": "館藏《雲塢縣志》敘錄，附一九八○年修訂記。",
    "wide": "２０２３年第３０期（总第１４１期）刊发ＧＩＳ专栏。",
    "developing": "发展中国家的农业统计。",
    "china": "中国农业年鉴出版。",
    "farming": "中国的农业与农村。",
    "headline": "以高质量机关党建引领保障地方志事业高质量发展",
    "sentence": "天没亮，渔船就回来了，所以书屋早晨六点半开门。",
    "across": "修志问道；以启未来。\n资政育人",
    "signs": "用C++写的程序，通配符*与?、^a.*b$、~2 都是文字，见 data/[id].json；a|b 与 title。",
    "decimals": "水渠长71.8公里，植树2次，增长6.5%。",
    "excluded": "石榴村的年鉴，附合唱团名录。",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> WhooshEngine:
    return engine_over(corpus(), tmp_path_factory.mktemp("failures"), analyser)


@pytest.fixture(scope="module")
def client(engine: WhooshEngine) -> FlaskClient:
    return client_of(engine)


def corpus() -> list[Article]:
    facts = {"series": "政工简讯", "year": 2023, "issue": 30, "total_issue": 141}
    issue = Article(
        id="issue0", title="机关党建专刊", issue_title="澜川省地方志办政工简讯2023年第30期(总第141期)", body="无。", **facts
    )
    plain = [Article(id=f"{name:a<6}", title="无题", body=body, published=date(2020, 1, 1)) for name, body in TEXTS.items()]
    return [issue, *plain]


def hits(engine: Engine, typed: str) -> dict[str, Hit]:
    """The hits by the name of their text."""
    found = search(engine, SearchRequest(text=typed, query=parse(typed), size=100)).hits
    return {hit.article.id.rstrip("a") if hit.article.id != "chinaa" else "china": hit for hit in found}


def marks(hit: Hit) -> list[str]:
    return [snippet.text[start:end] for snippet in hit.snippets for start, end in snippet.marks]


@pytest.mark.parametrize("typed", ["志办", "省地方志", "方志", "地方志办", "市县志", "志办遵", '"方志办"'])
def test_a_word_inside_a_longer_word_or_across_words_is_found(engine: WhooshEngine, typed: str) -> None:
    hit = hits(engine, typed)["office"]
    assert hit.literal
    assert set(marks(hit)) == {typed.strip('"')}


@pytest.mark.parametrize("typed", ["黄绚", "黄 绚", "甯翀", "卫𬱖", "欧阳彧", "“黄绚”"])
def test_a_name_outside_every_dictionary_is_found(engine: WhooshEngine, typed: str) -> None:
    hit = hits(engine, typed)["names"]
    assert "".join(marks(hit)).replace(" ", "") == typed.strip("“”").replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "name"), [("彧", "names"), ("𬱖", "names"), ("渔", "sentence"), ("道", "across"), ("*", "signs")]
)
def test_one_character_is_found_and_marked(engine: WhooshEngine, typed: str, name: str) -> None:
    found = hits(engine, typed)
    assert set(found) == {name}
    assert set(marks(found[name])) == {typed}


@pytest.mark.parametrize(
    "typed", ["云坞县志", "雲塢縣志", "云塢县志", "叙录", "敘錄", "“館藏《云坞县志》”", "一九八零年", "一九八〇年"]
)
def test_simplified_and_traditional_characters_find_each_other(engine: WhooshEngine, typed: str) -> None:
    assert hits(engine, typed)["traditional"].literal


@pytest.mark.parametrize(
    "typed", ["２０２３年第３０期", "2023年第30期", "gis", "ＧＩＳ", "GIS专栏", '"(总第141期)"', "（总第１４１期）"]
)
def test_full_and_half_width_and_case_find_each_other(engine: WhooshEngine, typed: str) -> None:
    assert hits(engine, typed)["wide"].literal


@pytest.mark.parametrize("typed", ["长2.8公里", "增长5%", "公里数1.8"])
def test_a_number_is_not_found_inside_another_by_words(engine: WhooshEngine, typed: str) -> None:
    assert "decimals" not in hits(engine, typed)


@pytest.mark.parametrize("typed", ["水渠71.8公里", "植树增长6.5%", "增长６．５％"])
def test_a_number_is_found_by_words_with_its_decimals(engine: WhooshEngine, typed: str) -> None:
    assert "decimals" in hits(engine, typed)


@pytest.mark.parametrize(
    "typed", ["第30期", "总第141期", "2023年第30期", "政工简讯2023年第30期", "期:30", "期:2023-30", "年:2023 期:30"]
)
def test_an_issue_is_found_by_its_number(engine: WhooshEngine, typed: str) -> None:
    assert "issue0" in hits(engine, typed)


@pytest.mark.parametrize(
    "typed", ['"两个确立"', "“两个确立”", "「两个确立」", '"提出“五心”(静心"', '"“五心”(静心、专心)"', '"拥护“两个确立”，"']
)
def test_a_quoted_chinese_phrase_is_found(engine: WhooshEngine, typed: str) -> None:
    assert set(hits(engine, typed)) == {"quotes"}


@pytest.mark.parametrize("typed", ['"修志问道；以启未来"', '"道；以"', '"，市县"', '"C++写的程序，通配"'])
def test_a_phrase_across_punctuation_is_found(engine: WhooshEngine, typed: str) -> None:
    (hit,) = hits(engine, typed).values()
    assert marks(hit) == [typed.strip('"')]


@pytest.mark.parametrize("typed", ['"修志问道以启未来"', '"未来。资政"', '"未来资政"'])
def test_a_phrase_matches_neither_without_its_punctuation_nor_across_paragraphs(engine: WhooshEngine, typed: str) -> None:
    assert hits(engine, typed) == {}


@pytest.mark.parametrize(
    "typed", ["石榴村 -合唱团", "年鉴 -合唱", "-“合唱团” 石榴村", "(石榴村 | 年鉴) -合唱团", "年鉴 -(合唱团 OR 读书会)"]
)
def test_what_is_excluded_stays_out(engine: WhooshEngine, typed: str) -> None:
    assert "石榴村" in TEXTS["excluded"]
    assert "excluded" not in hits(engine, typed)
    assert "excluded" in hits(engine, typed.split("-", maxsplit=1)[0].strip() or "石榴村")


def test_an_excluded_term_throws_out_only_what_contains_it_literally(engine: WhooshEngine) -> None:
    assert {"china", "farming"} <= set(hits(engine, "中国农业"))
    found = hits(engine, "农业 -中国农业")
    assert "china" not in found
    assert {"farming", "developing"} <= set(found)


def test_a_highlight_does_not_cut_a_word_but_where_the_query_does(engine: WhooshEngine) -> None:
    words = hits(engine, "中国农业")
    assert marks(words["china"]) == ["中国农业"]
    assert marks(words["farming"]) == ["中国", "农业"]
    assert marks(words["developing"]) == ["农业"]
    assert marks(hits(engine, "中国")["developing"]) == ["中国"]


@pytest.mark.parametrize(
    "typed",
    [
        "以高质量机关党建引领保障地方志事业高质量发展",
        "以高质量机关党建引领，保障地方志事业的高质量发展！",
        "以高質量機關黨建引領保障地方誌事業",
    ],
)
def test_a_pasted_headline_finds_its_article_first(engine: WhooshEngine, typed: str) -> None:
    assert next(iter(hits(engine, typed))) == "headline"


def test_brackets_of_its_own_leave_a_pasted_headline_a_plain_query(engine: WhooshEngine) -> None:
    assert next(iter(hits(engine, "以高质量机关党建引领保障地方志事业高质量发展（综述）"))) == "headline"
    assert next(iter(hits(engine, "（组图）以高质量机关党建引领保障地方志事业高质量发展"))) == "headline"


@pytest.mark.parametrize("typed", ["以高质量机关党建引领保障年鉴事业", "高质量 机关 党建 引领 年鉴", "高质量 机关 党建引领年鉴"])
def test_with_brackets_that_group_every_word_is_required(engine: WhooshEngine, typed: str) -> None:
    assert "headline" in hits(engine, typed)
    assert hits(engine, f"({typed})") == hits(engine, f"（（{typed}））") == {}
    first, *others = typed.split()
    assert hits(engine, " ".join([f"({first})", *others])) == {}


def test_a_whole_question_finds_its_article_first_and_says_what_it_lacks(engine: WhooshEngine) -> None:
    found = hits(engine, "渔村的书屋为什么早晨六点半就开门了？")
    assert next(iter(found)) == "sentence"
    assert "渔村" in found["sentence"].missing
    assert {"书屋", "为什么"}.isdisjoint(found["sentence"].missing)  # nobody looks for the word that asks


@pytest.mark.parametrize(
    "typed", ["通配符*", "^a.*b$", "*与?", "~2", "data/[id].json", "C++", "a|b", "[id]", "?、^", "title。", ".*"]
)
def test_wildcards_fuzzy_signs_and_regular_expressions_are_plain_text(engine: WhooshEngine, typed: str) -> None:
    assert set(hits(engine, f'"{typed}"')) == {"signs"}
    assert "signs" in hits(engine, typed)


@pytest.mark.parametrize("typed", ["志*", "地方?", "方志~", "地方志~2", "/地方.*/", "[a TO z]", "te?t", "*:*", "id:office"])
def test_no_sign_expands_to_other_words(engine: WhooshEngine, typed: str) -> None:
    assert hits(engine, f'"{typed}"') == {}
    assert not any(hit.literal for hit in hits(engine, typed).values())


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "“",
        "”",
        '"""',
        "()",
        "（）",
        ")(",
        "- -",
        "OR",
        "OR OR",
        "| |",
        "-",
        "年:",
        "年:abc",
        "标题:",
        "(((",
        '-"',
        "“「”」",
        "\u200b",
    ],
)
def test_a_malformed_query_is_text_and_never_an_error(engine: WhooshEngine, typed: str) -> None:
    assert search(engine, SearchRequest(text=typed, query=parse(typed))).total >= 0


@pytest.mark.parametrize("typed", ["(" * 1000, ")" * 1000, "(" * 500 + ")" * 500, "（" * 1000 + "年鉴" + "）" * 1000])
def test_a_thousand_brackets_are_a_named_problem_and_no_recursion(client: FlaskClient, typed: str) -> None:
    answer = client.get("/api/v1/search", query_string={"q": typed})
    assert answer.status_code == 400
    assert [problem["param"] for problem in answer.get_json()["error"]["problems"]] == ["q"]


def test_brackets_up_to_the_limit_bind_and_one_more_is_a_named_problem(client: FlaskClient) -> None:
    for depth, status in ((MOST_DEPTH, 200), (MOST_DEPTH + 1, 400)):
        typed = "(" * depth + "年鉴 | 志书" + ")" * depth
        assert client.get("/api/v1/search", query_string={"q": typed}).status_code == status


def random_tree(rng: Random, depth: int) -> Query:
    """A query of And, Or and Not over terms and phrases, nested at most `depth` deep."""
    if depth == 0 or rng.random() < 0.2:
        text = rng.choice(["地方志", "年鉴", "志", "方志", "工作", "黄绚", "史的", "办公室工作", "a", "二0"])
        return rng.choice([Term, Phrase])(text, text)
    if rng.random() < 0.3:
        return Not(random_tree(rng, depth - 1))
    return rng.choice([And, Or])(tuple(random_tree(rng, depth - 1) for _ in range(rng.randint(2, 3))))


def typed(query: Query) -> str:
    """A query text that means `query`."""
    match query:
        case Term(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Not(part):
            return f"-({typed(part)})"
        case And(parts):
            return " ".join(f"({typed(part)})" for part in parts)
        case Or(parts):
            return " | ".join(f"({typed(part)})" for part in parts)
    raise AssertionError(query)


def stands(article: Article, query: Query, engine: ReferenceEngine) -> bool:
    """Whether one leaf alone finds an article, asked of the reference engine."""
    asked = engine_query(SearchRequest(query=query, size=100))
    return article.id in {hit.id for hit in engine.search(asked).hits}


def holds(article: Article, query: Query, engine: ReferenceEngine, *, literal: bool = False) -> bool:
    """And, Or and Not read as logic reads them, whatever their depth; under a Not every leaf is literal."""
    match query:
        case Term(text) | Phrase(text):
            return stands(article, Phrase(text, text) if literal else query, engine)
        case Not(part):
            return not holds(article, part, engine, literal=True)
        case And(parts):
            return all(holds(article, part, engine, literal=literal) for part in parts)
        case Or(parts):
            return any(holds(article, part, engine, literal=literal) for part in parts)
    raise AssertionError(query)


@pytest.mark.parametrize("seed", range(8))
def test_not_or_and_brackets_bind_the_same_at_every_depth(tmp_path: Path, analyser: Analyser, seed: int) -> None:
    rng = Random(seed)
    kept = articles(rng, count=12)
    served = engine_over(kept, tmp_path, analyser)
    reference = ReferenceEngine(kept, served.analyser)
    for _ in range(25):
        query = random_tree(rng, depth=rng.randint(1, 4))
        if partial_units(query, analyser, ALL_TEXTS):
            continue  # a long plain query also matches in part
        expected = {article.id for article in kept if holds(article, query, reference)}
        asked = engine_query(SearchRequest(query=query, size=100))
        for engine in (reference, served):
            answer = engine.search(asked)
            assert {hit.id for hit in answer.hits} == expected, query
            assert answer.total == len(expected)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_typed_with_brackets_means_the_tree_it_shows(analyser: Analyser, seed: int) -> None:
    rng = Random(seed)
    kept = articles(rng, count=12)
    reference = ReferenceEngine(kept, analyser)
    for _ in range(25):
        query = random_tree(rng, depth=rng.randint(1, 3))
        text = typed(query)
        if len(text) > 200 or partial_units(query, analyser, ALL_TEXTS):
            continue  # a long plain query, which brackets make an ordinary one
        asked, parsed = (engine_query(SearchRequest(query=item, size=100)) for item in (query, parse(text)))
        assert asked.texts == ALL_TEXTS
        assert reference.search(asked).hits == reference.search(parsed).hits, text


@pytest.mark.parametrize("seed", range(6))
def test_a_hit_excluded_once_never_comes_back_through_another_clause(tmp_path: Path, analyser: Analyser, seed: int) -> None:
    rng = Random(seed)
    kept = articles(rng, count=12)
    served = engine_over(kept, tmp_path, analyser)
    for _ in range(25):
        excluded = rng.choice(["地方志", "年鉴", "志", "工作", "a", "黄绚"])
        clause = random_tree(rng, depth=3)
        asked = engine_query(SearchRequest(query=And((clause, Not(Term(excluded, excluded)))), size=100))
        without = {hit.id for hit in served.search(engine_query(SearchRequest(query=Phrase(excluded, excluded), size=100))).hits}
        assert not without & {hit.id for hit in served.search(asked).hits}, clause
