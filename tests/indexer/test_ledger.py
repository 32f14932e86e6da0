"""The ledger: what is written is what is read, for programs and for people; every reason a page can get is in the table."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from indexer.errors import DamagedGeneration
from indexer.ledger import Entry, entry, read_ledger, readable, skipped, write_ledger
from indexer.reasons import REASONS, Level

ROOT = Path(__file__).parent.parent.parent
ENTRIES = (
    entry("a.txt", "captcha", "是验证码页面。", "切换至语音验证码"),
    entry("b.txt", "no-date", "没有日期。"),
    entry("c\nd.txt", "captcha", "是登录页面。", "登" * 500),
)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    home = tmp_path / "generations" / "g"
    home.mkdir(parents=True)
    write_ledger(home, ENTRIES)
    assert read_ledger(tmp_path, "g") == ENTRIES
    assert (home / "ledger.jsonl").read_text(encoding="utf-8").count("\n") == 3
    for line in ('{"page": "a"}', "[" * 100_000, json.dumps({**ENTRIES[0].to_json(), "reason": []})):
        (home / "ledger.jsonl").write_text(f"{line}\n")
        with pytest.raises(DamagedGeneration, match="不是有效的台账"):
            read_ledger(tmp_path, "g")
    (home / "ledger.jsonl").unlink()
    with pytest.raises(DamagedGeneration, match="没有台账"):
        read_ledger(tmp_path, "g")


def test_people_read_it_by_reason_with_meaning_fix_and_line() -> None:
    text = "\n".join(readable(ENTRIES))
    assert text.index("[captcha] 跳过 2 项") < text.index("[no-date] 存疑 1 项")
    assert REASONS["captcha"].fix in text
    assert "“切换至语音验证码”" in text
    assert "登" * 200 not in text
    assert list(readable(())) == ["没有跳过的网页，也没有存疑的网页。"]


def test_what_a_page_says_turns_no_line_of_the_ledger_round() -> None:
    shown = entry("a.txt", "captcha", "是\u202e验证码页面。", "切\u200b换\t\u3000至\r语音")
    assert (shown.sentence, shown.line) == ("是\ufffd验证码页面。", "切换 \u3000至\ufffd语音")


def test_an_entry_of_an_unknown_reason_can_still_be_shown() -> None:
    old = Entry("a.txt", "retired", Level.DOUBT, "旧原因。", None, "旧办法")
    assert any("retired" in line for line in readable((*ENTRIES, old)))


def test_skipped_are_the_pages_that_are_not_in_the_index() -> None:
    assert [item.page for item in skipped(ENTRIES)] == ["a.txt", "c\nd.txt"]


def test_every_reason_given_anywhere_is_in_the_table_and_every_row_is_given() -> None:
    sources = [*(ROOT / "indexer").rglob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources if path.name != "reasons.py")
    given = set(re.findall(r'(?:UnreadablePage\(|Unread\([\w.]+, |entry\([\w.]+, |Doubt\()\s*"([a-z-]+)"', text))
    assert given == set(REASONS)


@pytest.mark.parametrize("reason", REASONS.values(), ids=lambda reason: reason.word)
def test_every_reason_says_what_it_means_and_what_to_do(reason: object) -> None:
    from indexer.reasons import Reason

    assert isinstance(reason, Reason)
    assert reason.meaning
    assert reason.fix
    assert not reason.meaning.endswith("。")
