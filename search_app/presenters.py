"""Results as JSON shows them, and hits as templates show them. Values in, values out.

No HTML is made here: marked text is handed on as runs, and each run is escaped where it becomes HTML, for hits in `markup`, for
an article in its template. Links around the hits (chips, sort, pager) are `navigation`'s, an article's own page is
`article_view`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from indexer.article import Article
from indexer.fields import FIELDS
from search_app.addresses import address
from search_app.search.engine import ScorePart
from search_app.search.results import Facet, Hit, Mark, Offer, Results, Snippet

MOST_SNIPPETS_SHOWN = 3
LABELS = {field.name: field.label for field in FIELDS}
HIT_FIELDS = (
    *("id", "title", "subtitle", "issue_title", "section", "series", "year", "issue", "issue_end", "issue_label", "total_issue"),
    *("authors", "contributor", "source", "published", "url"),
)


Run = tuple[str, bool]
"""A piece of text, and whether it is marked; the runs of a text, joined, are the text."""

Runs = tuple[Run, ...]


class SnippetView(NamedTuple):
    """A snippet to show; `label` names its field where it is not the body."""

    label: str | None
    runs: Runs
    cut_left: bool
    cut_right: bool


class HitView(NamedTuple):
    """A hit to show. `href` leads to its article; below its title stand `issue` ("" where unknown), the ISO day, and `facts`."""

    href: str
    title: Runs
    issue: str
    published: str | None
    facts: tuple[str, ...]
    missing: tuple[str, ...]
    snippets: tuple[SnippetView, ...]


def explanation_json(parts: Sequence[ScorePart]) -> list[dict[str, Any]]:
    """The parts of a hit's score, the largest first."""
    return [part._asdict() for part in sorted(parts, key=lambda part: -part.added)]


def results_json(results: Results) -> dict[str, Any]:
    """The JSON object of GET /api/v1/search."""
    return {
        "total": results.total,
        "total_literal": results.total_literal,
        "read_as_text": results.read_as_text,
        "took_ms": results.took_ms,
        "generation": results.generation,
        "page": results.page,
        "size": results.size,
        "hits": [_hit_json(hit) for hit in results.hits],
        "facets": {facet.name: _facet_json(facet) for facet in results.facets},
        "shortcuts": [_offer_json(offer) for offer in results.shortcuts],
        "suggestions": [_offer_json(offer) for offer in results.suggestions],
    }


def _hit_json(hit: Hit) -> dict[str, Any]:
    record = hit.article.to_json()
    return {
        **{name: record[name] for name in HIT_FIELDS},
        "score": hit.score,
        "literal": hit.literal,
        "missing": list(hit.missing),
        "title_marks": [list(mark) for mark in hit.title_marks],
        "snippets": [_snippet_json(snippet) for snippet in hit.snippets],
    }


def _snippet_json(snippet: Snippet) -> dict[str, Any]:
    return {**snippet._asdict(), "marks": [list(mark) for mark in snippet.marks]}


def _facet_json(facet: Facet) -> dict[str, Any]:
    values = [
        {"value": item.value, "label": item.label, "count": item.articles, "selected": item.selected} for item in facet.values
    ]
    return {"label": facet.label, "more": facet.more, "values": values}


def _offer_json(offer: Offer) -> dict[str, Any]:
    return {"label": offer.label, "total": offer.total, "search": address("", offer.request)}


def runs(text: str, marks: Sequence[Mark]) -> Runs:
    """`text` cut at its marks; no run is empty."""
    found: list[Run] = []
    at = 0
    for start, end in marks:
        if at < start:
            found.append((text[at:start], False))
        if start < end:
            found.append((text[start:end], True))
        at = end
    if at < len(text):
        found.append((text[at:], False))
    return tuple(found)


def hit_view(hit: Hit, href: str) -> HitView:
    """One hit of the list of results; `href` is where its article is read."""
    article = hit.article
    facts = [
        f"{LABELS['source']}：{article.source}" if article.source else "",
        f"{LABELS['authors']}：{'、'.join(article.authors)}" if article.authors else "",
        f"{LABELS['contributor']}：{article.contributor}" if article.contributor else "",
    ]
    return HitView(
        href=href,
        title=runs(article.title, hit.title_marks),
        issue=f"{article.series or ''} {issue_name(article)}".strip(),
        published=None if article.published is None else article.published.isoformat()[:10],
        facts=tuple(filter(None, facts)),
        missing=hit.missing,
        snippets=tuple(map(_snippet_view, hit.snippets[:MOST_SNIPPETS_SHOWN])),
    )


def _snippet_view(snippet: Snippet) -> SnippetView:
    label = None if snippet.field == "body" else LABELS[snippet.field]
    return SnippetView(label, runs(snippet.text, snippet.marks), snippet.cut_left, snippet.cut_right)


def issue_name(article: Article) -> str:
    """2023年第30期, 2020年第11–12期（合刊）, 2021年增刊; "" where the page names no issue."""
    if article.issue is None and not article.issue_label:
        return ""
    numbers = "" if article.issue is None else f"第{article.issue}期"
    if article.issue is not None and article.issue_end:
        numbers = f"第{article.issue}–{article.issue_end}期（合刊）"
    return f"{f'{article.year}年' if article.year is not None else ''}{numbers}{article.issue_label or ''}"
