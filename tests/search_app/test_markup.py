"""The HTML that is written in Python says what a template would say: every text escaped, marks where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from search_app.markup import escaped, facet_values, hit_items
from search_app.presenters import HitView, SnippetView
from search_app.search.results import FacetValue

HOSTILE = """<script>"&'</script>"""
NO_TITLE = HitView("/articles/a-1", title=(), issue="", published=None, facts=(), missing=(), snippets=())
PLAIN = NO_TITLE._replace(title=(("题", False),))


@given(st.lists(st.text(alphabet=st.sampled_from("<>&'\"字\0 a"), max_size=6), max_size=6))
def test_texts_escaped_together_are_what_each_is_alone(texts: list[str]) -> None:
    assert [text.replace("&quot;", "&#34;").replace("&#x27;", "&#39;") for text in escaped(texts)] == list(map(escape, texts))


def test_a_facet_value_is_an_input_of_the_search_form() -> None:
    values = [FacetValue("a", "甲", 3, selected=False), FacetValue(HOSTILE, HOSTILE, 1, selected=True)]
    first, second = str(facet_values("year", values)).splitlines()
    assert first == (
        '<li><label><input type="checkbox" name="year" value="a" form="search"> <span class="value">甲</span> '
        '<span class="count">3<span class="unseen"> 篇</span></span></label></li>'
    )
    assert ' form="search" checked>' in second
    assert second.count("&lt;script&gt;") == 2
    assert "<script" not in second


def test_no_values_are_no_items() -> None:
    assert facet_values("year", ()) == ""


def test_a_hit_that_knows_little_shows_no_empty_elements() -> None:
    assert hit_items([PLAIN]) == '<li>\n<h3><a href="/articles/a-1">题</a></h3>\n</li>\n'


def test_a_hit_shows_its_facts_marks_and_what_it_lacks() -> None:
    hit = PLAIN._replace(
        title=(("澜川", True), ("年鉴", False)),
        issue="工作简报 2023年第3期",
        published="2023-04-05",
        facts=("澜川日报", "作者：黄绚"),
        missing=("渡口", "村史"),
        snippets=(
            SnippetView(None, (("前", False), ("年鉴", True)), cut_left=True, cut_right=False),
            SnippetView("作者", (("黄绚", True),), cut_left=False, cut_right=True),
        ),
    )
    assert str(hit_items([hit])).splitlines() == [
        "<li>",
        '<h3><a href="/articles/a-1"><mark>澜川</mark>年鉴</a></h3>',
        '<ul class="facts"><li>工作简报 2023年第3期</li><li><time datetime="2023-04-05">2023-04-05</time></li>'
        "<li>澜川日报</li><li>作者：黄绚</li></ul>",
        '<p class="snippet">…前<mark>年鉴</mark></p>',
        '<p class="snippet"><span class="field">作者</span> <mark>黄绚</mark>…</p>',
        '<p class="missing">文中没有：渡口、村史</p>',
        "</li>",
    ]


@pytest.mark.parametrize("field", ["href", "title", "issue", "facts", "missing", "snippets"])
def test_every_text_of_a_hit_is_escaped(field: str) -> None:
    runs = ((HOSTILE, True), (HOSTILE, False))
    hostile = {
        "title": runs,
        "facts": (HOSTILE,),
        "missing": (HOSTILE,),
        "snippets": (SnippetView(HOSTILE, runs, cut_left=False, cut_right=False),),
    }
    shown = str(hit_items([PLAIN._replace(**{field: hostile.get(field, HOSTILE)})]))
    assert "&lt;script&gt;&quot;&amp;&#x27;&lt;/script&gt;" in shown
    assert "<script" not in shown
