"""Golden pairs: each page of tests/golden/pages gives the answer that stands beside it (`write_golden` says how).

Every page was written for this project. Notations never seen on a real page, only to be expected: 合刊, 增刊, and issue numbers
in Chinese numerals (gzjb_joint_issue, gzjb_supplement, zgjx_chinese_numerals).
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import write_golden
from write_golden import AGAIN, ANSWERS, page_answer, saved

from indexer.article import Article
from indexer.pages import explain_page, read_page

PAGES = write_golden.pages()
READABLE = [path for path in PAGES if path.with_suffix(".jsonl").exists()]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_gives_exactly_its_articles_or_the_reason_for_none(path: Path) -> None:
    expected, found = page_answer(path)
    assert expected.exists(), AGAIN
    assert found.splitlines() == expected.read_text(encoding="utf-8").splitlines(), AGAIN


def test_every_page_has_one_answer_and_every_answer_its_page() -> None:
    answers = [path.stem for path in PAGES[0].parent.iterdir() if path.suffix in ANSWERS]
    assert sorted(answers) == sorted(path.stem for path in PAGES)
    assert len(PAGES) >= 85


def test_written_again_answers_are_complete_and_none_is_left_that_is_no_answer_any_more(tmp_path: Path) -> None:
    names = ("pages/captcha_shell.txt", "pages/gzjb_supplement.txt", "containers/list.jsonl")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(write_golden.GOLDEN / name, tmp_path / name)
    (tmp_path / "pages" / "captcha_shell.jsonl").touch()
    write_golden.write(tmp_path)
    written = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")}
    assert written == {*names, "pages/captcha_shell.reason", "pages/gzjb_supplement.jsonl", "containers/list.jsonl.expected"}
    assert not [name for name in written if (tmp_path / name).read_bytes() != (write_golden.GOLDEN / name).read_bytes()]


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_an_article_is_the_same_after_its_json(path: Path) -> None:
    for article in read_page(saved(path)).articles:
        assert Article.from_json(json.loads(json.dumps(article.to_json()))) == article


@pytest.mark.parametrize("path", [path for path in READABLE if path.suffix == ".txt"], ids=lambda path: path.stem)
def test_explaining_labels_every_line_once_or_in_parts(path: Path) -> None:
    labelled = explain_page(saved(path))
    numbers = [line.number for line in labelled]
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))
    assert numbers == sorted(numbers)
    assert all(line.why for line in labelled)
