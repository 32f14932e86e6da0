"""create_app: the one place where settings, engine, pages, API and error pages are put together. There is no global app."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, request
from jinja2 import TemplateSyntaxError
from werkzeug.exceptions import RequestURITooLarge
from werkzeug.http import parse_date

from indexer.analysis import Analyser
from indexer.errors import BadSetting
from indexer.settings import Settings
from search_app import error_pages, markup, revalidation
from search_app.api import ReadableJSON, api, probes
from search_app.engine_source import EngineSource, install
from search_app.engines.whoosh import STORE, WhooshEngine
from search_app.live import LiveEngine
from search_app.opening import Opener
from search_app.search.asking import Preference
from search_app.security_headers import SECURITY_HEADERS
from search_app.site_links import site_links
from search_app.views import site

LONGEST_QUERY_STRING = 64 * 1024  # bytes; every request within the limits of `params` fits
_ASKING = ("site.search_page", "site.issues_page", "site.ledger_page", "api.search_articles")  # others open whatever was added
_DATES = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE")
SETTINGS = "BULLETIN_SETTINGS"  # the key of app.config that holds the Settings


def create_app(settings: Settings, engines: EngineSource | None = None) -> Flask:
    """The WSGI application. Without `engines` it serves, and follows, what is published in `settings.index_dir`."""
    app = Flask(__name__)
    app.config[SETTINGS] = settings
    app.json = ReadableJSON(app)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False  # nowhere a redirect: it would be made of the Host header
    install(app, engines or published(settings), Preference(recency=settings.recent_percent / 100))
    for blueprint in (site, api, probes):
        app.register_blueprint(blueprint)
    error_pages.register(app)
    for makes_html in (markup.facet_values, markup.hit_items, markup.paragraph_items):
        app.jinja_env.globals[makes_html.__name__] = makes_html
    links = site_links()
    app.context_processor(lambda: {"site_name": settings.site_name, "site": links()})
    app.before_request(_refuse_unreadable_addresses)
    app.before_request(_forget_impossible_dates)
    revalidation.register(app, settings)
    app.after_request(_with_security_headers)
    return app


def published(settings: Settings, say: Callable[[str], None] = lambda _: None) -> LiveEngine:
    """The engines of the generations published in `settings.index_dir`; loads the dictionary, opens no index yet.

    `say` hears of trouble with a change of generation.
    """
    return LiveEngine(settings.index_dir, Opener(STORE, WhooshEngine, Analyser()), settings.reload_seconds, say)


def load_templates(app: Flask) -> None:
    """Read every template now, not on first use: an upgrade replaces the files under a program that is still the old one."""
    names = app.jinja_env.list_templates(extensions=["html"])  # an editor may have left others
    if not names:
        raise BadSetting("程序的模板目录 templates 是空的，请重新安装程序")
    for name in names:
        try:
            app.jinja_env.get_template(name)
        except TemplateSyntaxError as error:
            raise BadSetting(f"模板 {name} 第 {error.lineno} 行有错误，请重新安装程序") from error


def _refuse_unreadable_addresses() -> None:
    """Keep out what no parameter could be read from, before any view tries."""
    if len(request.query_string) > LONGEST_QUERY_STRING:
        raise RequestURITooLarge
    path = request.environ["PATH_INFO"].encode("latin-1")  # as WSGI has it: the bytes themselves, each as a character
    asked = unquote_to_bytes(request.query_string) if request.endpoint in _ASKING else request.query_string
    try:
        b"?".join((path, asked)).decode()
    except UnicodeDecodeError:  # old links carry GBK, which would be searched for as rubbish
        raise error_pages.Unreadable from None


def _forget_impossible_dates() -> None:
    """Without dates that werkzeug fails on: the year 99999999999, for one."""
    for header in _DATES:
        try:
            parse_date(request.environ.get(header))
        except OverflowError:
            del request.environ[header]


def _with_security_headers(response: Response) -> Response:
    response.headers.update(SECURITY_HEADERS)
    return response
