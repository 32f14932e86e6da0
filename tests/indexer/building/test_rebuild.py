"""However a generation is built - by how many processes, from pages or from the cache - it is the same; only changes cost."""

from __future__ import annotations

import errno
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import steps
from samples import PAGES

from indexer import generation, names
from indexer.analysis import Analyser
from indexer.build import BuildReport, build
from indexer.building import page_cache
from indexer.building.copies import distinct
from indexer.corpus import page_files, read_file
from indexer.errors import WorkerLost
from indexer.ledger import Entry, read_ledger
from indexer.pages import PageReading, SavedPage, read_page
from indexer.stores.whoosh import WhooshStore
from indexer.stores.whoosh.store import open_index

CONTAINERS = Path(__file__).parents[2] / "golden" / "containers"
TEXT = "渡口志\n\n雪柳河上的渡口，自清末以来迁过三次，都记在旧志里。"


class Rebuilder:
    """Builds one folder of pages again and again, and counts the pages that are read."""

    def __init__(self, home: Path, analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pages = home / "pages"
        self.index = home / "index"
        self.cache = self.index / page_cache.FILE
        self.read: list[str] = []
        self._analyser = analyser
        self._patch = monkeypatch
        self.pages.mkdir()

    def build(
        self, *, processes: int = 1, use_cache: bool = True, store: WhooshStore | None = None, rebuild: bool = True
    ) -> BuildReport:
        self.read.clear()
        if processes == 1:
            self._patch.setattr("indexer.corpus.read_page", self._counted)
        return build(
            [self.pages],
            self.index,
            store or WhooshStore(),
            self._analyser,
            keep=2,
            rebuild=rebuild,
            progress=lambda *_: None,
            processes=processes,
            use_cache=use_cache,
        )

    def _counted(self, page: SavedPage) -> PageReading:
        self.read.append(page.path)
        return read_page(page)

    def content(self) -> tuple[tuple[str, ...], list[tuple[int, dict[str, object]]], dict[str, str]]:
        """Names, ledger and the bytes of all postings and columns of the published generation."""
        name = generation.read_current(self.index)
        home = generation.folder(self.index, name)
        files = generation.read_manifest(self.index, name).files
        index = open_index(home)
        try:
            with index.reader() as reader:
                stored = list(reader.iter_docs())
        finally:
            index.close()
        written = {file.split(".", 1)[-1]: facts.sha256 for file, facts in files.items() if not file.endswith(".toc")}
        return names.read_names(home), stored, written


@pytest.fixture
def rebuilder(tmp_path: Path, analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    return Rebuilder(tmp_path, analyser, monkeypatch)


@pytest.fixture
def samples(rebuilder: Rebuilder) -> Rebuilder:
    """Pages of every kind: copies, skipped ones, an issue of several pieces, and members of containers."""
    shutil.copytree(PAGES / "zgjx" / "2018", rebuilder.pages / "2018")
    shutil.copytree(PAGES / "other", rebuilder.pages / "other")
    with zipfile.ZipFile(rebuilder.pages / "more.zip", "w") as archive:
        for page in sorted((PAGES / "gzjb" / "2020").glob("*")):
            archive.write(page, page.name)
    lines = [{"url": f"https://a.example/content_{n}", "text": TEXT.replace("三", f"{n}")} for n in range(3)]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (rebuilder.pages / "list.jsonl").write_text(text + "no json\n", encoding="utf-8")
    shutil.copytree(CONTAINERS, rebuilder.pages / "containers", ignore=shutil.ignore_patterns("*.expected"))
    return rebuilder


def add_page(home: Path, number: int) -> Path:
    page = home / f"{number}.txt"
    page.write_text(TEXT.replace("三次", f"{number}次").replace("渡口志", f"渡口志之{number}"), encoding="utf-8")
    return page


def test_the_generation_is_the_same_with_one_process_and_two_from_pages_and_from_the_cache(
    samples: Rebuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = samples.build()
    content = samples.content()
    warm = samples.build()
    assert samples.read == []
    assert samples.content() == content
    assert (warm.articles, warm.skipped, warm.doubts) == (first.articles, first.skipped, first.doubts)
    samples.build(use_cache=False)
    assert samples.read
    assert samples.content() == content
    monkeypatch.setattr("indexer.building.workers.TASKS_HERE", 0)
    monkeypatch.setattr("indexer.building.reading._UNITS_A_TASK", 4)
    monkeypatch.setattr("indexer.building.writing._PAGES_A_TASK", 3)
    samples.build(processes=2)
    assert samples.content() == content
    samples.cache.unlink()
    assert samples.build(processes=2).cached == 0
    assert samples.content() == content


def test_a_generation_holds_what_parsing_its_pages_gives(samples: Rebuilder) -> None:
    stream = list(distinct(reading for file in page_files([samples.pages]) for reading in read_file(file)))
    report = samples.build()
    _, stored, _ = samples.content()
    expected = [item.to_json() for item in stream if not isinstance(item, Entry)]
    assert [json.loads(str(fields["article"])) for _, fields in stored] == expected
    assert read_ledger(samples.index, report.generation) == tuple(item for item in stream if isinstance(item, Entry))


def test_only_what_changed_is_read_again(rebuilder: Rebuilder) -> None:
    pages = [add_page(rebuilder.pages, number) for number in range(5)]
    assert (rebuilder.build().cached, sorted(rebuilder.read)) == (0, [page.name for page in pages])
    pages[3].write_text(pages[3].read_text(encoding="utf-8") + "\n改了一处。", encoding="utf-8")
    pages[1].rename(rebuilder.pages / "renamed.txt")
    add_page(rebuilder.pages, 9)
    assert rebuilder.build().cached == 3
    assert sorted(rebuilder.read) == ["3.txt", "9.txt", "renamed.txt"]


def test_a_page_in_a_container_is_read_again_when_it_or_its_address_changed(rebuilder: Rebuilder) -> None:
    def write(*lines: tuple[str, str]) -> None:
        records = [json.dumps({"url": url, "text": f"{TEXT}{text}"}) for url, text in lines]
        (rebuilder.pages / "list.jsonl").write_text("\n".join(records), encoding="utf-8")

    write(("https://a.example/1", "甲"), ("https://a.example/2", "乙"), ("https://a.example/3", "丙"))
    rebuilder.build()
    write(("https://a.example/1", "甲"), ("https://a.example/2", "丁"), ("https://a.example/4", "丙"))
    rebuilder.build()
    assert rebuilder.read == ["list.jsonl#2", "list.jsonl#3"]


def test_pages_without_an_article_are_remembered_too(rebuilder: Rebuilder) -> None:
    add_page(rebuilder.pages, 1)
    shutil.copy(PAGES / "other" / "denglu_yanzheng.txt", rebuilder.pages)
    (rebuilder.pages / "x.png").write_bytes(b"\x89PNG")
    first = rebuilder.build()
    again = rebuilder.build()
    assert rebuilder.read == []
    assert again.skipped == first.skipped
    assert [item.reason for item in again.skipped] == ["captcha", "unknown-kind"]


def test_the_same_page_under_two_arguments_is_one_page_and_a_copy_of_it(rebuilder: Rebuilder, analyser: Analyser) -> None:
    page = add_page(rebuilder.pages, 1)
    for _ in range(2):
        report = build(
            [page, rebuilder.pages], rebuilder.index, WhooshStore(), analyser, keep=2, rebuild=True, progress=lambda *_: None
        )
        assert (report.articles, [item.reason for item in report.skipped]) == (1, ["duplicate"])


@pytest.mark.parametrize("changed", ["reader", "analysis"])
def test_another_program_reads_every_page_again(rebuilder: Rebuilder, monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    add_page(rebuilder.pages, 1)
    rebuilder.build()
    if changed == "reader":
        monkeypatch.setattr("indexer.building.filling.reader_version", lambda: "another")
    else:
        monkeypatch.setattr(rebuilder._analyser, "fingerprint", "another")
    assert rebuilder.build().cached == 0


def test_a_page_that_is_gone_is_forgotten(rebuilder: Rebuilder) -> None:
    for number in range(3):
        add_page(rebuilder.pages, number)
    rebuilder.build()
    (rebuilder.pages / "1.txt").unlink()
    rebuilder.build()
    add_page(rebuilder.pages, 1)
    rebuilder.build()
    assert rebuilder.read == ["1.txt"]


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9_000])


def spoil_pages(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("UPDATE pages SET content = ? WHERE length(content) > 0", (b"spoilt",))
    base.close()


def spoil_claims(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("UPDATE pages SET facts = ?", (b'{"first": 1}',))
    base.close()


def replace_by_text(path: Path) -> None:
    path.write_text("这不是缓存", encoding="utf-8")


@pytest.mark.parametrize("damage", [cut_off, spoil_pages, spoil_claims, replace_by_text], ids=lambda damage: damage.__name__)
def test_a_damaged_cache_costs_time_and_nothing_else(samples: Rebuilder, damage: Callable[[Path], None]) -> None:
    samples.build()
    content = samples.content()
    damage(samples.cache)
    report = samples.build()
    assert (report.cached, len(report.notes)) == (0, 1)
    assert re.fullmatch("缓存 cache.sqlite 不能用（[^（）]*）；已移到一旁，重新建立，全部网页都重读了", report.notes[0])
    assert "Error" not in report.notes[0]
    assert samples.content() == content
    assert len(list((samples.index / "generations").iterdir())) == 2
    assert samples.build().notes == ()
    assert samples.read == []


def folder_for_the_cache(index: Path) -> None:
    for place in ("cache.sqlite", "cache.sqlite.set-aside"):
        (index / place).mkdir()
        (index / place / "somebody's").write_text("x", encoding="utf-8")


def folder_for_what_is_set_aside(index: Path) -> None:
    replace_by_text(index / "cache.sqlite")
    (index / "cache.sqlite.set-aside").mkdir()


def folder_for_the_journal(index: Path) -> None:
    (index / "cache.sqlite").mkdir()
    (index / "cache.sqlite-journal").mkdir()


def folder_on_a_file(index: Path) -> None:
    (index / "cache.sqlite").mkdir()
    (index / "cache.sqlite.set-aside").write_text("x", encoding="utf-8")


IN_THE_WAY = [folder_for_the_cache, folder_for_what_is_set_aside, folder_for_the_journal, folder_on_a_file]


@pytest.mark.parametrize("put", IN_THE_WAY, ids=lambda put: put.__name__)
def test_a_cache_that_cannot_be_set_aside_is_done_without_and_left_as_it_is(
    rebuilder: Rebuilder, put: Callable[[Path], None]
) -> None:
    add_page(rebuilder.pages, 1)
    rebuilder.index.mkdir()
    put(rebuilder.index)
    before = sorted(rebuilder.index.rglob("cache*"))
    report = rebuilder.build()
    assert (report.articles, len(report.notes)) == (1, 1)
    assert report.notes[0].startswith("缓存 cache.sqlite 不能用（")
    assert f"请移走或删去 {rebuilder.cache}*" in report.notes[0]
    assert sorted(rebuilder.index.rglob("cache*")) == before


def test_a_locked_cache_is_done_without(rebuilder: Rebuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.building.page_cache._WAIT", 0.05)
    add_page(rebuilder.pages, 1)
    rebuilder.build()
    other = sqlite3.connect(rebuilder.cache)
    try:
        other.execute("BEGIN IMMEDIATE")
        report = rebuilder.build()
    finally:
        other.close()
    assert (report.cached, "不用缓存" in report.notes[0]) == (0, True)
    assert rebuilder.build().cached == 1


def test_a_build_without_the_cache_neither_uses_nor_leaves_one(rebuilder: Rebuilder) -> None:
    add_page(rebuilder.pages, 1)
    report = rebuilder.build(use_cache=False)
    assert (report.cached, report.pruned) == (0, ())
    assert sorted(path.name for path in rebuilder.index.iterdir()) == ["CURRENT", "build.lock", "generations"]
    assert [path.name for path in (rebuilder.index / "generations").iterdir()] == [report.generation]


def test_a_build_that_broke_off_has_not_read_in_vain(rebuilder: Rebuilder) -> None:
    class BrokenStore(WhooshStore):
        def join(self, home: Path, *parts: object) -> None:
            raise OSError(5, "Input/output error")

    add_page(rebuilder.pages, 1)
    with pytest.raises(OSError, match="Input/output"):
        rebuilder.build(store=BrokenStore())
    assert rebuilder.build().cached == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_build_that_filled_the_disk_leaves_nothing_of_what_it_wrote(rebuilder: Rebuilder, number: int) -> None:
    class FullStore(WhooshStore):
        def join(self, home: Path, *parts: object) -> None:
            raise OSError(number, "No space left on device")

    add_page(rebuilder.pages, 1)
    with pytest.raises(OSError, match="No space") as told:
        rebuilder.build(store=FullStore())
    assert told.value.filename == str(rebuilder.index)  # a write to an open file names no place
    assert [path.name for path in rebuilder.index.rglob("*") if path.name != "build.lock"] == ["generations"]
    assert rebuilder.build().articles == 1


def test_a_worker_that_dies_leaves_the_published_generation(rebuilder: Rebuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    add_page(rebuilder.pages, 1)
    good = rebuilder.build()
    add_page(rebuilder.pages, 2)
    monkeypatch.setattr("indexer.building.workers.TASKS_HERE", 0)
    monkeypatch.setattr("indexer.building.workers._start", steps.die_at_once)
    with pytest.raises(WorkerLost):
        rebuilder.build(processes=2)
    assert generation.read_current(rebuilder.index) == good.generation
    assert [path.name for path in (rebuilder.index / "generations").iterdir()] == [good.generation]


def test_the_report_says_what_each_phase_took(rebuilder: Rebuilder) -> None:
    add_page(rebuilder.pages, 1)
    report = rebuilder.build()
    assert list(report.phases) == ["compare", "read", "choose", "write", "publish"]
    assert 0 <= sum(report.phases.values()) <= report.seconds + 0.01


@pytest.mark.parametrize("bug", [KeyError("x"), RecursionError(), UnboundLocalError("name"), ZeroDivisionError()], ids=repr)
def test_a_bug_that_shows_on_one_page_is_an_entry_and_the_others_are_indexed(
    rebuilder: Rebuilder, monkeypatch: pytest.MonkeyPatch, bug: Exception
) -> None:
    def read(page: SavedPage) -> PageReading:
        if page.path == "1.txt":
            raise bug
        return read_page(page)

    for number in range(3):
        add_page(rebuilder.pages, number)
    monkeypatch.setattr(rebuilder, "_counted", read)
    for report in (rebuilder.build(), rebuilder.build()):  # read, and remembered
        assert report.articles == 2
        assert [(item.page, item.reason) for item in report.skipped] == [("1.txt", "reader-failed")]
        assert type(bug).__name__ in report.skipped[0].sentence


@pytest.mark.parametrize("fault", [OSError(5, "Input/output error"), MemoryError()], ids=repr)
def test_what_is_no_fault_of_the_page_ends_the_build(
    rebuilder: Rebuilder, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def read(page: SavedPage) -> PageReading:
        raise fault

    add_page(rebuilder.pages, 1)
    monkeypatch.setattr(rebuilder, "_counted", read)
    with pytest.raises(type(fault)):
        rebuilder.build()


@pytest.mark.parametrize("name", ["1.txt", "list.jsonl"])
def test_a_large_page_that_memory_does_not_suffice_for_is_an_entry_and_read_again_the_next_time(
    rebuilder: Rebuilder, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def read(page: SavedPage) -> PageReading:
        if len(page.content) > 10_000:
            raise MemoryError
        return read_page(page)

    monkeypatch.setattr("indexer.building.reading._LARGE_PAGE", 10_000)
    text = f"{TEXT}\n{'渡口志' * 4_000}"
    page = rebuilder.pages / name
    page.write_text(text if name == "1.txt" else json.dumps({"text": text}), encoding="utf-8")
    add_page(rebuilder.pages, 2)
    with monkeypatch.context() as short:
        short.setattr(rebuilder, "_counted", read)
        for report in (rebuilder.build(), rebuilder.build()):
            assert report.articles == 1
            assert [item.reason for item in report.skipped] == ["out-of-memory"]
            assert report.skipped[0].page.startswith(name)
    assert rebuilder.build(rebuild=False).articles == 2
    assert rebuilder.build(rebuild=False).unchanged


def test_a_damaged_record_is_found_by_a_worker_too(rebuilder: Rebuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        add_page(rebuilder.pages, number)
    rebuilder.build()
    content = rebuilder.content()
    spoil_pages(rebuilder.cache)
    monkeypatch.setattr("indexer.building.workers.TASKS_HERE", 0)
    report = rebuilder.build(processes=2)
    assert (report.cached, len(report.notes)) == (0, 1)
    assert report.notes[0].startswith("缓存 cache.sqlite 不能用（里面有一页读不出）；")
    assert rebuilder.content() == content
