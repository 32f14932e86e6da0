"""`python -m search_app`: the site and the API on a production server. The address on stdout, every message on stderr.

Ends with 2 and one sentence where the port is taken or a setting is impossible. Starts without an index, too: until the first
build, every page says how to make one.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path

import click
import waitress

from indexer.errors import BadSetting, BulletinError
from indexer.settings import Settings
from search_app.app import create_app, published

FAILED = 2
WAITING_CONNECTIONS = 1024


def main() -> None:
    """Run the command; every error this program raises on purpose ends in one sentence and exit code 2."""
    try:
        serve(prog_name="python -m search_app")
    except BulletinError as error:
        click.echo(f"错误：{error}", err=True)
        sys.exit(FAILED)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--index",
    "index_dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="索引目录（默认 BULLETIN_INDEX_DIR，再默认 index_data）",
)
@click.option("--host", help="监听的地址（默认 BULLETIN_HOST，再默认 127.0.0.1）")
@click.option("--port", type=click.IntRange(0, 65535), help="监听的端口（默认 BULLETIN_PORT，再默认 8000；0 为任选一个）")
def serve(index_dir: Path | None, host: str | None, port: int | None) -> None:
    """启动检索网站和 JSON 接口；索引重建后自动换用新的一代，无需重启。"""
    settings = Settings.from_environment(os.environ)
    settings = replace(
        settings,
        index_dir=index_dir or settings.index_dir,
        host=host or settings.host,
        port=settings.port if port is None else port,
    )
    listening = _listen(settings.host, settings.port)
    engines = published(settings)
    server = waitress.create_server(
        create_app(settings, engines), sockets=[listening], threads=settings.threads, ident=None, backlog=WAITING_CONNECTIONS
    )
    signal.signal(signal.SIGTERM, _stop)
    if error := engines.health().last_reload_error:  # opens the index now, so that the first reader need not wait
        click.echo(f"注意：{error}", err=True)
    click.echo(_address(listening))
    sys.stdout.flush()
    server.run()


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens already. Raises BadSetting, in one sentence, where that cannot be."""
    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(where[:2], family=family, backlog=WAITING_CONNECTIONS)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise BadSetting(f"{host} 的端口 {port} 已被占用，请停掉占用它的程序，或用 --port 另选一个") from None
        raise BadSetting(f"无法监听 {host} 的端口 {port}（{error.strerror or error}），请检查 --host 和 --port") from None
    except UnicodeError:
        raise BadSetting(f"“{host}”不是主机名或地址，请检查 --host") from None


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if listening.family == socket.AF_INET6 else f"http://{host}:{port}"


def _stop(_signal: int, _frame: object) -> None:
    """Let the server end as on Ctrl-C: the requests in hand are answered first."""
    sys.exit(0)


if __name__ == "__main__":
    main()
