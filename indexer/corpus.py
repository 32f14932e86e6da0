"""Walks saved files and turns them into a stream of readings of pages and of ledger entries, in a fixed order.

One bad file never stops the walk, and what cannot be read is named. What a file holds is `indexer.containers`'s business, what a
page says is `indexer.pages`'s, which pages are copies `indexer.building.copies`'s; writing the articles is a store's.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.containers import SUFFIXES_OF_MANY, Member, Unread, pages_of
from indexer.errors import UnreadablePage, in_chinese
from indexer.generation import belongs_to_index, sha256_of
from indexer.ledger import Entry, entry
from indexer.naming import on_one_line
from indexer.pages import PageReading, read_page


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file to read: the folder it was found under, and its path inside, with "/" on every platform.

    `why_closed` says why one must not even be opened, in a sentence.
    """

    root: Path
    inside: str
    why_closed: str = ""

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.root / self.inside

    @property
    def name(self) -> str:
        """The name the file goes by: its path inside, on one line that can be written as UTF-8 whatever bytes it has on disk."""
        return on_one_line(self.inside.encode("utf-8", "backslashreplace").decode("utf-8"))


def page_files(arguments: Sequence[Path], index_dir: Path | None = None) -> list[PageFile]:
    """Every file of the arguments (files, or folders of any depth), sorted by name.

    Left out are hidden ones and what belongs to the index in `index_dir`. Folders and links that cannot be followed are among
    them, for whoever opens them to say why, and so is what is no file (a pipe).
    """
    asked = [argument.resolve() for argument in arguments]
    found: list[PageFile] = []
    for argument in arguments:
        if not argument.is_dir():
            found.append(PageFile(argument.parent, argument.name))
            continue
        for path in _inside(argument, index_dir):
            found.append(PageFile(argument, path.relative_to(argument).as_posix(), _why_closed(path, asked)))
    return sorted(found, key=lambda file: (file.name, str(file.root), file.inside))


def without_files(arguments: Sequence[Path], files: Sequence[PageFile]) -> list[Path]:
    """Those of the arguments that gave none of the files: empty folders, as one is where nothing is mounted."""
    roots = {file.root for file in files}
    return [argument for argument in arguments if argument.is_dir() and argument not in roots]


def _why_closed(path: Path, asked: Sequence[Path]) -> str:
    """Why a path must not be opened: it is no file, or a link to a file in no place that was asked for (resolved).

    Pages from others may hold such links, and a pipe or a device would be read for ever.
    """
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            target = path.resolve(strict=True)
            mode = target.stat().st_mode
            if stat.S_ISREG(mode) and not any(target.is_relative_to(place) for place in asked):
                return "是指向这个目录之外的链接，没有读；请把那个文件也写进建库命令，或换成文件本身。"
    except (OSError, RuntimeError):  # a link to nowhere, to itself, or to where nobody may look: whoever opens it says why
        return ""
    return "" if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "是管道、设备或套接字，不是文件，没有读。"


def _inside(folder: Path, index_dir: Path | None) -> Iterator[Path]:
    """The files of a folder, and what in it cannot be followed."""
    closed: list[str] = []
    for home, folders, files in os.walk(folder, onerror=lambda error: closed.append(error.filename)):
        at = Path(home)
        left_out = _hidden_or_own if index_dir is not None and _is_same(at, index_dir) else _hidden
        folders[:] = [name for name in folders if not left_out(name)]
        yield from [at / name for name in files if not left_out(name)]
        yield from [at / name for name in folders if (at / name).is_symlink()]
    yield from map(Path, closed)


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Corpus:
    """The files of a build and, beside each, the sha256 of its content."""

    files: tuple[PageFile, ...]
    digests: tuple[bytes, ...]

    def fingerprint(self) -> str:
        """Names the content of all files: equal if and only if the same names hold the same bytes."""
        digest = hashlib.sha256()
        for file, content in zip(self.files, self.digests, strict=True):
            digest.update(f"{file.name}\n{content.hex()}\n".encode())
        return digest.hexdigest()


def corpus_of(arguments: Sequence[Path], index_dir: Path | None = None) -> Corpus:
    """The files of the arguments but those of the index in `index_dir`, each read once, piece by piece.

    One that cannot be read has a digest no content has.
    """
    found = tuple(page_files(arguments, index_dir))
    return Corpus(found, tuple(map(_digest, found)))


def _digest(file: PageFile) -> bytes:
    if file.why_closed:
        return hashlib.sha256(file.why_closed.encode()).digest()
    try:
        return sha256_of(file.path)
    except OSError as error:
        return hashlib.sha256(f"unreadable {error.errno}".encode()).digest()


def holds_many(file: PageFile) -> bool:
    """Whether a file is a container that may hold any number of pages."""
    return file.name.lower().endswith(SUFFIXES_OF_MANY)


def members_of(file: PageFile) -> Iterator[Member]:
    """The pages of a file, one at a time; a file that cannot be read gives what was read before, and a note."""
    if file.why_closed:
        yield Unread(file.name, "unreadable", file.why_closed)
        return
    try:
        with file.path.open("rb") as stream:
            yield from pages_of(stream, file.name)
    except IsADirectoryError:
        yield Unread(file.name, "unreadable", "是指向目录的链接，没有进去读；请把那个目录也写进建库命令。")
    except OSError as error:
        yield Unread(file.name, "unreadable", f"读不出：{in_chinese(error)}。")


def read_file(file: PageFile) -> Iterator[PageReading | Entry]:
    """What each page of a file gives: its articles, or why there is none."""
    return map(read_member, members_of(file))


def read_member(member: Member) -> PageReading | Entry:
    """What one page gives: its articles, or why there is none."""
    if isinstance(member, Unread):
        return entry(member.path, member.reason, member.sentence)
    try:
        return read_page(member)
    except UnreadablePage as error:
        return entry(member.path, error.reason, str(error), error.line)


def _hidden(name: str) -> bool:
    return name.startswith(".")


def _hidden_or_own(name: str) -> bool:
    return _hidden(name) or belongs_to_index(name)
