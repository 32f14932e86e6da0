"""Names the program that builds, and the part of it that reads pages: equal only while every line of it, and what it reads
with, are the same.

Coarse on purpose: a change anywhere on the write side counts, so that no list of modules can be forgotten.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from indexer import __version__

_LIBRARIES = ("selectolax", "warcio")  # they decide what is read; what cuts texts is named by the analyser's fingerprint
_SOURCES = (".py", ".tsv")
_NOT_BUILDING = ("cli.py",)  # a change here leaves a built index as it is
_NOT_READING = ("stores",)  # a change here leaves the records of pages as they are


def program_version() -> str:
    """A hash of this package's sources but the command line's, of Python and of the libraries that read pages."""
    return _version(_NOT_BUILDING)


def reader_version() -> str:
    """The same of what reads pages and cuts their texts: without the stores."""
    return _version((*_NOT_BUILDING, *_NOT_READING))


def _version(left_out: Sequence[str]) -> str:
    libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    digest = hashlib.sha256(f"{__version__} {platform.python_version()} {libraries}".encode())
    home = Path(__file__).parent
    for path in sorted(path for path in home.rglob("*") if path.suffix in _SOURCES):
        inside = path.relative_to(home)
        if inside.parts[0] not in left_out:
            digest.update(f"{inside.as_posix()}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
