"""The links of the list of one issue: to the issues before and after it in its series, and to all of its year."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.fields import FACETS
from search_app.addresses import address
from search_app.search.issues import Neighbours, year_of
from search_app.search.query import Everything
from search_app.search.request import DateRange, Filter, SearchRequest


@dataclass(frozen=True, slots=True)
class IssueLink:
    """An issue or a year, and where it is."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class IssueLinks:
    """Where the list of one issue leads; to none where it is the first or the last of its series."""

    before: IssueLink | None
    year: IssueLink
    after: IssueLink | None


def listed_issue(request: SearchRequest) -> str | None:
    """The value of the one issue that a request lists whole, if that is all it asks for."""
    if request.query != Everything() or request.published != DateRange() or len(request.filters) != 1:
        return None
    (only,) = request.filters
    return only.values[0] if only.name == "issue" and len(only.values) == 1 else None


def issue_links(request: SearchRequest, issue: str, around: Neighbours, search_path: str, issues_path: str) -> IssueLinks:
    """The links to the issues `around` the one that `request` lists, and to all of its year."""

    def link(value: str | None) -> IssueLink | None:
        if value is None:
            return None
        label = FACETS["issue"].value_label(value.rpartition(":")[2])  # of the same series, which need not be named again
        return IssueLink(label, address(search_path, replace(request, filters=(Filter("issue", (value,)),), page=1)))

    year = year_of(issue)
    return IssueLinks(link(around.before), IssueLink(f"{year}年各期", f"{issues_path}?year={year}"), link(around.after))
