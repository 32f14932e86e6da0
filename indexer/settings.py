"""Settings: one row each, with its environment variable, its default, its limits and its help. docs/manual.md lists them all.

Values come from the environment; the command line may replace them. There is no other configuration.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from indexer.errors import BadSetting

PREFIX = "BULLETIN_"
_ALIKE = 0.8  # of 1: PROCESS is taken for PROCESSES, what is another program's for none

SEGMENTERS = ("jieba", "rjieba")
_TYPES = (int, str, type(Path()))  # what `_converted` reads; a bool it would read as text, and "0" is true


def _row(
    default: object, help_text: str, *, least: int | None = None, most: int | None = None, choices: tuple[str, ...] = ()
) -> Any:
    if type(default) not in _TYPES:
        raise TypeError(f"no variable is read as {type(default).__name__}: {help_text}")
    return field(default=default, metadata={"help": help_text, "least": least, "most": most, "choices": choices})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of both programs. The variable of `keep_generations` is BULLETIN_KEEP_GENERATIONS, and so on."""

    index_dir: Path = _row(Path("index_data"), "索引目录：其中有 CURRENT 与 generations/")
    keep_generations: int = _row(3, "发布新一代后保留的代数，含当前一代", least=2, most=100)
    segmenter: str = _row("jieba", "建库用的分词器：jieba，或快数倍、结果相同的 rjieba（另装）", choices=SEGMENTERS)
    build_processes: int = _row(
        0,
        "建库时读网页、分词的进程数，每个约占 300 MB 内存（rjieba 多 60，特大的网页另算）；0 为有几个核就几个，1 为不另开",
        least=0,
        most=61,
    )
    host: str = _row("127.0.0.1", "网站监听的地址")
    port: int = _row(8000, "网站监听的端口", least=0, most=65535)
    threads: int = _row(1, "每个进程同时处理的请求数；Python 一次只运行一个线程，多于 1 个反而慢", least=1, most=64)
    processes: int = _row(0, "网站的进程数，每个进程用一个处理器核；0 为自动：有几个核就几个，至多 4 个", least=0, most=64)
    site_name: str = _row("简报检索", "网页上显示的站名")
    recent_percent: int = _row(5, "按相关度排列时偏重新文章的程度；0 为不分新旧", least=0, most=10)
    cache_mb: int = _row(32, "每个进程记住的答案，单位 MB，换代时清空；0 为不记", least=0, most=4096)
    reload_seconds: int = _row(1, "隔几秒查看一次是否发布了新一代；0 为每次请求都看", least=0, most=3600)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], **options: Any) -> Settings:
        """The settings of a process; of `options`, those that are not None stand in place of their variables.

        Raises BadSetting that names the variable, its value and what is allowed.
        """
        chosen = {name: value for name, value in options.items() if value is not None}
        given = {
            item.name: _converted(item.name, environment[variable(item.name)], type(item.default), item.metadata)
            for item in fields(cls)
            if item.name not in chosen and environment.get(variable(item.name))
        }
        return replace(cls(), **given, **chosen)


def misspelled(environment: Mapping[str, str]) -> list[str]:
    """A sentence for each variable that is no setting but nearly one: it would be ignored in silence."""
    known = {item.name.upper() for item in fields(Settings)}
    given = [name.removeprefix(PREFIX) for name in sorted(environment) if name.startswith(PREFIX)]
    meant = [(name, get_close_matches(name, known, n=1, cutoff=_ALIKE)) for name in given if name not in known]
    return [f"没有 {PREFIX}{name} 这项设置，不起作用；要写的也许是 {PREFIX}{near[0]}" for name, near in meant if near]


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def default_of(name: str) -> str:
    """What an option that is not given is, for its help."""
    return f"默认 {variable(name)}，再默认 {getattr(Settings(), name)}"


def _converted(name: str, text: str, kind: type, limits: Mapping[str, Any]) -> Any:
    if limits["choices"] and text not in limits["choices"]:
        raise BadSetting(f"{variable(name)} 的值“{text}”无效：应是 {' 或 '.join(limits['choices'])}")
    if kind is not int:
        return Path(text) if issubclass(kind, Path) else text
    least, most = limits["least"], limits["most"]
    if not text.isdecimal() or not least <= int(text) <= most:
        raise BadSetting(f"{variable(name)} 的值“{text}”无效：应是 {least} 到 {most} 之间的整数")
    return int(text)
