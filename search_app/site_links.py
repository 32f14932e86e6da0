"""The addresses of the site's own pages and files, to which every page links.

They are worked out once for each prefix the site is served under: a page needs nine, and asking Flask for one costs as much as
showing a hit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from flask import request, url_for

_PREFIXES = 8  # that are remembered; a site has one


class SiteLinks(NamedTuple):
    """Where each of them is."""

    search: str
    issues: str
    help: str
    ledger: str
    stylesheet: str
    icon: str


def site_links() -> Callable[[], SiteLinks]:
    """A function that gives the addresses during a request of one application."""

    @lru_cache(maxsize=_PREFIXES)
    def below(_prefix: str) -> SiteLinks:
        return SiteLinks(
            search=url_for("site.search_page"),
            issues=url_for("site.issues_page"),
            help=url_for("site.help_page"),
            ledger=url_for("site.ledger_page"),
            stylesheet=url_for("static", filename="site.css"),
            icon=url_for("static", filename="icon.svg"),
        )

    return lambda: below(request.script_root)
