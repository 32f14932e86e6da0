"""The walk over saved pages: every file is accounted for, every id is given once."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from samples import PAGES, sample_articles, sample_stream

from indexer.article import Article
from indexer.corpus import Skipped, distinct, fingerprint, page_files, read_file

FIRST = Article(id="aaaa-2023-1-1", title="春耕", body="正文", page="a.txt")


def test_folders_are_walked_to_any_depth_and_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b/c/d.txt", "a.html", ".git/x.txt", "b/.DS_Store"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [file.name for file in page_files([tmp_path])] == ["a.html", "b/c/d.txt"]


def test_a_page_goes_by_its_path_relative_to_its_argument(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x")
    assert [file.name for file in page_files([tmp_path / "a", tmp_path / "a" / "x.txt"])] == ["x.txt", "x.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_a_file_name_that_is_no_utf_8_is_shown_in_a_way_that_is(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("x")
    (file,) = page_files([tmp_path])
    assert file.name.encode("utf-8").endswith(b".txt")
    assert isinstance(read_file(file), Skipped)


def test_the_fingerprint_follows_the_content_and_the_names(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("one")
    before = fingerprint(page_files([tmp_path]))
    os.utime(page, (0, 0))
    assert fingerprint(page_files([tmp_path])) == before
    page.write_text("two")
    assert fingerprint(page_files([tmp_path])) != before
    page.write_text("one")
    page.rename(tmp_path / "b.txt")
    assert fingerprint(page_files([tmp_path])) != before


def test_a_file_of_another_kind_and_an_unreadable_one_are_skipped_with_their_reason(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"\x89PNG")
    (tmp_path / "y.txt").symlink_to(tmp_path / "nowhere")
    assert [read_file(file).reason for file in page_files([tmp_path])] == ["unknown-kind"]
    (tmp_path / "y.txt").unlink()
    file = page_files([tmp_path])[0]
    file.path.unlink()
    gone = read_file(file)
    assert isinstance(gone, Skipped)
    assert (gone.page, gone.reason) == ("x.png", "unreadable")


def test_a_copy_is_skipped_once_and_names_the_page_that_was_kept() -> None:
    issue = (FIRST, replace(FIRST, id="aaaa-2023-1-2", body="另一篇"))
    copy = tuple(replace(article, page="copy.txt") for article in issue)
    assert list(distinct([issue, copy])) == [*issue, Skipped("copy.txt", "duplicate", "与 a.txt 的内容相同")]


def test_another_article_that_claims_an_id_gets_one_of_its_own_whatever_comes_between() -> None:
    other = replace(FIRST, title="秋收", page="b.txt")
    between = replace(FIRST, id="bbbb-2023-1-1", page="c.txt")
    first, second = [item for item in distinct([(FIRST,), (other,)]) if isinstance(item, Article)]
    assert first == FIRST
    assert second.id.startswith(FIRST.id + "-")
    assert [item.id for item in distinct([(FIRST,), (between,), (other,)]) if isinstance(item, Article)][-1] == second.id


def test_many_articles_may_claim_one_id_and_none_is_lost() -> None:
    claims = [(replace(FIRST, body=f"正文{number}"),) for number in range(200)]
    assert len({item.id for item in distinct(claims) if isinstance(item, Article)}) == 200


def test_a_skipped_page_stays_in_the_stream() -> None:
    skipped = Skipped("x.png", "unknown-kind", "")
    assert list(distinct([skipped, (FIRST,)])) == [skipped, FIRST]


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
    skipped = {item.page: item.reason for item in sample_stream() if isinstance(item, Skipped)}
    assert set(skipped) == {
        "other/denglu_yanzheng.txt",
        "other/content_18820.html",
        "other/tzgg_2021_zhengji.txt",
        "other/content_20461_fuben.txt",
    }
    assert skipped["other/content_20461_fuben.txt"] == "duplicate"
