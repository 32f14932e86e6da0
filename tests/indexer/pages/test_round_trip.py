"""parse(render(articles)) == articles, for a renderer of each layout; and spaces and widths change no metadata."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from renderers import LAYOUTS, Layout, bulletins, issues, site_text

from indexer.article import Article
from indexer.pages import SavedPage, read_page


def parsed(text: str, suffix: str, encoding: str = "utf-8") -> tuple[Article, ...]:
    return read_page(SavedPage(f"page{suffix}", text.encode(encoding), None)).articles


def named(articles: Sequence[Article], suffix: str) -> tuple[Article, ...]:
    return tuple(article._replace(page=f"page{suffix}") for article in articles)


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_a_layout_writes_is_what_is_read(name: str) -> None:
    layout: Layout = LAYOUTS[name]

    @settings(max_examples=60)
    @given(layout.articles, st.sampled_from(["utf-8", "gb18030"]))
    def check(articles: tuple[Article, ...], encoding: str) -> None:
        assert parsed(layout.render(articles), layout.suffix, encoding) == named(articles, layout.suffix)

    check()


@settings(max_examples=60)
@given(st.one_of(bulletins(), issues()), st.sampled_from([" ", "  ", "　", "\xa0"]))
def test_spaces_around_signs_and_at_the_ends_of_lines_change_nothing(articles: tuple[Article, ...], space: str) -> None:
    lines = site_text(articles).split("\n")
    spaced = "\n\n".join(f"{space}{line}{space}" for line in lines).replace("：", f"：{space}").replace(" >", f"{space}>{space}")
    assert parsed(spaced, ".txt") == named(articles, ".txt")
