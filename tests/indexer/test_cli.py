"""The command line: exit codes, results on stdout, messages on stderr, and no traceback for anything a user can cause."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from commands import ROOT, launch, run
from samples import PAGES, sample_articles

from indexer import generation, publishing
from indexer.cli import cli


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PAGES / "zgjx" / "2018", tmp_path / "pages"))


def test_build_list_verify_and_rollback_work_together(tmp_path: Path, pages: Path) -> None:
    index = tmp_path / "index"
    first = launch("build", pages, "--index", index)
    assert (first.returncode, "已发布" in first.stdout) == (0, True)
    assert "已读 4/4" in first.stderr
    assert "没有变化" in run("build", pages, "--index", index).stdout
    assert run("build", pages, "--index", index, "--rebuild").returncode == 0
    old, new = generation.names(index)
    listing = run("list", "--index", index).stdout.splitlines()
    assert [line.split()[:2] for line in listing] in ([["*", new], [old, listing[1].split()[1]]], [["*", old], [new, "x"]])
    assert run("verify", "--index", index).returncode == 0
    assert run("rollback", "--index", index).returncode == 0
    assert generation.read_current(index) == old
    assert run("rollback", new, "--index", index).returncode == 0
    assert generation.read_current(index) == new


def test_skipped_pages_are_named_on_stderr_and_count_only_under_strict(tmp_path: Path, pages: Path) -> None:
    shutil.copy(PAGES / "other" / "denglu_yanzheng.txt", pages)
    index = tmp_path / "index"
    answer = run("build", pages, "--index", index)
    assert answer.returncode == 0
    assert "跳过 denglu_yanzheng.txt" in answer.stderr
    assert run("build", pages, "--index", index, "--rebuild", "--strict").returncode == 1


def test_the_json_report_is_one_object_on_stdout(tmp_path: Path, pages: Path) -> None:
    report = json.loads(run("build", pages, "--index", tmp_path / "index", "--json").stdout)
    assert set(report) == {
        *("generation", "unchanged", "pages", "cached", "articles", "skipped", "doubts"),
        *("pruned", "seconds", "phases", "notes"),
    }


def test_a_lock_held_by_another_build_ends_with_75(tmp_path: Path, pages: Path) -> None:
    with publishing.build_lock(tmp_path / "index"):
        answer = launch("build", pages, "--index", tmp_path / "index")
    assert answer.returncode == 75
    assert "另一次建库" in answer.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "no-such-folder"), "no-such-folder 不存在"),
        (("build",), "缺少 PAGES"),
        (("build", ""), "PAGES 是空的"),
        (("list", "--index", ""), "INDEX_DIR 是空的"),
        (("build", PAGES, "--frob"), "没有选项 --frob"),
        (("ledger", "--reason", "x"), "--reason 的值 'x' 不对（可以是 captcha、"),
        (("list", "--index", __file__), f"--index 的值 {__file__!r} 不是目录"),
        (("list", "--index"), "选项 --index 后面要写一个值"),
        (("frobnicate",), "没有命令 frobnicate"),
        (("list", "extra"), "多出参数 extra"),
        (("rollback", "a", "b", "c"), "多出参数 b c"),
        (("build", "--rebuild=yes", "x"), "选项 --rebuild 后面不能写值"),
        ((), "把保存的简报网页建成可检索的索引"),
    ],
)
def test_wrong_usage_is_said_in_chinese_with_the_way_to_the_help(arguments: tuple[object, ...], words: str) -> None:
    answer = run(*arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert words in answer.stderr
    assert "--help" in answer.stderr


def test_an_index_folder_that_may_not_be_read_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    answer = run("list", "--index", tmp_path)
    assert f"--index 的值 {str(tmp_path)!r} 不能用：没有权限，请用建库的用户运行" in answer.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("build", PAGES, "--index", ROOT / "LICENSE"),
        ("list", "--index", "no-such-index"),
        ("verify", "--index", "no-such-index"),
        ("rollback", "no-such-generation", "--index", "{tmp}"),
        ("rollback", "--index", "{tmp}"),
    ],
)
def test_wrong_usage_and_missing_indexes_end_with_2_and_a_sentence(tmp_path: Path, arguments: tuple[object, ...]) -> None:
    answer = run(*(str(argument).replace("{tmp}", str(tmp_path)) for argument in arguments))
    assert answer.returncode == 2
    assert answer.stderr.strip()
    assert not answer.stdout


def test_pages_without_an_article_end_with_2(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("")
    answer = run("build", tmp_path / "x.txt", "--index", tmp_path / "index")
    assert answer.returncode == 2
    assert not (tmp_path / "index" / "CURRENT").exists()


def test_a_bad_setting_is_named(tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_KEEP_GENERATIONS", "many")
    answer = run("build", pages, "--index", tmp_path / "index")
    assert answer.returncode == 2
    assert "BULLETIN_KEEP_GENERATIONS" in answer.stderr


def test_parse_prints_every_field_of_every_article_one_object_a_line() -> None:
    lines = run("parse", PAGES, "--json").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [article.to_json() for article in sample_articles()]


def test_analyse_shows_folding_key_words_and_grams() -> None:
    lines = dict(line.split("\t") for line in run("analyse", "黃 絢在ＧＩＳ").stdout.splitlines())
    assert (lines["折叠"], lines["检索键"]) == ("黄 绚在gis", "黄绚在gis")
    assert "gis" in lines["查询词"].split(" / ")
    assert lines["双字"].split(" / ")[0] == "黄绚"


def test_analyse_shows_which_words_are_names_of_the_published_generation(tmp_path: Path, pages: Path) -> None:
    index = tmp_path / "index"
    assert run("analyse", "石榴村大事记", "--index", index).returncode == 2
    run("build", pages, "--index", index)
    lines = dict(line.split("\t") for line in run("analyse", "《石榴村大事记》第一书记", "--index", index).stdout.splitlines())
    assert lines["专名"] == "石榴村大事记"
    assert lines["查询词"].split(" / ")[0] == "石榴村大事记"
    assert {"石榴", "大事记", "石榴村大事记"} <= set(lines["索引词"].split(" / "))


def test_parse_explains_every_line_of_every_page(tmp_path: Path) -> None:
    answer = run("parse", PAGES / "gzjb" / "2020" / "gzjb_2020_08.txt", PAGES / "other" / "denglu_yanzheng.txt", "--explain")
    lines = answer.stdout.splitlines()
    assert lines[0] == "== denglu_yanzheng.txt"
    assert any(line.startswith("!! [captcha]") for line in lines)
    for role in (
        "chrome",
        "breadcrumb",
        "saving-time",
        "title",
        "header",
        "section",
        "headline",
        "paragraph",
        "signature",
        "tail",
    ):
        assert any(line[6:].startswith(role) for line in lines), role
    assert sum(line.startswith("-> ") for line in lines) >= 2


def test_every_command_and_option_has_its_help() -> None:
    for command in cli.commands.values():
        assert command.help
        assert all(getattr(option, "help", None) for option in command.params if option.param_type_name == "option")


def test_a_mistyped_index_folder_is_not_made(tmp_path: Path) -> None:
    assert run("rollback", "--index", tmp_path / "typo").returncode == 2
    assert not (tmp_path / "typo").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_pipe_is_refused_before_it_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    answer = run("build", tmp_path / "pipe.txt", "--index", tmp_path / "index")
    assert (answer.returncode, "既不是文件也不是目录" in answer.stderr) == (2, True)


def test_the_cache_is_made_used_and_can_be_done_without(tmp_path: Path, pages: Path) -> None:
    index = tmp_path / "index"

    def built(*more: str) -> int:
        return int(json.loads(run("build", pages, "--index", index, "--rebuild", "--json", *more).stdout)["cached"])

    assert [built(), built(), built("--no-cache")] == [0, 4, 0]


def test_a_damaged_cache_is_a_note_on_stderr_and_no_failure(tmp_path: Path, pages: Path) -> None:
    index = tmp_path / "index"
    index.mkdir()
    (index / "cache.sqlite").write_text("x" * 5_000)
    answer = run("build", pages, "--index", index)
    assert answer.returncode == 0
    assert "注意：缓存 cache.sqlite 不能用" in answer.stderr
    assert (index / "cache.sqlite.set-aside").read_text() == "x" * 5_000


@pytest.mark.parametrize("command", [(), *((name,) for name in cli.commands)], ids=" ".join)
def test_help_is_chinese(command: tuple[str, ...]) -> None:
    shown = run(*command, "--help").stdout
    assert shown.startswith("用法：python -m indexer")
    assert "显示这段说明" in shown
    assert not re.search("Usage|Options|Commands|Show this", shown)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_that_leads_nowhere_is_told_from_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("nowhere")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    for name in ("link.txt", "loop.txt"):
        answer = run("parse", tmp_path / name)
        assert (answer.returncode, "是链接，指向的地方不存在" in answer.stderr) == (2, True)
