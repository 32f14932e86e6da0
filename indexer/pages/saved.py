"""SavedPage: one saved page as the reader takes it. It names the page; it opens no file and follows no address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath

from indexer.errors import UnreadablePage


class Kind(Enum):
    """What the bytes of a saved page are."""

    TEXT = "text"
    HTML = "html"


KINDS_BY_TYPE = {"text/html": Kind.HTML, "application/xhtml+xml": Kind.HTML, "text/plain": Kind.TEXT}
"""By the content type that mails and answers of servers state."""

_KINDS = {".txt": Kind.TEXT, ".html": Kind.HTML, ".htm": Kind.HTML, ".shtml": Kind.HTML, ".xhtml": Kind.HTML}


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A saved page: the name shown in `Article.page`, its bytes, and what its container says of it.

    `url`, `kind` and `charset` are None where the container does not state them: then the page's own address is taken, the
    suffix of the name tells the kind, and the encoding is found by trial.
    """

    path: str
    content: bytes
    url: str | None
    kind: Kind | None = None
    charset: str | None = None


def kind_of(saved: SavedPage) -> Kind:
    """What the container says, else what the suffix tells. Raises UnreadablePage for any other suffix."""
    if saved.kind is not None:
        return saved.kind
    suffix = PurePosixPath(saved.path.replace("\\", "/")).suffix.lower()
    if suffix not in _KINDS:
        raise UnreadablePage("unknown-kind", f"不认识的文件类型「{suffix or '无后缀'}」。")
    return _KINDS[suffix]
