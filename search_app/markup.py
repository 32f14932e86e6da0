"""The HTML of what a page repeats: values of facets, hits, paragraphs. All other HTML is in the templates, which call these.

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
    before = f'<li><label><input type="checkbox" name="{escape(name)}" value="'
    names, shown = [item.value for item in values], [item.label for item in values]
    escaped_names = escaped(names)
    texts = zip(escaped_names, escaped_names if shown == names else escaped(shown), values, strict=True)
    items = [
        f'{before}{value}" form="search"{" checked" if selected else ""}> <span class="value">{label}</span> '
        f'<span class="count">{articles}<span class="unseen"> 篇</span></span></label></li>\n'
        for value, label, (_, _, articles, selected) in texts
    ]
    return Markup("".join(items))  # noqa: S704 - every text in it is escaped


def hit_items(hits: Sequence[HitView]) -> Markup:
    """Hits as items of a list."""
    pieces = [""]
    for hit in hits:
        _add_hit(pieces, hit)
    return _joined(pieces)


def paragraph_items(paragraphs: Sequence[Runs]) -> Markup:
    """The paragraphs of an article; it may have ten thousand."""
    pieces = [""]
    for paragraph in paragraphs:
        pieces[-1] += "<p>"
        _add_marked(pieces, paragraph)
        pieces[-1] += "</p>\n"
    return _joined(pieces)


def _joined(pieces: list[str]) -> Markup:
    """HTML and texts in turn, as one: pieces 0, 2, 4 … are HTML, pieces 1, 3, 5 … are texts, which are escaped here."""
    pieces[1::2] = escaped(pieces[1::2])
    return Markup("".join(pieces))  # noqa: S704 - every text in it is escaped


def _add(pieces: list[str], before: str, text: str, after: str) -> None:
    """Put a text with the HTML around it behind pieces that end with HTML."""
    pieces[-1] += before
    pieces += (text, after)


def _add_hit(pieces: list[str], hit: HitView) -> None:
    _add(pieces, '<li>\n<h3><a href="', hit.href, '">')
    _add_marked(pieces, hit.title)
    pieces[-1] += "</a></h3>\n"
    _add_facts(pieces, hit)
    for snippet in hit.snippets:
        _add_snippet(pieces, snippet)
    if hit.missing:
        _add(pieces, '<p class="missing">文中没有：', "、".join(hit.missing), "</p>\n")
    pieces[-1] += "</li>\n"


def _add_facts(pieces: list[str], hit: HitView) -> None:
    if not (hit.issue or hit.published or hit.facts):
        return
    pieces[-1] += '<ul class="facts">'
    if hit.issue:
        _add(pieces, "<li>", hit.issue, "</li>")
    if hit.published:
        _add(pieces, '<li><time datetime="', hit.published, '">')
        _add(pieces, "", hit.published, "</time></li>")
    for fact in hit.facts:
        _add(pieces, "<li>", fact, "</li>")
    pieces[-1] += "</ul>\n"


def _add_snippet(pieces: list[str], snippet: SnippetView) -> None:
    pieces[-1] += '<p class="snippet">'
    if snippet.label:
        _add(pieces, '<span class="field">', snippet.label, "</span> ")
    if snippet.cut_left:
        pieces[-1] += "…"
    _add_marked(pieces, snippet.runs)
    pieces[-1] += "…</p>\n" if snippet.cut_right else "</p>\n"


def _add_marked(pieces: list[str], runs: Runs) -> None:
    """A text with its marks; a <mark> never carries an attribute."""
    for text, is_marked in runs:
        if is_marked:
            _add(pieces, "<mark>", text, "</mark>")
        else:
            pieces += (text, "")
