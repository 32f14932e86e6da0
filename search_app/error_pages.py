"""Every error as a reader may see it: a friendly page on the site, a JSON object under /api and for the probes.

No traceback and no path of this machine ever reaches a reader; what happened inside goes to the log (and to /healthz).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import BadRequest as HTTPBadRequest
from werkzeug.exceptions import HTTPException, NotFound

from indexer.errors import BadRequest, GenerationError, Problem
from search_app.param_reader import LABELS, given_in
from search_app.params import without_sharing

RETRY_SECONDS = 60
BUILD_COMMAND = "python -m indexer build 网页目录 --index 索引目录"
_JSON_PATHS = ("/api/", "/healthz/", "/readyz/")  # and all below them
_DAYS = ("from", "to")


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """How one status is told: the API's word for it, a heading, what to do, and the command to do it with."""

    code: str
    heading: str
    advice: str
    command: str = ""

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        return f"{self.heading}。{self.advice}{self.command}"


KINDS = {
    400: ErrorKind("bad_request", "查找条件有误", "请改正后再试。"),
    404: ErrorKind("not_found", "没有这个页面", "网址可能写错了，或文章已不在索引中。可以回到检索页查找。"),
    405: ErrorKind("method_not_allowed", "不支持这种请求方式", "本站的页面和接口只能用 GET 读取。"),
    414: ErrorKind("uri_too_long", "网址太长", "请减少检索词或筛选条件。"),
    500: ErrorKind("internal_error", "服务器出错了", "问题已记入日志。请稍后再试，或换一个检索词。"),
    503: ErrorKind(
        "no_index",
        "索引尚未就绪",
        "检索暂时不能用，请稍后再来。请管理员用下面的命令建好索引；建好后本站自动启用，无需重启：",
        BUILD_COMMAND,
    ),
}
_OTHER = ErrorKind("error", "请求无法完成", "可以回到检索页再试。")


@dataclass(frozen=True, slots=True)
class DayField:
    """The field for one day on the page of a wrong search: what was typed, "" if it is no day, and the id of its problem,
    "" where it has none."""

    name: str
    label: str
    typed: str
    problem: str


class Unreadable(HTTPBadRequest):
    """The address itself is no text, so that no parameter of it can be read."""

    problem = Problem("", "", "网址里的文字不是 UTF-8 编码，请在检索框里重新输入。")


class Missing(NotFound):
    """What was asked for in good form and is not there: an unknown article, a year without issues.

    `typed` and `back` are the words and the address of the search that led to it, where one did; `ways` are links to what is
    there instead, each a text and an address.
    """

    def __init__(
        self,
        param: str,
        value: str,
        message: str,
        *,
        typed: str = "",
        back: str | None = None,
        ways: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(message)
        self.problem = Problem(param, value, message)
        self.shown = {"typed": typed, "back": back, "ways": ways}


def register(app: Flask) -> None:
    """Show every error of `app` this way."""
    app.register_error_handler(BadRequest, _bad_request)
    app.register_error_handler(GenerationError, _no_index)
    app.register_error_handler(HTTPException, _http_error)


def _bad_request(error: BadRequest) -> Response:
    right = _right(error.problems)
    places = {item.param: f"problem-{place}" for place, item in enumerate(error.problems, 1)}
    days = _days(error.problems, places)
    seen = {"q", "page", *(day.name for day in days)}  # the form leads to the first page, as the form of a search does
    return _answer(
        400,
        KINDS[400],
        error.problems,
        typed=_typed("q", error.problems),
        rest=f"?{urlencode(right, errors='replace')}" if right else "",
        days=days,
        q_problem=places.get("q", ""),
        carried=[(name, value) for name, value in right if name not in seen],
    )


def _right(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """What was right in the address."""
    wrong = {item.param for item in problems}
    given = given_in(without_sharing(request.args)).items(multi=True)
    return [(name, value) for name, value in given if name in LABELS and name not in wrong]


def _days(problems: Sequence[Problem], places: Mapping[str, str]) -> tuple[DayField, ...]:
    """The fields for both days where one is wrong, for either may be the one to correct; none where the dates are right.

    `places` are the ids of the problems by parameter.
    """
    if not places.keys() & set(_DAYS):
        return ()
    return tuple(DayField(name, LABELS[name], _day(_typed(name, problems)), places.get(name, "")) for name in _DAYS)


def _day(typed: str) -> str:
    """What was typed, if a browser can show it in a field for days; "" else."""
    try:
        return typed if date.fromisoformat(typed).isoformat() == typed else ""
    except ValueError:
        return ""


def _typed(name: str, problems: Sequence[Problem]) -> str:
    """What was given for a parameter, right or wrong."""
    return next((item.value for item in problems if item.param == name), given_in(request.args).get(name, ""))


def _no_index(_error: GenerationError) -> Response:
    response = _answer(503, KINDS[503])
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _http_error(error: HTTPException) -> Response:
    """Any error Flask raises; a bug arrives here as a 500, after Flask has logged it."""
    status = error.code or 500
    if status < 400:  # a redirect is an exception too
        return make_response(error.get_response())
    problems = (error.problem,) if isinstance(error, Missing | Unreadable) else ()
    shown = error.shown if isinstance(error, Missing) else {}
    response = _answer(status, KINDS.get(status, _OTHER), problems, **shown)
    response.headers.extend((name, value) for name, value in error.get_headers() if name.lower() != "content-type")
    return response


def _answer(status: int, kind: ErrorKind, problems: Sequence[Problem] = (), **shown: object) -> Response:
    """The page of an error, on which its template shows `shown` too; under the API, its object."""
    if f"{request.path}/".startswith(_JSON_PATHS):
        told = [{"param": item.param, "value": item.value, "message": item.message} for item in problems]
        body = {"error": {"code": kind.code, "message": kind.sentence, "problems": told}}
        return make_response(jsonify(body), status)
    page = render_template("error.html", status=status, kind=kind, problems=problems, **shown)
    return make_response(page, status)
