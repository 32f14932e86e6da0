"""The command `python -m search_app`: the site and the API on a production server. The address on stdout, messages on stderr.

Ends with 2 and one sentence where the port is taken or a setting is impossible. Starts without an index, too: until the first
build, every page says how to make one.
"""

from __future__ import annotations

import errno
import logging
import os
import select
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import click
import waitress
from flask import Flask

from indexer import ending
from indexer.errors import BadSetting, in_chinese
from indexer.settings import Settings, default_of, misspelled
from indexer.usage import Command, Place
from search_app import draining
from search_app.app import LONGEST_QUERY_STRING, create_app, load_templates, published
from search_app.connections import UNREAD_ANSWERS, Connection
from search_app.settling import settle
from search_app.workers import process_count, supervise

WAITING_CONNECTIONS = 1024
# Of one process, most of them idle: waitress stops accepting beyond its default of 100. The select of Windows takes 512.
OPEN_CONNECTIONS = 1000 if hasattr(select, "poll") else 500
IDLE_SECONDS = 60  # as long as proxies keep a connection for the next request
LARGEST_HEAD = 2 * LONGEST_QUERY_STRING  # bytes of request line and headers
LARGEST_BODY = 1024  # bytes; no request of this site has one


def main() -> None:
    """Run the command."""
    for known in draining.STOP_SIGNALS:
        if signal.getsignal(known) != signal.SIG_IGN:  # as under `nohup`
            signal.signal(known, _stop)
    serve(prog_name="python -m search_app", standalone_mode=False)


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--index",
    "index_dir",
    type=Place(file_okay=False, path_type=Path),
    help=f"索引目录（{default_of('index_dir')}）",
)
@click.option("--host", help=f"监听的地址（{default_of('host')}）")
@click.option("--port", type=click.IntRange(0, 65535), help=f"监听的端口（{default_of('port')}；0 为任选一个）")
def serve(index_dir: Path | None, host: str | None, port: int | None) -> None:
    """启动检索网站和 JSON 接口；索引重建后自动换用新的一代，无需重启。"""
    for note in misspelled(os.environ):
        _warn(note)
    settings = Settings.from_environment(os.environ, index_dir=index_dir, host=host, port=port)
    processes = process_count(settings.processes)
    sockets = _sockets(settings.host, settings.port, processes)
    engines = published(settings, _warn_of_this_process)
    app = create_app(settings, engines)
    load_templates(app)
    settle()

    def work(number: int) -> None:
        """Open the index, so that the first reader need not wait for it, and serve until told to stop."""
        if (trouble := engines.trouble()) and number == 0:  # every process finds the same
            _warn(trouble)
        _run(app, sockets[number], settings.threads)

    click.echo(_address(sockets[0]))
    sys.stdout.flush()
    if processes == 1:
        work(0)
    else:
        supervise(processes, work, _warn)


def _run(app: Flask, listening: socket.socket, threads: int) -> None:
    """Serve `app` in this process until told to stop. docs/adr/0017-processes-and-caches.md says why these values."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # else one line on stderr for every request that has to wait
    watched: dict[int, Any] = {}
    server = waitress.create_server(
        app,
        map=watched,
        sockets=[listening],
        threads=threads,
        ident=None,
        backlog=WAITING_CONNECTIONS,
        connection_limit=OPEN_CONNECTIONS,
        asyncore_use_poll=hasattr(select, "poll"),  # select cannot watch a file number above 1023
        channel_timeout=IDLE_SECONDS,
        log_socket_errors=False,  # a reader who goes away is no error
        max_request_header_size=LARGEST_HEAD,
        max_request_body_size=LARGEST_BODY,
        outbuf_high_watermark=UNREAD_ANSWERS,
    )
    server.channel_class = Connection
    draining.serve(server, watched, _warn)


def _sockets(host: str, port: int, count: int) -> list[socket.socket]:
    """Sockets that listen already at one address, one a process. Raises BadSetting, in one sentence, where that cannot be.

    The system deals new connections out among them evenly; of a single shared socket one process may take all. The parent
    holds them open, so that connections wait where a worker died until another takes its place.
    """
    only = _listen(host, port, reuse_port=False)  # refused where another program, or another of these, listens
    if count == 1:
        return [only]
    port = only.getsockname()[1]
    only.close()
    return [_listen(host, port, reuse_port=True) for _ in range(count)]


def _listen(host: str, port: int, *, reuse_port: bool) -> socket.socket:
    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(where[:2], family=family, backlog=WAITING_CONNECTIONS, reuse_port=reuse_port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise BadSetting(f"{host} 的端口 {port} 已被占用，请停掉占用它的程序，或用 --port 另选一个") from None
        raise BadSetting(f"无法监听 {host} 的端口 {port}（{in_chinese(error)}），请检查 --host 和 --port") from None
    except UnicodeError:
        raise BadSetting(f"“{host}”不是主机名或地址，请检查 --host") from None


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if listening.family == socket.AF_INET6 else f"http://{host}:{port}"


def _warn(sentence: str) -> None:
    ending.tell(f"注意：{sentence}")


def _warn_of_this_process(sentence: str) -> None:
    _warn(f"进程 {os.getpid()}：{sentence}")


def _stop(_signal: int, _frame: object) -> None:
    """Told to stop before anything is served; from then on it is `draining`'s."""
    sys.exit(0)
