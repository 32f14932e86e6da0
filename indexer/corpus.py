"""Walks saved files and turns them into a stream of articles and of ledger entries, in a fixed order.

One bad file never stops the walk. What a file holds is `indexer.containers`'s business, what a page says is `indexer.pages`'s,
which pages are copies `indexer.identity`'s; writing the articles is a store's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.containers import LARGEST_PAGE, SUFFIXES, Member, Unread, pages_of
from indexer.errors import UnreadablePage
from indexer.ledger import Entry, entry
from indexer.pages import PageReading, read_page


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file to read: where it is, and the name it goes by (its path relative to the argument it was found under)."""

    path: Path
    name: str


def page_files(arguments: Iterable[Path]) -> list[PageFile]:
    """Every file of the arguments (files, or folders of any depth), sorted by name; hidden ones are left out."""
    found: list[PageFile] = []
    for argument in arguments:
        if argument.is_dir():
            inside = (path for path in argument.rglob("*") if not _hidden(path.relative_to(argument)) and path.is_file())
            found.extend(PageFile(path, _shown(path.relative_to(argument).as_posix())) for path in inside)
        else:
            found.append(PageFile(argument, _shown(argument.name)))
    return sorted(found, key=lambda file: (file.name, str(file.path)))


def fingerprint(files: Iterable[PageFile]) -> str:
    """Names the content of all files: equal if and only if the same names hold the same bytes."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\n{_content_of(file.path)}\n".encode())
    return digest.hexdigest()


def _content_of(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError as error:
        return f"unreadable {error.errno}"
    return digest.hexdigest()


def members_of(file: PageFile) -> Iterator[Member]:
    """The pages of a file, one at a time; a file that cannot be read gives what was read before, and a note."""
    try:
        with file.path.open("rb") as stream:
            if file.path.stat().st_size > LARGEST_PAGE and not file.name.lower().endswith(SUFFIXES):
                yield Unread(file.name, "too-large", f"文件超过 {LARGEST_PAGE >> 20} MB，不像一个网页。")
            else:
                yield from pages_of(stream, file.name)
    except OSError as error:
        yield Unread(file.name, "unreadable", f"读不出文件：{error.strerror}")


def read_file(file: PageFile) -> Iterator[PageReading | Entry]:
    """What each page of a file gives: its articles, or why there is none."""
    for member in members_of(file):
        if isinstance(member, Unread):
            yield entry(member.path, member.reason, member.sentence)
            continue
        try:
            yield read_page(member)
        except UnreadablePage as error:
            yield entry(member.path, error.reason, str(error), error.line)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _shown(name: str) -> str:
    """A file name that can be written as UTF-8, whatever bytes it has on disk."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
