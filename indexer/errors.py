"""Every error this program raises on purpose, and what each one means.

An error here carries one sentence that is safe to show to whoever caused it: what is wrong, where, and what to do. Anything
else that is raised is a bug: on one page of a build it is an entry of the ledger (BUGS), and elsewhere only the outermost line
of the command line catches it, and keeps its traceback in a file.

    BulletinError
    ├── UnreadablePage          a saved file gives no article; the build goes on without it and reports it
    ├── BuildError              nothing was published; the generation that was live stays live
    │   ├── BuildLocked         another build holds the lock of this index
    │   ├── NoArticles          the pages gave no article at all
    │   ├── WorkerLost          a worker process of the build ended before its work was done
    │   ├── DamagedCache        the page cache cannot be read or written; the build starts over with a new cache
    │   └── LockedCache         another program has the page cache open; the build goes on without it
    ├── GenerationError         a generation cannot be opened
    │   ├── NoGeneration        nothing has been published yet, or the name is unknown
    │   ├── DamagedGeneration   a file is missing or differs from the manifest
    │   └── ForeignGeneration   written by another format, dictionary or engine than this program reads
    ├── BadSetting              a setting (environment variable or option) has an impossible value
    ├── QueryTooLarge           a query text is beyond the limits of the query language
    └── BadRequest              a search asks for something impossible; names every parameter at fault
"""

from __future__ import annotations

import errno
import socket
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BUGS = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError, RuntimeError, TypeError, ValueError)
"""What a bug raises on one page. What the machine raises (OSError, MemoryError), or a lack of the program's own (ImportError), is
no page's fault and would hit the next page too."""

_OWN = ("indexer", "search_app")


class BulletinError(Exception):
    """Root of the tree; `str(error)` is a sentence safe to show."""


class UnreadablePage(BulletinError):
    """A saved page gives no article. `reason` is a stable word (see `reasons`), the sentence says more, `line` is the line of
    the page that shows it."""

    def __init__(self, reason: str, sentence: str, line: str | None = None) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.line = line


class BuildError(BulletinError):
    """A build ended without publishing; the live generation was not touched."""


class BuildLocked(BuildError):
    """Another build holds the lock."""


class NoArticles(BuildError):
    """The pages gave no article, and an empty index never replaces a good one."""


class WorkerLost(BuildError):
    """A worker process was killed or ran out of memory."""


class DamagedCache(BuildError):
    """The page cache holds what this program did not write, or its disk fails. It is raised with the reason, which completes the
    one sentence that the manual quotes."""

    def __str__(self) -> str:  # not made above, for what comes from a worker is made again of its arguments
        return f"缓存 cache.sqlite 不能用（{self.args[0]}）"


class LockedCache(BuildError):
    """Another program has the page cache open."""


class GenerationError(BulletinError):
    """A generation cannot be opened."""


class NoGeneration(GenerationError):
    """Nothing has been published, or no generation has this name."""


class DamagedGeneration(GenerationError):
    """A file of the generation is missing or differs from its manifest. The sentence is the fact and its cure, for whoever reads
    the published generation."""

    def __init__(self, fact: str, cure: str = "请 rollback 到上一代或重建索引") -> None:
        super().__init__(fact, cure)
        self.fact = fact

    def __str__(self) -> str:
        return "，".join(self.args)


class ForeignGeneration(GenerationError):
    """The generation was written by another format, dictionary or engine."""


class BadSetting(BulletinError):
    """A setting has an impossible value."""


class QueryTooLarge(BulletinError):
    """A query text is beyond the limits; the message is a Chinese sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One parameter that cannot be served: its name, the value given, and a Chinese sentence for the reader."""

    param: str
    value: str
    message: str


class BadRequest(BulletinError):
    """A request with at least one problem; all problems are named, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("；".join(problem.message for problem in problems))
        self.problems = tuple(problems)


_IN_CHINESE = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "文件系统只读",
    errno.ENOENT: "不存在",
    errno.ENOTDIR: "路径中有一段不是目录",
    errno.EISDIR: "是目录",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "名字太长",
    errno.EMFILE: "打开的文件太多",
    errno.EPIPE: "接收输出的程序已经关了",
    errno.EIO: "磁盘读写出错",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.ENOMEM: "内存不足",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    socket.EAI_NONAME: "找不到这个主机",
}


def in_chinese(error: OSError) -> str:
    """What the system refused, for a sentence; in the system's own words where it is none of the common cases."""
    return _IN_CHINESE.get(error.errno or 0) or f"系统说：{error.strerror or error}"


_WHAT_TO_DO = {
    errno.EACCES: "请用建库的用户运行，或检查权限",
    errno.EPERM: "请用建库的用户运行，或检查权限",
    errno.ENOSPC: "请腾出空间再试",
    errno.EDQUOT: "请腾出空间再试",
}


def refusal(error: OSError) -> str:
    """What the system refused, where, and what to do about it where it is one of the common cases."""
    fact = f"{error.filename or '文件系统'}：{in_chinese(error)}"
    advice = _WHAT_TO_DO.get(error.errno or 0)
    return f"{fact}，{advice}" if advice else fact


def is_disk_full(error: OSError) -> bool:
    """Whether the system refused a write because there is no room for it."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def lack_named(error: ModuleNotFoundError) -> str | None:
    """What to do where a library is not installed: another Python runs the program, or an upgrade needs more than it has.

    None for a module of the program or of Python itself, which pip would not bring.
    """
    library = (error.name or "").partition(".")[0]
    if not library or library in _OWN or library in sys.stdlib_module_names:
        return None
    python = ".venv/bin/python"
    return f"缺少 {library}：请用安装时的那个 Python（如 {python}），或在程序的目录里重新安装：{python} -m pip install ."


def bug_named(error: Exception) -> str:
    """A sentence that tells a developer which bug showed, and where."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"程序出错：{type(error).__name__}（{Path(where.filename).name} 第 {where.lineno} 行）。"
