"""An index that exists, in an operator's hands: what is damaged is named, and the commands that the messages name repair it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import run
from samples import PAGES

from indexer import generation


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two generations."""
    home = tmp_path_factory.mktemp("operating")
    pages = shutil.copytree(PAGES / "zgjx" / "2018", home / "pages")
    shutil.copy(PAGES / "other" / "denglu_yanzheng.txt", pages)
    run("build", pages, "--index", home / "index")
    run("build", pages, "--index", home / "index", "--rebuild")
    return home / "index"


@pytest.fixture
def index(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "index"))


def test_damage_is_found_and_ends_with_2(index: Path) -> None:
    name = generation.read_current(index)
    victim = generation.folder(index, name) / min(generation.read_manifest(index, name).files)
    victim.write_bytes(victim.read_bytes()[:-1] + b"?")
    answer = run("verify", "--index", index)
    assert answer.returncode == 2
    assert victim.name in answer.stdout


def test_the_ledger_is_shown_by_reason_and_as_json(index: Path) -> None:
    shown = run("ledger", "--index", index).stdout
    assert "[captcha] 跳过 1 项" in shown
    assert "[no-date] 存疑 1 项" in shown
    only = run("ledger", "--index", index, "--reason", "no-date", "--json").stdout.splitlines()
    assert [(entry["page"], entry["level"]) for entry in map(json.loads, only)] == [("zgjx_2018_08.txt", "doubt")]
    assert set(json.loads(only[0])) == {"page", "reason", "level", "sentence", "line", "fix"}
    assert run("ledger", "--index", index, "--reason", "nonsense").returncode == 2
    assert run("ledger", "no-such-generation", "--index", index).returncode == 2


def test_a_reason_that_no_page_has_is_not_taken_for_an_empty_ledger(index: Path) -> None:
    shown = run("ledger", "--reason", "encrypted", "--index", index)
    assert (shown.returncode, shown.stdout) == (0, "")
    assert "没有因 encrypted 跳过或存疑的网页" in shown.stderr


def test_rollback_refuses_what_the_server_would_refuse(index: Path) -> None:
    current, other = (
        generation.read_current(index),
        next(name for name in generation.names(index) if name != generation.read_current(index)),
    )
    path = generation.folder(index, other) / generation.MANIFEST
    analysis = generation.read_manifest(index, other).analysis
    path.write_text(path.read_text(encoding="utf-8").replace(analysis, "another"), encoding="utf-8")
    answer = run("rollback", other, "--index", index)
    assert answer.returncode == 2
    assert "词典" in answer.stderr
    assert generation.read_current(index) == current


def test_a_damaged_pointer_is_repaired_by_list_and_rollback(index: Path) -> None:
    name = generation.read_current(index)
    (index / "CURRENT").write_text("..")
    assert f"  {name}" in run("list", "--index", index).stdout
    assert run("rollback", "--index", index).returncode == 0
    assert generation.read_current(index) == name


def test_a_lost_pointer_is_repaired_by_list_and_rollback(index: Path) -> None:
    name = generation.read_current(index)
    (index / "CURRENT").unlink()
    listed, verified = run("list", "--index", index), run("verify", "--index", index)
    assert listed.stdout.startswith(f"  {name}")
    assert (verified.returncode, f"{name}\t完好" in verified.stdout) == (2, True)
    for shown in (listed, verified):
        assert "CURRENT 不见了，请用 rollback" in shown.stderr
    assert run("rollback", "--index", index).returncode == 0
    assert run("verify", "--index", index).returncode == 0


@pytest.mark.parametrize("manifest", [None, "{", '{"format": 9}'])
def test_verify_names_the_damaged_published_generation_and_goes_on(index: Path, manifest: str | None) -> None:
    old, new = generation.names(index)
    path = generation.folder(index, new) / generation.MANIFEST
    path.unlink() if manifest is None else path.write_text(manifest)
    shown = run("verify", "--index", index)
    assert shown.returncode == 2
    damaged, sound = shown.stdout.splitlines()
    assert damaged.startswith(new)
    assert "完好" not in damaged
    assert sound == f"{old}\t完好"
    assert [line[:2] for line in run("list", "--index", index).stdout.splitlines()] == ["* ", "  "]


def damaged(index: Path, name: str) -> None:
    """One byte of a generation is another."""
    victim = generation.folder(index, name) / min(generation.read_manifest(index, name).files)
    victim.write_bytes(victim.read_bytes()[:-1] + b"?")


def test_verify_says_that_a_damaged_generation_nobody_reads_may_be_removed(index: Path) -> None:
    old, new = generation.names(index)
    damaged(index, old)
    answer = run("verify", "--index", index)
    assert answer.returncode == 2
    assert f"没有发布，不影响网站，可以删去 {generation.folder(index, old)}" in answer.stdout
    assert f"{new}\t完好" in answer.stdout
    shutil.rmtree(generation.folder(index, old))
    assert run("verify", "--index", index).returncode == 0


def test_rollback_passes_over_damaged_generations_and_says_so(index: Path) -> None:
    old, new = generation.names(index)
    oldest = "20200101T000000Z-0000"
    path = Path(shutil.copytree(generation.folder(index, old), generation.folder(index, oldest))) / generation.MANIFEST
    path.write_text(path.read_text(encoding="utf-8").replace(old, oldest), encoding="utf-8")
    damaged(index, old)
    answer = run("rollback", "--index", index)
    assert (answer.returncode, answer.stdout) == (0, f"现在发布的是 {oldest}\n")
    assert f"{old} 的文件" in answer.stderr
    damaged(index, new)
    answer = run("rollback", new, "--index", index)
    assert answer.returncode == 2
    assert "请用 list 另选一代，或重建索引" in answer.stderr


def test_where_nothing_sound_is_older_rollback_names_a_newer_generation_and_the_command_that_publishes_it(index: Path) -> None:
    old, new = generation.names(index)
    run("rollback", "--index", index)
    damaged(index, old)
    answer = run("rollback", "--index", index)
    assert (answer.returncode, generation.read_current(index)) == (2, old)
    command = f"python -m indexer rollback {new} --index {index}"
    assert "没有更早的一代可以退回" in answer.stderr
    assert f"较新的 {new} 完好，可以发布它：{command}" in answer.stderr
    assert run(*command.split()[3:]).returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_rollback_says_that_it_is_done_though_its_answer_cannot_be_written(index: Path) -> None:
    old = generation.names(index)[0]
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(
            [sys.executable, "-m", "indexer", "rollback", "--index", str(index)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (answer.returncode, generation.read_current(index)) == (0, old)
    assert "已经做完，但结果没有写出" in answer.stderr.decode()


def test_the_ledger_of_an_unknown_generation_is_not_found(index: Path) -> None:
    assert "没有名为 nosuch" in run("ledger", "nosuch", "--index", index).stderr
