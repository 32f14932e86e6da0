"""Generations as they lie on disk: their names, their manifests, and which of them is published. Changes nothing.

    INDEX_DIR/CURRENT                     the name of the published generation, one line
    INDEX_DIR/generations/NAME/           one generation: manifest.json, and the files of its store
    INDEX_DIR/CURRENT.xxxxxxxx            what CURRENT is about to be replaced with
    INDEX_DIR/build.lock                  held by a build while it runs
    INDEX_DIR/cache.sqlite                the page cache (`page_cache`)

A generation is published by replacing the CURRENT file, the one step a reader can see (`publishing`); its files never change
after that. Nothing here knows what a store writes.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from indexer.errors import DamagedGeneration, ForeignGeneration, NoGeneration, in_chinese
from indexer.fields import LAYOUT

FORMAT = 4  # raise it when a reader of the older number would misread what a build now writes; fields have LAYOUT for that
MANIFEST = "manifest.json"
POINTER = "CURRENT"
_SMALL = 4 << 20  # bytes; a generation has some twenty such files, which take a few milliseconds together

_NAME = re.compile("[0-9A-Za-z-]{1,64}")
_TIME = "%Y%m%dT%H%M%SZ"
_TIMED = re.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{4}")
_OWN = re.compile(r"generations|build\.lock|CURRENT(?:\.[0-9a-f]{8})?|cache\.sqlite(?:[-.][a-z-]+)?")  # what builds write there


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of a generation: its size in bytes and its sha256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build wrote about its generation.

    `analysis` names the analysis that readers must share, `layout` the table of fields; `sources` names the pages and the program
    it was made from; `names` is the hash of the names that the corpus taught, `segmenter` what cut its words.
    """

    name: str
    created: str
    articles: int
    skipped: int
    store: str
    analysis: str
    sources: str
    files: dict[str, FileRecord]
    names: str = ""
    segmenter: str = "jieba"
    layout: str = ""
    format: int = FORMAT

    @property
    def created_at(self) -> datetime:
        """When the build began, as an aware datetime."""
        return datetime.fromisoformat(self.created)


def is_new_name(name: str) -> bool:
    """Whether `new_name` may have given this name."""
    return _TIMED.fullmatch(name) is not None


def new_name(now: datetime, known: Iterable[str] = ()) -> str:
    """A generation's name: UTC time to the second, so that names sort by age, and four random hex digits.

    Where the clock was ahead when one of the `known` was made, a second later than the latest of these.
    """
    latest = max(filter(is_new_name, known), default="")
    moment = now.astimezone(timezone.utc)
    if latest >= f"{moment:{_TIME}}":
        moment = datetime.strptime(latest.split("-", 1)[0], _TIME) + timedelta(seconds=1)
    return f"{moment:{_TIME}}-{secrets.token_hex(2)}"


def folder(index_dir: Path, name: str) -> Path:
    """Where the generation `name` lives."""
    return index_dir / "generations" / name


def belongs_to_index(name: str) -> bool:
    """Whether a file or folder of an index directory is part of the index, and no page that somebody keeps there."""
    return _OWN.fullmatch(name) is not None


def record_files(home: Path) -> dict[str, FileRecord]:
    """The size and sha256 of every file of a generation but its manifest. Raises OSError for a folder among them."""
    paths = sorted(path for path in home.iterdir() if path.name != MANIFEST)
    return {path.name: FileRecord(path.stat().st_size, sha256_of(path).hex()) for path in paths}


def read_manifest(index_dir: Path, name: str) -> Manifest:
    """The manifest of a generation. Raises NoGeneration, DamagedGeneration, or ForeignGeneration for another format."""
    if not _NAME.fullmatch(name):
        raise NoGeneration(f"“{name}”不是一代索引的名字，可用 list 查看")
    path = folder(index_dir, name) / MANIFEST
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        found = record["format"]
        if found == FORMAT:
            files = {file: FileRecord(**facts) for file, facts in record.pop("files").items()}
            manifest = Manifest(files=files, **record)
            manifest.created_at.timestamp()  # what cannot be read is found here, not in a page that shows it
            return manifest
    except FileNotFoundError:
        raise NoGeneration(f"{index_dir} 中没有名为 {name} 的一代索引，可用 list 查看") from None
    except OSError as error:
        raise DamagedGeneration(f"读不出 {path}（{in_chinese(error)}）", "请检查它的权限") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DamagedGeneration(f"{path} 不是有效的清单", "请重建索引") from None
    if isinstance(found, int) and found > FORMAT:  # a build by an upgraded program, read by what runs since before
        raise ForeignGeneration(f"{name} 的格式是 {found}，比正在运行的程序（格式 {FORMAT}）新，请升级程序；已升级的请重启网站")
    raise ForeignGeneration(f"{name} 的格式是 {found}，本程序只读格式 {FORMAT}，请用本程序重建索引")


def verify(index_dir: Path, name: str) -> Manifest:
    """The manifest of a generation all of whose files are as the manifest says. Raises DamagedGeneration, naming the file."""
    manifest = read_manifest(index_dir, name)
    try:
        found = record_files(folder(index_dir, name))
    except OSError as error:
        raise DamagedGeneration(f"读不出 {error.filename or name}（{in_chinese(error)}）", "请检查磁盘和权限") from None
    for file in sorted(manifest.files.keys() | found.keys()):
        if file not in found:
            raise DamagedGeneration(f"{name} 缺少文件 {file}")
        if file not in manifest.files:
            raise DamagedGeneration(f"{name} 多出清单之外的文件 {file}")
        if found[file] != manifest.files[file]:
            raise DamagedGeneration(f"{name} 的文件 {file} 与清单不符")
    return manifest


def check_files(index_dir: Path, manifest: Manifest) -> None:
    """The cheap part of `verify`, for opening: every file is there and has its size, every small one its content, and there is no
    other. What a store has to unpickle is small. Raises DamagedGeneration.
    """
    home = folder(index_dir, manifest.name)
    others = {path.name for path in home.glob("*")} - manifest.files.keys() - {MANIFEST}
    if others:
        raise DamagedGeneration(f"{manifest.name} 多出清单之外的文件 {min(others)}")
    for name, record in manifest.files.items():
        path = home / name
        try:
            is_whole = path.stat().st_size == record.size
            is_whole = is_whole and (record.size > _SMALL or sha256_of(path).hex() == record.sha256)
        except OSError:  # a build may prune the generation meanwhile
            is_whole = False
        if not is_whole:
            raise DamagedGeneration(f"{manifest.name} 的文件 {name} 缺失或与清单不符")


def check_readable(manifest: Manifest, store: str, analysis: str) -> None:
    """Whether a program with this store and this analysis may read the generation. Raises ForeignGeneration."""
    if manifest.layout != LAYOUT:  # the values of an article would be read as those of other fields
        raise ForeignGeneration(f"{manifest.name} 建库时的字段与本程序不同，请用本程序重建索引")
    if manifest.store != store:
        raise ForeignGeneration(f"{manifest.name} 由 {manifest.store} 写成，本程序只读 {store}，请重建索引")
    if manifest.analysis != analysis:
        raise ForeignGeneration(f"{manifest.name} 建库时的词典或分词规则与本程序不同，请用本程序重建索引")


def read_current(index_dir: Path) -> str:
    """The published generation's name. Raises NoGeneration before the first build, DamagedGeneration where CURRENT is lost."""
    try:
        name = (index_dir / POINTER).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        if names(index_dir):
            raise DamagedGeneration(f"{index_dir} 中有索引，但 CURRENT 不见了", "请用 rollback 发布最新的一代") from None
        raise NoGeneration(f"{index_dir} 中还没有索引，请先运行 python -m indexer build 网页目录 --index {index_dir}") from None
    except IsADirectoryError:
        raise pointer_is_a_folder(index_dir) from None
    except OSError as error:
        raise DamagedGeneration(f"读不出 {index_dir / POINTER}（{in_chinese(error)}）", "请检查它的权限") from None
    except UnicodeDecodeError:
        name = ""
    if not _NAME.fullmatch(name):
        raise DamagedGeneration(f"{index_dir / POINTER} 的内容不是一代索引的名字", "请 rollback 或重建索引")
    return name


def pointer_is_a_folder(index_dir: Path) -> DamagedGeneration:
    """What is said of a CURRENT that can be neither read nor replaced."""
    return DamagedGeneration(f"{index_dir / POINTER} 是目录", "请先移走它，再 rollback 或重建索引")


def names(index_dir: Path) -> list[str]:
    """The sealed generations, oldest first; a folder without a manifest is the rest of a build that broke off."""
    return sorted(path.parent.name for path in index_dir.glob(f"generations/*/{MANIFEST}"))


def older(index_dir: Path) -> list[str]:
    """The generations that are older than the published one, newest first; all of them where CURRENT names none of them.

    Raises NoGeneration where there is none.
    """
    known, current = names(index_dir), published_name(index_dir)
    found = [name for name in known if current not in known or name < str(current)]
    if not found:
        raise NoGeneration(f"{index_dir} 中没有更早的一代可以退回，各代可用 list 查看")
    return found[::-1]


def published_name(index_dir: Path) -> str | None:
    """As `read_current`, but None where CURRENT is damaged or lost: what a repair starts from."""
    try:
        return read_current(index_dir)
    except DamagedGeneration:
        return None


def sha256_of(path: Path) -> bytes:
    """The digest of a file, read piece by piece. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.digest()
