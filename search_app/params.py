"""URL parameters -> SearchRequest. `addresses` writes them again.

Everything that is wrong with a request is named at once, in Chinese, for the reader. Unknown parameters are ignored. Nothing
here searches.
"""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from search_app.param_reader import ParamReader
from search_app.search.request import SearchRequest

_SHARED_FROM = frozenset({"timeline", "groupmessage", "singlemessage"})  # WeChat's, in links that are shared


def request_from(args: MultiDict[str, str]) -> SearchRequest:
    """The search that URL parameters ask for, of those that are given.

    Raises BadRequest, which names every problem.
    """
    reader = ParamReader(args)
    return reader.checked(reader.request())


def explained_request_from(args: MultiDict[str, str]) -> tuple[SearchRequest, bool]:
    """The same, and whether the scores of its hits are to be explained."""
    reader = ParamReader(args)
    return reader.checked((reader.request(), reader.yes_or_no("explain")))


def year_from(args: MultiDict[str, str]) -> int | None:
    """The one year whose issues are asked for, if any. Raises BadRequest as `request_from` does."""
    reader = ParamReader(args)
    return reader.checked(reader.year())


def without_sharing(args: MultiDict[str, str]) -> MultiDict[str, str]:
    """The parameters without what WeChat adds to a shared link, which would be read as a date. For pages, not for the API."""
    return MultiDict((name, value) for name, value in args.items(multi=True) if name != "from" or value not in _SHARED_FROM)
