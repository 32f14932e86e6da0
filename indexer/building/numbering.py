"""Checks the numbers of a corpus against each other: total number minus issue number is constant in a series and year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.article import Article
from indexer.ledger import Entry, entry

_FEWEST = 3  # issues that must agree before another is called out of series


@dataclass(slots=True)
class Numbering:
    """Gathers the numbers of issues, one article an issue, and names those that do not fit."""

    _seen: dict[tuple[str, int], list[tuple[int, str, str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, article: Article) -> None:
        """Take in the numbers that the first article of a page states."""
        if article.series and article.year is not None and article.issue is not None and article.total_issue is not None:
            shown = article.issue_title or article.title
            self._seen[article.series, article.year].append((article.total_issue - article.issue, article.page, shown))

    def out_of_series(self) -> Iterator[Entry]:
        """An entry for each issue whose numbers differ from those of most issues of its series and year."""
        for (series, year), issues in sorted(self._seen.items()):
            offset, agreeing = Counter(offset for offset, _, _ in issues).most_common(1)[0]
            if agreeing < _FEWEST or agreeing * 2 <= len(issues):
                continue
            for other, page, title in issues:
                if other != offset:
                    sentence = f"{series}{year}年总期号与期号之差应为 {offset}，这一期是 {other}。"
                    yield entry(page, "number-out-of-series", sentence, title)
