"""The engines that are measured, one row each."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec

OURS = "this project"
TANTIVY = "tantivy"
LEAN = "tantivy, lean scoring"
XAPIAN = "Xapian"
FTS5 = "SQLite FTS5"
TRIGRAM = "SQLite FTS5 trigram"
STOCK = "stock Whoosh"


@dataclass(frozen=True, slots=True)
class Row:
    """An engine: its module under `peers`, the Python it runs on, and the row whose index it searches (its own if None)."""

    name: str
    module: str
    python: str = sys.executable
    argument: str = ""
    index_of: str | None = None
    searches: bool = True


def rows() -> tuple[list[Row], list[str]]:
    """The engines that can run here, and a line for each that cannot."""
    found, missing = [Row(OURS, "this_project"), Row(FTS5, "sqlite_fts5"), Row(TRIGRAM, "sqlite_trigram", searches=False)], []
    if find_spec("tantivy"):
        found += [Row(TANTIVY, "tantivy_peer"), Row(LEAN, "tantivy_peer", argument="lean", index_of=TANTIVY)]
    else:
        missing.append("tantivy is not installed (pip install '.[bench]'): its rows are left out")
    if python := _python_with_xapian():
        found.append(Row(XAPIAN, "xapian_peer", python=python))
    else:
        missing.append("no Python with Xapian's bindings (Debian: apt install python3-xapian): its rows are left out")
    found.append(Row(STOCK, "stock_whoosh"))
    return found, missing


def _python_with_xapian() -> str | None:
    for python in filter(None, [sys.executable, "/usr/bin/python3", shutil.which("python3")]):
        asked = subprocess.run([python, "-c", "import xapian"], capture_output=True, check=False)
        if asked.returncode == 0:
            return python
    return None
