"""The list of issues: what is known, by year and series, and what is missing between."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from reference import ReferenceEngine

from indexer.analysis import Analyser
from indexer.article import Article
from search_app.search.issues import Gap, Issue, Neighbours, SeriesYear, issue_counts_query, issue_years, neighbours


def test_issues_are_listed_by_year_newest_first_then_by_series_without_a_name_last_then_by_number() -> None:
    years = issue_years({"工作简报:2022-2": 1, "政工简讯:2023-11": 4, "政工简讯:2023-9": 1, "工作简报:2023-1": 2, ":2023-5": 1})
    assert [year.year for year in years] == [2023, 2022]
    assert [series.series for series in years[0].series] == ["工作简报", "政工简讯", ""]
    assert years[0].series[1] == SeriesYear(
        "政工简讯", (Issue(9, "政工简讯:2023-9", 1), Issue(11, "政工简讯:2023-11", 4)), (Gap(10, 10),)
    )
    assert years[0].issues == 4


def test_a_misprinted_number_gives_one_gap_and_not_thousands_of_numbers() -> None:
    (year,) = issue_years({"政工简讯:2023-1": 1, "政工简讯:2023-99999": 1})
    assert year.series[0].gaps == (Gap(2, 99998),)
    assert year.series[0].missing == 99997


@given(st.sets(st.integers(1, 60), min_size=1))
def test_known_and_missing_numbers_together_are_all_numbers_from_the_first_to_the_last(numbers: set[int]) -> None:
    (year,) = issue_years({f"政工简讯:2023-{number}": 1 for number in numbers})
    (series,) = year.series
    missing = {number for gap in series.gaps for number in range(gap.first, gap.last + 1)}
    assert not missing & numbers
    assert missing | numbers == set(range(min(numbers), max(numbers) + 1))
    assert series.missing == len(missing)


def test_both_numbers_of_a_joint_issue_are_known(analyser: Analyser) -> None:
    joint = Article(id="joint-1", title="合刊", body="", series="工作简报", year=2020, issue=11, issue_end=12)
    answer = ReferenceEngine([joint], analyser).search(issue_counts_query())
    (year,) = issue_years(dict(answer.facets["issue"].values))
    assert [issue.number for issue in year.series[0].issues] == [11, 12]
    assert not answer.hits


def test_the_issues_before_and_after_one_are_of_its_series_and_may_be_of_other_years() -> None:
    years = issue_years(
        {"政工简讯:2022-9": 1, "政工简讯:2022-40": 1, "政工简讯:2023-2": 1, "工作简报:2023-1": 2, ":2022-1": 1, ":2022-2": 1}
    )
    assert neighbours("政工简讯:2022-40", years, {}) == Neighbours("政工简讯:2022-9", "政工简讯:2023-2")
    assert neighbours("政工简讯:2022-9", years, {}) == Neighbours(None, "政工简讯:2022-40")
    assert neighbours("政工简讯:2023-2", years, {}) == Neighbours("政工简讯:2022-40", None)
    assert neighbours("政工简讯:2022-10", years, {}) == Neighbours("政工简讯:2022-9", "政工简讯:2022-40")  # one that is missing
    for alone in ("工作简报:2023-1", "内部简讯:2022-10", "2022-40", ":2022-1"):  # what has no series is of many
        assert neighbours(alone, years, {}) == Neighbours(None, None)


def test_beside_a_joint_issue_are_others_and_not_its_other_number() -> None:
    years = issue_years({f"工作简报:2013-{number}": 7 for number in (1, 2, 3, 4)})
    for number in (2, 3):
        own = {"工作简报:2013-2": 7, "工作简报:2013-3": 7}
        assert neighbours(f"工作简报:2013-{number}", years, own) == Neighbours("工作简报:2013-1", "工作简报:2013-4")


def test_a_number_that_has_articles_beside_those_of_a_joint_issue_is_another() -> None:
    years = issue_years({"工作简报:2013-2": 7, "工作简报:2013-3": 9})
    assert neighbours("工作简报:2013-2", years, {"工作简报:2013-2": 7, "工作简报:2013-3": 7}).after == "工作简报:2013-3"


def test_without_issues_there_are_no_years() -> None:
    assert issue_years({}) == ()
