"""How the commands of both programs end: with an exit code and, where something went wrong, one sentence on stderr.

No traceback reaches a user, and none is lost. A log that cannot be written, on a full disk, stops nothing.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TextIO

import click

from indexer.errors import BuildLocked, BulletinError, in_chinese, lack_named, refusal
from indexer.usage import wrong_usage

FAILED = 2  # also in `starting`, which may not import this
LOCKED = 75
_KEPT = "如有已发布的索引，仍是原样"


def run(command: Callable[[], object]) -> None:
    """Run a command; every error that this program raises on purpose ends it with one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # whatever the console's code page, for JSON goes to files and pipes; a file's name may be no text at all
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        command()
    except click.UsageError as error:
        where = f"{error.ctx.command_path} " if error.ctx else ""
        _fail(f"{wrong_usage(error)}；用法见 {where}--help", FAILED)
    except (click.Abort, KeyboardInterrupt):
        _fail(f"中断了；{_KEPT}", FAILED)
    except BuildLocked as error:
        _fail(str(error), LOCKED)
    except BulletinError as error:
        _fail(str(error), FAILED)
    except OSError as error:
        _fail(f"{refusal(error)}；{_KEPT}", FAILED)
    except MemoryError:
        _fail(f"内存不足；{_KEPT}", FAILED)
    except ModuleNotFoundError as error:
        _fail(lack_named(error) or _bug_kept(), FAILED)
    except Exception:  # noqa: BLE001 - the outermost line: no traceback reaches a user, and none is lost
        _fail(_bug_kept(), FAILED)


def tell(sentence: str) -> None:
    """A message on stderr, if it can be written."""
    try:
        click.echo(sentence, err=True)
    except OSError:
        _give_up(sys.stderr)


def hand_over(result: str) -> None:
    """The result of what is done already, on stdout; where that cannot be written, a message says so."""
    try:
        click.echo(result)
    except OSError as error:
        _give_up(sys.stdout)
        tell(f"注意：已经做完，但结果没有写出（{in_chinese(error)}）")


def _give_up(stream: TextIO) -> None:
    """Let a stream lead nowhere: Python would write the rest when it ends, fail again, and say so by an exit code of its own."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def _bug_kept() -> str:
    return f"程序出错，{_KEPT}；请把 {_traceback_file()} 交给开发者"


def _traceback_file() -> str:
    """Where the traceback of the exception at hand was written; itself, in one line, where no file can be."""
    try:
        with NamedTemporaryFile("w", encoding="utf-8", prefix="bulletin-", suffix=".log", delete=False) as file:
            traceback.print_exc(file=file)
    except OSError:
        return " | ".join(traceback.format_exc().split("\n"))
    return file.name


def _fail(sentence: str, code: int) -> None:
    tell(f"错误：{sentence}")
    sys.exit(code)
