"""How a command ends where its output cannot be written, a name is no text, or the program has a bug."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import ROOT
from samples import PAGES

from indexer import ending, generation
from indexer.cli import main
from indexer.ending import run


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PAGES / "zgjx" / "2018", tmp_path / "pages"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_log_or_a_result_that_cannot_be_written_stops_no_build(tmp_path: Path, pages: Path) -> None:
    index = tmp_path / "index"
    shutil.copy(PAGES / "other" / "denglu_yanzheng.txt", pages)
    command = [sys.executable, "-m", "indexer", "build", str(pages), "--index", str(index), "--rebuild"]
    with Path("/dev/full").open("wb") as full:
        assert subprocess.run(command, cwd=ROOT, stderr=full, stdout=subprocess.PIPE, check=False).returncode == 0
        answer = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
        wrong = subprocess.run([*command[:4], "nothing"], cwd=ROOT, stderr=full, check=False)
    assert (answer.returncode, "结果没有写出（磁盘已满）" in answer.stderr.decode()) == (0, True)
    assert len(generation.names(index)) == 2
    assert wrong.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_a_name_that_is_no_text_is_wrong_usage_like_any_other() -> None:
    answer = subprocess.run([sys.executable, "-m", "indexer", "build", b"/none\xff"], cwd=ROOT, capture_output=True, check=False)
    assert (answer.returncode, "不存在" in answer.stderr.decode()) == (2, True)


def test_output_is_utf_8_whatever_the_console_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    page = next((PAGES / "zgjx" / "2018").glob("*.txt"))
    answer = subprocess.run(
        [sys.executable, "-m", "indexer", "parse", str(page), "--json"], cwd=ROOT, capture_output=True, check=True
    )
    assert json.loads(answer.stdout.decode("utf-8"))["series"] == "政工简讯"


@pytest.mark.parametrize("program", ["indexer", "search_app"])
def test_a_python_without_the_libraries_is_told_which_one_to_use(program: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-S", "-m", program, "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("错误：缺少 click：请用安装时的那个 Python")


def lack_of(module: str) -> str:
    return f"raise ModuleNotFoundError(name={module!r})"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("1 / 0", "程序出错"),
        ("raise KeyboardInterrupt", "中断了"),
        (lack_of("numpy.linalg"), "缺少 numpy：请用安装时的那个 Python（如 .venv/bin/python），或在程序的目录里重新安装"),
        (lack_of("indexer.nowhere"), "程序出错"),
        (lack_of("_sqlite3"), "程序出错"),
    ],
)
def test_what_goes_wrong_while_the_command_line_is_imported_ends_like_all_else(
    broken: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "whoosh.py").write_text(broken, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    answer = subprocess.run([sys.executable, "-m", "indexer", "--help"], cwd=ROOT, capture_output=True, check=False)
    shown = answer.stderr.decode()
    assert (answer.returncode, shown.startswith(f"错误：{said}"), "Traceback" in shown) == (2, True, False)


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (PermissionError(errno.EACCES, "", "i/build.lock"), "i/build.lock：没有权限，请用建库的用户运行，或检查权限；"),
        (OSError(errno.ENOSPC, "", "i"), "i：磁盘已满，请腾出空间再试；"),
        (OSError(errno.EIO, "", "i/CURRENT"), "i/CURRENT：磁盘读写出错；"),
    ],
)
def test_what_the_system_refuses_is_said_with_its_place_and_what_to_do(
    refused: OSError, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def command() -> None:
        raise refused

    with pytest.raises(SystemExit) as ended:
        run(command)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith(f"错误：{said}")


def test_a_bug_ends_with_2_a_sentence_and_its_traceback_in_a_file(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("indexer.cli.build", broken)
    monkeypatch.setattr("sys.argv", ["indexer", "build", str(pages), "--index", str(tmp_path / "index")])
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        ending.run(main)
    assert ended.value.code == 2
    (log,) = tmp_path.glob("bulletin-*.log")
    shown = capsys.readouterr().err
    assert str(log) in shown
    assert "Traceback" not in shown
    assert "ZeroDivisionError: a bug" in log.read_text(encoding="utf-8")
