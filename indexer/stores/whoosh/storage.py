"""Whoosh's file storage over memory-mapped files, so that threads may read one open index at once. Only for reading."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile


class MappedStorage(FileStorage):  # type: ignore[misc]  # whoosh has no types
    """Files of a finished index, mapped and read by offset: stock Whoosh reads them through one shared file position."""

    def open_file(self, name: str, **_options: Any) -> BufferFile:
        """A file to read; safe for many threads in everything that reads at a given place."""
        return MappedFile(Path(self.folder) / name)


class MappedFile(BufferFile):  # type: ignore[misc]  # whoosh has no types
    """A mapped file in Whoosh's interface, without BufferFile's copy of the whole content."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            empty = stream.seek(0, 2) == 0
            content = b"" if empty else mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        super().__init__(b"", name=path.name)
        self._buf = content
        if isinstance(content, mmap.mmap):
            self.file = content
