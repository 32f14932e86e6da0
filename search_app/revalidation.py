"""Avoids repeated work: ETags and 304 for browsers, a cache of whole answers for this process.

Every successful page and API answer carries a weak ETag of the program, its settings, the generation and the address: an index
never changes between rebuilds, so nothing else can change the answer. Browsers must ask each time (`no-cache`), because a
rebuild may come at any time; where theirs is still right they get a 304, and nothing is searched. Errors and probes carry no
ETag and are kept by nobody.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from flask import Flask, Response, g, request

import indexer
from indexer.errors import GenerationError
from indexer.settings import Settings
from search_app.answer_cache import Answer, AnswerCache
from search_app.engine_source import current_engine

_KEPT = ("site", "api")  # the blueprints whose answers depend on nothing but the address and the generation
_NOT_OURS = "static"  # Flask gives static files an ETag of their own
_MEGABYTE = 1 << 20


def register(app: Flask, settings: Settings) -> None:
    """Give the answers of `app` ETags, and keep up to `settings.cache_mb` of them."""
    revalidation = _Revalidation(settings)
    app.before_request(revalidation.known_answer)
    app.after_request(revalidation.with_tag)


class _Revalidation:
    """The two steps around every request of one application."""

    def __init__(self, settings: Settings) -> None:
        self._program = (_program(), repr(settings))  # every setting, so that none that changes a page can be forgotten
        self._cache = AnswerCache(settings.cache_mb * _MEGABYTE)

    def known_answer(self) -> Response | None:
        """A 304 or a kept answer, where there is one; otherwise the request goes on to its view."""
        if request.blueprint not in _KEPT or request.method not in ("GET", "HEAD"):
            return None
        try:
            generation = current_engine().generation
        except GenerationError:
            return None  # the views say so, or need no index
        g.tag = self._tag(generation)
        sent = request.if_none_match
        if not sent.star_tag and sent.contains_weak(g.tag):
            return Response(status=304)
        kept = self._cache.get(g.tag)
        if kept is None:
            return None
        g.is_kept = True
        return Response(kept.body, content_type=kept.content_type)

    def with_tag(self, response: Response) -> Response:
        """The answer with its ETag, and kept for the next request like it; without one, an answer that nobody may keep."""
        if "tag" in g and response.status_code in (200, 304):
            response.headers["ETag"] = f'W/"{g.tag}"'  # weak: took_ms may differ, and a proxy may compress
            response.headers["Cache-Control"] = "no-cache"
            if response.status_code == 200 and "is_kept" not in g:
                answer = Answer(response.get_data(), response.headers["Content-Type"])
                self._cache.put(g.tag, answer)
        elif request.endpoint != _NOT_OURS or response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response

    def _tag(self, generation: str) -> str:
        facts = (*self._program, generation, request.root_path, request.path, request.query_string)
        return blake2b(repr(facts).encode(), digest_size=16).hexdigest()


def _program() -> str:
    """A digest of this program's own files: an update may forget to change the version."""
    digest = blake2b(indexer.__version__.encode(), digest_size=16)
    for package in (Path(indexer.__file__).parent, Path(__file__).parent):
        for path in sorted(package.rglob("*.*")):
            if path.suffix in (".py", ".html", ".tsv"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
