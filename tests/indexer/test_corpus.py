"""The walk over saved pages: every file is accounted for, every id is given once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from samples import PAGES, sample_articles, sample_stream

from indexer.containers import LARGEST_PAGE
from indexer.corpus import corpus_of, page_files, read_file, without_files
from indexer.ledger import Entry
from indexer.pages import PageReading
from indexer.reasons import Level


def test_folders_are_walked_to_any_depth_and_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b/c/d.txt", "a.html", ".git/x.txt", "b/.DS_Store"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [file.name for file in page_files([tmp_path])] == ["a.html", "b/c/d.txt"]


def test_only_a_folder_can_be_without_files(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "x.txt").write_text("x")
    arguments = [tmp_path / "a", tmp_path / "x.txt"]
    assert without_files(arguments, page_files(arguments)) == [tmp_path / "a"]


def test_a_file_larger_than_a_page_is_too_large_and_a_film_of_an_unknown_kind_whatever_its_size(tmp_path: Path) -> None:
    for name in ("a.html", "b.mp4"):
        (tmp_path / name).touch()
        os.truncate(tmp_path / name, LARGEST_PAGE + 1)
    notes = [note for file in page_files([tmp_path]) for note in read_file(file)]
    assert [(note.page, note.reason) for note in notes if isinstance(note, Entry)] == [
        ("a.html", "too-large"),
        ("b.mp4", "unknown-kind"),
    ]


def test_a_page_goes_by_its_path_relative_to_its_argument(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x")
    assert [file.name for file in page_files([tmp_path / "a", tmp_path / "a" / "x.txt"])] == ["x.txt", "x.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_a_file_name_is_shown_on_one_line_and_moves_no_cursor(tmp_path: Path) -> None:
    (tmp_path / "a\n\x1b[31mb.txt").write_text("x")
    assert [file.name for file in page_files([tmp_path])] == ["a\ufffd\ufffd[31mb.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_a_file_name_that_is_no_utf_8_is_shown_in_a_way_that_is(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("x")
    (file,) = page_files([tmp_path])
    assert file.name.encode("utf-8").endswith(b".txt")
    assert [item.reason for item in read_file(file) if isinstance(item, Entry)] == ["chrome-only"]


def test_the_fingerprint_follows_the_content_and_the_names(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("one")
    before = corpus_of([tmp_path]).fingerprint()
    os.utime(page, (0, 0))
    assert corpus_of([tmp_path]).fingerprint() == before
    page.write_text("two")
    assert corpus_of([tmp_path]).fingerprint() != before
    page.write_text("one")
    page.rename(tmp_path / "b.txt")
    assert corpus_of([tmp_path]).fingerprint() != before


def test_the_fingerprint_of_a_large_file_is_taken_piece_by_piece(tmp_path: Path) -> None:
    import tracemalloc

    with (tmp_path / "large.warc").open("wb") as file:
        file.truncate(100_000_000)
    tracemalloc.start()
    corpus_of([tmp_path]).fingerprint()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_member_of_a_container_is_named_behind_a_hash_and_keeps_its_address(tmp_path: Path) -> None:
    (tmp_path / "list.jsonl").write_text(
        '{"url": "ftp://a.example/x", "text": "渡口志\\n\\n雪柳河上的渡口，自清末以来迁过三次，都记在旧志里。"}'
    )
    (reading,) = [item for file in page_files([tmp_path]) for item in read_file(file)]
    assert isinstance(reading, PageReading)
    assert [(item.page, item.url, item.title) for item in reading.articles] == [("list.jsonl#1", "ftp://a.example/x", "渡口志")]


def test_a_file_of_another_kind_and_an_unreadable_one_are_skipped_with_their_reason(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"\x89PNG")
    (tmp_path / "y.txt").symlink_to(tmp_path / "nowhere")
    assert reasons(tmp_path) == {"x.png": "unknown-kind", "y.txt": "unreadable"}
    (tmp_path / "y.txt").unlink()
    file = page_files([tmp_path])[0]
    file.path.unlink()
    (gone,) = read_file(file)
    assert isinstance(gone, Entry)
    assert (gone.page, gone.reason) == ("x.png", "unreadable")


def reasons(folder: Path) -> dict[str, str]:
    return {item.page: item.reason for file in page_files([folder]) for item in read_file(file) if isinstance(item, Entry)}


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_out_of_the_folder_is_named_and_not_read_unless_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "here.txt").write_text("x")
    (pages / "inside.txt").symlink_to(pages / "here.txt")
    (pages / "outside.txt").symlink_to("../secret.txt")
    assert reasons(pages) == {"here.txt": "chrome-only", "inside.txt": "chrome-only", "outside.txt": "unreadable"}
    (pages / "nobody knows.txt").symlink_to("x" * 300)
    assert reasons(pages)["nobody knows.txt"] == "unreadable"
    assert reasons(pages / "outside.txt") == {"outside.txt": "chrome-only"}
    for asked in ([pages, tmp_path / "secret.txt"], [pages, tmp_path]):
        assert [file.name for file in page_files(asked) if file.why_closed] == []


def test_a_name_that_turns_its_line_round_is_shown_as_it_is_not(tmp_path: Path) -> None:
    (tmp_path / "\u202e完好\u3000已发布\u202c.bin").write_bytes(b"x")
    assert [file.name for file in page_files([tmp_path])] == ["\ufffd完好\u3000已发布\ufffd.bin"]


@pytest.mark.skipif(os.name == "nt", reason="permissions and pipes are another matter on Windows")
def test_a_folder_that_cannot_be_followed_is_named_and_the_others_read(tmp_path: Path) -> None:
    for name in ("closed/a.txt", "half/b.txt", "open/c.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "open")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "device.txt").symlink_to(os.devnull)
    (tmp_path / "closed").chmod(0)
    (tmp_path / "half").chmod(0o444)
    expected = {"open/c.txt": "chrome-only"} | dict.fromkeys(["link", "loop.txt", "pipe.txt", "device.txt"], "unreadable")
    if os.geteuid():
        expected |= {"closed": "unreadable", "half/b.txt": "unreadable"}
    else:  # root may read everything
        expected |= {"closed/a.txt": "chrome-only", "half/b.txt": "chrome-only"}
    try:
        assert reasons(tmp_path) == expected
    finally:
        (tmp_path / "closed").chmod(0o700)
        (tmp_path / "half").chmod(0o700)


def test_the_index_in_a_folder_of_pages_is_no_page(tmp_path: Path) -> None:
    for name in ("generations/x/ledger.txt", "CURRENT", "build.lock", "cache.sqlite", "cache.sqlite-journal", "generations.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [file.name for file in page_files([tmp_path], tmp_path / "." / "generations" / "..")] == ["generations.txt"]
    assert len(page_files([tmp_path])) == 6


# --- the sample pages of the project ---


def test_every_sample_page_gives_articles_or_a_reason() -> None:
    names = {file.name for file in page_files([PAGES])}
    assert {item.page for item in sample_stream()} == names
    assert len(names) >= 60


def test_the_samples_hold_both_series_over_seven_years_with_one_issue_missing() -> None:
    corpus = sample_articles()
    assert {article.series for article in corpus} >= {"政工简讯", "工作简报"}
    assert {article.year for article in corpus} >= set(range(2018, 2025))
    numbers = {article.issue for article in corpus if (article.series, article.year) == ("政工简讯", 2021)}
    assert {12, 14} <= numbers
    assert 13 not in numbers


def test_the_samples_have_sections_contributors_authors_and_an_undated_page() -> None:
    corpus = sample_articles()
    assert sum(article.section is not None for article in corpus) > 20
    assert len({article.contributor for article in corpus}) > 20
    assert any(len(article.authors) > 1 for article in corpus)
    assert any(article.published is None for article in corpus)


def test_the_login_shell_the_bare_chrome_and_the_empty_page_are_skipped_and_the_copy_named() -> None:
    skipped = {item.page: item.reason for item in sample_stream() if isinstance(item, Entry) and item.level is Level.SKIPPED}
    assert set(skipped) == {
        "other/denglu_yanzheng.txt",
        "other/content_18820.html",
        "other/tzgg_2021_zhengji.txt",
        "other/content_20461_fuben.txt",
    }
    assert skipped["other/content_20461_fuben.txt"] == "duplicate"
    assert skipped["other/denglu_yanzheng.txt"] == "captcha"
    assert skipped["other/content_18820.html"] == "empty-body"


def test_the_ledger_of_the_samples_names_undated_and_damaged_pages() -> None:
    doubts = {(item.page, item.reason) for item in sample_stream() if isinstance(item, Entry) and item.level is Level.DOUBT}
    assert ("other/wuriqi_fengwu.txt", "no-date") in doubts
    assert {reason for _, reason in doubts} <= {"no-date", "saving-date-only", "lost-characters"}
