"""One connection of the server: how its requests are read, how many it may ask for ahead, and how what cannot be read is refused.

waitress reads HTTP and this adds four things. A request line in raw UTF-8, as curl sends it, is taken as if it were encoded. A
request whose length is stated twice is refused, for a proxy may believe the other one. What is refused is told as the API tells
errors. And a client that asks for hundreds of pages ahead and reads none of them costs its own connection only: the thread that
answers would wait for it, and with it everybody else.

Relies on these attributes of waitress 3: of a channel `parser_class`, `error_task_class`, `received`, `requests` and their lock;
of a request `parse_header`, `headers`, `chunked` and `error`; of a task `execute` and what it sets.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask

from search_app.security_headers import SECURITY_HEADERS

MOST_AHEAD = 1  # requests of one connection beside the one that is being answered
UNREAD_ANSWERS = 256 << 20  # bytes: more than MOST_AHEAD + 1 answers have, so that no thread waits for a client; they lie on disk

_UNREAD_BLOCKS = 16
_HEADERS = {**SECURITY_HEADERS, "Content-Type": "application/json", "Cache-Control": "no-store"}
_SENTENCES = {413: "本站的请求不带正文。", 431: "网址或请求头太长，请减少检索词或筛选条件。"}
_UNREADABLE = "请求不合 HTTP 的写法，无法读取。"
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


class Request(HTTPRequestParser):  # type: ignore[misc]  # published without types
    """One request as it is read."""

    path = ""  # of one that could not be read, too: waitress names it where the client has gone

    def parse_header(self, header_plus: bytes) -> None:
        """Read the request line and the headers. Raises ParsingError for what nobody may believe."""
        line, end, rest = header_plus.partition(b"\r\n")
        try:
            super().parse_header(_NOT_ASCII.sub(lambda byte: b"%%%02X" % byte[0][0], line) + end + rest)
        except ValueError as error:  # urllib's, of an address such as http://[
            raise ParsingError(str(error)) from None
        if not self.chunked and not 0 < self.content_length < self.adj.max_request_body_size:
            self.expect_continue = False  # nothing is to follow, or nothing that would be read
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("Content-Length beside Transfer-Encoding")


class Refusal(ErrorTask):  # type: ignore[misc]  # published without types
    """The answer to a request that could not be read; it ends the connection."""

    def execute(self) -> None:
        """Write it."""
        error = self.request.error
        code = "bad_request" if error.code == 400 else "error"
        told = {"code": code, "message": _SENTENCES.get(error.code, _UNREADABLE), "problems": []}
        content = json.dumps({"error": told}, ensure_ascii=False).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend(_HEADERS.items())
        self.set_close_on_finish()
        self.content_length = len(content)
        self.write(content)


class Connection(HTTPChannel):  # type: ignore[misc]  # published without types
    """One client's connection."""

    parser_class = Request
    error_task_class = Refusal

    def received(self, data: bytes) -> bool:
        """Take what came; of requests sent ahead of their answers the first few, behind whose answers the connection ends."""
        taken = bool(super().received(data))
        with self.requests_lock:
            for request in self.requests[MOST_AHEAD + 1 :]:
                request.close()
                self.requests[MOST_AHEAD].headers["CONNECTION"] = "close"
            del self.requests[MOST_AHEAD + 1 :]
        return taken

    def handle_close(self) -> None:
        """Close, after what came unread: the system would answer that with a reset, and drop answers not read yet."""
        with suppress(OSError, AttributeError):  # AttributeError: closed already, by what it received
            for _ in range(_UNREAD_BLOCKS):
                if not self.socket.recv(1 << 16):
                    break
        super().handle_close()
