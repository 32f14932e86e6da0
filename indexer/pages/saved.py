"""SavedPage: one saved file as the reader takes it. It names the page; it opens no file and follows no address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath

from indexer.errors import UnreadablePage


class Kind(Enum):
    """What the bytes of a saved page are."""

    TEXT = "text"
    HTML = "html"


_KINDS = {".txt": Kind.TEXT, ".html": Kind.HTML, ".htm": Kind.HTML, ".shtml": Kind.HTML, ".xhtml": Kind.HTML}


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A saved page: the name shown in `Article.page` (its suffix tells the kind), its bytes, and the address its container
    gives (None when it gives none)."""

    path: str
    content: bytes
    url: str | None


def kind_of(saved: SavedPage) -> Kind:
    """Told by the suffix; a member of a container is named after the last `#`. Raises UnreadablePage for any other suffix."""
    name = saved.path.replace("\\", "/").rsplit("#", 1)[-1]
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in _KINDS:
        raise UnreadablePage("unknown-kind", f"不认识的文件类型「{suffix or '无后缀'}」；可读的是 .txt 和 .html。")
    return _KINDS[suffix]
