"""The pages of the site: search, help, article, issues, ledger. Every one is plain HTML that needs no script."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request, url_for

from indexer.errors import BadRequest, GenerationError
from search_app import navigation, params, presenters
from search_app.addresses import address, filtered, hit_addresses
from search_app.article_view import article_view
from search_app.engine_source import current_engine, engine_source, site_preference
from search_app.error_pages import Missing
from search_app.issue_links import IssueLinks, issue_links, listed_issue
from search_app.ledger_view import entries_of, reason_rows
from search_app.param_reader import given_in
from search_app.query_help import EXAMPLES
from search_app.search.asking import as_read
from search_app.search.foreign_signs import foreign_operators, wide_signs
from search_app.search.issues import IssueYear, issue_counts_query, issue_years, neighbours, year_of
from search_app.search.marking import marked_strings
from search_app.search.parser import MOST_CHARACTERS, MOST_DEPTH, MOST_LEAVES
from search_app.search.query import Everything, Phrase, positive_leaves
from search_app.search.request import Filter, Match, SearchRequest, Sort
from search_app.search.service import search

site = Blueprint("site", __name__)


@site.get("/")
def search_page() -> str:
    """The search: the newest articles while nothing is asked."""
    wanted = params.request_from(params.without_sharing(request.args))
    results = search(current_engine(), wanted, site_preference())
    hrefs = hit_addresses(url_for("site.article_page", article_id=""), [hit.article.id for hit in results.hits], wanted)
    return render_template(
        "search.html",
        typed=wanted.text,
        wanted=wanted,
        results=results,
        blank=wanted.query == Everything(),
        unindexed=bool(request.query_string),
        literal_only=wanted.match is Match.LITERAL,
        quoted=any(isinstance(leaf, Phrase) for leaf in positive_leaves(wanted.query)),
        operators=[term.text for term in foreign_operators(wanted.query)],
        wide_signs=() if results.total_literal else wide_signs(wanted.text, wanted.query),  # a headline may have them
        examples=[example for example in EXAMPLES if example.basic],
        hits=tuple(map(presenters.hit_view, results.hits, hrefs)),
        json_address=address(url_for("api.search_articles"), wanted),
        issue=_links_of_issue(wanted),
        around=navigation.navigation(wanted, results, url_for("site.search_page")),
    )


@site.get("/help")
def help_page() -> str:
    """The query language, by examples."""
    limits = {"characters": MOST_CHARACTERS, "leaves": MOST_LEAVES, "depth": MOST_DEPTH}
    return render_template("help.html", examples=EXAMPLES, limits=limits)


@site.get("/articles/<article_id>")
def article_page(article_id: str) -> str:
    """One article; with the parameters of a search, its words marked and the way back to it."""
    engine = current_engine()
    article_id = article_id.strip()
    article = engine.articles([article_id]).get(article_id)
    wanted = _search_behind()
    home = url_for("site.search_page")
    found_by = address(home, wanted)
    back = found_by if found_by != home else None
    if article is None:
        raise Missing("id", article_id, f"没有编号为 {article_id} 的文章。", typed=wanted.text, back=back)
    marked = marked_strings(as_read(engine, wanted).query, engine.analyser, literal_only=wanted.match is Match.LITERAL)
    return render_template(
        "article.html",
        typed=wanted.text,
        article=article_view(article, marked, home),
        canonical=url_for("site.article_page", article_id=article_id),
        whole=url_for("api.one_article", article_id=article_id),
        unindexed=bool(request.query_string),
        back=back,
    )


@site.get("/issues")
def issues_page() -> str:
    """The years that have issues; with ?year= the issues of one year and the numbers that are missing."""
    years = _issue_years()
    year = params.year_from(request.args)
    if year is None:
        return render_template("issues.html", years=years)
    found = next((item for item in years if item.year == year), None)
    if found is None:
        raise Missing("year", str(year), f"没有 {year} 年带期号的文章。", ways=_ways_from_year(str(year)))
    places = [item.year for item in years]
    place = places.index(found.year)
    return render_template(
        "issue_year.html",
        year=found,
        newer=places[place - 1] if place else None,
        older=places[place + 1] if place + 1 < len(places) else None,
        links=_issue_links(found),
        all_of_year=address(url_for("site.search_page"), filtered("year", str(found.year))),
    )


@site.get("/ledger")
def ledger_page() -> str:
    """For staff: the pages that were skipped or are doubtful, by reason; with ?reason= those of one reason."""
    generation = current_engine().generation
    try:
        entries = engine_source().ledger(generation)
    except GenerationError:  # the site is on an older generation than the newest, of which a build has left nothing
        raise Missing("generation", generation, "这一代索引的台账已经读不到了。") from None
    rows = reason_rows(entries)
    word = given_in(request.args).get("reason", "")
    chosen = next((row for row in rows if row.word == word), None)
    if word and chosen is None:
        ways = (("全部原因", url_for("site.ledger_page")),)
        raise Missing("reason", word, f"没有因为“{word}”而跳过或存疑的网页。", ways=ways)
    return render_template("ledger.html", rows=rows, chosen=chosen, entries=entries_of(entries, word))


def _search_behind() -> SearchRequest:
    """The search that led to an article; none where its parameters are wrong, for whoever shares a link may add to them."""
    try:
        return params.request_from(params.without_sharing(request.args))
    except BadRequest:
        return SearchRequest(sort=Sort.NEWEST)  # as one without parameters is read, whose address has none


def _links_of_issue(wanted: SearchRequest) -> IssueLinks | None:
    """The links around the one issue that a search lists; none where no issue of its year is known."""
    issue = listed_issue(wanted)
    if issue is None:
        return None
    years = _issue_years()
    if year_of(issue) not in [item.year for item in years]:
        return None
    around = neighbours(issue, years, _issue_counts(wanted.filters))
    return issue_links(wanted, issue, around, url_for("site.search_page"), url_for("site.issues_page"))


def _issue_years() -> tuple[IssueYear, ...]:
    return issue_years(_issue_counts(()))


def _issue_counts(filters: tuple[Filter, ...]) -> dict[str, int]:
    return dict(current_engine().search(issue_counts_query(filters)).facets["issue"].values)


def _ways_from_year(year: str) -> list[tuple[str, str]]:
    """Where a reader may go from a year without issues: to all years, and to the articles of this one, if it has any."""
    ways = [("全部年份", url_for("site.issues_page"))]
    asked = replace(issue_counts_query(), filters=(Filter("year", (year,)),), facets=())
    if total := current_engine().search(asked).total:
        ways.append((f"{year}年全部文章（{total} 篇）", address(url_for("site.search_page"), filtered("year", year))))
    return ways


def _issue_links(year: IssueYear) -> dict[str, str]:
    """The search for each issue of a year, in the order of the issue, by facet value."""
    home = url_for("site.search_page")
    return {
        issue.value: address(home, filtered("issue", issue.value, Sort.OLDEST))
        for series in year.series
        for issue in series.issues
    }
