"""Reads URL parameters one by one, and gathers in Chinese what is wrong with them, for the reader to hear of all at once.

Knows what each parameter may be, and which limits hold; `params` says what is asked for. Unknown parameters are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from indexer.errors import BadRequest, Problem, QueryTooLarge
from indexer.fields import FACETS, ISSUE_VALUE
from search_app.search.parser import parse
from search_app.search.query import Everything, Query
from search_app.search.request import (
    DEFAULT_SIZE,
    LARGEST_PAGE,
    MOST_HITS_DEEP,
    DateRange,
    Filter,
    Match,
    Scope,
    SearchRequest,
    Sort,
    default_sort,
)

MOST_VALUE_CHARACTERS = 1000
MOST_VALUE_CHARACTERS_IN_ALL = 2000  # every link of a page repeats all values
MOST_VALUES_OF_A_FACET = 50
LABELS: Mapping[str, str] = {
    "q": "检索词",
    **{name: role.label for name, role in FACETS.items()},
    "scope": "检索范围",
    "match": "匹配方式",
    "from": "起始日期",
    "to": "截止日期",
    "sort": "排序",
    "listed": "列表排序",
    "page": "页码",
    "size": "每页篇数",
    "explain": "得分说明",
}

_YEAR = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INTEGER = re.compile(r"[0-9]+")
_MOST_DIGITS = 9  # what has more is too much for whatever asks
_SURROGATE = re.compile("[\ud800-\udfff]")
_Choice = TypeVar("_Choice", bound=Enum)
_Found = TypeVar("_Found")


def given_in(args: MultiDict[str, str]) -> MultiDict[str, str]:
    """The parameters that were given, without the white space that copying leaves around a value. An empty value counts as not
    given, for a form sends it for an input left empty."""
    trimmed = ((name, value.strip()) for name, value in args.items(multi=True))
    return MultiDict((name, value) for name, value in trimmed if value)


class ParamReader:
    """Reads parameters one by one and gathers what is wrong with them."""

    def __init__(self, args: MultiDict[str, str]) -> None:
        self._args = given_in(args)
        self.problems: list[Problem] = []

    def refuse(self, name: str, message: str, value: str | None = None) -> None:
        given = "，".join(self._args.getlist(name)) if value is None else value
        sentence = message if message.startswith(LABELS[name]) else f"{LABELS[name]}：{message}"
        self.problems.append(Problem(name, _SURROGATE.sub("\ufffd", given), _SURROGATE.sub("\ufffd", sentence)))

    def checked(self, found: _Found) -> _Found:
        """What was read, if nothing was wrong; raises BadRequest else."""
        if self.problems:
            raise BadRequest(self.problems)
        return found

    def request(self) -> SearchRequest:
        """Everything that a search is made of."""
        text = self.one("q")
        query = self.query(text)
        request = SearchRequest(
            text=text,
            query=query,
            filters=self.filters(),
            published=self.published(),
            scope=self.choice("scope", Scope.ALL),
            match=self.choice("match", Match.WORDS),
            sort=self.sort(query),
            page=self.integer("page", 1),
            size=self.integer("size", DEFAULT_SIZE, most=LARGEST_PAGE),
        )
        if request.page * request.size > MOST_HITS_DEEP:
            self.refuse("page", f"最多可翻到第 {MOST_HITS_DEEP // request.size} 页，请用筛选缩小范围")
        return request

    def one(self, name: str) -> str:
        """The value of a parameter that may be given once; "" where it is not given, or not acceptable."""
        values = self._args.getlist(name)
        if len(values) > 1:
            self.refuse(name, f"只能给一个值，现有 {len(values)} 个")
            return ""
        return self._acceptable(name, values[0]) if values else ""

    def query(self, text: str) -> Query:
        try:
            return parse(text)
        except QueryTooLarge as error:
            self.refuse("q", str(error))
            return Everything()

    def choice(self, name: str, default: _Choice) -> _Choice:
        value = self.one(name)
        known = {item.value: item for item in type(default)}
        if value and value not in known:
            self.refuse(name, f"没有“{_shortened(value)}”，可以是 {'、'.join(known)}")
        return known.get(value, default)

    def sort(self, query: Query) -> Sort:
        """The order asked for; else, of a list without words, the one that it had when its form was sent."""
        default = default_sort(query)
        listed = self.choice("listed", default)
        return self.choice("sort", listed if query == Everything() else default)

    def integer(self, name: str, default: int, most: int | None = None) -> int:
        value = self.one(name)
        if not value:
            return default
        digits = value.lstrip("0") if _INTEGER.fullmatch(value) else ""
        number = int(digits[:_MOST_DIGITS]) if digits else 0
        if number < 1 or (most and number > most):
            self.refuse(name, f"应是 1 到 {most} 之间的整数" if most else "应是 1 以上的整数")
            return default
        return number

    def yes_or_no(self, name: str) -> bool:
        value = self.one(name)
        if value not in ("", "0", "1"):
            self.refuse(name, f"没有“{_shortened(value)}”，可以是 0、1")
        return value == "1"

    def year(self) -> int | None:
        value = self.one("year")
        return int(value) if value and self._is_facet_value("year", value) else None

    def published(self) -> DateRange:
        first, last = self._day("from"), self._day("to")
        if first and last and first > last:
            self.refuse("from", f"不能晚于截止日期 {last.isoformat()}")
        return DateRange(first, last)

    def filters(self) -> tuple[Filter, ...]:
        """One filter for each facet that has values, in the order of the table of facets."""
        values = {name: self._values(name) for name in FACETS}
        size = sum(len(value) for given in values.values() for value in given)
        if size > MOST_VALUE_CHARACTERS_IN_ALL:
            largest = max(values, key=lambda name: sum(map(len, values[name])))
            self.refuse(largest, f"所有筛选的值一共最多 {MOST_VALUE_CHARACTERS_IN_ALL} 个字，现有 {size} 个字", "")
            return ()
        return tuple(Filter(name, given) for name, given in values.items() if given)

    def _values(self, name: str) -> tuple[str, ...]:
        given = tuple(dict.fromkeys(self._args.getlist(name)))
        if len(given) > MOST_VALUES_OF_A_FACET:
            self.refuse(name, f"最多选 {MOST_VALUES_OF_A_FACET} 个，现有 {len(given)} 个")
            return ()
        accepted = (value for value in given if self._is_facet_value(name, value))
        return tuple(dict.fromkeys(_plain_issue(value) if name == "issue" else value for value in accepted))

    def _is_facet_value(self, name: str, value: str) -> bool:
        """Whether a value can be one of this facet; says what is wrong where it cannot."""
        if len(value) > MOST_VALUE_CHARACTERS:
            self.refuse(name, f"每个值最多 {MOST_VALUE_CHARACTERS} 个字，现有 {len(value)} 个字", value)
        elif name == "year" and not _YEAR.fullmatch(value):
            self.refuse(name, f"“{value}”应是四位数字，如 2023", value)
        elif name == "issue" and not ISSUE_VALUE.fullmatch(value):
            self.refuse(name, f"“{value}”应写作 2023-30 或 政工简讯:2023-30", value)
        else:
            return bool(self._acceptable(name, value))
        return False

    def _day(self, name: str) -> date | None:
        value = self.one(name)
        if not value:
            return None
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass  # the shape of a day, but no day of the calendar
        self.refuse(name, f"“{_shortened(value)}”不是日期，应写作 2023-10-08")
        return None

    def _acceptable(self, name: str, value: str) -> str:
        """`value`, or "" where no text can hold it: half a surrogate pair is no character and cannot be encoded."""
        if _SURROGATE.search(value):
            self.refuse(name, "含有无效的字符", value)
            return ""
        return value


def _plain_issue(value: str) -> str:
    """An issue's value without leading zeros of its number: 2023-030 is 2023-30."""
    place, number = value.rsplit("-", 1)
    return f"{place}-{int(number)}"


def _shortened(value: str) -> str:
    return value if len(value) <= 40 else f"{value[:40]}…"
