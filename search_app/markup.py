"""The HTML of what a page repeats: the values of facets and the hits. All other HTML is in the templates, which call these.

A template pays for every text it shows with several calls; a page has a thousand texts here. Every one of them is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from search_app.presenters import HitView, Runs, SnippetView
from search_app.search.results import FacetValue

_PARTED = "\0"  # no page shows it; a text that has one all the same is escaped by itself


def escaped(texts: Sequence[str]) -> list[str]:
    """Each of `texts` as HTML. All are escaped at once, for a call costs more than a short text."""
    found = escape(_PARTED.join(texts)).split(_PARTED)
    return found if len(found) == len(texts) else [escape(text) for text in texts]


def facet_values(name: str, values: Sequence[FacetValue]) -> Markup:
    """The values of facet `name` as items of a list: inputs of the form "search" with their counts."""
    texts = zip(escaped([item.value for item in values]), escaped([item.label for item in values]), values, strict=True)
    before = f'<li><label><input type="checkbox" name="{escape(name)}" value="'
    return Markup(  # noqa: S704 - every text in it is escaped
        "".join(
            f'{before}{value}" form="search"{" checked" if item.selected else ""}> <span class="value">{label}</span> '
            f'<span class="count">{item.articles}<span class="unseen"> 篇</span></span></label></li>\n'
            for value, label, item in texts
        )
    )


def hit_items(hits: Sequence[HitView]) -> Markup:
    """Hits as items of a list."""
    return Markup("".join(map(_hit, hits)))  # noqa: S704 - every text in it is escaped


def _hit(hit: HitView) -> str:
    snippets = "".join(map(_snippet, hit.snippets))
    missing = f'<p class="missing">没有：{escape("、".join(hit.missing))}</p>\n' if hit.missing else ""
    return f'<li>\n<h3><a href="{escape(hit.href)}">{_marked(hit.title)}</a></h3>\n{_facts(hit)}{snippets}{missing}</li>\n'


def _facts(hit: HitView) -> str:
    day = escape(hit.published or "")
    items = [escape(hit.issue), f'<time datetime="{day}">{day}</time>' if day else "", *map(escape, hit.facts)]
    found = "".join(f"<li>{item}</li>" for item in items if item)
    return f'<ul class="facts">{found}</ul>\n' if found else ""


def _snippet(snippet: SnippetView) -> str:
    label = f'<span class="field">{escape(snippet.label)}</span> ' if snippet.label else ""
    left, right = "…" if snippet.cut_left else "", "…" if snippet.cut_right else ""
    return f'<p class="snippet">{label}{left}{_marked(snippet.runs)}{right}</p>\n'


def _marked(runs: Runs) -> str:
    """A text with its marks; a <mark> never carries an attribute."""
    return "".join([f"<mark>{escape(text)}</mark>" if is_marked else escape(text) for text, is_marked in runs])
