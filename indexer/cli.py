"""The command line `python -m indexer`: results on stdout, messages on stderr, exit codes as the manual lists them.

0   published, or nothing to do; skipped pages are counted in the report
1   the same under --strict, when pages were skipped
2   not published, damaged, wrong usage, or a bug of this program (its traceback is kept in a file)
75  another build holds the lock
"""

from __future__ import annotations

import json
import os
import sys
from itertools import chain
from pathlib import Path

import click

from indexer import ending, generation
from indexer.analysis import Analyser, fold, grams, search_key
from indexer.build import BuildReport, build
from indexer.building.copies import distinct
from indexer.building.workers import cores
from indexer.corpus import page_files, read_file
from indexer.ending import FAILED
from indexer.errors import DamagedGeneration, GenerationError
from indexer.explaining import explain_file
from indexer.ledger import Entry, read_ledger, readable
from indexer.names import generation_analyser
from indexer.progress import shown_progress
from indexer.reasons import REASONS
from indexer.rolling_back import roll_back
from indexer.settings import Settings, default_of, misspelled
from indexer.stores.whoosh import WhooshStore
from indexer.usage import Commands, Place

SKIPPED_UNDER_STRICT = 1


def _readable(_context: click.Context, _argument: click.Parameter, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The paths as they are. A pipe or a device would be read for ever."""
    for path in paths:
        if not _exists(path):
            raise click.UsageError(f"{path} {'是链接，指向的地方不存在或进不去' if path.is_symlink() else '不存在'}")
        if not (path.is_file() or path.is_dir()):
            raise click.UsageError(f"{path} 既不是文件也不是目录")
    return paths


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, RuntimeError):  # a link to itself, before Python 3.12
        return False


_pages = click.argument(  # what may not be read is named in the ledger
    "pages", nargs=-1, required=True, type=Place(readable=False, path_type=Path), callback=_readable
)
_index = click.option(
    "--index",
    "index_dir",
    type=Place(file_okay=False, path_type=Path),
    help=f"索引目录（{default_of('index_dir')}）",
    callback=lambda _context, _option, given: given or Settings.from_environment(os.environ).index_dir,
)


def main() -> None:
    """Run the command line."""
    os.umask(os.umask(0) | 0o022)  # whoever may change an index may make its readers run what they like
    cli(prog_name="python -m indexer", standalone_mode=False)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.pass_context
def cli(context: click.Context) -> None:
    """把保存的简报网页建成可检索的索引。"""
    for note in misspelled(os.environ):
        ending.tell(f"注意：{note}")
    if context.invoked_subcommand is None:
        ending.tell(context.get_help())
        sys.exit(FAILED)


@cli.command("build")
@_pages
@_index
@click.option("--rebuild", is_flag=True, help="网页没有变化也重建")
@click.option("--strict", is_flag=True, help="有网页被跳过时以 1 退出（索引仍会发布）")
@click.option("--no-cache", is_flag=True, help="不用也不写索引目录里的网页缓存 cache.sqlite")
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出 JSON 报告")
def build_command(pages: tuple[Path, ...], index_dir: Path, as_json: bool, **flags: bool) -> None:  # noqa: FBT001 - click passes options by name
    """读 PAGES（文件或目录），建成新的一代索引，校验后发布。"""
    settings = Settings.from_environment(os.environ)
    with shown_progress() as listener:
        report = build(
            pages,
            index_dir,
            WhooshStore(),
            Analyser(settings.segmenter),
            keep=settings.keep_generations,
            rebuild=flags["rebuild"],
            progress=listener,
            processes=settings.build_processes or cores(),
            use_cache=not flags["no_cache"],
        )
    for note in report.notes:
        ending.tell(f"注意：{note}")
    for item in report.skipped:
        _show_entry(item)
    ending.hand_over(json.dumps(report.to_json(), ensure_ascii=False) if as_json else _summary(report))
    if flags["strict"] and report.skipped:
        sys.exit(SKIPPED_UNDER_STRICT)


@cli.command("parse")
@_pages
@click.option("--json", "as_json", is_flag=True, help="每行一篇文章的 JSON，字段齐全")
@click.option("--explain", is_flag=True, help="逐行说明每一行被当作什么、为什么（供开发者添加版式）")
def parse_command(pages: tuple[Path, ...], as_json: bool, explain: bool) -> None:  # noqa: FBT001 - click passes options by name
    """解析 PAGES 中的网页，列出其中的文章，不建索引。"""
    files = page_files(pages, Settings.from_environment(os.environ).index_dir)
    if explain:
        for line in chain.from_iterable(map(explain_file, files)):
            click.echo(line)
        return
    for item in distinct(chain.from_iterable(map(read_file, files))):
        if isinstance(item, Entry):
            _show_entry(item)
        elif as_json:
            click.echo(json.dumps(item.to_json(), ensure_ascii=False))
        else:
            click.echo(f"{item.page}\t{item.id}\t{item.published or ''}\t{item.title}")


@cli.command("analyse")
@click.argument("text")
@click.option("--index", "index_dir", type=Place(file_okay=False, path_type=Path), help="按这里发布的一代的专名表分词")
def analyse_command(text: str, index_dir: Path | None) -> None:
    """显示 TEXT 折叠之后的样子、检索键、词（查询用与索引用）和双字；给出 --index 时按那里发布的一代的专名表分词。"""
    analyser = Analyser()
    if index_dir:
        manifest = generation.read_manifest(index_dir, generation.read_current(index_dir))
        analyser = generation_analyser(analyser, index_dir, manifest, WhooshStore.name)
        known = frozenset(analyser.names)
        click.echo(f"专名\t{' / '.join(word for word in dict.fromkeys(analyser.words(text)) if word in known)}")
    key = search_key(text)
    click.echo(f"折叠\t{fold(text)}")
    click.echo(f"检索键\t{key}")
    click.echo(f"查询词\t{' / '.join(analyser.query_words(text))}")
    click.echo(f"索引词\t{' / '.join(analyser.words(text))}")
    click.echo(f"双字\t{' / '.join(grams(key))}")


@cli.command("ledger")
@click.argument("name", required=False)
@_index
@click.option("--reason", type=click.Choice(list(REASONS)), help="只看这一种原因")
@click.option("--json", "as_json", is_flag=True, help="每行一项的 JSON")
def ledger_command(name: str | None, index_dir: Path, reason: str | None, as_json: bool) -> None:  # noqa: FBT001 - click passes options by name
    """列出建库时跳过和存疑的网页及原因；不给 NAME 时看已发布的一代。"""
    known = generation.read_manifest(index_dir, name or generation.read_current(index_dir))
    entries = read_ledger(index_dir, known.name)
    chosen = [item for item in entries if reason in (None, item.reason)]
    if reason and not chosen:
        ending.tell(f"{known.name} 没有因 {reason} 跳过或存疑的网页")
        return
    for line in (json.dumps(item.to_json(), ensure_ascii=False) for item in chosen) if as_json else readable(chosen):
        click.echo(line)


@cli.command("list")
@_index
def list_command(index_dir: Path) -> None:
    """列出各代索引，最新的在前；带 * 的是已发布的一代。"""
    known = _known(index_dir)
    try:
        current = generation.read_current(index_dir)
    except DamagedGeneration as error:
        current = None
        ending.tell(f"注意：{error}")
    for name in known:
        try:
            manifest = generation.read_manifest(index_dir, name)
            facts = f"{manifest.created}\t{manifest.articles} 篇\t跳过 {manifest.skipped} 页"
        except GenerationError as error:
            facts = str(error)
        click.echo(f"{'*' if name == current else ' '} {name}\t{facts}")


@cli.command("verify")
@_index
def verify_command(index_dir: Path) -> None:
    """逐个文件校验每一代索引；有损坏时以 2 退出。"""
    damaged = False
    for name in _known(index_dir):
        try:
            generation.verify(index_dir, name)
            click.echo(f"{name}\t完好")
        except GenerationError as error:
            if name in _known(index_dir):  # and not pruned meanwhile
                damaged = True
                click.echo(f"{name}\t{_told(error, index_dir, name)}")
    generation.read_current(index_dir)
    if damaged:
        sys.exit(FAILED)


@cli.command("rollback")
@click.argument("name", required=False)
@_index
def rollback_command(name: str | None, index_dir: Path) -> None:
    """校验后改为发布 NAME 这一代；不给 NAME 时退到当前一代之前最新的、完好的一代。"""
    generation.published_name(index_dir)  # an index folder that is none ends here, before a lock is made in it
    target = roll_back(index_dir, name, Analyser(), WhooshStore.name, hear=lambda passed: ending.tell(f"注意：{passed}"))
    ending.hand_over(f"现在发布的是 {target}")


def _told(error: GenerationError, index_dir: Path, name: str) -> str:
    """What is wrong with a generation, and what to do about it."""
    if not isinstance(error, DamagedGeneration) or generation.published_name(index_dir) in (None, name):
        return str(error)
    return f"{error.fact}；它没有发布，不影响网站，可以删去 {generation.folder(index_dir, name)}"


def _known(home: Path) -> list[str]:
    """The names of the generations, the newest first, and the published one's, be it there or not."""
    current = generation.published_name(home)
    return sorted({*generation.names(home), *([current] if current else [])}, reverse=True)


def _summary(report: BuildReport) -> str:
    if report.unchanged:
        return f"网页没有变化，发布的仍是 {report.generation}（{report.articles} 篇）；要强制重建请加 --rebuild"
    counts = f"{report.articles} 篇文章，跳过 {len(report.skipped)} 页，存疑 {report.doubts} 项"
    return f"已发布 {report.generation}：{counts}，用时 {report.seconds:.1f} 秒"


def _show_entry(item: Entry) -> None:
    ending.tell(f"{item.level.label} {item.page}：[{item.reason}] {item.sentence}")
