"""Generations: published in one step, verified file by file, never pruned from under a reader's feet."""

from __future__ import annotations

import json
import os
from datetime import datetime, timezone
from pathlib import Path

import pytest

from indexer import generation, publishing
from indexer.errors import BuildLocked, DamagedGeneration, ForeignGeneration, NoGeneration
from indexer.generation import Manifest


def sealed(index_dir: Path, name: str) -> Manifest:
    home = generation.folder(index_dir, name)
    home.mkdir(parents=True)
    (home / "postings").write_bytes(b"1234")
    (home / "columns").write_bytes(b"abc")
    manifest = Manifest(name, "2024-01-01T00:00:00+00:00", 1, 0, "whoosh", "x", "y", generation.record_files(home))
    publishing.seal(index_dir, manifest)
    return manifest


def test_a_sealed_generation_reads_back_as_it_was_written(tmp_path: Path) -> None:
    manifest = sealed(tmp_path, "g1")
    assert generation.read_manifest(tmp_path, "g1") == manifest
    assert generation.verify(tmp_path, "g1") == manifest


def test_a_name_is_later_than_every_known_one_though_the_clock_was_ahead() -> None:
    now = datetime(2024, 1, 1, tzinfo=timezone.utc)
    known = [*(generation.new_name(datetime(year, 12, 31, 23, 59, 59, tzinfo=timezone.utc)) for year in (2023, 2030)), "zzzz"]
    assert generation.new_name(now, known).startswith("20310101T000000Z-")
    assert generation.new_name(now, known[:1]).startswith("20240101T000000Z-")


def test_names_sort_by_age_and_differ_within_a_second() -> None:
    early = generation.new_name(datetime(2024, 1, 1, tzinfo=timezone.utc))
    late = generation.new_name(datetime(2024, 1, 2, tzinfo=timezone.utc))
    assert early < late
    assert len({generation.new_name(datetime(2024, 1, 1, tzinfo=timezone.utc)) for _ in range(20)}) > 1


def test_publishing_replaces_the_pointer_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    for name in ("g1", "g2"):
        sealed(tmp_path, name)
        publishing.publish(tmp_path, name)
        assert generation.read_current(tmp_path) == name
    assert sorted(path.name for path in tmp_path.iterdir()) == ["CURRENT", "generations"]


def test_before_the_first_build_the_message_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(NoGeneration, match="python -m indexer build"):
        generation.read_current(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\n", b"..", b"../g1\n", b"a/b", b"\xff\xfe"])
def test_a_pointer_to_nonsense_is_named_as_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "CURRENT").write_bytes(content)
    with pytest.raises(DamagedGeneration, match="CURRENT"):
        generation.read_current(tmp_path)


def test_verify_names_the_file_that_changed_by_one_byte_opening_a_small_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = sealed(tmp_path, "g1")
    (generation.folder(tmp_path, "g1") / "postings").write_bytes(b"1235")
    for check in (lambda: generation.verify(tmp_path, "g1"), lambda: generation.check_files(tmp_path, manifest)):
        with pytest.raises(DamagedGeneration, match="postings"):
            check()
    monkeypatch.setattr(generation, "_SMALL", 3)
    generation.check_files(tmp_path, manifest)
    with pytest.raises(DamagedGeneration, match="postings"):
        generation.verify(tmp_path, "g1")


def test_a_missing_a_short_and_a_foreign_file_are_damage(tmp_path: Path) -> None:
    manifest = sealed(tmp_path, "g1")
    home = generation.folder(tmp_path, "g1")
    (home / "stranger").write_bytes(b"")
    with pytest.raises(DamagedGeneration, match="stranger"):
        generation.verify(tmp_path, "g1")
    (home / "stranger").unlink()
    (home / "columns").unlink()
    for check in (lambda: generation.verify(tmp_path, "g1"), lambda: generation.check_files(tmp_path, manifest)):
        with pytest.raises(DamagedGeneration, match="columns"):
            check()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        "[" * 100_000,
        f'{{"format": {generation.FORMAT}}}',
        f'{{"format": {generation.FORMAT}, "files": 3}}',
    ],
)
def test_a_broken_manifest_is_damage_and_no_traceback(tmp_path: Path, text: str) -> None:
    sealed(tmp_path, "g1")
    (generation.folder(tmp_path, "g1") / generation.MANIFEST).write_text(text.replace("%d", str(generation.FORMAT)))
    with pytest.raises(DamagedGeneration):
        generation.read_manifest(tmp_path, "g1")


@pytest.mark.parametrize(
    ("found", "advice"), [(99, "99.*请重启网站"), (1, "1.*请用本程序重建索引"), ("x", "x.*请用本程序重建索引")]
)
def test_another_format_is_refused_not_misread_and_the_older_side_is_to_be_renewed(
    tmp_path: Path, found: object, advice: str
) -> None:
    sealed(tmp_path, "g1")
    path = generation.folder(tmp_path, "g1") / generation.MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": found}))
    with pytest.raises(ForeignGeneration, match=advice):
        generation.read_manifest(tmp_path, "g1")


@pytest.mark.parametrize("name", ["../g1", "..", "a/b", "g9"])
def test_an_unknown_name_or_a_path_is_no_generation(tmp_path: Path, name: str) -> None:
    sealed(tmp_path, "g1")
    with pytest.raises(NoGeneration):
        generation.read_manifest(tmp_path, name)


def test_pruning_keeps_the_newest_and_the_published(tmp_path: Path) -> None:
    for name in ("g1", "g2", "g3", "g4"):
        sealed(tmp_path, name)
    publishing.publish(tmp_path, "g1")
    assert publishing.prune(tmp_path, keep=2) == ["g2"]
    assert generation.names(tmp_path) == ["g1", "g3", "g4"]


def test_pruning_keeps_as_many_that_can_be_gone_back_to_and_nothing_goes_while_none_is_published(tmp_path: Path) -> None:
    for name in ("g1", "g2", "g3", "g4", "g5"):
        sealed(tmp_path, name)
    assert publishing.prune(tmp_path, keep=2) == []
    publishing.publish(tmp_path, "g5")
    (generation.folder(tmp_path, "g3") / "columns").unlink()
    (generation.folder(tmp_path, "g4") / generation.MANIFEST).write_text("{")
    assert publishing.prune(tmp_path, keep=2) == ["g1", "g3"]
    assert generation.names(tmp_path) == ["g2", "g4", "g5"]


def test_what_broke_off_is_swept_away_and_nothing_else(tmp_path: Path) -> None:
    publishing.sweep(tmp_path)
    sealed(tmp_path, "20240101T000000Z-0001")
    kept = ["20240101T000000Z-0001", "20240102T000000Z-0002", "2019", "pages-of-2019"]
    for name in (*kept[1:], "20240103T000000Z-dead", publishing.scratch_name()):
        generation.folder(tmp_path, name).mkdir()
    publishing.publish(tmp_path, kept[1])
    for name in ("CURRENT.0123abcd", "CURRENT.html", "CURRENT.bak"):
        (tmp_path / name).write_text("x")
    (tmp_path / "CURRENT.d").mkdir()
    publishing.sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"CURRENT", "CURRENT.html", "CURRENT.bak", "CURRENT.d", "generations"}
    assert {path.name for path in (tmp_path / "generations").iterdir()} == set(kept)


def test_where_the_pointer_is_gone_the_newest_generation_can_be_fallen_back_on(tmp_path: Path) -> None:
    sealed(tmp_path, "g1")
    sealed(tmp_path, "g2")
    assert generation.published_name(tmp_path) is None
    assert generation.older(tmp_path)[0] == "g2"


def test_where_the_pointer_names_what_is_not_there_all_generations_can_be_fallen_back_on(tmp_path: Path) -> None:
    sealed(tmp_path, "g1")
    sealed(tmp_path, "g2")
    publishing.publish(tmp_path, "a-long-gone")
    assert generation.older(tmp_path) == ["g2", "g1"]


def test_a_pointer_that_is_a_folder_is_told_before_anything_is_built(tmp_path: Path) -> None:
    sealed(tmp_path, "g1")
    (tmp_path / "CURRENT").mkdir()
    for refused in (lambda: generation.read_current(tmp_path), lambda: publishing.build_lock(tmp_path).__enter__()):
        with pytest.raises(DamagedGeneration, match="CURRENT 是目录，请先移走它"):
            refused()
    (tmp_path / "CURRENT").rmdir()
    with publishing.build_lock(tmp_path):
        pass


def test_the_generation_before_the_published_one_is_found_or_said_to_be_missing(tmp_path: Path) -> None:
    for name in ("g1", "g2", "g3"):
        sealed(tmp_path, name)
    publishing.publish(tmp_path, "g2")
    assert generation.older(tmp_path) == ["g1"]
    publishing.publish(tmp_path, "g1")
    with pytest.raises(NoGeneration):
        generation.older(tmp_path)


def test_a_second_build_is_turned_away_at_once_and_the_lock_is_free_afterwards(tmp_path: Path) -> None:
    with publishing.build_lock(tmp_path), pytest.raises(BuildLocked), publishing.build_lock(tmp_path):
        pass
    with publishing.build_lock(tmp_path):
        pass


def test_a_stray_file_among_the_generations_is_left_alone(tmp_path: Path) -> None:
    sealed(tmp_path, "g1")
    publishing.publish(tmp_path, "g1")
    (tmp_path / "generations" / ".DS_Store").write_bytes(b"")
    assert publishing.prune(tmp_path, keep=2) == []
    assert generation.names(tmp_path) == ["g1"]


def test_where_the_pointer_is_damaged_the_newest_generation_can_be_fallen_back_on(tmp_path: Path) -> None:
    sealed(tmp_path, "g1")
    sealed(tmp_path, "g2")
    (tmp_path / "CURRENT").write_bytes(b"\xff")
    assert generation.published_name(tmp_path) is None
    assert generation.older(tmp_path)[0] == "g2"


def test_replacing_the_pointer_waits_for_readers_that_have_it_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed(tmp_path, "g1")
    refused = [PermissionError(13, "Permission denied")] * 3
    replace = os.replace

    def busy_at_first(source: Path, target: Path) -> None:
        if refused:
            raise refused.pop()
        replace(source, target)

    pauses: list[float] = []
    monkeypatch.setattr("indexer.publishing.os.replace", busy_at_first)
    monkeypatch.setattr("indexer.publishing.time.sleep", pauses.append)
    publishing.publish(tmp_path, "g1")
    assert (generation.read_current(tmp_path), len(pauses)) == ("g1", 3)


def test_a_pointer_that_cannot_be_replaced_is_an_error_within_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(source: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    pauses: list[float] = []
    monkeypatch.setattr("indexer.publishing.os.replace", never)
    monkeypatch.setattr("indexer.publishing.time.sleep", pauses.append)
    with pytest.raises(PermissionError):
        publishing.publish(tmp_path, "g1")
    assert 0.5 < sum(pauses) < 10
    assert list(tmp_path.iterdir()) == []
