"""What of HTTP is read, refused and answered on one connection, before any page is asked for."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from http.client import HTTPResponse
from threading import Thread
from typing import Any

import pytest
import waitress
from waitress import wasyncore

from search_app.connections import MOST_AHEAD, Connection
from search_app.security_headers import SECURITY_HEADERS

BIG = 4_000_000  # bytes: more than a socket takes
UNREAD = (MOST_AHEAD + 2) * BIG  # then the thread waits for whoever does not read


def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    body = b"x" * BIG if environ["PATH_INFO"] == "/big" else environ["QUERY_STRING"].encode("latin-1")
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@pytest.fixture
def port() -> Iterator[int]:
    listening = socket.create_server(("127.0.0.1", 0))
    watched: dict[int, Any] = {}
    server = waitress.create_server(
        application, map=watched, sockets=[listening], threads=1, outbuf_high_watermark=UNREAD, max_request_body_size=1024
    )
    server.channel_class = Connection
    running = Thread(target=server.run)
    running.start()
    yield listening.getsockname()[1]
    deadline = time.monotonic() + 10
    while server.active_channels and time.monotonic() < deadline:  # else their buffers, which are files, stay open
        time.sleep(0.01)
    server.trigger.pull_trigger(lambda: wasyncore.close_all(watched))
    running.join(10)
    server.task_dispatcher.shutdown()


def connected(port: int, sent: bytes) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port), timeout=10)
    client.sendall(sent)
    return client


def asking(target: bytes, *headers: bytes) -> bytes:
    return b"\r\n".join((b"GET " + target + b" HTTP/1.1", b"Host: x", *headers, b"", b""))


def answered(client: socket.socket) -> tuple[HTTPResponse, bytes]:
    response = HTTPResponse(client)
    response.begin()
    return response, response.read()


def test_an_address_in_raw_utf_8_is_read_as_if_it_were_encoded(port: int) -> None:
    with connected(port, asking("/?q=石榴村".encode())) as client:
        assert answered(client)[1] == b"q=%E7%9F%B3%E6%A6%B4%E6%9D%91"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"get / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"GET http://[::1/ HTTP/1.1\r\n\r\n", 400),
        (asking(b"/", b"Content-Length: 6", b"Transfer-Encoding: chunked") + b"0\r\n\r\n", 400),
        (asking(b"/", b"Transfer-Encoding: gzip"), 501),
        (asking(b"/", b"Content-Length: 5000") + b"x" * 5000, 413),
        (asking(b"/", b"Content-Length: 5000", b"Expect: 100-continue"), 413),
    ],
)
def test_what_cannot_be_read_is_refused_as_the_api_tells_errors_and_ends_the_connection(
    port: int, sent: bytes, status: int
) -> None:
    with connected(port, sent) as client:
        response, body = answered(client)
        assert (response.status, response.headers["Connection"]) == (status, "close")
        assert response.headers["Content-Type"] == "application/json"
        assert {name: response.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
        assert json.loads(body)["error"].keys() == {"code", "message", "problems"}


def test_who_waits_for_leave_to_send_nothing_is_answered(port: int) -> None:
    with connected(port, asking(b"/?q=a", b"Expect: 100-continue")) as client:
        assert answered(client)[1] == b"q=a"


def test_answers_arrive_whole_though_more_was_asked_ahead_than_is_ever_read(port: int) -> None:
    with connected(port, asking(b"/big") * 1000) as client:
        time.sleep(0.2)  # so that the connection ends before its answers are read
        assert len(client.makefile("rb").read()) > (MOST_AHEAD + 1) * BIG


def test_who_asks_ahead_and_reads_nothing_keeps_nobody_waiting(port: int) -> None:
    with connected(port, asking(b"/big") * 100):
        for _ in range(20):
            time.sleep(0.02)  # so long that all who are answered have been
            with connected(port, asking(b"/?q=a")) as other:
                assert answered(other)[1] == b"q=a"


def test_of_what_is_asked_ahead_the_first_few_are_answered_and_the_last_of_them_says_it_is_the_last(port: int) -> None:
    with connected(port, b"".join(asking(b"/?q=%d" % number) for number in range(9))) as client:
        stream = client.makefile("rb").read()
    assert stream.count(b"HTTP/1.1 200") == MOST_AHEAD + 1
    assert stream.count(b"Connection: close") == 1
