"""The names that a corpus teaches: gathered from its articles, kept in its generation, read back with it.

They are words of that generation (`overlay` says where they count). Only a value that is, folded, nothing but 2 to 20 Han
characters can be a name; a 《title》 with digits, letters or signs in it is found literally, as every text is.

    names.txt    one name a line, folded, sorted, UTF-8
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise
from pathlib import Path
from zlib import crc32

from indexer.analysis import Analyser, search_key
from indexer.analysis.overlay import LONGEST_NAME, is_name
from indexer.article import Article
from indexer.errors import BadSetting, DamagedGeneration, ForeignGeneration, in_chinese
from indexer.fields import TEXTS, field_text
from indexer.generation import Manifest, check_readable, folder

NAMES = "names.txt"
MOST_NAMES = 100_000
MOST_OF_AN_ARTICLE = 1_000  # so that one page of made-up titles cannot crowd out the names of a corpus
MOST_COUNTED = 500_000  # about 100 MB while a build gathers

_BOOK_TITLE = re.compile(r"《([^《》\n]{2,40})》")
_MOST_BYTES = MOST_NAMES * (4 * LONGEST_NAME + 1)


def names_of(article: Article) -> Iterator[str]:
    """The names an article teaches, folded: authors, contributor, source, issue title, series, every 《title》 in its texts."""
    values = (*article.authors, article.contributor, article.source, article.issue_title, article.series)
    titles = (match[1] for text in TEXTS for match in _BOOK_TITLE.finditer(field_text(article, text.name)))
    for value in chain(filter(None, values), titles):
        if is_name(name := search_key(value)):
            yield name


class NamesSeen:
    """Counts, for each name, the articles that teach it. The result does not depend on their order.

    Memory is bounded: past `most_counted` names only those go on being counted whose checksum falls in the lower half of what
    was left before, and so on; which these are depends on the names alone.
    """

    def __init__(self, most_counted: int = MOST_COUNTED) -> None:
        self._most_counted = most_counted
        self._counts: Counter[str] = Counter()
        self._limit = 1 << 32  # of a checksum that is still counted

    def add(self, names: Iterable[str]) -> None:
        """Take in the names of one article."""
        for name in set(islice(names, MOST_OF_AN_ARTICLE)):
            if name in self._counts or _checksum(name) < self._limit:
                self._counts[name] += 1
                while len(self._counts) > self._most_counted:
                    self._halve()

    def most_frequent(self, most: int = MOST_NAMES) -> tuple[str, ...]:
        """The names that most articles teach, those first; of the same number by text."""
        return tuple(sorted(self._counts, key=lambda name: (-self._counts[name], name))[:most])

    def _halve(self) -> None:
        self._limit //= 2
        self._counts = Counter({name: count for name, count in self._counts.items() if _checksum(name) < self._limit})


def write_names(home: Path, names: Iterable[str]) -> None:
    """Write the names of an analyser (`Analyser.names`) into a generation's folder."""
    (home / NAMES).write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8", newline="\n")


def read_names(home: Path) -> tuple[str, ...]:
    """The names of a generation. Raises DamagedGeneration where the file is missing or is no list that `write_names` writes."""
    path = home / NAMES
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        lines = content.decode("utf-8").split("\n")
    except OSError as error:
        raise DamagedGeneration(f"读不出 {path}（{in_chinese(error)}）") from None
    except UnicodeDecodeError:
        raise DamagedGeneration(f"{path} 不是 UTF-8 文字") from None
    names = tuple(lines[:-1])
    if len(content) > _MOST_BYTES or len(names) > MOST_NAMES or lines[-1]:
        raise DamagedGeneration(f"{path} 过大或不完整")
    if not all(map(is_name, names)) or any(one >= other for one, other in pairwise(names)):
        raise DamagedGeneration(f"{path} 不是一行一个、按序排列的专名表")
    return names


def generation_analyser(analyser: Analyser, index_dir: Path, manifest: Manifest, store: str) -> Analyser:
    """`analyser` with the segmenter and the names of a generation of `store`: what reads and cuts as its build did.

    Raises ForeignGeneration where this program has another store, dictionary or rules or lacks the segmenter, and
    DamagedGeneration where the names are not those of the manifest.
    """
    try:
        analyser = analyser.with_segmenter(manifest.segmenter)
    except BadSetting as error:
        raise ForeignGeneration(f"{manifest.name} 由分词器 {manifest.segmenter} 建成，不能打开：{error}") from None
    check_readable(manifest, store, analyser.fingerprint)
    named = analyser.with_names(read_names(folder(index_dir, manifest.name)))
    if named.names_hash != manifest.names:
        raise DamagedGeneration(f"{manifest.name} 的专名表与清单不符")
    return named


def _checksum(name: str) -> int:
    return crc32(name.encode())
