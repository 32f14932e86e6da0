"""The prefixes of the query language: 标题: 作者: 供稿: 来源: 年: 期: 系列:, and their English names.

标题, 作者 and 供稿 keep a term or phrase to one text; the others ask for a value of a facet. A name nobody knows, a name without
a value, and a value that cannot be (年:abc) are no prefix: the parser searches them as text. Names fold as all else: 標題： too.
"""

from __future__ import annotations

import re
from itertools import pairwise

from indexer.analysis import fold, search_key
from search_app.search.query import Leaf, Phrase, Term, Value

TEXT_NAMES = {
    "标题": "title",
    "title": "title",
    "作者": "authors",
    "author": "authors",
    "供稿": "contributor",
    "contributor": "contributor",
}
FACET_NAMES = {
    "来源": "source",
    "source": "source",
    "系列": "series",
    "series": "series",
    "年": "year",
    "year": "year",
    "期": "issue",
    "issue": "issue",
}

_PREFIX = re.compile(rf"({'|'.join((*TEXT_NAMES, *FACET_NAMES))}):")
_APART = re.compile(rf"(?<!\S){_PREFIX.pattern}\s+(?=\S)")
FIRST_YEAR, LAST_YEAR = 1800, 2199  # of a range: no bulletin is older, and 9,999 years would be as many values to look up
_YEARS = re.compile(r"(\d{4})年?(?:\.\.(\d{4})年?)?")
_ISSUE = re.compile(r"(?:((?:.*:)?\d{4})(?:-|年))?第?0*(\d{1,5})期?")  # 2023-30, and as it is read aloud: 2023年第30期


def prefixed_term(term: str) -> Leaf | None:
    """What `标题:年鉴` asks for; None if it is no prefix with a value it can have."""
    name, value = split(term)
    if not name or not search_key(value):
        return None
    if name in TEXT_NAMES:
        return Term(value, search_key(value), TEXT_NAMES[name])
    return _value(FACET_NAMES[name], value)


def prefixed_phrase(before: str, phrase: str) -> Leaf | None:
    """What `标题:` in front of a quoted phrase asks for; None if `before` is no bare prefix."""
    name, rest = split(before)
    if not name or rest:
        return None
    if name in TEXT_NAMES:
        return Phrase(phrase, search_key(phrase), TEXT_NAMES[name])
    return _value(FACET_NAMES[name], phrase)


def split(term: str) -> tuple[str, str]:
    """The prefix's name, folded, and what follows its colon; empty strings where there is none."""
    match = _PREFIX.match(fold(term))
    return (match[1], term[match.end() :]) if match else ("", "")


def is_bare(term: str) -> bool:
    """Whether a term is a prefix without a value."""
    name, value = split(term)
    return bool(name) and not search_key(value)


def with_values(text: str) -> str:
    """A query text with each prefix right before its value: 作者: 顾云舟 asks for two texts, 作者:顾云舟 for an author."""
    ends = [match.end() for match in _APART.finditer(fold(text))]
    *before, last = [text[start:end] for start, end in pairwise([0, *ends, len(text)])]
    return "".join(piece.rstrip() for piece in before) + last


def _value(facet: str, value: str) -> Value | None:
    plain = search_key(value)
    if facet == "year":
        match = _YEARS.fullmatch(plain)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        years = range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1) if first < last else range(first, last + 1)
        return Value(facet, tuple(f"{year:04}" for year in years)) if years else None
    if facet == "issue":
        match = _ISSUE.fullmatch(plain)
        return Value(facet, (f"{match[1]}-{match[2]}" if match[1] else match[2],)) if match else None
    return Value(facet, (plain,))
