"""An article as its page shows it: its texts with the query marked, its metadata, and where its links lead. Makes no HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from indexer.article import Article, Published
from indexer.fields import FACETS
from search_app.addresses import address, filtered
from search_app.param_reader import MOST_VALUE_CHARACTERS
from search_app.presenters import LABELS, Runs, issue_name, runs
from search_app.search.marking import MarkedStrings, text_marks
from search_app.search.request import Sort
from search_app.search.results import Mark

MOST_CHARACTERS = 300_000  # of a body on its page, whole paragraphs; a bulletin has some thousands, and a browser its limits
MOST_PARAGRAPHS = 10_000


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value of a fact, and the search for more articles that share it."""

    runs: Runs
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of an article's metadata."""

    label: str
    values: tuple[FactValue, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article to show. `original` is its address where a browser may follow it; `same_issue` lists its issue.

    Of a body of `characters` the first `shown` are there.
    """

    title: Runs
    plain_title: str
    subtitle: Runs
    issue_title: Runs
    section: Runs
    facts: tuple[Fact, ...]
    preamble: tuple[str, ...]
    paragraphs: tuple[Runs, ...]
    characters: int
    shown: int
    original: str | None
    same_issue: str | None


def published_name(published: Published | None) -> str:
    """2023年10月8日, with 08:35 where the page gives the time."""
    if published is None:
        return ""
    day = f"{published.year}年{published.month}月{published.day}日"
    return f"{day} {published:%H:%M}" if isinstance(published, datetime) else day


def article_view(article: Article, marked: MarkedStrings, search_path: str) -> ArticleView:
    """An article's page, with every marked string shown where it stands in a searched text."""
    issues = FACETS["issue"].values(article)
    body = _beginning(article.body)
    return ArticleView(
        title=_marked(article.title, marked.within("title")),
        plain_title=article.title,
        subtitle=_marked(article.subtitle, marked.within("subtitle")),
        issue_title=_marked(article.issue_title, marked.within("issue_title")),
        section=_marked(article.section, marked.within("section")),
        facts=_facts(article, marked, search_path),
        preamble=tuple((article.preamble or "").splitlines()),
        paragraphs=tuple(_paragraphs(body, text_marks(body, marked.within("body")))),
        characters=len(article.body),
        shown=len(body),
        original=followable(article.url),
        same_issue=address(search_path, filtered("issue", issues[0], Sort.OLDEST)) if issues else None,
    )


def followable(url: str | None) -> str | None:
    """`url` where it is a web address; a page may claim javascript:, data: or any nonsense as its own."""
    try:
        parts = urlsplit(url or "")
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _facts(article: Article, marked: MarkedStrings, search_path: str) -> tuple[Fact, ...]:
    def linked(name: str, value: str | None, text: Runs | None = None) -> tuple[FactValue, ...]:
        if not value:
            return ()
        href = address(search_path, filtered(name, value)) if len(value) <= MOST_VALUE_CHARACTERS else None
        return (FactValue(text or runs(value, ()), href),)

    def plain(value: str | None) -> tuple[FactValue, ...]:
        return (FactValue(runs(value, ())),) if value else ()

    rows = {
        "series": linked("series", article.series),
        "issue": plain(issue_name(article)),
        "total_issue": plain(None if article.total_issue is None else f"总第{article.total_issue}期"),
        "section": (FactValue(_marked(article.section, marked.within("section"))),) if article.section else (),
        "column": plain(article.column),
        "authors": tuple(
            item for name in article.authors for item in linked("author", name, _marked(name, marked.within("authors")))
        ),
        "contributor": linked("contributor", article.contributor, _marked(article.contributor, marked.within("contributor"))),
        "source": linked("source", article.source),
        "published": plain(published_name(article.published)),
        "reviewer": plain(article.reviewer),
    }
    return tuple(Fact(LABELS[name], values) for name, values in rows.items() if values)


def _beginning(body: str) -> str:
    """What of a body its page shows: all of it, or as many of its first paragraphs as a page may have; a part of one that would
    be most of it."""
    beginning = body[:MOST_CHARACTERS]
    end = beginning.rfind("\n")
    if len(beginning) < len(body) and end > MOST_CHARACTERS // 2:
        beginning = beginning[:end]
    paragraphs = beginning.split("\n", MOST_PARAGRAPHS)
    return beginning if len(paragraphs) <= MOST_PARAGRAPHS else "\n".join(paragraphs[:-1])


def _paragraphs(text: str, marks: Sequence[Mark]) -> Iterator[Runs]:
    """The paragraphs of a text with their marks, none of which stands in two."""
    start, at = 0, 0
    for paragraph in text.split("\n"):
        end, first = start + len(paragraph), at
        while at < len(marks) and marks[at][0] < end:
            at += 1
        if paragraph:
            yield runs(paragraph, [(begin - start, behind - start) for begin, behind in marks[first:at]])
        start = end + 1


def _marked(text: str | None, marked: MarkedStrings) -> Runs:
    return runs(text, text_marks(text, marked)) if text else ()
