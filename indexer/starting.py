"""How both programs begin: what stops them while their modules are imported, and a library that is not there, are no traceback.

Imports nothing but Python's own and `errors`; what `ending` needs is a library already.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from indexer import stopping
from indexer.errors import lack_named

FAILED = 2


def begin(command: Callable[[], object]) -> None:
    """Run a command that imports the rest of its program."""
    stopping.end_quietly()
    try:
        from indexer.ending import run  # noqa: PLC0415 - not before Ctrl-C is quiet
    except ModuleNotFoundError as error:
        if not (lack := lack_named(error)):
            raise
        sys.stderr.write(f"错误：{lack}\n")
        sys.exit(FAILED)
    run(command)
