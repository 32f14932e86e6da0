"""FIELDS, the one table of what an Article carries: what is searched and with what weight, filtered, faceted, and its label.

The index schema, the ranking, the filters, the facets and the filter form ask this table instead of naming fields of their own.
What a hit, an article's page, the prefixes of a query and the names of a corpus make of a field is listed where they are;
docs/architecture.md says how to add one. It holds no behaviour of an engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from operator import attrgetter

from indexer.article import Article

ISSUE_VALUE = re.compile(r"(?:(?P<series>.*):)?(?P<year>[0-9]{4})-(?P<issue>[0-9]{1,5})")
MOST_NUMBERS_OF_A_JOINT_ISSUE = 60  # a page that claims 第1-99999期 is a misprint, not 99,999 facet values


@dataclass(frozen=True, slots=True)
class TextRole:
    """A searched text: its BM25F weight, and b, how much its length counts (0 not at all, 1 fully)."""

    weight: float
    b: float


@dataclass(frozen=True, slots=True)
class FacetRole:
    """A facet: its URL name, how an article's values are found, and in which order values are listed.

    `order` is "newest" (numbers falling) or "count" (most articles first, then pinyin). `complete` facets list every value.
    """

    name: str
    label: str
    values: Callable[[Article], tuple[str, ...]]
    order: str
    complete: bool = False

    def aliases(self, value: str) -> tuple[str, ...]:
        """The names `value` may be selected by: itself, and for 政工简讯:2023-30 also 2023-30 and (in a query) the bare 30."""
        if self.name != "issue":
            return (value,)
        year_and_number = value.rsplit(":", 1)[-1]
        return tuple(dict.fromkeys((value, year_and_number, year_and_number.rsplit("-", 1)[-1])))

    def value_label(self, value: str) -> str:
        """What a reader sees for `value`: 2023年, 政工简讯 2023年第30期, or the value itself."""
        if self.name == "year":
            return f"{value}年"
        if self.name == "issue" and (match := ISSUE_VALUE.fullmatch(value)):
            return f"{match['series'] or ''} {match['year']}年第{match['issue']}期".strip()
        return value


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute of Article: its name, its Chinese label, and the roles it plays in search."""

    name: str
    label: str
    text: TextRole | None = None
    facet: FacetRole | None = None


def _year(article: Article) -> tuple[str, ...]:
    return () if article.year is None else (str(article.year),)


def _issues(article: Article) -> tuple[str, ...]:
    """series:year-number, of an article without a series :year-number; the bare year-number means any series (`aliases`)."""
    if article.year is None or article.issue is None:
        return ()
    last = min(article.issue_end or article.issue, article.issue + MOST_NUMBERS_OF_A_JOINT_ISSUE - 1)
    values = (f"{article.series or ''}:{article.year}-{number}" for number in range(article.issue, last + 1))
    return tuple(value for value in values if ISSUE_VALUE.fullmatch(value))  # no year 800, no issue 123456


def _one(name: str) -> Callable[[Article], tuple[str, ...]]:
    def values(article: Article) -> tuple[str, ...]:
        value = getattr(article, name)
        return (value,) if value else ()

    return values


def _authors(article: Article) -> tuple[str, ...]:
    return tuple(dict.fromkeys(article.authors))  # each value counts once an article


FIELDS: tuple[Field, ...] = (
    Field("id", "编号"),
    Field("title", "标题", text=TextRole(weight=5.0, b=0.5)),
    Field("body", "正文", text=TextRole(weight=1.0, b=0.7)),
    Field("series", "系列", facet=FacetRole("series", "系列", _one("series"), order="count")),
    Field("year", "年份", facet=FacetRole("year", "年份", _year, order="newest", complete=True)),
    Field("issue", "期号", facet=FacetRole("issue", "期号", _issues, order="newest")),
    Field("issue_end", "合刊末期"),
    Field("issue_label", "刊别"),
    Field("total_issue", "总期号"),
    Field("issue_title", "刊题", text=TextRole(weight=2.0, b=0.5)),
    Field("preamble", "刊首语"),
    Field("section", "栏目", text=TextRole(weight=1.5, b=0.5)),
    Field("ordinal", "本期序号"),
    Field("subtitle", "副标题", text=TextRole(weight=3.0, b=0.5)),
    Field("authors", "作者", text=TextRole(weight=4.0, b=0.3), facet=FacetRole("author", "作者", _authors, order="count")),
    Field(
        "contributor",
        "供稿单位",
        text=TextRole(weight=2.0, b=0.3),
        facet=FacetRole("contributor", "供稿单位", _one("contributor"), order="count"),
    ),
    Field("source", "来源", facet=FacetRole("source", "来源", _one("source"), order="count")),
    Field("published", "发布时间"),
    Field("column", "网站栏目"),
    Field("reviewer", "终审"),
    Field("url", "原文"),
    Field("page", "存档"),
)

TEXTS: tuple[Field, ...] = tuple(field for field in FIELDS if field.text)
FACETS: dict[str, FacetRole] = {
    name: next(field.facet for field in FIELDS if field.facet and field.facet.name == name)
    for name in ("year", "issue", "author", "contributor", "source", "series")  # the order of the API and the site
}

LAYOUT = sha256(repr((Article._fields, [text.name for text in TEXTS], list(FACETS))).encode()).hexdigest()[:16]
"""Names what an index knows by its place: the values of an article, the texts, the facets."""


def texts_of(articles: Iterable[Article], name: str) -> list[str]:
    """`field_text` of several articles; a page asks for a hundred."""
    values = map(attrgetter(name), articles)
    return ["\n".join(value) if value.__class__ is tuple else value or "" for value in values]


def field_text(article: Article, name: str) -> str:
    """The verbatim text of a searched field; paragraphs (or authors) are separated by "\\n"."""
    value = getattr(article, name)
    return "\n".join(value) if value.__class__ is tuple else value or ""
