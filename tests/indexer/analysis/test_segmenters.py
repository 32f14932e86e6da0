"""Segmenters: every segmenter's words are those of jieba itself, and what is missing is named.

Where rjieba is not installed its tests are left out.
"""

from __future__ import annotations

import builtins
import os
import re
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import PAGES, sample_articles

from indexer import generation
from indexer.analysis import HAN_CHARACTER, Analyser
from indexer.analysis.folding import runs
from indexer.analysis.hidden_markov import STATES, HiddenMarkov
from indexer.analysis.segmenters import Dictionary, Segmenter, load_dictionary, segmenter_of
from indexer.build import build
from indexer.errors import BadSetting, ForeignGeneration
from indexer.fields import TEXTS, field_text
from indexer.names import NamesSeen, generation_analyser, names_of
from indexer.settings import SEGMENTERS
from indexer.stores.whoosh import WhooshStore

REQUIRED = "BULLETIN_REQUIRE_FAST"
with_rjieba = pytest.mark.skipif(
    find_spec("rjieba") is None and not os.environ.get(REQUIRED), reason="rjieba, the extra `fast`, is not installed"
)
PARTS = [
    "常在较陡峭的",
    "一",
    "嘿",
    "特尼",
    "中戏",
    "戏",
    "白䲟可当",
    "㐀",
    "々",
    "鿿",
    "B超",
    "超",
    "黄绚云",
    "刘源",
    "的",
    "了",
    "地方志",
    "龘靐齉",
]
REPEATED = st.tuples(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("".join), st.integers(1, 120)).map(
    lambda part: part[0] * part[1]
)
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=30)


def han_runs(text: str) -> list[str]:
    return [run for run in runs(text) if HAN_CHARACTER.match(run)]


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return load_dictionary()


@pytest.fixture(scope="module")
def jieba_itself(dictionary: Dictionary) -> jieba.Tokenizer:
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = dictionary.frequencies, dictionary.total
    tokenizer.initialized = True
    return tokenizer


@pytest.fixture(scope="module")
def sample_runs() -> list[str]:
    texts = (field_text(article, text.name) for article in sample_articles() for text in TEXTS)
    return [run for text in texts for run in han_runs(text)]


@pytest.fixture(scope="module", params=["jieba", pytest.param("rjieba", marks=with_rjieba)])
def segmenter(request: pytest.FixtureRequest, dictionary: Dictionary) -> Segmenter:
    return segmenter_of(request.param, dictionary)


@pytest.fixture(scope="module")
def fast(analyser: Analyser) -> Analyser:
    return analyser.with_segmenter("rjieba")


@pytest.fixture
def no_rjieba(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., Any] = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "rjieba":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)


def test_the_words_of_every_run_of_the_samples_are_those_of_jieba_itself(
    segmenter: Segmenter, jieba_itself: jieba.Tokenizer, sample_runs: list[str]
) -> None:
    assert len(sample_runs) > 1_000
    assert [segmenter.cut(run) for run in sample_runs] == [jieba_itself.lcut(run) for run in sample_runs]


@given(st.one_of(REPEATED, HAN))
def test_the_words_of_repeated_and_of_random_characters_are_those_of_jieba_itself(
    segmenter: Segmenter, jieba_itself: jieba.Tokenizer, text: str
) -> None:
    for run in han_runs(text):
        assert segmenter.cut(run) == jieba_itself.lcut(run)


@given(st.text(st.sampled_from("ABCD"), min_size=1, max_size=8), st.data())
def test_a_passage_is_guessed_as_jieba_guesses_with_any_table(passage: str, data: st.DataObject) -> None:
    logs = st.sampled_from([-3.14e100, -0.5, -1.0, -1.5])  # few, so that many ways are equally likely
    first = {state: data.draw(logs) for state in STATES}
    step = {state: {after: data.draw(logs) for after in STATES} for state in STATES}
    emission = {state: {character: data.draw(logs) for character in "ABC"} for state in STATES}
    _, states = jieba.finalseg.viterbi(passage, STATES, first, step, emission)
    ends = [place + 1 for place, state in enumerate(states) if state in "ES"]
    assert HiddenMarkov(first, step, emission).cut(passage) == [passage[a:b] for a, b in pairwise([0, *ends])]


@given(st.text("ax27.%_-#+公里。", max_size=20))
def test_letters_digits_and_decimals_are_cut_as_jieba_cuts_them(
    analyser: Analyser, jieba_itself: jieba.Tokenizer, text: str
) -> None:
    assert analyser.accurate_words(text) == [word for word in jieba_itself.lcut(text) if re.search(r"[^\W_]", word)]


@with_rjieba
def test_the_words_of_every_sample_article_are_the_same_with_its_names_too(analyser: Analyser, fast: Analyser) -> None:
    articles = sample_articles()
    seen = NamesSeen()
    for article in articles:
        seen.add(names_of(article))
    names = seen.most_frequent()
    paragraphs = [part for article in articles for text in TEXTS for part in field_text(article, text.name).split("\n")]
    assert len(paragraphs) > 500
    assert list(map(fast.accurate_words, paragraphs)) == list(map(analyser.accurate_words, paragraphs))
    named, fast_named = analyser.with_names(names), fast.with_names(names)
    assert named.names == fast_named.names != ()
    assert list(map(fast_named.words, paragraphs)) == list(map(named.words, paragraphs))
    assert list(map(fast_named.query_words, paragraphs)) == list(map(named.query_words, paragraphs))


@with_rjieba
def test_the_segmenter_is_part_of_the_analysis_and_names_are_kept(analyser: Analyser, fast: Analyser) -> None:
    assert fast.fingerprint != analyser.fingerprint == fast.with_segmenter("jieba").fingerprint
    assert analyser.with_names(["澜川年鉴"]).with_segmenter("rjieba").names == ("澜川年鉴",)
    assert {name: analyser.with_segmenter(name).segmenter for name in SEGMENTERS} == dict(
        zip(SEGMENTERS, SEGMENTERS, strict=True)
    )


@with_rjieba
def test_a_generation_is_read_with_the_segmenter_it_was_built_with(tmp_path: Path, analyser: Analyser, fast: Analyser) -> None:
    build([PAGES / "zgjx" / "2018"], tmp_path, WhooshStore(), fast, keep=2, rebuild=False, progress=lambda *_: None)
    manifest = generation.read_manifest(tmp_path, generation.read_current(tmp_path))
    assert manifest.segmenter == "rjieba"
    assert generation_analyser(analyser, tmp_path, manifest, WhooshStore.name).segmenter == "rjieba"


def test_a_missing_segmenter_is_named_with_what_to_install(no_rjieba: None, analyser: Analyser) -> None:
    with pytest.raises(BadSetting, match=r"在程序的目录里运行 .*python -m pip install '\.\[fast\]'"):
        analyser.with_segmenter("rjieba")


def test_a_server_without_the_segmenter_of_a_generation_says_so(tmp_path: Path, no_rjieba: None, analyser: Analyser) -> None:
    build([PAGES / "zgjx" / "2018"], tmp_path, WhooshStore(), analyser, keep=2, rebuild=False, progress=lambda *_: None)
    manifest = generation.read_manifest(tmp_path, generation.read_current(tmp_path))
    for segmenter, answer in (
        ("rjieba", r"在程序的目录里运行 .*python -m pip install '\.\[fast\]'"),
        ("hannlp", "没有名为“hannlp”的分词器"),
    ):
        with pytest.raises(ForeignGeneration, match=answer):
            generation_analyser(analyser, tmp_path, replace(manifest, segmenter=segmenter), WhooshStore.name)
