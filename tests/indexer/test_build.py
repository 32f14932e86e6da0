"""A build publishes a whole, verified generation or leaves everything as it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from samples import PAGES

from indexer import generation, publishing
from indexer.analysis import Analyser
from indexer.build import BuildReport, build
from indexer.errors import BuildError, BuildLocked, DamagedGeneration, NoArticles
from indexer.ledger import read_ledger
from indexer.store import Spread, in_turn
from indexer.stores.whoosh import WhooshStore
from indexer.stores.whoosh.parts import Part, PartMaker


class Builder:
    """Builds a folder of pages into an index beside it."""

    def __init__(self, home: Path, analyser: Analyser) -> None:
        self.pages = home / "pages"
        self.index = home / "index"
        self.analyser = analyser
        self.heard: list[tuple[str, int, int]] = []
        shutil.copytree(PAGES / "zgjx" / "2018", self.pages)

    def build(self, store: WhooshStore | None = None, *, rebuild: bool = False, more: Sequence[Path] = ()) -> BuildReport:
        return build(
            [self.pages, *more],
            self.index,
            store or WhooshStore(),
            self.analyser,
            keep=2,
            rebuild=rebuild,
            progress=lambda *step: self.heard.append(step),
        )


@pytest.fixture
def builder(tmp_path: Path, analyser: Analyser) -> Builder:
    return Builder(tmp_path, analyser)


def test_a_build_publishes_what_it_built(builder: Builder) -> None:
    report = builder.build()
    manifest = generation.verify(builder.index, generation.read_current(builder.index))
    assert (manifest.name, manifest.articles) == (report.generation, report.articles)
    assert report.articles >= report.pages == 4
    assert builder.heard[0] == ("read", 0, 4)
    assert builder.heard[-1] == ("write", 4, 4)


def test_unchanged_pages_are_not_built_again_unless_asked_for(builder: Builder) -> None:
    first = builder.build()
    again = builder.build()
    assert (again.generation, again.unchanged, again.articles) == (first.generation, True, first.articles)
    forced = builder.build(rebuild=True)
    assert not forced.unchanged
    assert forced.generation != first.generation


def test_a_changed_page_is_built(builder: Builder) -> None:
    first = builder.build()
    shutil.copy(PAGES / "other" / "denglu_yanzheng.txt", builder.pages)
    second = builder.build()
    assert second.generation != first.generation
    assert [item.page for item in second.skipped] == ["denglu_yanzheng.txt"]


def test_a_damaged_published_generation_is_built_anew_though_nothing_changed(builder: Builder) -> None:
    first = builder.build()
    next(generation.folder(builder.index, first.generation).glob("*.arr")).unlink()
    assert not builder.build().unchanged


def test_a_published_generation_with_a_changed_byte_is_built_anew_though_nothing_changed(builder: Builder) -> None:
    first = builder.build()
    path = next(generation.folder(builder.index, first.generation).glob("*.arr"))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    second = builder.build()
    assert not second.unchanged
    generation.verify(builder.index, second.generation)


def test_a_build_begins_by_clearing_away_what_another_left(builder: Builder) -> None:
    left = generation.folder(builder.index, "20240101T000000Z-dead")
    left.mkdir(parents=True)
    builder.build()
    assert builder.build().unchanged
    assert not left.exists()


def test_pages_without_any_article_never_replace_a_good_index(builder: Builder) -> None:
    good = builder.build()
    shutil.rmtree(builder.pages)
    builder.pages.mkdir()
    (builder.pages / "x.png").write_bytes(b"")
    with pytest.raises(NoArticles, match="1 个文件"):
        builder.build()
    assert generation.read_current(builder.index) == good.generation
    assert generation.names(builder.index) == [good.generation]


def test_where_no_folder_holds_a_file_they_are_named_and_the_index_stays(builder: Builder) -> None:
    good = builder.build()
    shutil.rmtree(builder.pages)
    builder.pages.mkdir()
    with pytest.raises(NoArticles) as told:
        builder.build()
    assert str(told.value) == f"{builder.pages} 里没有文件；网页目录可能没有挂上，请检查；原有的索引保持不变"
    assert generation.read_current(builder.index) == good.generation


def test_a_folder_without_a_file_beside_others_is_a_note_of_every_build(builder: Builder, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    (empty / ".hidden").mkdir(parents=True)
    for unchanged in (False, True):
        report = builder.build(more=[empty])
        assert (report.unchanged, report.notes) == (unchanged, (f"{empty} 里没有文件；网页目录可能没有挂上，请检查",))
    shutil.copy(PAGES / "other" / "denglu_yanzheng.txt", empty)
    assert builder.build(more=[empty]).notes == ()


def test_the_ledger_is_part_of_the_generation_and_names_what_was_skipped_and_what_is_doubtful(builder: Builder) -> None:
    shutil.copy(PAGES / "other" / "denglu_yanzheng.txt", builder.pages)
    report = builder.build()
    entries = read_ledger(builder.index, report.generation)
    assert [(item.page, item.reason) for item in entries] == [
        ("denglu_yanzheng.txt", "captcha"),
        ("zgjx_2018_08.txt", "no-date"),
    ]
    assert (report.skipped, report.doubts) == (entries[:1], 1)
    manifest = generation.verify(builder.index, report.generation)
    assert {"ledger.jsonl", "ledger.txt"} <= manifest.files.keys()
    readable = generation.folder(builder.index, report.generation) / "ledger.txt"
    assert "[captcha] 跳过 1 项" in readable.read_text(encoding="utf-8")
    again = builder.build()
    assert (again.unchanged, again.skipped, again.doubts) == (True, report.skipped, 1)


@pytest.mark.skipif(os.name == "nt", reason="links are another matter on Windows")
def test_a_build_reads_no_file_that_a_link_leads_to_outside_of_its_folder(builder: Builder) -> None:
    secret = builder.pages.parent / "secret.txt"
    shutil.copy(builder.pages / "zgjx_2018_08.txt", secret)
    (builder.pages / "outside.txt").symlink_to(secret)
    assert ("outside.txt", "unreadable") in {(item.page, item.reason) for item in builder.build().skipped}
    secret.write_text(secret.read_text(encoding="utf-8") + "秘密\n", encoding="utf-8")
    assert builder.build().unchanged


def test_a_generation_without_a_ledger_says_so(builder: Builder) -> None:
    report = builder.build()
    (generation.folder(builder.index, report.generation) / "ledger.jsonl").unlink()
    with pytest.raises(DamagedGeneration, match="台账"):
        read_ledger(builder.index, report.generation)


class BrokenStore(WhooshStore):
    """A store that dies in the middle."""

    def join(self, home: Path, maker: PartMaker, parts: Iterable[Part], spread: Spread = in_turn) -> None:
        (home / "half").write_text("half")
        next(iter(parts))
        raise OSError(28, "No space left on device")


class LosingStore(WhooshStore):
    """A store that loses an article and leaves a whole index all the same."""

    def count(self, home: Path) -> int:
        return super().count(home) - 1


class NestingStore(WhooshStore):
    """A store that leaves a folder, whose files no reader would look for."""

    def join(self, home: Path, maker: PartMaker, parts: Iterable[Part], spread: Spread = in_turn) -> None:
        super().join(home, maker, parts, spread)
        (home / "deep").mkdir()


class LyingStore(WhooshStore):
    """A store whose files change after they were counted and recorded."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        seal = publishing.seal

        def seal_then_damage(index_dir: Path, manifest: generation.Manifest) -> None:
            seal(index_dir, manifest)
            (generation.folder(index_dir, manifest.name) / next(iter(manifest.files))).write_bytes(b"?")

        monkeypatch.setattr("indexer.build.seal", seal_then_damage)


def test_a_build_that_dies_leaves_the_published_generation_and_no_rubbish(builder: Builder) -> None:
    good = builder.build()
    with pytest.raises(OSError, match="No space"):
        builder.build(BrokenStore(), rebuild=True)
    assert generation.read_current(builder.index) == good.generation
    assert [path.name for path in (builder.index / "generations").iterdir()] == [good.generation]


def test_an_index_that_lost_an_article_is_not_published(builder: Builder) -> None:
    good = builder.build()
    with pytest.raises(BuildError, match=f"应写入 {good.articles} 篇.*有 {good.articles - 1} 篇"):
        builder.build(LosingStore(), rebuild=True)
    assert generation.names(builder.index) == [good.generation]


def test_an_index_with_a_folder_in_it_is_not_published(builder: Builder) -> None:
    good = builder.build()
    with pytest.raises(OSError, match="deep"):
        builder.build(NestingStore(), rebuild=True)
    assert generation.names(builder.index) == [good.generation]


def test_what_does_not_verify_is_not_published(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    good = builder.build()
    with pytest.raises(DamagedGeneration):
        builder.build(LyingStore(monkeypatch), rebuild=True)
    assert generation.read_current(builder.index) == good.generation
    assert generation.names(builder.index) == [good.generation]


def test_a_build_that_is_stopped_before_it_publishes_leaves_no_generation(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = builder.build()

    def stopped(index_dir: Path, name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("indexer.build.verify", stopped)
    with pytest.raises(KeyboardInterrupt):
        builder.build(rebuild=True)
    assert generation.names(builder.index) == [good.generation]


def test_old_generations_go_and_two_stay(builder: Builder) -> None:
    names = [builder.build(rebuild=True).generation for _ in range(4)]
    assert set(generation.names(builder.index)) == set(sorted(names)[-2:]) | {names[-1]}


def test_a_second_build_of_the_same_index_is_turned_away(builder: Builder) -> None:
    with publishing.build_lock(builder.index), pytest.raises(BuildLocked):
        builder.build()


def test_a_build_that_lost_most_of_its_articles_says_so(builder: Builder) -> None:
    before = builder.build()
    kept, *gone = sorted(builder.pages.iterdir())
    for page in gone:
        page.unlink()
    after = builder.build()
    assert 0 < after.articles < before.articles / 2
    assert (before.notes, len(after.notes)) == ((), 1)
    assert f"上一代有 {before.articles} 篇文章，这一代只有 {after.articles} 篇" in after.notes[0]
    (builder.pages / f"copy{kept.suffix}").write_bytes(kept.read_bytes())
    assert builder.build().notes == ()


def test_what_could_not_be_published_leaves_nothing_behind(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    good = builder.build()

    def refused(index_dir: Path, name: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("indexer.build.publish", refused)
    with pytest.raises(OSError, match="No space"):
        builder.build(rebuild=True)
    assert generation.names(builder.index) == [good.generation]


def test_what_is_to_be_kept_no_longer_goes_before_a_build_that_may_need_the_room(
    builder: Builder,
) -> None:
    names = [builder.build(rebuild=True).generation for _ in range(2)]
    older = generation.folder(builder.index, "20200101T000000Z-0000")
    shutil.copytree(generation.folder(builder.index, names[0]), older)
    report = builder.build()
    assert (report.unchanged, report.pruned) == (True, (older.name,))
    assert generation.names(builder.index) == sorted(names)


def test_a_generation_that_is_published_is_not_removed_whatever_fails_afterwards(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def publish_then_fail(index_dir: Path, name: str) -> None:
        publishing.publish(index_dir, name)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("indexer.build.publish", publish_then_fail)
    with pytest.raises(OSError, match="Input/output"):
        builder.build()
    generation.verify(builder.index, generation.read_current(builder.index))
