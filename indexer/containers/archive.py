"""Opens `.zip`: folders of pages and of other containers, but of no further `.zip`.

A member's path is only a name: nothing is written to disk. What is unpacked is counted against the allowance of the file.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BufferedReader, RawIOBase
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from indexer.errors import UnreadablePage

from .member import Member, Unread, member_name
from .unpacking import Allowance

try:
    from lzma import LZMAError
except ImportError:  # this Python unpacks no such member, and zipfile says so
    LZMAError = zipfile.BadZipFile  # type: ignore[assignment, misc]

Opener = Callable[[BinaryIO, str, Allowance], Iterator[Member]]

MOST_MEMBERS = 1_000_000
_UTF8_NAME = 0x800  # flag of a member whose name is UTF-8
_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, OverflowError, ValueError, RuntimeError)


class _Counted(RawIOBase):
    """A member's bytes, counted against the allowance while they are read."""

    def __init__(self, member: IO[bytes], allowance: Allowance) -> None:
        super().__init__()
        self._member = member
        self._allowance = allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # typeshed's Buffer is new in Python 3.12
        try:
            content = self._member.read(len(view))
        except _DAMAGE:
            raise _damaged() from None
        except OSError as error:
            if error.errno is None:  # bzip2's word for damaged content; what the disk refuses has a number
                raise _damaged() from None
            raise
        self._allowance.spend(len(content))
        view[: len(content)] = content
        return len(content)


def archive_pages(stream: BinaryIO, name: str, allowance: Allowance, open_member: Opener) -> Iterator[Member]:
    """The pages of all members, sorted by name. `open_member` opens one member, told by its suffix."""
    try:
        archive = zipfile.ZipFile(stream)
    except _DAMAGE:
        raise UnreadablePage("broken-container", "压缩包损坏，打不开。") from None
    with archive:
        members = [info for info in archive.infolist() if not _name(info).endswith("/") and not _is_hidden(_name(info))]
        if len(members) > MOST_MEMBERS:
            raise UnreadablePage("too-large", f"压缩包里有 {len(members)} 个文件，超过 {MOST_MEMBERS} 个。")
        for info in sorted(members, key=_name):
            yield from _open(archive, info, allowance, member_name(name, _name(info)), open_member)
            if allowance.left < 0:
                return


def _open(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance, path: str, open_member: Opener
) -> Iterator[Member]:
    if info.flag_bits & _ENCRYPTED:
        yield Unread(path, "encrypted", "压缩包里的这个文件加了密码。")
        return
    if stat.S_ISLNK(info.external_attr >> 16):  # where the system that packed it is no Unix, these bits are 0
        yield Unread(path, "unreadable", "压缩包里的这个文件是链接，没有读；请打包文件本身。")
        return
    try:
        with archive.open(info) as member, BufferedReader(_Counted(member, allowance)) as counted:
            yield from open_member(counted, path, allowance)
    except UnreadablePage as error:
        yield Unread(path, error.reason, str(error))
    except _DAMAGE:
        yield Unread(path, "broken-container", str(_damaged()))


def _damaged() -> UnreadablePage:
    return UnreadablePage("broken-container", "压缩包里的这个文件损坏。")


def _name(info: zipfile.ZipInfo) -> str:
    """A member's path. Some tools of Windows write it with backslashes."""
    return _decoded_name(info).replace("\\", "/")


def _decoded_name(info: zipfile.ZipInfo) -> str:
    """A member's name. Chinese systems write it as GBK without saying so, and the standard reads that as code page 437."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        for encoding in ("utf-8", "gb18030"):
            with suppress(UnicodeError):  # a name out of the Unicode path field (0x7075) is no code page 437
                return name.encode("cp437").decode(encoding)
    return name


def _is_hidden(name: str) -> bool:
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in PurePosixPath(name).parts)
