"""What is kept of a page that was read: its claim, and its articles beside their accurate words. Two byte strings, no pickle.

    facts      a checksum, then JSON: a claim, or the ledger entry of a page without an article
    content    deflated JSON: [the articles, for each article and searched text its words]; empty where there is no article

The words of a text are two strings, so that the second pass of a build need not touch each word. What is read back is checked:
a record that this module did not write raises DamagedCache, whatever is in it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from types import NoneType
from typing import Any

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.errors import DamagedCache
from indexer.fields import TEXTS, field_text
from indexer.ledger import Entry
from indexer.pages import PageReading

from .claims import Claim, claim_of

_CHECKSUM = 4  # bytes
_FASTEST = 1  # level of compression; the higher ones save a tenth of the space
_CODING = ("utf-8", "surrogatepass")  # a page may hold half a surrogate pair
_JSON_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "str | None": (str, NoneType),
    "int": (int,),
    "int | None": (int, NoneType),
    "tuple[str, ...]": (list,),
    "Published | None": (str, NoneType),
}


def _json_types(name: str, kind: str) -> tuple[type, ...]:
    """What a field of an article is in JSON, so that what is read back can be checked."""
    if kind not in _JSON_TYPES:
        raise TypeError(f"Article.{name} is {kind}, of which records._JSON_TYPES does not say what it is in JSON")
    return _JSON_TYPES[kind]


_FIELDS = {name: _json_types(name, kind.__forward_arg__) for name, kind in Article.__annotations__.items()}


@dataclass(frozen=True, slots=True)
class Record:
    """A page as it is kept."""

    facts: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class TextWords:
    """The words of a text that know no names: `accurate`, a line a paragraph, parted by spaces; and the words `inner` to them."""

    accurate: str
    inner: str


@dataclass(frozen=True, slots=True)
class SegmentedArticle:
    """An article and the words of each of its searched texts, in the order of TEXTS."""

    article: Article
    words: tuple[TextWords, ...]


def record_of(read: PageReading | Entry, analyser: Analyser) -> Record:
    """What is kept of a page; its texts are cut into words here."""
    if isinstance(read, Entry):
        return Record(with_checksum(_bytes({"entry": read.to_json()})), b"")
    words = [[_words(field_text(article, text.name), analyser) for text in TEXTS] for article in read.articles]
    content = _bytes([[article.to_json() for article in read.articles], words])
    return Record(with_checksum(_bytes(claim_of(read).to_json())), zlib.compress(content, _FASTEST))


def facts_of(facts: bytes) -> Claim | Entry:
    """The claim or the entry of a record. Raises DamagedCache."""
    try:
        found = json.loads(_checked(facts).decode(*_CODING))
        if "entry" in found:
            return Entry.from_json(found["entry"])
        _check_article(found["first"])
        return Claim.from_json(found)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DamagedCache("里面有一页读不出") from None


def articles_of(content: bytes) -> list[SegmentedArticle]:
    """The articles of a record with their words. Raises DamagedCache."""
    try:
        articles, words = json.loads(zlib.decompress(content).decode(*_CODING))
        return [_segmented(article, own) for article, own in zip(articles, words, strict=True)]
    except (zlib.error, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DamagedCache("里面有一页读不出") from None


def _words(text: str, analyser: Analyser) -> tuple[str, str]:
    cut = [analyser.accurate_words(paragraph) for paragraph in text.split("\n")]
    inner = (word for words in cut for word in analyser.inner_words(words))
    return "\n".join(map(" ".join, cut)), " ".join(inner)


def _segmented(record: dict[str, Any], words: Sequence[tuple[str, str]]) -> SegmentedArticle:
    _check_article(record)
    article = Article.from_json(record)
    found = tuple(TextWords(accurate, inner) for accurate, inner in words)
    for text, own in zip(TEXTS, found, strict=True):
        if own.accurate.count("\n") != field_text(article, text.name).count("\n") or not isinstance(own.inner, str):
            raise ValueError(text.name)
    return SegmentedArticle(article, found)


def _check_article(record: dict[str, Any]) -> None:
    """Whether a record has the fields of an article, each of its type. Raises ValueError, TypeError or AttributeError."""
    if record.keys() != _FIELDS.keys() or not all(isinstance(record[name], kinds) for name, kinds in _FIELDS.items()):
        raise ValueError("no article")
    if not all(isinstance(author, str) for author in record["authors"]):
        raise ValueError("authors")


def with_checksum(content: bytes) -> bytes:
    """Facts as they are kept."""
    return zlib.crc32(content).to_bytes(_CHECKSUM, "big") + content


def _checked(kept: bytes) -> bytes:
    """What was kept with its checksum. Raises ValueError where a bit has changed: any other JSON would be believed."""
    content = kept[_CHECKSUM:]
    if with_checksum(content) != kept:
        raise ValueError("checksum")
    return content


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(*_CODING)
